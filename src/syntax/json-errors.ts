/** Why a text is not JSON: an own scan, for the same words and exact places on every version of Node. */
import type { Source } from '../text/source.ts'
import { quoted, SyntaxFailure, wordAt } from './failure.ts'
import { skipBlanks } from './json-scan.ts'
import { BOUNDS } from './node.ts'

/** Scans a text that `JSON.parse` refused up to its first error. Without recursion: the text may be nested at will. */
export function jsonFailure(source: Source): SyntaxFailure {
  try {
    new Scanner(source).document()
  } catch (failure) {
    if (failure instanceof SyntaxFailure) return failure
    throw failure
  }
  return new SyntaxFailure('this is not JSON', wordAt(source.text, 0))
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const WORD = /[^\s,:[\]{}"'/]+/y
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y

class Scanner {
  readonly #source: Source
  readonly #text: string
  /** Offsets of the brackets that are open. */
  readonly #open: number[] = []
  #at = 0

  constructor(source: Source) {
    this.#source = source
    this.#text = source.text
  }

  /** Throws a `SyntaxFailure` unless the text is one JSON value. */
  document(): void {
    for (;;) {
      if (this.#value()) continue
      if (this.#afterValue()) return
    }
  }

  /** Reads a value; of a list or map that is not empty only the bracket (and first key), then gives true. */
  #value(): boolean {
    const sign = this.#next()
    if (sign === '{' || sign === '[') {
      if (this.#open.length === BOUNDS.depth)
        this.#fail(`the nesting is deeper than the bound of ${BOUNDS.depth} levels`)
      this.#open.push(this.#at++)
      if (this.#next() === closing(sign)) return this.#close()
      if (sign === '{') this.#key()
      return true
    }
    if (sign === '"') this.#string()
    else this.#literal(sign)
    return false
  }

  /** Reads what follows a value up to the next value; true at the end of the text. */
  #afterValue(): boolean {
    for (;;) {
      const sign = this.#next()
      const open = this.#text.charAt(this.#open.at(-1) ?? -1)
      if (open === '') {
        if (sign === '') return true
        this.#refuseForeign(sign)
        this.#fail('text stands after the end of the value: expected the end of the file')
      }
      if (sign === closing(open)) {
        this.#close()
        continue
      }
      if (sign !== ',') {
        this.#refuseEnd(sign)
        this.#refuseForeign(sign)
        this.#fail(`expected a comma or '${closing(open)}' after the value`)
      }
      const comma = this.#at++
      if (/[\]}]/.test(this.#next())) {
        this.#at = comma
        this.#fail(`a comma stands after the last value: expected '${closing(open)}' without it`)
      }
      if (open === '{') this.#key()
      return false
    }
  }

  #close(): false {
    this.#open.pop()
    this.#at++
    return false
  }

  #key(): void {
    const sign = this.#next()
    this.#refuseEnd(sign)
    this.#refuseForeign(sign)
    if (sign === "'") this.#fail('the key stands in single quotes: expected double quotes')
    if (sign === ',') this.#fail('a comma stands in place of a key: expected a key in double quotes')
    if (sign !== '"') this.#fail('expected a key in double quotes')
    this.#string()
    const colon = this.#next()
    this.#refuseEnd(colon)
    this.#refuseForeign(colon)
    if (colon !== ':') this.#fail("expected ':' after the key")
    this.#at++
  }

  #string(): void {
    const start = this.#at++
    for (;;) {
      const sign = this.#text.charAt(this.#at)
      if (sign === '"') break
      if (sign === '\\') this.#escape()
      else if (sign === '' || sign === '\n' || sign === '\r') {
        const end = this.#at
        throw new SyntaxFailure(`the text is not closed: expected '"' before the end of the line`, {
          start,
          end,
        })
      } else if (sign < ' ')
        this.#fail(`a control character stands in the text: expected ${escapeOf(sign)}`, 1)
      else this.#at++
    }
    this.#at++
  }

  #escape(): void {
    const escape = this.#match(ESCAPE)
    if (escape === '') {
      const written = this.#text.slice(this.#at, this.#at + 2)
      const expected = written === '\\u' ? 'four hexadecimal digits after it' : '"\\\\" for a backslash'
      this.#fail(`unknown escape ${quoted(written)}: expected ${expected}`, written.length)
    }
    this.#at += escape.length
  }

  #literal(sign: string): void {
    this.#refuseEnd(sign)
    this.#refuseForeign(sign)
    if (sign === "'") this.#fail('the text stands in single quotes: expected double quotes')
    if (/[,:\]}]/.test(sign)) this.#fail(`a value is missing: expected one before '${sign}'`, 1)
    const number = this.#match(NUMBER)
    const word = this.#match(WORD)
    if (word === 'true' || word === 'false' || word === 'null') this.#at += word.length
    else if (number !== '' && !/^[\w.+-]/.test(word.slice(number.length))) this.#at += number.length
    else
      this.#fail(
        /^[-+.\d]/.test(word)
          ? `${quoted(word)} is not a number as JSON writes it: expected a form such as 0.5`
          : expectedWord(word),
        word.length,
      )
  }

  #refuseEnd(sign: string): void {
    if (sign !== '') return
    const open = this.#open.at(-1)
    if (open === undefined) this.#fail('the file is empty: expected a JSON value')
    const bracket = this.#text.charAt(open)
    const { line } = this.#source.position(open)
    this.#fail(`the file ends too early: expected '${closing(bracket)}' for the '${bracket}' in line ${line}`)
  }

  #refuseForeign(sign: string): void {
    if (sign === '#' || (sign === '/' && /[/*]/.test(this.#text.charAt(this.#at + 1))))
      this.#fail('a comment stands here: JSON has none, expected it removed')
    if (/[\s\uFEFF\u200B]/.test(sign)) {
      const code = sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')
      this.#fail(`the blank character U+${code} stands here: expected a space`, 1)
    }
  }

  /** Passes blanks and gives the character after them, or nothing at the end. */
  #next(): string {
    this.#at = skipBlanks(this.#text, this.#at)
    return this.#text.charAt(this.#at)
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at
    return pattern.exec(this.#text)?.[0] ?? ''
  }

  #fail(message: string, length?: number): never {
    const start = this.#at
    throw new SyntaxFailure(message, length ? { start, end: start + length } : wordAt(this.#text, start))
  }
}

function expectedWord(word: string): string {
  const lower = word.toLowerCase()
  if (lower === 'true' || lower === 'false' || lower === 'null') return `expected ${lower} instead of ${word}`
  if (['None', 'undefined', 'NaN'].includes(word)) return `expected null instead of ${word}`
  return 'expected a value: text must stand in double quotes'
}

function closing(bracket: string): string {
  return bracket === '{' ? '}' : ']'
}

function escapeOf(control: string): string {
  return JSON.stringify(control).slice(1, -1)
}
