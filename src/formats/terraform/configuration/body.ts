/** Bodies as values: attributes, and the nested blocks of each type with those that `dynamic` makes. */
import type { Block, Body } from '../../../syntax/hcl/ast.ts'
import { hingeOf, Text } from '../../../model/text.ts'
import {
  ABSENT,
  constant,
  unknown,
  type Origin,
  type Plain,
  type PlainRecord,
  type Value,
} from '../../../model/value.ts'
import { Remembered } from '../../../model/remembered.ts'
import type { World } from '../../../model/world.ts'
import { lazyRecord } from '../tables/shape.ts'
import { valueOf } from './expression/evaluate.ts'
import { withNames, type Scope } from './expression/scope.ts'
import { settled } from './expression/settled.ts'
import { literalText } from './folder.ts'
import { originIn, within } from './scope.ts'

/** A block as it is made, in the scope of what makes it. */
interface Made {
  readonly block: Block
  readonly scope: Scope
}

/** What stands in a body: attributes by name, and a list for each type of nested block. */
export function bodyRecord(body: Body, scope: Scope): PlainRecord {
  const names = new Set([...body.attributes.keys(), ...body.blocks.map(typeOf)])
  return lazyRecord([...names], key => {
    const attribute = body.attributes.get(key)
    const at = within(scope, body.source, `.${key}`)
    if (attribute) return { at: originIn(at, attribute.nameSpan), value: valueOf(attribute.value, at) }
    const blocks = body.blocks.filter(block => typeOf(block) === key)
    const origin = originIn(at, blocks[0]?.header ?? body.span)
    const list = new Remembered(world => blockList(blocks, scope, key, world))
    return { at: origin, value: { origin, read: world => list.in(world) } }
  })
}

function blockList(blocks: readonly Block[], scope: Scope, key: string, world: World): Plain {
  const made = blocks.flatMap(block => blocksOf(block, scope, world))
  const items = made.map((each, index) => blockValue(each, `.${key}[${index}]`))
  return items.length === 0 ? ABSENT : { kind: 'list', items }
}

/** A block as a record. */
function blockValue({ block, scope }: Made, step: string): Value {
  const inner = within(scope, block.body.source, step)
  return constant(originIn(inner, block.header), bodyRecord(block.body, inner))
}

/** The type of the blocks that a block is or makes: `dynamic "rule"` makes blocks of the type `rule`. */
function typeOf({ type, labels: [label] }: Block): string {
  return type === 'dynamic' ? (label ?? type) : type
}

function blocksOf(block: Block, scope: Scope, world: World): readonly Made[] {
  if (block.type !== 'dynamic') return [{ block, scope }]
  const { attributes, blocks } = block.body
  const content = blocks.find(({ type }) => type === 'content')
  const collection = attributes.get('for_each')
  if (!content || !collection) return []
  const iterator = attributes.get('iterator')?.value
  const name = iterator?.kind === 'name' ? iterator.name : (literalText(iterator) ?? typeOf(block))
  const at = within(scope, block.body.source, `.${typeOf(block)}`)
  const all = settled(valueOf(collection.value, at))
  const origin = originIn(at, collection.nameSpan)
  return itemsOf(all.read(world), world, origin).map(item => ({
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
