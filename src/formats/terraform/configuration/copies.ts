/** The instances that `count` and `for_each` make of a block. */
import type { Body } from '../../../syntax/hcl/ast.ts'
import { hingeOf, Text, type Reason } from '../../../model/text.ts'
import { Remembered } from '../../../model/remembered.ts'
import { ABSENT, constant, unknown, type Origin, type Plain, type Value } from '../../../model/value.ts'
import { explore, type World } from '../../../model/world.ts'
import { valueOf } from './expression/evaluate.ts'
import type { Scope } from './expression/scope.ts'
import { settled } from './expression/settled.ts'
import { memoized } from './expression/memoized.ts'
import { namespace, originIn, within } from './scope.ts'

/** One instance, as far as it differs from its siblings. */
export interface Copy {
  /** Its key: `0`, `eu`; none where neither is set or nobody can tell. */
  readonly key: string | undefined
  /** How addresses write it: `[0]`, `["eu"]`, `[*]` where nobody can tell, empty for a single one. */
  readonly suffix: string
  /** What `count` or `each` is in its expressions. */
  readonly names: ReadonlyMap<string, Value>
  exists(world: World): boolean
}

/** All instances of a block that there are in some world. */
export interface Copies {
  readonly by: 'none' | 'count' | 'for_each'
  readonly all: readonly Copy[]
  /** Set where there were more than the bound. */
  readonly isCut: boolean
}

/** Instances of one block that are read; what lies beyond is told. */
export const COPIES_BOUND = 1000

const single: Copies = {
  by: 'none',
  all: [{ key: undefined, suffix: '', names: new Map(), exists: () => true }],
  isCut: false,
}

/** The instances of a block; `id` tells it apart from other blocks. */
export function copiesOf(body: Body, scope: Scope, id: string): Copies {
  const by = body.attributes.has('count') ? 'count' : 'for_each'
  const attribute = body.attributes.get(by)
  if (!attribute) return single
  const at = within(scope, body.source, `.${by}`)
  const value = memoized(settled(valueOf(attribute.value, at)))
  const origin = originIn(at, attribute.nameSpan)
  const keys = new Remembered(world => keysIn(value.read(world), by, world))
  const found = explore(world => ({ keys: keys.in(world) })).leaves
  const known = [...new Set(found.flatMap(({ result }) => [...(result.keys ?? [])]))]
  // The first world is that of the defaults: what nobody can tell in others is left open there.
  if (known.length === 0 && found[0]?.result.keys === undefined)
    return { by, all: [unknownCopy(value, keys, by, id, origin)], isCut: false }
  const items = new Remembered(world => itemsIn(value.read(world), world))
  const all = known.slice(0, COPIES_BOUND).map((key): Copy => {
    return {
      key,
      suffix: by === 'count' ? `[${key}]` : `[${JSON.stringify(key)}]`,
      names: by === 'count' ? countNames(key, origin) : eachNames(key, value, items, origin),
      exists: world => keys.in(world)?.has(key) ?? false,
    }
  })
  return { by, all, isCut: known.length > COPIES_BOUND }
}

/** The keys in a world, in order; `undefined` where nobody can tell. */
type Keys = ReadonlySet<string> | undefined

function keysIn(plain: Plain, by: 'count' | 'for_each', world: World): Keys {
  if (plain.kind === 'absent') return new Set()
  if (by === 'count') {
    const count = plain.kind === 'text' ? Number(world.resolve(plain.text).literal ?? NaN) : NaN
    if (!Number.isInteger(count)) return undefined
    const length = Math.min(Math.max(count, 0), COPIES_BOUND + 1)
    return new Set(Array.from({ length }, (_, index) => String(index)))
  }
  if (plain.kind === 'record')
    return plain.open && plain.keys.length === 0 ? undefined : new Set(plain.keys.slice(0, COPIES_BOUND + 1))
  return plain.kind === 'list' ? new Set(itemsIn(plain, world).keys()) : undefined
}

/** What is gone through in a world, by its keys. */
function itemsIn(plain: Plain, world: World): ReadonlyMap<string, Value> {
  const items = new Map<string, Value>()
  const add = (key: string | undefined, item: Value | undefined) => {
    if (key !== undefined && item && !items.has(key)) items.set(key, item)
  }
  if (plain.kind === 'list')
    for (const item of plain.items.slice(0, COPIES_BOUND + 1)) add(keyOf(item, world), item)
  if (plain.kind === 'record')
    for (const key of plain.keys.slice(0, COPIES_BOUND + 1)) add(key, plain.entry(key)?.value)
  return items
}

/** The key that an item of a set makes. */
function keyOf(item: Value, world: World): string | undefined {
  const plain = item.read(world)
  if (plain.kind === 'text') return world.resolve(plain.text).literal ?? plain.text.toString()
  return plain.kind === 'unknown' ? `\${${plain.reason.label}}` : undefined
}

function countNames(key: string, at: Origin): ReadonlyMap<string, Value> {
  return new Map([['count', namespace(['index'], at, () => scalar(key, at))]])
}

function eachNames(
  key: string,
  collection: Value,
  items: Remembered<ReadonlyMap<string, Value>>,
  at: Origin,
): ReadonlyMap<string, Value> {
  // The key of an item of a set is the item.
  const read = (world: World, part: string): Plain => {
    const isSet = collection.read(world).kind === 'list'
    if (part === 'key' && !isSet) return textOf(key)
    return items.in(world).get(key)?.read(world) ?? (isSet ? textOf(key) : ABSENT)
  }
  const each = (part: string): Value => ({ origin: at, read: world => read(world, part) })
  return new Map([['each', namespace(['key', 'value'], at, each)]])
}

/** Stands for any number of instances of which nobody knows the keys. */
function unknownCopy(
  value: Value,
  keys: Remembered<Keys>,
  by: 'count' | 'for_each',
  id: string,
  at: Origin,
): Copy {
  const open = (part: string) => constant(at, unknown({ label: `${by} of ${id}` }, `tf:${id}:${part}`))
  // Over instances of which nobody knows the keys there is one for each of them.
  const item: Value = {
    origin: at,
    read(world) {
      const plain = value.read(world)
      const each = plain.kind === 'record' && plain.open ? plain.entry('*')?.value : undefined
      return (each ?? open('value')).read(world)
    },
  }
  const names: ReadonlyMap<string, Value> =
    by === 'count'
      ? new Map([['count', namespace(['index'], at, () => open('index'))]])
      : new Map([['each', namespace(['key', 'value'], at, part => (part === 'value' ? item : open(part)))]])
  return {
    key: undefined,
    suffix: '[*]',
    names,
    exists(world) {
      const known = keys.in(world)
      if (known) return known.size > 0
      const reason = reasonOf(value.read(world))
      return world.guess(`some:${at.source.path}:${id}`, reason, 'not empty', 'empty')
    },
  }
}

function reasonOf(plain: Plain): Reason {
  if (plain.kind === 'unknown') return plain.reason
  return (plain.kind === 'text' ? hingeOf(plain.text) : undefined) ?? { label: 'a value of the wrong type' }
}

function textOf(text: string): Plain {
  return { kind: 'text', text: Text.of(text) }
}

function scalar(text: string, at: Origin): Value {
  return constant(at, textOf(text))
}
