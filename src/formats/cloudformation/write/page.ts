/** A template's text with the habits of its author: how far it indents, what it quotes, how it sets brackets. */
import type { Span } from '../../../text/source.ts'

/** A piece of the text that is replaced. */
export interface Piece {
  readonly span: Span
  readonly text: string
}

/** What is told of a text as a whole. */
interface Habits {
  readonly isJson: boolean
  readonly eol: string
  readonly quote: string
  readonly oneLine: Page['oneLine']
}

/** The text that was looked at last: one after another, the resources of one file are changed. */
let latest: { readonly text: string; readonly habits: Habits } | undefined

function habitsOf(text: string): Habits {
  if (latest?.text === text) return latest.habits
  const json = isJson(text)
  const habits = {
    isJson: json,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
    quote: count(text, /[:-] +"/g) > count(text, /[:-] +'/g) ? '"' : "'",
    oneLine: {
      call: !json || !/\{[ \t\r]*\n\s*"(?:Ref|Fn::\w+)"/.test(text),
      map: !json,
      list: !json || !/\[[ \t\r]*\n\s*"/.test(text),
    },
  }
  latest = { text, habits }
  return habits
}

/** The text around one resource. */
export class Page {
  readonly text: string
  readonly isJson: boolean
  readonly eol: string
  /** Blanks by which a level stands further in than the one around it. */
  readonly step: string
  /** Blanks by which a list in block style stands further in than its key. */
  readonly listStep: string
  readonly quote: string
  readonly colon: string
  readonly comma: string
  /** What stands inside of brackets on one line. */
  readonly padding: { readonly map: string; readonly list: string }
  /** What stands on one line though its neighbours do not: functions, maps with one key, lists of texts. */
  readonly oneLine: { readonly call: boolean; readonly map: boolean; readonly list: boolean }

  /** The line that was looked for last. */
  #line: Span = { start: 0, end: -1 }

  /** `resource` reaches from the logical id to the end; `inside` is the first key in it. */
  constructor(text: string, resource: Span, inside: number) {
    const own = text.slice(resource.start, resource.end)
    const found = (pattern: RegExp) => pattern.exec(own) ?? pattern.exec(text)
    this.text = text
    const habits = habitsOf(text)
    this.isJson = habits.isJson
    this.eol = habits.eol
    const [outer, inner] = [this.indentAt(resource.start), this.indentAt(inside)]
    this.step = inner.length > outer.length ? inner.slice(outer.length) : '  '
    this.listStep = (this.isJson ? undefined : listStep(found(LIST_UNDER_KEY))) ?? this.step
    this.quote = habits.quote
    this.colon = (this.isJson && found(/"[^"\n]*"([ \t]*:[ \t]*)/)?.[1]) || ': '
    this.comma = this.colon.endsWith(' ') ? ', ' : ','
    this.padding = {
      map: found(/(?<!\$)\{([ \t]*)["'\w]/)?.[1] ?? (this.colon.endsWith(' ') ? ' ' : ''),
      list: found(/[ :]\[([ \t]*)["'\w!]/)?.[1] ?? '',
    }
    this.oneLine = habits.oneLine
  }

  lineStart(offset: number): number {
    // A file may be one long line: it is looked through once.
    if (offset < this.#line.start || offset > this.#line.end) {
      const end = this.text.indexOf('\n', offset)
      const start = this.text.lastIndexOf('\n', offset - 1) + 1
      this.#line = { start, end: end < 0 ? this.text.length : end }
    }
    return this.#line.start
  }

  /** The end of a line, before its line break. */
  lineEnd(offset: number): number {
    const end = this.text.indexOf('\n', offset)
    if (end < 0) return this.text.length
    return end > offset && this.text[end - 1] === '\r' ? end - 1 : end
  }

  /** The end of the line before the one that starts at an offset. */
  lineEndBefore(start: number): number {
    return start - (this.text.startsWith('\r\n', start - 2) ? 2 : 1)
  }

  /** The blanks that the line of an offset starts with. */
  indentAt(offset: number): string {
    return /^[ \t]*/.exec(this.text.slice(this.lineStart(offset), offset))?.[0] ?? ''
  }

  /** Whether nothing stands before an offset on its line. */
  isFirstOnLine(offset: number): boolean {
    return this.lineStart(offset) + this.indentAt(offset).length === offset
  }

  /** Whether nothing but a comment stands behind an offset on its line. */
  isLastOnLine(offset: number): boolean {
    return /^[ \t]*(?:#|$)/.test(this.text.slice(offset, this.lineEnd(offset)))
  }

  /** As many blanks as there are columns before an offset. */
  columnAt(offset: number): string {
    return ' '.repeat(offset - this.lineStart(offset))
  }
}

/** A key with nothing behind it, and a list below. */
const LIST_UNDER_KEY = /^( *(?:- )?)[^\s#-][^\n]*:[ \t]*\r?\n( *)- /m

function listStep(match: RegExpExecArray | null): string | undefined {
  const [, key, list] = match ?? []
  return key === undefined || list === undefined ? undefined : list.slice(key.length)
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}

function isJson(text: string): boolean {
  if (!/^\uFEFF?\s*\{/.test(text)) return false
  try {
    JSON.parse(text.replace(/^\uFEFF/, ''))
    return true
  } catch {
    return false
  }
}
