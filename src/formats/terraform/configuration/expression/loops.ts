/** Going through collections: `for` in expressions. */
import {
  constant,
  record,
  type Origin,
  type Plain,
  type Property,
  type Value,
} from '../../../../model/value.ts'
import type { Reason } from '../../../../model/text.ts'
import type { World } from '../../../../model/world.ts'
import type { Expression, For } from '../../../../syntax/hcl/ast.ts'
import { boundedLength } from './bounds.ts'
import { isTrue, quoted } from './decisions.ts'
import { Failure, Unclear } from './failure.ts'
import { inOrder, isSet, nameOf, numberOf, openness, textOf } from './plain.ts'
import { keyIn } from './records.ts'
import { at, withNames, type Scope } from './scope.ts'

/** An item of a collection with its key; of a set the key is the item. */
interface Element {
  readonly key: Value
  readonly item: Value
}

/** The elements of a collection in the order in which Terraform goes through them. */
export function elementsOf(plain: Plain, origin: Origin, world: World): Element[] {
  const open = openness(plain)
  if (open) throw new Unclear(open.reason)
  if (plain.kind === 'list') {
    boundedLength(world, plain.items.length)
    return plain.items.map((item, index) => ({
      key: isSet(plain) ? item : constant(origin, numberOf(index)),
      item,
    }))
  }
  if (plain.kind !== 'record') throw new Failure(`a ${nameOf(plain)} where a collection is expected`)
  if (plain.open) throw new Unclear(plain.open)
  boundedLength(world, plain.keys.length)
  return inOrder(plain.keys).flatMap(key => {
    const item = plain.entry(key)?.value
    return item ? { key: constant(origin, textOf(key)), item } : []
  })
}

/** The scope inside a `for`, with the names of an element. */
export function scopeOf(
  scope: Scope,
  keyName: string | undefined,
  itemName: string,
  element: Element,
): Scope {
  const names = new Map([[itemName, element.item]])
  if (keyName !== undefined) names.set(keyName, element.key)
  return withNames(scope, names)
}

type ValueOf = (expression: Expression, scope: Scope) => Value

/** `[for v in collection : v]` and `{for k, v in collection : k => v}`. */
export function evaluateFor(
  expression: For,
  collection: Value,
  scope: Scope,
  valueOf: ValueOf,
  world: World,
): Plain {
  const { keyName, itemName, condition, key, value } = expression
  const scopes = elementsOf(collection.read(world), collection.origin, world)
    .map(element => scopeOf(scope, keyName, itemName, element))
    .filter(inner => condition === undefined || isTrue(valueOf(condition, inner).read(world), world))
  if (key === undefined)
    return {
      kind: 'list',
      items: scopes.map((inner, index) => valueOf(value, at(inner, `${scope.address}[${index}]`))),
    }
  const keyed = scopes.map(inner => {
    const found = valueOf(key, inner)
    const { name, open } = keyIn(found.read(world), world)
    return { name, open, at: found.origin, value: valueOf(value, at(inner, `${scope.address}.${name}`)) }
  })
  const open = keyed.find(each => each.open)?.open
  return expression.grouped ? grouped(keyed, open) : distinct(keyed, open)
}

interface Keyed extends Property {
  readonly name: string
}

function distinct(keyed: readonly Keyed[], open: Reason | undefined): Plain {
  const properties = new Map<string, Property>()
  for (const { name, at, value } of keyed) {
    if (properties.has(name)) throw new Failure(`the key ${quoted(name)} is made twice`)
    properties.set(name, { at, value })
  }
  return record(properties, open)
}

function grouped(keyed: readonly Keyed[], open: Reason | undefined): Plain {
  const groups = new Map<string, Keyed[]>()
  for (const each of keyed) {
    const group = groups.get(each.name)
    if (group) group.push(each)
    else groups.set(each.name, [each])
  }
  const properties = [...groups].flatMap(([name, members]): [string, Property][] => {
    const [first] = members
    if (!first) return []
    const list: Plain = { kind: 'list', items: members.map(({ value }) => value) }
    return [[name, { at: first.at, value: constant(first.at, list) }]]
  })
  return record(new Map(properties), open)
}
