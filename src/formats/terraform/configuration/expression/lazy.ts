/** Values that are worked out when they are read. */
import { unknown, type Origin, type Plain, type Value } from '../../../../model/value.ts'
import { Remembered } from '../../../../model/remembered.ts'
import type { World } from '../../../../model/world.ts'
import { deeper, spend } from './bounds.ts'
import { Unclear } from './failure.ts'
import { placeKey } from './settled.ts'

/** A value that is worked out when it is read, once; what cannot be known is unknown. */
export function lazy(origin: Origin, evaluate: (world: World) => Plain): Value {
  const known = new Remembered(world => evaluated(origin, evaluate, world))
  return { origin, read: world => known.in(world) }
}

function evaluated(origin: Origin, evaluate: (world: World) => Plain, world: World): Plain {
  try {
    spend(world)
    return deeper(world, () => evaluate(world))
  } catch (failure) {
    if (!(failure instanceof Unclear)) throw failure
    return unknown(failure.reason, failure.id ?? `unclear:${placeKey(origin)}`)
  }
}
