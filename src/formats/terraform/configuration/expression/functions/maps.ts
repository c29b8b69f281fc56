/** Functions of maps. */
import { record, type Plain, type PlainRecord, type Property } from '../../../../../model/value.ts'
import type { Reason } from '../../../../../model/text.ts'
import { pickKey } from '../access.ts'
import { boundedLength } from '../bounds.ts'
import type { Builtin, Call } from '../call.ts'
import { quoted } from '../decisions.ts'
import { Failure, Unclear } from '../failure.ts'
import { inOrder, textOf } from '../plain.ts'
import { recordOf } from '../records.ts'

/** A map all of whose keys are known, which are bounded. */
function closed(call: Call, index: number): PlainRecord {
  const map = call.record(index)
  if (map.open) throw new Unclear(map.open)
  boundedLength(call.world, map.keys.length)
  return map
}

const keys: Builtin = call => call.listOf(inOrder(closed(call, 0).keys).map(key => textOf(key)))

const values: Builtin = call => {
  const map = closed(call, 0)
  return { kind: 'list', items: inOrder(map.keys).flatMap(key => map.entry(key)?.value ?? []) }
}

/** The value of a key; else what the third argument says, if there is one. */
const lookup: Builtin = call => {
  const map = call.record(0)
  const hasDefault = call.values.length > 2
  const key = call.text(1)
  const found = pickKey(map, key, call.world, hasDefault)
  const entry = found === undefined ? undefined : map.entry(found)
  if (entry) return entry.value.read(call.world)
  if (map.open) throw new Unclear(map.open)
  if (key.literal === undefined && !hasDefault) throw Unclear.about(key)
  if (!hasDefault) throw new Failure(`there is no key ${quoted(key.toString())}`)
  return call.plain(2)
}

/** All maps as one; of a key in several the last one holds. */
const merge: Builtin = call => {
  const properties = new Map<string, Property>()
  let open: Reason | undefined
  for (const index of call.values.keys()) {
    if (call.plain(index).kind === 'absent') continue
    const map = call.record(index)
    boundedLength(call.world, properties.size + map.keys.length)
    open ??= map.open
    for (const key of map.keys) {
      const property = map.entry(key)
      if (property) properties.set(key, property)
    }
  }
  return record(properties, open)
}

const zipmap: Builtin = call => {
  const [names, items] = [call.list(0), call.list(1)]
  if (names.length !== items.length)
    throw new Failure('lists of different lengths where keys belong to values')
  boundedLength(call.world, names.length)
  const entries = names.flatMap((key, index) => {
    const item = items[index]
    return item ? [{ key, value: () => item }] : []
  })
  return recordOf(entries, call.world)
}

/** From the keys of each text to the texts of each key. */
const transpose: Builtin = call => {
  const map = closed(call, 0)
  const found = new Map<string, string[]>()
  for (const key of inOrder(map.keys)) {
    const entry = map.entry(key)
    for (const item of entry ? call.itemsOf(entry.value) : []) {
      const text = call.known(item)
      found.set(text, [...(found.get(text) ?? []), key])
    }
  }
  const property = (texts: readonly string[]): Property => {
    const list: Plain = call.listOf(texts.map(text => textOf(text)))
    return { at: call.origin, value: call.made(list) }
  }
  return record(new Map(inOrder([...found.keys()]).map(text => [text, property(found.get(text) ?? [])])))
}

export const maps: Readonly<Record<string, Builtin>> = { keys, lookup, merge, transpose, values, zipmap }
