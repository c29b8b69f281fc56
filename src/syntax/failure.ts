/** How the parsers give up, and the words they share. Nothing here leaves `syntax/`. */
import type { Source, Span } from '../text/source.ts'
import type { Parsed, SyntaxProblem } from './node.ts'

/** Thrown inside a parser where a text cannot be read further; `span` is where. */
export class SyntaxFailure extends Error {
  readonly span: Span

  constructor(message: string, span: Span) {
    super(message)
    this.span = span
  }
}

/** Runs a parser: its failure becomes the document's error, after the notices made so far. */
export function guarded(notices: readonly SyntaxProblem[], parse: () => Parsed): Parsed {
  try {
    return parse()
  } catch (failure) {
    if (!(failure instanceof SyntaxFailure)) throw failure
    return { problems: [...notices, { kind: 'error', message: failure.message, span: failure.span }] }
  }
}

/** The notice for a key written again. */
export function duplicateKey(source: Source, key: string, first: Span, again: Span): SyntaxProblem {
  const { line } = source.position(first.start)
  return {
    kind: 'notice',
    message: `the key ${quoted(key)} is already written in line ${line}: expected each key once, the last value holds`,
    span: again,
  }
}

/** A piece of the user's text inside a message: on one line, in quotes, not too long. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)
}

/** Longer words are underlined in part only: minified text can be one word. */
export const WORD_LENGTH = 80

/** What to underline for a problem at an offset: the word there or, where nothing stands, the word before. */
export function wordAt(text: string, offset: number): Span {
  const start = Math.min(offset, text.length)
  const here = /^[^\s,[\]{}]+|^\S/.exec(text.slice(start, start + WORD_LENGTH))
  if (here) return { start, end: start + here[0].length }
  const end = text.slice(0, start).trimEnd().length
  const before = /[^\s,[\]{}]+$|\S$/.exec(text.slice(Math.max(0, end - WORD_LENGTH), end))
  if (before) return { start: end - before[0].length, end }
  return { start, end: Math.min(start + 1, text.length) }
}
