/** `dynamic` blocks: each makes blocks of a type, one for each item of a collection. */
import type { Block } from '../../../syntax/hcl/ast.ts'
import { hingeOf, Text } from '../../../model/text.ts'
import { constant, unknown, type Origin, type Plain, type Value } from '../../../model/value.ts'
import type { World } from '../../../model/world.ts'
import { beyond } from './expression/bounds.ts'
import { valueOf } from './expression/evaluate.ts'
import { withNames, type Scope } from './expression/scope.ts'
import { settled } from './expression/settled.ts'
import { literalText } from './folder.ts'
import { originIn, within } from './scope.ts'

/** Blocks that the `dynamic` blocks of one resource may make: what is in each is read again and again. */
const BLOCKS_BOUND = 1000

/** Counts the blocks that are made in a resource. */
export class BlockCount {
  readonly #made = new WeakMap<World, number>()
  #isFull = false

  /** Adds blocks; throws where there are too many in a world, and from then on in all. */
  add(world: World, count: number): void {
    const made = (this.#made.get(world) ?? 0) + count
    this.#made.set(world, made)
    this.#isFull ||= made > BLOCKS_BOUND
    if (this.#isFull)
      throw beyond(world, `a resource of more than the bound of ${BLOCKS_BOUND} dynamic blocks`)
  }
}

/** A block as it is made, in the scope of what makes it. */
export interface Made {
  readonly block: Block
  readonly scope: Scope
}

/** The type of the blocks that a block is or makes: `dynamic "rule"` makes blocks of the type `rule`. */
export function typeOf({ type, labels: [label] }: Block): string {
  return type === 'dynamic' ? (label ?? type) : type
}

/** The blocks that a block is or makes in a world. */
export function blocksOf(block: Block, scope: Scope, count: BlockCount, world: World): readonly Made[] {
  if (block.type !== 'dynamic') return [{ block, scope }]
  const { attributes, blocks } = block.body
  count.add(world, 0)
  const content = blocks.find(({ type }) => type === 'content')
  const collection = attributes.get('for_each')
  if (!content || !collection) return []
  const iterator = attributes.get('iterator')?.value
  const name = iterator?.kind === 'name' ? iterator.name : (literalText(iterator) ?? typeOf(block))
  const at = within(scope, block.body.source, `.${typeOf(block)}`)
  const all = settled(valueOf(collection.value, at))
  const origin = originIn(at, collection.nameSpan)
  const items = itemsOf(all.read(world), world, origin)
  count.add(world, items.length)
  return items.map(item => ({
    block: { ...content, header: block.header },
    scope: withNames(scope, new Map([[name, iteratorValue(item, origin)]])),
  }))
}

/** A key with its value. */
interface Item {
  readonly key: Value
  readonly value: Value
}

/** What is iterated over; of what nobody knows there is one item, where there is any. */
function itemsOf(plain: Plain, world: World, at: Origin): readonly Item[] {
  switch (plain.kind) {
    case 'absent':
      return []
    case 'list':
      return plain.items.map((value, index) => ({ key: scalar(String(index), at), value }))
    case 'record':
      return plain.keys.flatMap(key => {
        const entry = plain.entry(key)
        return entry ? { key: scalar(key, entry.at), value: entry.value } : []
      })
    case 'text':
    case 'unknown': {
      const reason = plain.kind === 'unknown' ? plain.reason : (hingeOf(plain.text) ?? { label: 'no list' })
      const id = plain.kind === 'unknown' ? plain.id : `items:${plain.text.key}`
      if (!world.guess(`some:${id}`, reason, 'not empty', 'empty')) return []
      return [
        {
          key: constant(at, unknown(reason, `${id}.key`)),
          value: constant(at, unknown(reason, `${id}.value`)),
        },
      ]
    }
  }
}

function iteratorValue({ key, value }: Item, at: Origin): Value {
  const entries = new Map([
    ['key', key],
    ['value', value],
  ])
  return constant(at, {
    kind: 'record',
    keys: [...entries.keys()],
    entry: name => {
      const found = entries.get(name)
      return found && { at: found.origin, value: found }
    },
  })
}

function scalar(text: string, at: Origin): Value {
  return constant(at, { kind: 'text', text: Text.of(text) })
}
