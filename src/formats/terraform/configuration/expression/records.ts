/** Objects: `{ key = value }`. */
import { expand } from '../../../../model/identity.ts'
import { hingeOf, type Reason } from '../../../../model/text.ts'
import { record, type Plain, type Property, type Value } from '../../../../model/value.ts'
import type { World } from '../../../../model/world.ts'
import { Failure } from './failure.ts'
import { asText } from './plain.ts'

/** The name that a key is. One that is not known is called as people would write it, and leaves the record open. */
export function keyIn(
  plain: Plain,
  world: World,
): { readonly name: string; readonly open?: Reason | undefined } {
  if (plain.kind === 'absent') throw new Failure('a key that is null')
  const text = asText(plain)
  if (text.literal !== undefined) return { name: text.literal }
  const known = world.resolve(expand(text, world))
  if (known.literal !== undefined) return { name: known.literal }
  const name = known.toString()
  return { name, open: hingeOf(known) ?? { label: `the key ${name}` } }
}

/** An entry whose key is yet to be read; `value` makes its value, which stands under the name of the key. */
export interface Entry {
  readonly key: Value
  readonly value: (name: string) => Value
}

/** The record of entries; of a key written twice the last one holds. */
export function recordOf(entries: readonly Entry[], world: World): Plain {
  const properties = new Map<string, Property>()
  let open: Reason | undefined
  for (const { key, value } of entries) {
    const { name, open: reason } = keyIn(key.read(world), world)
    open ??= reason
    properties.set(name, { at: key.origin, value: value(name) })
  }
  return record(properties, open)
}
