/** Functions of sets. */
import type { Plain, Value } from '../../../../../model/value.ts'
import { boundedLength } from '../bounds.ts'
import type { Builtin, Call } from '../call.ts'
import { areEqual } from '../decisions.ts'
import { Failure } from '../failure.ts'
import { typeOf, type PlainSet } from '../plain.ts'
import { keyOf } from '../keys.ts'
import { distinctValues } from './collections.ts'

/** A set: each value once, in Terraform's order as far as the values are known. */
export function setOf(values: readonly Value[], call: Call): PlainSet {
  const { world } = call
  const sorted = distinctValues(values, call)
    .map(value => ({ value, ...rankOf(value, call) }))
    .sort(
      (a, b) => a.rank - b.rank || a.number - b.number || (a.text < b.text ? -1 : a.text > b.text ? 1 : 0),
    )
  boundedLength(world, sorted.length)
  return { kind: 'list', items: sorted.map(({ value }) => value), isSet: true }
}

/** Numbers by their size, other texts by their letters, and last what is not known and what is no text. */
function rankOf(value: Value, { world }: Call): { rank: number; number: number; text: string } {
  const plain = value.read(world)
  const text = plain.kind === 'text' && !plain.json ? plain.text.literal : undefined
  if (text === undefined) return { rank: 2, number: 0, text: keyOf(value, world) }
  return typeOf(plain) === 'number' ? { rank: 0, number: Number(text), text } : { rank: 1, number: 0, text }
}

const union: Builtin = call =>
  setOf(
    call.values.flatMap((_, index) => call.list(index)),
    call,
  )

const intersection: Builtin = call => {
  const [first = [], ...others] = call.values.map((_, index) => call.list(index))
  return setOf(
    first.filter(item => others.every(other => has(other, item, call))),
    call,
  )
}

const subtract: Builtin = call => {
  const without = call.list(1)
  return setOf(
    call.list(0).filter(item => !has(without, item, call)),
    call,
  )
}

function has(items: readonly Value[], wanted: Value, { world }: Call): boolean {
  boundedLength(world, items.length)
  return items.some(item => areEqual(item, wanted, world))
}

/** Every choice of one item of each list, in order. */
const product: Builtin = call => {
  if (call.values.length < 2) throw new Failure('setproduct needs at least two arguments')
  const lists = call.values.map((_, index) => call.list(index))
  boundedLength(
    call.world,
    lists.reduce((count, list) => count * list.length, 1),
  )
  const rows = lists.reduce<readonly (readonly Value[])[]>(
    (before, list) => before.flatMap(row => list.map(item => [...row, item])),
    [[]],
  )
  return call.listOf(rows.map((items): Plain => ({ kind: 'list', items })))
}

export const sets: Readonly<Record<string, Builtin>> = {
  setintersection: intersection,
  setproduct: product,
  setsubtract: subtract,
  setunion: union,
}
