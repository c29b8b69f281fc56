/** Functions of lists. */
import type { Plain, Value } from '../../../../../model/value.ts'
import { boundedLength, deeper } from '../bounds.ts'
import type { Builtin, Call } from '../call.ts'
import { areEqual, isNull } from '../decisions.ts'
import { Failure, Unclear } from '../failure.ts'
import { keyOf } from '../keys.ts'
import { boolOf, inOrder, numberOf, textOf } from '../plain.ts'
import { isEmptyText } from './choices.ts'

function list(items: readonly Value[], { world }: Call): Plain {
  boundedLength(world, items.length)
  return { kind: 'list', items }
}

const concat: Builtin = call =>
  list(
    call.values.flatMap((_, index) => call.list(index)),
    call,
  )

/** All lists within a list taken apart. */
const flatten: Builtin = call => list(flat(call.list(0), call), call)

function flat(items: readonly Value[], call: Call): Value[] {
  boundedLength(call.world, items.length)
  return items.flatMap(item => {
    const plain = item.read(call.world)
    // What nobody knows may be a list; a text that is not known is taken for a text.
    if (plain.kind === 'unknown') throw new Unclear(plain.reason)
    return plain.kind === 'list' ? deeper(call.world, () => flat(plain.items, call)) : [item]
  })
}

/** Texts that are not known may be equal: they are kept, which only repeats what is there. */
const distinct: Builtin = call => list(distinctValues(call.list(0), call), call)

/** The values without those that are surely equal to an earlier one. */
export function distinctValues(values: readonly Value[], { world }: Call): Value[] {
  boundedLength(world, values.length)
  const found = new Map<string, Value>()
  for (const value of values) {
    const key = keyOf(value, world)
    if (!found.has(key)) found.set(key, value)
  }
  return [...found.values()]
}

const compact: Builtin = call =>
  list(
    call.list(0).filter(item => {
      const plain = item.read(call.world)
      return !isNull(plain, call.world) && !isEmptyText(plain, call)
    }),
    call,
  )

/** The item at an index that goes round. */
const element: Builtin = call => {
  const items = call.list(0)
  const index = call.whole(1)
  const item = items[index % items.length]
  if (!item || index < 0) throw new Failure(`there is no item ${index} in a list of ${items.length}`)
  return item.read(call.world)
}

const index: Builtin = call => {
  const found = call.list(0).findIndex(item => areEqual(item, call.value(1), call.world))
  if (found < 0) throw new Failure('the list does not hold what is looked for')
  return numberOf(found)
}

const contains: Builtin = call => boolOf(call.list(0).some(item => areEqual(item, call.value(1), call.world)))

/** Of a list or map the number of items, of a text that of the characters as people see them. */
const length: Builtin = call => {
  const plain = call.plain(0)
  if (plain.kind === 'list') return numberOf(plain.items.length)
  if (plain.kind === 'record') {
    if (plain.open) throw new Unclear(plain.open)
    return numberOf(plain.keys.length)
  }
  if (plain.kind === 'absent') throw new Failure('null where a list, map or text is expected')
  return numberOf(characters(call.literal(0)).length)
}

/** Characters as people see them. */
export function characters(text: string): string[] {
  if (/^[\x20-\x7e]*$/.test(text)) return text.split('')
  return Array.from(new Intl.Segmenter('en').segment(text), ({ segment }) => segment)
}

const slice: Builtin = call => {
  const items = call.list(0)
  const [start, end] = [call.whole(1), call.whole(2)]
  if (start < 0 || start > end || end > items.length)
    throw new Failure(`there is no slice from ${start} to ${end} in a list of ${items.length}`)
  return list(items.slice(start, end), call)
}

const range: Builtin = call => {
  const given = call.values.map((_, position) => call.number(position))
  const [start, limit] = given.length === 1 ? [0, given[0] ?? 0] : [call.number(0), call.number(1)]
  const step = given[2] ?? (limit < start ? -1 : 1)
  const count = Math.ceil((limit - start) / step)
  if (step === 0 || Number.isNaN(count)) throw new Failure('a range that never ends')
  if (count < 0 && given.length === 3) throw new Failure('a range whose step leads away from its limit')
  boundedLength(call.world, count)
  return call.listOf(Array.from({ length: count }, (_, position) => numberOf(start + position * step)))
}

const chunklist: Builtin = call => {
  const items = call.list(0)
  const size = call.whole(1)
  if (size < 0) throw new Failure('chunks of a negative size')
  if (size === 0) return call.listOf(items.length === 0 ? [] : [list(items, call)])
  const starts = Array.from({ length: Math.ceil(items.length / size) }, (_, chunk) => chunk * size)
  return call.listOf(starts.map(start => list(items.slice(start, start + size), call)))
}

/** The items of a list at the places at which another list holds what is looked for. */
const matchkeys: Builtin = call => {
  const [items, keys, wanted] = [call.list(0), call.list(1), call.list(2)]
  if (items.length !== keys.length)
    throw new Failure('lists of different lengths where keys belong to values')
  boundedLength(call.world, keys.length * wanted.length)
  const isWanted = (key: Value | undefined) => key && wanted.some(each => areEqual(key, each, call.world))
  return list(
    items.filter((_, position) => isWanted(keys[position])),
    call,
  )
}

const sort: Builtin = call => {
  const items = call.list(0)
  boundedLength(call.world, items.length)
  const known = items.map(item => call.known(item))
  return call.listOf(inOrder(known).map(text => textOf(text)))
}

export const collections: Readonly<Record<string, Builtin>> = {
  chunklist,
  compact,
  concat,
  contains,
  distinct,
  element,
  flatten,
  index,
  length,
  matchkeys,
  range,
  reverse: call => list([...call.list(0)].reverse(), call),
  slice,
  sort,
}
