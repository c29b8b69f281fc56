/** Values that many expressions name: locals, variables, inputs and outputs of modules. */
import { unknown, type Plain, type Value } from '../../../../model/value.ts'
import { Remembered } from '../../../../model/remembered.ts'
import type { World } from '../../../../model/world.ts'
import { mapChildren } from './children.ts'
import { asFirm, placeKey } from './settled.ts'

/**
 * The value, read once in a world. Where it takes part in its own making, as a whole or any part of it, it is
 * unknown, as Terraform refuses to deploy it.
 */
export function memoized(value: Value): Value {
  return remembering(value, { whole: value, reading: new WeakSet(), wrapped: new WeakMap() })
}

/** What all parts of a value share. */
interface Memory {
  /** The value that people know by its name. */
  readonly whole: Value
  /** The worlds in which a part of it is being read. */
  readonly reading: WeakSet<World>
  /** Plain values with all that is in them remembered, so that one stays one. */
  readonly wrapped: WeakMap<Plain, Plain>
}

function remembering(value: Value, memory: Memory): Value {
  const { whole, reading } = memory
  const known = new Remembered(world => {
    reading.add(world)
    try {
      return remembered(value.read(world), memory)
    } finally {
      reading.delete(world)
    }
  })
  const read = (world: World) => (reading.has(world) ? selfReference(whole) : known.in(world))
  return asFirm({ origin: value.origin, read }, value)
}

function remembered(plain: Plain, memory: Memory): Plain {
  let result = memory.wrapped.get(plain)
  if (!result) {
    result = mapChildren(plain, child => remembering(child, memory))
    memory.wrapped.set(plain, result)
  }
  return result
}

function selfReference({ origin }: Value): Plain {
  return unknown({ label: `${origin.address}, which refers to itself` }, `self:${placeKey(origin)}`)
}
