/** YAML's maps. Most have a handful of keys and are never asked for one, so an index is made only when it pays. */
import type { Source, Span } from '../text/source.ts'
import type { Entry, MapNode } from './node.ts'

/** Up to here comparing keys one by one is faster than an index. */
const SMALL = 8

/** Entries in the order written, each key once. */
export class YamlEntries {
  #list: Entry[] = []
  #index: Map<string, Entry> | undefined

  /** Gives the entry that was there and is replaced; the new one stands last, where it is written. */
  set(entry: Entry): Entry | undefined {
    const known = this.get(entry.key)
    if (known && this.#index) this.#index.delete(entry.key)
    else if (known) this.#list.splice(this.#list.indexOf(known), 1)
    if (this.#index) this.#index.set(entry.key, entry)
    else if (this.#list.push(entry) > SMALL) this.#index = new Map(this.#list.map(each => [each.key, each]))
    return known
  }

  get(key: string): Entry | undefined {
    return this.#index ? this.#index.get(key) : this.#list.find(entry => entry.key === key)
  }

  /** All entries; nothing may be set any more. */
  list(): readonly Entry[] {
    if (this.#index && this.#index.size !== this.#list.length) this.#list = [...this.#index.values()]
    return this.#list
  }

  /** These together with those of `others` that are not replaced by them. */
  over(others: YamlEntries | undefined): YamlEntries {
    if (!others) return this
    for (const entry of this.list()) others.set(entry)
    return others
  }
}

/** A map node. */
export class YamlMap implements MapNode {
  readonly kind = 'map'
  readonly source: Source
  readonly span: Span
  readonly tag: string | undefined
  readonly #entries: YamlEntries

  constructor(source: Source, span: Span, tag: string | undefined, entries: YamlEntries) {
    this.source = source
    this.span = span
    this.tag = tag
    this.#entries = entries
  }

  get entries(): readonly Entry[] {
    return this.#entries.list()
  }

  get(key: string): Entry | undefined {
    return this.#entries.get(key)
  }
}
