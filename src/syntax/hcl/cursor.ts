/** A place in a text that is being parsed, with what every part of the parser needs there. */
import type { Source, Span } from '../../text/source.ts'
import { SyntaxFailure, wordAt } from '../failure.ts'
import { BOUNDS } from '../node.ts'
import { Problems } from './problems.ts'
import { wordEnd, wordsFor } from './words.ts'

/** A text inside of a source. */
export interface Inside {
  readonly text: string
  /** Where offsets of the text stand in the source. */
  readonly place: (start: number, end: number) => Span
  /** Levels around it. */
  readonly depth: number
}

/** Reads a text from left to right. What does not fit is thrown as a `SyntaxFailure`. */
export class Cursor {
  readonly source: Source
  readonly text: string
  readonly problems = new Problems()
  at: number
  /** Whether a line break ends what is read; between brackets it is a blank. */
  lineBreaksCount = true
  readonly #inside: Inside | undefined
  /** Levels around what is read now. */
  #depth: number
  /** Levels down to the deepest part of the operand read last. */
  #reach = 0
  /** Where `next` came to last, and where it started from. */
  #passed = -1
  #end = 0
  /** By their offsets: some are passed more than once. */
  readonly #comments = new Map<number, Span>()

  /** Reads a source, or a text inside of it. */
  constructor(source: Source, inside?: Inside) {
    this.source = source
    this.text = inside?.text ?? source.text
    this.at = this.text.startsWith('\uFEFF') ? 1 : 0
    this.#inside = inside
    this.#depth = inside?.depth ?? 0
  }

  /** The comments that were passed so far. */
  get comments(): readonly Span[] {
    return [...this.#comments.values()]
  }

  /** Passes blanks and comments, and gives the character there: nothing at the end, `\n` at a line break that counts. */
  next(): string {
    this.#end = this.end
    const sign = this.#pass()
    this.#passed = this.at
    return sign
  }

  #pass(): string {
    const { text } = this
    for (;;) {
      const sign = text.charAt(this.at)
      if (sign === ' ' || sign === '\t') this.at++
      else if (sign === '\n' || (sign === '\r' && text.charAt(this.at + 1) === '\n')) {
        if (this.lineBreaksCount) return '\n'
        this.at += sign === '\n' ? 1 : 2
      } else if (sign !== '#' && sign !== '/') return sign
      else if (sign === '#' || text.startsWith('//', this.at)) this.#comment(lineEnd(text, this.at))
      else if (text.startsWith('/*', this.at)) this.#blockComment()
      else return sign
    }
  }

  /** Passes blanks and comments, and gives the offset there. */
  start(): number {
    this.next()
    return this.at
  }

  /** Where the last thing that was read ends, blanks after it left out. */
  get end(): number {
    return this.at === this.#passed ? this.#end : this.at
  }

  /** Passes blanks, comments and line breaks. */
  passLines(): void {
    while (this.next() === '\n') this.at = this.text.indexOf('\n', this.at) + 1
  }

  /** Passes a sign if it comes next. */
  takes(sign: string): boolean {
    this.next()
    if (!this.text.startsWith(sign, this.at)) return false
    this.at += sign.length
    return true
  }

  /** The word that comes next, if any, without passing it. */
  word(): string | undefined {
    this.next()
    const end = wordEnd(this.text, this.at)
    return end > this.at ? this.text.slice(this.at, end) : undefined
  }

  /** Passes a word if it comes next. */
  takesWord(word: string): boolean {
    if (this.word() !== word) return false
    this.at += word.length
    return true
  }

  /** The word that must come next. */
  expectWord(what: string): string {
    const word = this.word()
    if (word === undefined) this.fail(what)
    this.at += word.length
    return word
  }

  /** Passes a sign that must come next. */
  expect(sign: string, where: string): void {
    if (!this.takes(sign)) this.fail(`'${sign}' ${where}`)
  }

  /** Passes the bracket that must close what opened at an offset. */
  expectClosing(bracket: string, open: number): void {
    if (!this.takes(bracket)) this.fail(this.closingOf(bracket, open))
  }

  /** What to expect for a bracket that opened at an offset. */
  closingOf(bracket: string, open: number): string {
    return `'${bracket}' for the '${this.text.charAt(open)}' in line ${this.line(open)}`
  }

  /** From an offset to another, or to the end of what was read last. */
  span(start: number, end = this.end): Span {
    return this.#inside ? this.#inside.place(start, end) : { start, end }
  }

  /** The line of an offset. */
  line(offset: number): number {
    return this.source.position(this.span(offset, offset).start).line
  }

  /** Goes a level down, which the bound may forbid. */
  deeper(): void {
    this.#reach = Math.max(this.#reach, ++this.#depth)
    this.#bound()
  }

  /** Comes back from a level. */
  shallower(): void {
    this.#depth--
  }

  /** The levels around what is read now, to come back to. */
  get depth(): number {
    return this.#depth
  }

  set depth(depth: number) {
    this.#depth = depth
  }

  /** Starts what may become a chain such as `a + b + c`; gives what `endChain` needs. */
  startChain(): number {
    const outer = this.#reach
    this.#reach = this.#depth
    return outer
  }

  /** What the chain has so far goes a level down: it is the left operand of what follows. */
  link(): void {
    this.#reach++
    this.#bound()
  }

  /** Ends a chain. */
  endChain(outer: number): void {
    this.#reach = Math.max(this.#reach, outer)
  }

  /** What the end of the text is called. */
  get theEnd(): string {
    return this.#inside ? 'the end of the text' : 'the end of the file'
  }

  /** Fails for what comes next: "expected X, found Y". */
  fail(expected: string): never {
    const sign = this.next()
    const found =
      sign === '' ? this.theEnd : sign === '\n' ? 'the end of the line' : wordsFor(this.text, this.at)
    this.failAt(`expected ${expected}, found ${found}`, this.at)
  }

  /** Fails with these words, for a range or the word at an offset. */
  failAt(message: string, start: number, end?: number): never {
    const word = end === undefined ? wordAt(this.text, start) : { start, end }
    throw new SyntaxFailure(message, this.span(word.start, word.end))
  }

  #comment(end: number): void {
    this.#comments.set(this.at, this.span(this.at, end))
    this.at = end
  }

  #blockComment(): void {
    const end = this.text.indexOf('*/', this.at + 2)
    if (end < 0) {
      const message = `expected '*/' for the '/*' in line ${this.line(this.at)}, found ${this.theEnd}`
      this.problems.report({ message, span: this.span(this.at, this.at + 2) })
    }
    this.#comment(end < 0 ? this.text.length : end + 2)
  }

  #bound(): void {
    if (this.#reach <= BOUNDS.depth) return
    this.failAt(`the nesting is deeper than the bound of ${BOUNDS.depth} levels`, this.at)
  }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}
