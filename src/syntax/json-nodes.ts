/** Nodes over what `JSON.parse` gave: made when asked for, and located only when a place is asked for. */
import type { Source, Span } from '../text/source.ts'
import { itemPlaces, memberPlaces, type MemberPlace } from './json-scan.ts'
import type { Entry, ListNode, MapNode, Node, ScalarNode } from './node.ts'

/** Finds a value's place; asked once at most. */
type Locate = () => Span

/** The node of a parsed value. */
export function jsonNode(source: Source, value: unknown, locate: Locate): Node {
  if (Array.isArray(value)) return new JsonList(source, value, locate)
  if (typeof value === 'object' && value !== null) return new JsonMap(source, value, locate)
  return new JsonScalar(source, value as JsonLeaf, locate)
}

type JsonLeaf = string | number | boolean | null

class Located {
  readonly source: Source
  readonly #locate: Locate
  #span: Span | undefined

  constructor(source: Source, locate: Locate) {
    this.source = source
    this.#locate = locate
  }

  get span(): Span {
    return (this.#span ??= this.#locate())
  }
}

class JsonScalar extends Located implements ScalarNode {
  readonly kind = 'scalar'
  readonly #value: JsonLeaf

  constructor(source: Source, value: JsonLeaf, locate: Locate) {
    super(source, locate)
    this.#value = value
  }

  /** Of a number that JavaScript may not hold as written, the text itself; `1.0` and `1e2` become `1` and `100`. */
  get text(): string {
    if (typeof this.#value !== 'number' || Number.isSafeInteger(this.#value)) return String(this.#value)
    return this.source.text.slice(this.span.start, this.span.end)
  }

  get plain(): boolean {
    return typeof this.#value !== 'string'
  }
}

class JsonList extends Located implements ListNode {
  readonly kind = 'list'
  readonly #value: readonly unknown[]
  #items: readonly Node[] | undefined
  #places: readonly Span[] | undefined

  constructor(source: Source, value: readonly unknown[], locate: Locate) {
    super(source, locate)
    this.#value = value
  }

  get items(): readonly Node[] {
    return (this.#items ??= this.#value.map((item, i) => jsonNode(this.source, item, () => this.#place(i))))
  }

  #place(index: number): Span {
    this.#places ??= itemPlaces(this.source.text, this.span.start)
    return this.#places[index] ?? this.span
  }
}

class JsonMap extends Located implements MapNode {
  readonly kind = 'map'
  readonly #value: object
  readonly #known = new Map<string, Entry>()
  #entries: readonly Entry[] | undefined
  #places: Map<string, MemberPlace> | undefined

  constructor(source: Source, value: object, locate: Locate) {
    super(source, locate)
    this.#value = value
  }

  get entries(): readonly Entry[] {
    return (this.#entries ??= this.#keys().flatMap(key => this.get(key) ?? []))
  }

  get(key: string): Entry | undefined {
    const known = this.#known.get(key)
    if (known) return known
    const property = Object.getOwnPropertyDescriptor(this.#value, key)
    if (!property) return undefined
    const entry = new JsonEntry(this.source, key, property.value, () => this.#place(key))
    this.#known.set(key, entry)
    return entry
  }

  /** The keys as written: JavaScript puts those that look like array indices first, and only then order is lost. */
  #keys(): readonly string[] {
    const keys = Object.keys(this.#value)
    if (!/^\d+$/.test(keys[0] ?? '')) return keys
    return [...this.#allPlaces().keys()]
  }

  #place(key: string): MemberPlace {
    return this.#allPlaces().get(key) ?? { key: this.span, value: this.span }
  }

  #allPlaces(): Map<string, MemberPlace> {
    return (this.#places ??= memberPlaces(this.source.text, this.span.start))
  }
}

class JsonEntry implements Entry {
  readonly key: string
  readonly value: Node
  readonly #locate: () => MemberPlace

  constructor(source: Source, key: string, value: unknown, locate: () => MemberPlace) {
    this.key = key
    this.value = jsonNode(source, value, () => locate().value)
    this.#locate = locate
  }

  get keySpan(): Span {
    return this.#locate().key
  }
}
