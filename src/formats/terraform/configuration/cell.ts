/** A value of a configuration in one world, as the tables read it. */
import { Text } from '../../../model/text.ts'
import { ABSENT, type Origin, type Plain, type Value } from '../../../model/value.ts'
import type { World } from '../../../model/world.ts'
import type { Attribute, Cell } from '../tables/cell.ts'
import { settled } from './expression/settled.ts'

export class ConfigurationCell implements Cell {
  readonly at: Origin
  readonly #plain: Plain
  readonly #world: World

  constructor(at: Origin, plain: Plain, world: World) {
    this.at = at
    this.#plain = plain
    this.#world = world
  }

  get isAbsent(): boolean {
    return this.#plain.kind === 'absent' || (this.#plain.kind === 'list' && this.#plain.items.length === 0)
  }

  get open(): Plain | undefined {
    return this.#plain.kind === 'unknown' ? this.#plain : undefined
  }

  /** A configuration says what it says. */
  readonly isComputed = false

  get text(): Text | undefined {
    return this.#plain.kind === 'text' ? this.#plain.text : undefined
  }

  get json(): Value | undefined {
    return this.#plain.kind === 'text' && this.#plain.json ? settled(this.#plain.json) : undefined
  }

  /** A block in the JSON syntax may stand without a list around it. */
  get items(): readonly Cell[] {
    if (this.#plain.kind === 'list') return this.#plain.items.map(item => this.#cell(item.origin, item))
    return this.#plain.kind === 'record' ? [this] : []
  }

  get keys(): readonly string[] {
    return this.#plain.kind === 'record' ? this.#plain.keys : []
  }

  get(path: string): Cell {
    if (path === '') return this
    return path.split('.').reduce<ConfigurationCell>((cell, key) => cell.#child(key), this)
  }

  entry(key: string): Cell {
    return this.#child(key)
  }

  is(word: string): boolean {
    const { text } = this
    if (text?.literal !== undefined) return text.literal === word
    return text !== undefined && this.#world.equal(text, Text.of(word))
  }

  /** A configuration says itself what it reads of a resource. */
  named(_attribute: Attribute): Text | undefined {
    return undefined
  }

  #child(key: string): ConfigurationCell {
    const plain = this.#plain
    if (plain.kind === 'list') {
      const [first] = plain.items
      if (first) return this.#cell(first.origin, first).#child(key)
    }
    if (plain.kind === 'unknown') return new ConfigurationCell(this.at, plain, this.#world)
    const entry = plain.kind === 'record' ? plain.entry(key) : undefined
    if (entry) return this.#cell(entry.at, entry.value)
    const at = { ...this.at, span: this.at.span, address: `${this.at.address}.${key}` }
    return new ConfigurationCell(at, ABSENT, this.#world)
  }

  #cell(at: Origin, value: Value): ConfigurationCell {
    return new ConfigurationCell(at, settled(value).read(this.#world), this.#world)
  }
}
