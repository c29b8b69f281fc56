/** The language of ESLint: any text that may define something. Its tree is one node, for its rules ask the linter. */
import type { Finding } from '../finding.ts'
import { Source } from '../text/source.ts'
import { UsageError } from '../usage-error.ts'
import { disableDirectives } from './comments.ts'
import { findingsIn, type LanguageOptions } from './findings.ts'
import type { DisableDirective, LintedFile, Loc } from './shapes.ts'

/** The tree of a file. */
class Document {
  readonly type = 'document'
  readonly loc: Loc
  readonly range: [start: number, end: number]
  readonly source: Source
  readonly findings: readonly Finding[]

  constructor(source: Source, findings: readonly Finding[]) {
    const end = source.text.length
    this.loc = { start: source.position(0), end: source.position(end) }
    this.range = [0, end]
    this.source = source
    this.findings = findings
  }
}

/** What ESLint asks of a file that was read. */
export class TemplateSource {
  readonly text: string
  readonly ast: Document
  readonly #path: string

  constructor(path: string, text: string, ast: Document) {
    this.#path = path
    this.text = text
    this.ast = ast
  }

  getLoc({ loc }: { readonly loc: Loc }): Loc {
    return loc
  }

  getRange({ range }: { readonly range: [number, number] }): [number, number] {
    return range
  }

  /** Visits the one node. */
  traverse(): { kind: 1; target: Document; phase: 1; args: [Document] }[] {
    return [{ kind: 1, target: this.ast, phase: 1, args: [this.ast] }]
  }

  getDisableDirectives(): { directives: DisableDirective[]; problems: [] } {
    return { directives: disableDirectives(this.#path, this.text), problems: [] }
  }
}

const kinds: Readonly<Record<keyof LanguageOptions, 'string' | 'object'>> = {
  preset: 'string',
  config: 'string',
  region: 'string',
  account: 'string',
  params: 'object',
}

/** What `language: 'bucketlint/iac'` names. */
export const language = {
  fileType: 'text' as const,
  lineStart: 1 as const,
  columnStart: 1 as const,
  nodeTypeKey: 'type',

  /** Throws `TypeError` for options that do not exist or have no such value. */
  validateLanguageOptions(options: Readonly<Record<string, unknown>>): void {
    // Before 9.13, ESLint gives every language the options of JavaScript.
    if (Object.hasOwn(options, 'sourceType') && Object.hasOwn(options, 'ecmaVersion'))
      throw new TypeError('bucketlint takes ESLint 9.13 or later')
    for (const [name, value] of Object.entries(options)) {
      const kind = Object.hasOwn(kinds, name) ? kinds[name as keyof LanguageOptions] : undefined
      if (kind === undefined) throw new TypeError(`there is no option '${name}'`)
      if (value !== undefined && typeof value !== kind)
        throw new TypeError(`'${name}' has to be of type ${kind}`)
    }
    const { preset } = options
    if (preset !== undefined && preset !== 'recommended' && preset !== 'strict')
      throw new TypeError(`'preset' is recommended or strict`)
  },

  /** Lints. Files that cannot be read at all are errors of ESLint; what does not parse is a finding. */
  parse(file: LintedFile, { languageOptions }: { readonly languageOptions: LanguageOptions }) {
    const text = textOf(file)
    try {
      const findings = findingsIn(file.path, text, languageOptions)
      return { ok: true as const, ast: new Document(new Source(file.path, text), findings) }
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      const message = error.hint === undefined ? error.message : `${error.message}: ${error.hint}`
      return { ok: false as const, errors: [{ message, line: 1, column: 1 }] }
    }
  },

  /** Throws `TypeError` for what `parse` did not make. */
  createSourceCode(file: LintedFile, { ast }: { readonly ast: unknown }): TemplateSource {
    if (!(ast instanceof Document)) throw new TypeError('this tree is of another language')
    return new TemplateSource(file.path, textOf(file), ast)
  },
}

function textOf({ body }: LintedFile): string {
  return typeof body === 'string' ? body : new TextDecoder().decode(body)
}
