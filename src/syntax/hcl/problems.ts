/** The errors of a text: as many as help. */
import type { Span } from '../../text/source.ts'
import type { SyntaxProblem } from '../node.ts'

/** With more errors than this, a text is something else, and what is left of it is not read. */
const MOST_ERRORS = 20

/** How a message ends that is about the end of the file: one of these is enough. */
const AT_END = 'found the end of the file'

/** Collects problems up to a bound. */
export class Problems {
  readonly all: SyntaxProblem[]
  #errors = 0
  #hasToldEnd = false

  constructor(before: readonly SyntaxProblem[] = []) {
    this.all = [...before]
  }

  /** Whether so much is wrong that nothing more should be read. */
  get isFull(): boolean {
    return this.#errors > MOST_ERRORS
  }

  /** Adds an error. */
  report({ message, span }: { readonly message: string; readonly span: Span }): void {
    if (this.isFull) return
    const isLast = ++this.#errors > MOST_ERRORS
    const isAtEnd = message.endsWith(AT_END)
    if (!isAtEnd || !this.#hasToldEnd) this.#add(message, span)
    this.#hasToldEnd ||= isAtEnd
    if (isLast)
      this.#add(`the rest is not read: the file has more than the bound of ${MOST_ERRORS} errors`, span)
  }

  #add(message: string, span: Span): void {
    this.all.push({ kind: 'error', message, span })
  }
}
