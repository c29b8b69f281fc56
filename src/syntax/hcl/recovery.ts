/** Where reading goes on after an error. */
import { wordEnd } from './words.ts'

/**
 * The offset of the item that follows the one that starts at `start` and has an error at `failed`, or of the brace
 * that closes their body. An item ends with its line and its brackets; where brackets are missing, indentation tells.
 */
export function nextItem(text: string, start: number, failed: number): number {
  const indent = indentation(text, start)
  const failedLine = lineStart(text, failed)
  const open = new OpenBrackets()
  let at = start
  while (at < text.length) {
    const sign = text.charAt(at)
    if (sign === '\n') {
      at++
      if (at > failed && open.areNone) return at
      if (at >= failedLine && startsItem(text, at, indent)) return at
    } else if (sign === '}' && at > start && at >= failed && !open.closes(sign)) return at
    else at = afterToken(text, at, open)
  }
  return at
}

/** Blanks at the start of the line that an offset stands in. */
export function indentation(text: string, offset: number): number {
  const start = lineStart(text, offset)
  return afterBlanks(text, start) - start
}

/** Brackets that are open in an item, counted so that the wrong ones cannot cost much. */
class OpenBrackets {
  readonly #stack: string[] = []
  readonly #counts = new Map<string, number>()
  /** Whether a heredoc has no end: then there is no telling what else is one. */
  isInHeredoc = false

  get areNone(): boolean {
    return this.#stack.length === 0 && !this.isInHeredoc
  }

  /** Whether a closing bracket has its opening one. */
  closes(bracket: string): boolean {
    return (this.#counts.get(bracket) ?? 0) > 0
  }

  open(closing: string): void {
    this.#stack.push(closing)
    this.#count(closing, 1)
  }

  /** Closes a bracket with those inside of it that were left open. */
  close(bracket: string): void {
    if (!this.closes(bracket)) return
    let last: string | undefined
    while (last !== bracket && (last = this.#stack.pop()) !== undefined) this.#count(last, -1)
  }

  #count(bracket: string, change: number): void {
    this.#counts.set(bracket, (this.#counts.get(bracket) ?? 0) + change)
  }
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

/** Passes a bracket, text, comment or any other character. */
function afterToken(text: string, at: number, open: OpenBrackets): number {
  const sign = text.charAt(at)
  if (sign === '"') return afterQuoted(text, at)
  if (sign === '#' || text.startsWith('//', at)) return offsetOf('\n', text, at)
  if (text.startsWith('/*', at)) return offsetOf('*/', text, at) + 2
  if (text.startsWith('<<', at) && !open.isInHeredoc) return afterHeredoc(text, at, open)
  const closing = CLOSING[sign]
  if (closing !== undefined) open.open(closing)
  else open.close(sign)
  return at + 1
}

/** A text ends with its line at the latest. Quotes inside of `${}` come in pairs, which look like texts side by side. */
function afterQuoted(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    const sign = text.charAt(at)
    if (sign === '"') return at + 1
    if (sign === '\n') return at
    if (sign === '\\' && text.charAt(at + 1) !== '\n') at++
  }
  return text.length
}

/** Of a heredoc without end only the first line is passed; indentation has to tell where its item ends. */
function afterHeredoc(text: string, start: number, open: OpenBrackets): number {
  const nameStart = start + (text.charAt(start + 2) === '-' ? 3 : 2)
  const name = text.slice(nameStart, wordEnd(text, nameStart))
  if (name === '') return nameStart
  for (let at = offsetOf('\n', text, start); at < text.length;) {
    const end = offsetOf('\n', text, at + 1)
    if (end - at < name.length + 200 && text.slice(at, end).trim() === name) return end
    at = end
  }
  open.isInHeredoc = true
  return offsetOf('\n', text, start)
}

function offsetOf(what: string, text: string, from: number): number {
  const offset = text.indexOf(what, from)
  return offset < 0 ? text.length : offset
}

/** Whether a line starts like an attribute, a block, or the end of the body, and stands no deeper than its items. */
function startsItem(text: string, line: number, indent: number): boolean {
  const at = afterBlanks(text, line)
  if (text.charAt(at) === '}') return at - line < indent
  if (at - line > indent) return false
  const end = wordEnd(text, at)
  const next = afterBlanks(text, end)
  return end > at && /^(?:=(?!=)|[{"\w])/.test(text.slice(next, next + 2))
}

function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1
}

function afterBlanks(text: string, from: number): number {
  let at = from
  while (text.charAt(at) === ' ' || text.charAt(at) === '\t') at++
  return at
}
