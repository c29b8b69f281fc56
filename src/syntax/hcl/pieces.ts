/** The pieces of a template in a row, and the tree they make. */
import type { Expression, TemplatePart } from './ast.ts'
import type { Cursor } from './cursor.ts'
import { isSpace } from './words.ts'

/** A piece: a text, or what stands in one `${}` or `%{}`; offsets are those of the parsed text. */
export type Piece = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly value: Expression }
  | { readonly kind: 'if'; readonly condition: Expression }
  | {
      readonly kind: 'for'
      readonly key: string | undefined
      readonly item: string
      readonly collection: Expression
    }
  | { readonly kind: 'else' | 'endif' | 'endfor' }
)

type TextPiece = Piece & { readonly kind: 'text' }

/** Collects pieces and applies strip markers: `~` takes the blanks of the text beside it, of one line at most. */
export class Pieces {
  readonly all: Piece[] = []
  /** Whether a text that comes next loses the blanks it starts with. */
  trimsNext = false

  add(piece: Piece): void {
    this.all.push(piece.kind === 'text' && this.trimsNext ? trimmedStart(piece) : piece)
    this.trimsNext = false
  }

  /** Takes the blanks from the end of the text read last. */
  trimEnd(): void {
    const last = this.all.at(-1)
    if (last?.kind !== 'text') return
    let length = last.text.length
    while (isSpace(last.text.charAt(length - 1))) length--
    this.all[this.all.length - 1] = { ...last, text: last.text.slice(0, length) }
  }

  /** Takes from each line the blanks that all of them start with, as `<<-` asks for; blank lines do not count. */
  unindent(): void {
    const first: number[] = []
    let least = Infinity
    let isLineStart = true
    for (const [i, piece] of this.all.entries()) {
      if (isLineStart && !(piece.kind === 'text' && isBlankLine(piece.text))) {
        least = Math.min(least, piece.kind === 'text' ? leadingBlanks(piece.text) : 0)
        first.push(i)
      }
      isLineStart = piece.kind === 'text' && piece.text.endsWith('\n')
    }
    for (const i of first) {
      const piece = this.all[i]
      if (piece?.kind !== 'text') continue
      this.all[i] = { ...piece, text: piece.text.slice(least), start: piece.start + least }
    }
  }

  /** The parts: texts that follow each other are one, and `if` and `for` hold what stands up to their ends. */
  parts(cursor: Cursor): readonly TemplatePart[] {
    const tree = new PartTree(cursor)
    let text: TextPiece | undefined
    for (const piece of this.all) {
      if (piece.kind === 'text') {
        text = text ? { ...text, text: text.text + piece.text, end: piece.end } : piece
        continue
      }
      if (text) tree.add(text)
      text = undefined
      tree.add(piece)
    }
    if (text) tree.add(text)
    return tree.finish()
  }
}

/** An `if` or `for` whose end has not come yet. */
interface Open {
  readonly piece: Piece & { readonly kind: 'if' | 'for' }
  readonly parts: TemplatePart[]
  otherwise: TemplatePart[] | undefined
}

/** Nests without recursion. */
class PartTree {
  readonly #cursor: Cursor
  readonly #root: TemplatePart[] = []
  readonly #open: Open[] = []

  constructor(cursor: Cursor) {
    this.#cursor = cursor
  }

  add(piece: Piece): void {
    const span = this.#cursor.span(piece.start, piece.end)
    const top = this.#open.at(-1)
    if (piece.kind === 'text') this.#push({ kind: 'text', text: piece.text, span })
    else if (piece.kind === 'value') this.#push({ kind: 'value', value: piece.value, span })
    else if (piece.kind === 'if' || piece.kind === 'for')
      this.#open.push({ piece, parts: [], otherwise: undefined })
    else if (piece.kind === 'else' && top?.piece.kind === 'if' && !top.otherwise) top.otherwise = []
    else if (top && piece.kind === `end${top.piece.kind}`) this.#close(top, piece.end)
    else {
      const expected = top ? `'%{ end${top.piece.kind} }'` : `'%{ if }' or '%{ for }' before it`
      this.#cursor.failAt(`expected ${expected}, found '%{ ${piece.kind} }'`, piece.start, piece.end)
    }
  }

  finish(): readonly TemplatePart[] {
    const { piece } = this.#open.at(-1) ?? {}
    if (!piece) return this.#root
    const message = `expected '%{ end${piece.kind} }' for this, found the end of the template`
    return this.#cursor.failAt(message, piece.start, piece.end)
  }

  #push(part: TemplatePart): void {
    const top = this.#open.at(-1)
    if (top) (top.otherwise ?? top.parts).push(part)
    else this.#root.push(part)
  }

  #close({ piece, parts, otherwise = [] }: Open, end: number): void {
    this.#open.pop()
    const span = this.#cursor.span(piece.start, end)
    if (piece.kind === 'if')
      this.#push({ kind: 'if', condition: piece.condition, then: parts, otherwise, span })
    else
      this.#push({ kind: 'for', key: piece.key, item: piece.item, collection: piece.collection, parts, span })
  }
}

function trimmedStart(piece: TextPiece): TextPiece {
  return { ...piece, text: piece.text.slice(leadingBlanks(piece.text)) }
}

function leadingBlanks(text: string): number {
  let length = 0
  while (isSpace(text.charAt(length))) length++
  return length
}

function isBlankLine(text: string): boolean {
  return text.endsWith('\n') && leadingBlanks(text) === text.length
}
