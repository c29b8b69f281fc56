/**
 * The shapes of ESLint's plugins and languages, as far as they are used here: those of ESLint fit them. They are our own,
 * so that nothing of ESLint is needed to build or load the plugin.
 */

/** Lines and columns from 1, as the language says. */
export interface Place {
  readonly line: number
  readonly column: number
}

export interface Loc {
  readonly start: Place
  readonly end: Place
}

/** A file as ESLint has read it. */
export interface LintedFile {
  readonly path: string
  readonly body: string | Uint8Array
}

/** What switches rules off or on again. */
export interface DisableDirective {
  readonly type: 'disable' | 'enable' | 'disable-line' | 'disable-next-line'
  readonly node: { readonly loc: Loc; readonly range: [start: number, end: number] }
  /** Ids of rules, separated by commas; all if empty. */
  readonly value: string
  readonly justification: string
}

/** One change of a text. */
export interface TextEdit {
  range: [start: number, end: number]
  text: string
}

/** What makes changes of a text. */
export interface Fixer {
  replaceTextRange(range: [start: number, end: number], text: string): TextEdit
}

/** Changes of a text. */
export type Fixing = (fixer: Fixer) => Iterable<TextEdit>

/** What a rule is given. */
export interface RuleContext {
  readonly sourceCode: unknown
  report(problem: {
    readonly loc: Loc
    readonly message: string
    readonly fix?: Fixing
    readonly suggest?: { readonly desc: string; readonly fix: Fixing }[]
  }): void
}

/** A rule of ESLint. */
export interface LintRule {
  readonly meta: {
    readonly type: 'problem'
    readonly fixable: 'code'
    readonly hasSuggestions: true
    readonly docs: { readonly description: string; readonly url?: string; readonly recommended: boolean }
    readonly languages: string[]
    readonly schema: []
  }
  create(context: RuleContext): { document(): void }
}
