/** A value of an instance together with what the plan says of it elsewhere: unknown, sensitive, its expression. */
import type { Origin } from '../../model/value.ts'
import { isNull, type Entry, type Node } from '../../syntax/node.ts'
import { mapAt, type Instance } from './instance.ts'
import { referencesOf } from './references.ts'

/** What can be said of a value. */
export type State = 'known' | 'absent' | 'unknown' | 'sensitive'

interface Layers {
  readonly node: Node | undefined
  readonly unknown: Node | undefined
  readonly sensitive: Node | undefined
  readonly expression: Node | undefined
}

/** Blocks that the provider keeps as sets: their order is not that of the configuration. */
const SETS = new Set(['origin', 'grant', 'cors_rule', 'event_selector', 'logging_config'])

export class Cell {
  readonly instance: Instance
  /** The place of its key, or of the nearest value around it that is written. */
  readonly at: Origin
  readonly #layers: Layers
  readonly #key: string

  constructor(instance: Instance, at: Origin, layers: Layers, key = '') {
    this.instance = instance
    this.at = at
    this.#layers = layers
    this.#key = key
  }

  /** All values of an instance. */
  static of(instance: Instance): Cell {
    const { values, unknown, sensitive, configuration } = instance
    const expression = mapAt(configuration, 'expressions')
    return new Cell(instance, instance.at, { node: values, unknown, sensitive, expression })
  }

  get node(): Node | undefined {
    return this.#layers.node
  }

  get expression(): Node | undefined {
    return this.#layers.expression
  }

  get state(): State {
    const { node, unknown, sensitive, expression } = this.#layers
    if (isTrue(sensitive)) return 'sensitive'
    if (isTrue(unknown)) return 'unknown'
    if (node === undefined) return referencesOf(expression).length > 0 ? 'unknown' : 'absent'
    return isNull(node) || (node.kind === 'list' && node.items.length === 0) ? 'absent' : 'known'
  }

  /** Whether the provider alone decides: not in the configuration, which the plan has. */
  get isComputed(): boolean {
    return this.instance.configuration !== undefined && this.#layers.expression === undefined
  }

  /** What a path such as `rule.status` leads to; of a list of blocks, through the first one. */
  get(path: string): Cell {
    if (path === '') return this
    return path.split('.').reduce<Cell>((cell, key) => cell.#child(key), this)
  }

  /** The text of a known scalar. */
  get text(): string | undefined {
    const { node } = this.#layers
    return this.state === 'known' && node?.kind === 'scalar' ? node.text : undefined
  }

  get items(): readonly Cell[] {
    const { node, unknown, sensitive, expression } = this.#layers
    if (node?.kind !== 'list') return []
    return node.items.map((item, index) => {
      const at: Origin = {
        source: item.source,
        get span() {
          return item.span
        },
        address: `${this.at.address}[${index}]`,
      }
      return new Cell(this.instance, at, {
        node: item,
        unknown: itemAt(unknown, index),
        sensitive: itemAt(sensitive, index),
        expression: this.#expressionAt(expression, index, node.items.length),
      })
    })
  }

  #expressionAt(expression: Node | undefined, index: number, length: number): Node | undefined {
    if (expression?.kind !== 'list') return expression
    if (expression.items.length !== length || (length > 1 && SETS.has(this.#key))) return undefined
    return expression.items[index]
  }

  #child(key: string): Cell {
    const { node, unknown, sensitive, expression } = this.#layers
    if (node?.kind === 'list') {
      const [first] = this.items
      if (first) return first.#child(key)
    }
    const entry = node?.kind === 'map' ? node.get(key) : undefined
    const address = `${this.at.address}.${key}`
    const layers = {
      node: entry?.value,
      unknown: below(unknown, key),
      sensitive: below(sensitive, key),
      expression: below(expression, key),
    }
    return new Cell(this.instance, entry ? keyPlace(entry, address) : this.#nearest(address), layers, key)
  }

  /** The own place under another address, still found on demand. */
  #nearest(address: string): Origin {
    const { at } = this
    return {
      source: at.source,
      get span() {
        return at.span
      },
      address,
    }
  }
}

function keyPlace(entry: Entry, address: string): Origin {
  return {
    source: entry.value.source,
    get span() {
      return entry.keySpan
    },
    address,
  }
}

/** The layer below: `true` holds for all that is below it. */
function below(node: Node | undefined, key: string): Node | undefined {
  if (node?.kind === 'list') return below(node.items[0], key)
  if (node?.kind === 'map') return node.get(key)?.value
  return isTrue(node) ? node : undefined
}

function itemAt(node: Node | undefined, index: number): Node | undefined {
  if (node?.kind === 'list') return node.items[index]
  return isTrue(node) ? node : undefined
}

function isTrue(node: Node | undefined): boolean {
  return node?.kind === 'scalar' && node.plain && node.text === 'true'
}
