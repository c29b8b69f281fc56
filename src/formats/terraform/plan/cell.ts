/** A value of an instance together with what the plan says of it elsewhere: unknown, sensitive, its expression. */
import { Text } from '../../../model/text.ts'
import { unknown, type Origin, type Plain, type Value } from '../../../model/value.ts'
import { isNull, type Node } from '../../../syntax/node.ts'
import type { Attribute, Cell } from '../tables/cell.ts'
import { mapAt, type Instance } from './instance.ts'
import { KNOWN_LATER } from './known-beside.ts'
import { keyPlace, placeOf } from './places.ts'
import { referencesOf } from './references.ts'
import type { Written } from './written.ts'

/** What can be said of a value. */
type State = 'known' | 'absent' | 'unknown' | 'sensitive'

interface Layers {
  readonly node: Node | undefined
  readonly unknown: Node | undefined
  readonly sensitive: Node | undefined
  readonly expression: Node | undefined
  /** Where the configuration beside the plan says it. */
  readonly written?: Written | undefined
}

/** Blocks that the provider keeps as sets: their order is not that of the configuration. */
const SETS = new Set(['origin', 'grant', 'cors_rule', 'event_selector', 'logging_config'])

/** What cells ask of the plan as a whole. */
export interface Identities {
  /** The resource that an expression or a literal ARN names, as text; `attribute` is what is read where nobody says. */
  named(cell: PlanCell, attribute: Attribute): Text | undefined
  /** The policy document that an expression names, where it is all of it. */
  document(cell: PlanCell): Value | undefined
}

const REASONS = new Map<State, string>([
  ['unknown', KNOWN_LATER],
  ['sensitive', 'sensitive value'],
])

export class PlanCell implements Cell {
  readonly instance: Instance
  /** The place of its key, or of the nearest value around it that is written. */
  readonly at: Origin
  readonly #layers: Layers
  readonly #key: string
  readonly #identities: Identities

  constructor(instance: Instance, at: Origin, layers: Layers, identities: Identities, key = '') {
    this.instance = instance
    this.at = at
    this.#layers = layers
    this.#identities = identities
    this.#key = key
  }

  /** All values of an instance. */
  static of(instance: Instance, identities: Identities): PlanCell {
    const { values, unknown, sensitive, configuration, written } = instance
    const expression = mapAt(configuration, 'expressions')
    const layers = { node: values, unknown, sensitive, expression, written }
    return new PlanCell(instance, instance.at, layers, identities)
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

  get isAbsent(): boolean {
    return this.state === 'absent'
  }

  get open(): Plain | undefined {
    const reason = REASONS.get(this.state)
    if (reason === undefined) return undefined
    const { source, address } = this.at
    // Of a data source people see the whole, not the parts that its text is made of.
    const subject = this.instance.isData ? this.instance.address : address
    return unknown({ label: `${subject}, ${reason}` }, `plan:${source.path}:${address}`)
  }

  /** Plans hold policies as text, where they know it. */
  get json(): Value | undefined {
    return this.state === 'unknown' ? this.#identities.document(this) : undefined
  }

  /** Not in the configuration, which the plan has. */
  get isComputed(): boolean {
    return this.instance.configuration !== undefined && this.#layers.expression === undefined
  }

  get(path: string): PlanCell {
    if (path === '') return this
    return path.split('.').reduce<PlanCell>((cell, key) => cell.#child(key), this)
  }

  entry(key: string): PlanCell {
    return this.#child(key)
  }

  /** The text of a known scalar. */
  get word(): string | undefined {
    const { node } = this.#layers
    return this.state === 'known' && node?.kind === 'scalar' ? node.text : undefined
  }

  get text(): Text | undefined {
    return this.word === undefined ? undefined : Text.of(this.word)
  }

  is(word: string): boolean {
    return this.word === word
  }

  named(attribute: Attribute): Text | undefined {
    return this.#identities.named(this, attribute)
  }

  get keys(): readonly string[] {
    const { node } = this.#layers
    return node?.kind === 'map' ? node.entries.map(({ key }) => key) : []
  }

  get items(): readonly PlanCell[] {
    const { node, unknown, sensitive, expression, written } = this.#layers
    if (node?.kind !== 'list') return []
    const { length } = node.items
    return node.items.map((item, index) => {
      const address = `${this.at.address}[${index}]`
      const here = written?.item(index, length)
      const at = here?.at(address) ?? (written ? this.#nearest(address) : placeOf(item, address))
      const layers = {
        written: here,
        node: item,
        unknown: itemAt(unknown, index),
        sensitive: itemAt(sensitive, index),
        expression: this.#expressionAt(expression, index, node.items.length),
      }
      return new PlanCell(this.instance, at, layers, this.#identities)
    })
  }

  #expressionAt(expression: Node | undefined, index: number, length: number): Node | undefined {
    if (expression?.kind !== 'list') return expression
    if (expression.items.length !== length || (length > 1 && SETS.has(this.#key))) return undefined
    return expression.items[index]
  }

  #child(key: string): PlanCell {
    const { node, unknown, sensitive, expression, written } = this.#layers
    if (node?.kind === 'list') {
      const [first] = this.items
      if (first) return first.#child(key)
    }
    const entry = node?.kind === 'map' ? node.get(key) : undefined
    const address = `${this.at.address}.${key}`
    const here = written?.child(key)
    const layers = {
      written: here,
      node: entry?.value,
      unknown: below(unknown, key),
      sensitive: below(sensitive, key),
      expression: below(expression, key),
    }
    const own = entry && !written ? keyPlace(entry, address) : this.#nearest(address)
    const at = here?.at(address) ?? own
    return new PlanCell(this.instance, at, layers, this.#identities, key)
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
