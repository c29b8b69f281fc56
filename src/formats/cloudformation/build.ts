/** Builds syntax nodes that nobody wrote, standing where the text that caused them stands. */
import type { Entry, ListNode, MapNode, Node, ScalarNode } from '../../syntax/node.ts'
import type { Source, Span } from '../../text/source.ts'

/** Where something stands, found when it is shown; a node is a place too. */
export interface Place {
  readonly source: Source
  readonly span: Span
}

/** What a node is built of: texts, lists and records, and nodes that stay as they are. */
export type Shape = string | Node | readonly Shape[] | { readonly [key: string]: Shape | undefined }

/** The node of a shape. What it adds around given nodes stands at `at`; keys without a value are left out. */
export function build(at: Place, shape: Shape): Node {
  if (typeof shape === 'string') return scalar(at, shape)
  if (isList(shape))
    return list(
      at,
      shape.map(item => build(at, item)),
    )
  return isNode(shape) ? shape : record(at, shape)
}

/** A map of shapes, its keys at `at` too. */
export function record(at: Place, shape: Readonly<Record<string, Shape | undefined>>): MapNode {
  return map(
    at,
    Object.entries(shape).flatMap(([key, value]) =>
      value === undefined ? [] : [entry(at, key, build(at, value))],
    ),
  )
}

/** A text, as if written in quotes. */
export function scalar(at: Place, text: string, tag?: string): ScalarNode {
  return new BuiltScalar(at, tag, text)
}

/** A list of nodes. */
export function list(at: Place, items: readonly Node[], tag?: string): ListNode {
  return new BuiltList(at, tag, items)
}

/** A map of entries; of a key given twice the last one holds, in the place of the first. */
export function map(at: Place, entries: Iterable<Entry>, tag?: string): MapNode {
  return new BuiltMap(at, tag, entries)
}

/** An entry whose key stands at `at`. */
export function entry(at: Pick<Place, 'span'>, key: string, value: Node): Entry {
  return {
    key,
    value,
    get keySpan() {
      return at.span
    },
  }
}

/** An entry with another value, and where given another key, in the place of the one written. */
export function changed(written: Entry, value: Node, key = written.key): Entry {
  return entry(keyPlace(written), key, value)
}

/** A map with entries replaced or added. */
export function withEntries(node: MapNode, entries: readonly Entry[]): MapNode {
  return entries.length === 0 ? node : map(node, [...node.entries, ...entries], node.tag)
}

/** Where the key of an entry stands. */
export function keyPlace(written: Entry): Place {
  return {
    get source() {
      return written.value.source
    },
    get span() {
      return written.keySpan
    },
  }
}

/** The node as it is written, or the written one that it was made of by adding to it. */
export function writtenNode(node: Node): Node | undefined {
  if (!(node instanceof Built)) return node
  return node.of && writtenNode(node.of)
}

class Built {
  readonly tag: string | undefined
  readonly #at: Place

  constructor(at: Place, tag: string | undefined) {
    this.#at = at
    this.tag = tag
  }

  /** The node in whose place it stands, if that is one. */
  get of(): Node | undefined {
    return 'kind' in this.#at ? (this.#at as Node) : undefined
  }

  get source(): Source {
    return this.#at.source
  }

  get span(): Span {
    return this.#at.span
  }
}

class BuiltScalar extends Built implements ScalarNode {
  readonly kind = 'scalar'
  readonly plain = false
  readonly text: string

  constructor(at: Place, tag: string | undefined, text: string) {
    super(at, tag)
    this.text = text
  }
}

class BuiltList extends Built implements ListNode {
  readonly kind = 'list'
  readonly items: readonly Node[]

  constructor(at: Place, tag: string | undefined, items: readonly Node[]) {
    super(at, tag)
    this.items = items
  }
}

class BuiltMap extends Built implements MapNode {
  readonly kind = 'map'
  readonly entries: readonly Entry[]
  readonly #byKey: ReadonlyMap<string, Entry>

  constructor(at: Place, tag: string | undefined, entries: Iterable<Entry>) {
    super(at, tag)
    this.#byKey = new Map(Array.from(entries, written => [written.key, written]))
    this.entries = [...this.#byKey.values()]
  }

  get(key: string): Entry | undefined {
    return this.#byKey.get(key)
  }
}

function isList(shape: Shape): shape is readonly Shape[] {
  return Array.isArray(shape)
}

function isNode(shape: Exclude<Shape, string>): shape is Node {
  return 'kind' in shape && 'source' in shape
}
