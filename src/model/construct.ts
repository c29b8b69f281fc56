/** Where a program that writes templates, such as a CDK app, made a resource. */

/** A place in somebody's program: line and column from 1, `file` as reports call it. */
export interface CodePlace {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** The construct that a resource was made by. */
export interface Construct {
  /** `Stack/Data/Logs/Resource`. */
  readonly path: string
  /** The line of the user's own program, where it is told; found when it is shown. */
  readonly source?: CodePlace | undefined
}

/** What is known of the constructs of one template. */
export interface Constructs {
  /** The construct of a logical id; `path` is what the template itself says. */
  of(id: string, path: string | undefined): Construct | undefined
  /** The same for the template of a nested stack. */
  within(stack: Construct | undefined): Constructs
}
