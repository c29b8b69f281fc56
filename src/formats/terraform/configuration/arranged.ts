/** Instances as expressions see them: one, a list, or a map, as `count` and `for_each` say. */
import { Remembered } from '../../../model/remembered.ts'
import type { Origin, Plain, Value } from '../../../model/value.ts'
import type { World } from '../../../model/world.ts'
import type { Copies } from './copies.ts'

/** The value that the instances of a block are together; `undefined` where there is none. */
export function arranged<T>(
  { by, all }: Copies,
  instances: readonly T[],
  value: (instance: T) => Value,
  at: Origin,
  exists: (instance: T, world: World) => boolean,
): Value | undefined {
  const [first] = instances
  if (by === 'none') return first && value(first)
  const isOpen = all.length === 1 && all[0]?.key === undefined
  const keyed = instances.map((instance, index) => ({ key: all[index]?.key ?? '*', instance }))
  const plain = new Remembered((world): Plain => {
    const here = keyed.filter(({ instance }) => exists(instance, world))
    if (by === 'count') return { kind: 'list', items: here.map(({ instance }) => value(instance)) }
    const byKey = new Map(here.map(({ key, instance }) => [key, instance]))
    const found = (key: string) => (isOpen ? here[0]?.instance : byKey.get(key))
    return {
      kind: 'record',
      keys: isOpen ? [] : [...byKey.keys()].sort(),
      entry: key => {
        const instance = found(key)
        return instance && { at, value: value(instance) }
      },
      open: isOpen ? { label: 'for_each' } : undefined,
    }
  })
  return { origin: at, read: world => plain.in(world) }
}
