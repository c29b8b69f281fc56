/** What is wrong with a value, as Ajv tells it. */
export interface Violation {
  /** JSON pointer to the value. */
  readonly instancePath: string
  /** Where the schema says so: `#/properties/preset/enum`. */
  readonly schemaPath: string
  readonly keyword: string
  readonly params: Readonly<Record<string, unknown>>
}

/** Validates a config in place: texts become numbers where the schema asks for them. */
declare function validate(value: unknown): boolean
declare namespace validate {
  /** What the last value broke. */
  const errors: readonly Violation[] | null | undefined
}
export default validate
