/** Where the entries of a map and the items of a list stand in a text. */
import type { Entry, ListNode, MapNode, Node } from '../../../syntax/node.ts'
import type { Span } from '../../../text/source.ts'
import { NoRoom } from './no-room.ts'
import type { Page } from './page.ts'
import type { Layout } from './render.ts'

/** A map or list whose parts stand where it does. */
export interface Collection {
  readonly layout: Layout
  readonly parts: readonly Part[]
  /** The offset behind the last part, before a closing bracket. */
  readonly end: number
}

/** An entry, or an item with its dash. */
export interface Part {
  readonly span: Span
  readonly keySpan?: Span | undefined
  readonly key?: string | undefined
  /** Without it the value is written elsewhere, or used elsewhere too: by an alias. */
  readonly slot?: Slot | undefined
}

/** Where a value stands. */
export interface Slot {
  readonly node: Node
  /** The offset behind the colon or dash, in brackets that of the value. */
  readonly from: number
  /** That of the map or list that it stands in. */
  readonly layout: Layout
  /** Whether it begins behind a dash, if that is in block style. */
  readonly hasDash: boolean
  /** Whether it, or the `Fn::If` that it is a side of, is an item of a list. */
  readonly isItem: boolean
}

/** Blanks, line breaks and comments. */
const GAP = String.raw`(?:\s|#[^\n]*(?:\n|$))*`
const ANCHOR = String.raw`(&\S+${GAP})?`
const ALIAS = String.raw`\*[^\s,[\]{}]+`
const COMMA = String.raw`(${GAP}(?:,${GAP})?)`
const DASH = `(${GAP})-${GAP}`

const ONLY_GAP = new RegExp(`^${GAP}$`)
const ONLY_COMMA = new RegExp(`^${COMMA}$`)
const STANDING = { entry: after(`\\s*:${GAP}`), block: after(DASH), flow: after(COMMA) }
const ALIASED = { entry: aliased(`\\s*:${GAP}`), block: aliased(DASH), flow: aliased(COMMA) }

/** Names of anchors are short; this bounds how far an alias is looked for. */
const LONGEST_ALIAS = 1000

function after(introduction: string): RegExp {
  return new RegExp(`^${introduction}${ANCHOR}$`)
}

function aliased(introduction: string): RegExp {
  return new RegExp(`^${introduction}${ALIAS}`)
}

/** The parts of a map or list; where one of them came by a merge key or the like, there is no room to change it. */
export function collectionOf(page: Page, { node, layout }: Pick<Slot, 'node' | 'layout'>): Collection {
  if (node.kind === 'scalar') throw new NoRoom()
  const open = behindTag(page, node)
  const isBracketed = '{['.includes(page.text.charAt(open))
  if (!isBracketed && layout.kind === 'flow') throw new NoRoom()
  const end = isBracketed ? node.span.end - 1 : node.span.end
  const first = firstStart(page, node, isBracketed, open)
  const inner: Layout = isBracketed
    ? {
        kind: 'flow',
        indent: page.isFirstOnLine(first) ? page.indentAt(first) : undefined,
        isQuoted: page.text.charAt(first) === '"' || (layout.kind === 'flow' && layout.isQuoted),
      }
    : { kind: 'block', indent: page.columnAt(open) }
  const reader = new PartReader(page, inner, isBracketed ? open + 1 : open)
  const parts =
    node.kind === 'map'
      ? node.entries.map(each => reader.entry(each))
      : node.items.map(each => reader.item(each))
  const rest = page.text.slice(reader.at, end)
  if (!(isBracketed ? ONLY_COMMA : ONLY_GAP).test(rest)) throw new NoRoom()
  return { layout: inner, parts, end }
}

/** The part that an entry is, if its value stands behind its key. */
export function entryPart(page: Page, layout: Layout, { key, keySpan, value }: Entry): Part {
  const { text } = page
  const standing = STANDING.entry.exec(text.slice(keySpan.end, value.span.start))
  if (standing) {
    const from = text.indexOf(':', keySpan.end) + 1
    const slot =
      standing[1] === undefined ? { node: value, from, layout, hasDash: false, isItem: false } : undefined
    return { key, keySpan, span: { start: keySpan.start, end: value.span.end }, slot }
  }
  const alias = ALIASED.entry.exec(text.slice(keySpan.end, keySpan.end + LONGEST_ALIAS))
  if (!alias) throw new NoRoom()
  return { key, keySpan, span: { start: keySpan.start, end: keySpan.end + alias[0].length } }
}

/** Goes through a text from part to part, and sees that nothing else stands between them. */
class PartReader {
  readonly #page: Page
  readonly #layout: Layout
  /** The end of the last part. */
  at: number

  constructor(page: Page, layout: Layout, at: number) {
    this.#page = page
    this.#layout = layout
    this.at = at
  }

  entry(written: Entry): Part {
    const before = this.#page.text.slice(this.at, written.keySpan.start)
    const isNext = written.keySpan.start >= this.at
    if (!isNext || !(this.#layout.kind === 'block' ? ONLY_GAP : ONLY_COMMA).test(before)) throw new NoRoom()
    return this.#passed(entryPart(this.#page, this.#layout, written))
  }

  item(node: Node): Part {
    const { text } = this.#page
    const { kind } = this.#layout
    const standing =
      node.span.start < this.at ? null : STANDING[kind].exec(text.slice(this.at, node.span.start))
    const found = standing ?? ALIASED[kind].exec(text.slice(this.at, this.at + LONGEST_ALIAS))
    if (!found) throw new NoRoom()
    const start = this.at + (found[1] ?? '').length
    if (!standing) return this.#passed({ span: { start, end: this.at + found[0].length } })
    const span = { start, end: node.span.end }
    if (standing[2] !== undefined) return this.#passed({ span })
    const from = kind === 'block' ? start + 1 : start
    return this.#passed({ span, slot: { node, from, layout: this.#layout, hasDash: true, isItem: true } })
  }

  #passed(part: Part): Part {
    this.at = part.span.end
    return part
  }
}

function behindTag(page: Page, { span }: Node): number {
  const tag = /^![^\s[{]*(?:\s|#[^\n]*\n)*/.exec(page.text.slice(span.start, span.end))
  return span.start + (tag?.[0].length ?? 0)
}

function firstStart(page: Page, node: MapNode | ListNode, isBracketed: boolean, open: number): number {
  if (!isBracketed) return open
  const gap = new RegExp(`^${GAP}`).exec(page.text.slice(open + 1, node.span.end))
  return open + 1 + (gap?.[0].length ?? 0)
}
