/** Bodies as values: attributes, and the nested blocks of each type with those that `dynamic` makes. */
import type { Block, Body } from '../../../syntax/hcl/ast.ts'
import { ABSENT, constant, type Plain, type PlainRecord, type Value } from '../../../model/value.ts'
import type { World } from '../../../model/world.ts'
import { lazyRecord } from '../tables/shape.ts'
import { BlockCount, blocksOf, typeOf, type Made } from './dynamic.ts'
import { spend } from './expression/bounds.ts'
import { valueOf } from './expression/evaluate.ts'
import { lazy } from './expression/lazy.ts'
import type { Scope } from './expression/scope.ts'
import { originIn, within } from './scope.ts'

/** What stands in a body: attributes by name, and a list for each type of nested block. */
export function bodyRecord(body: Body, scope: Scope, count = new BlockCount()): PlainRecord {
  const names = new Set([...body.attributes.keys(), ...body.blocks.map(typeOf)])
  return lazyRecord([...names], key => {
    const attribute = body.attributes.get(key)
    const at = within(scope, body.source, `.${key}`)
    if (attribute) return { at: originIn(at, attribute.nameSpan), value: valueOf(attribute.value, at) }
    const blocks = body.blocks.filter(block => typeOf(block) === key)
    const origin = originIn(at, blocks[0]?.header ?? body.span)
    return {
      at: origin,
      value: lazy(origin, scope.budget, world => blockList(blocks, scope, key, count, world)),
    }
  })
}

function blockList(
  blocks: readonly Block[],
  scope: Scope,
  key: string,
  count: BlockCount,
  world: World,
): Plain {
  const made = blocks.flatMap(block => blocksOf(block, scope, count, world))
  spend(world, made.length)
  const items = made.map((each, index) => blockValue(each, `.${key}[${index}]`, count))
  return items.length === 0 ? ABSENT : { kind: 'list', items }
}

/** A block as a record. */
function blockValue({ block, scope }: Made, step: string, count: BlockCount): Value {
  const inner = within(scope, block.body.source, step)
  return constant(originIn(inner, block.header), bodyRecord(block.body, inner, count))
}
