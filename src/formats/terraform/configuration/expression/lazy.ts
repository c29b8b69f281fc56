/** Values that are worked out when they are read. */
import { unknown, type Origin, type Plain, type Value } from '../../../../model/value.ts'
import { Remembered } from '../../../../model/remembered.ts'
import { tooLongBy } from '../../../../model/text.ts'
import type { World } from '../../../../model/world.ts'
import { charged, type Budget } from './bounds.ts'
import { Beyond, Unclear } from './failure.ts'
import { placeKey } from './settled.ts'

/** A value that is worked out when it is read, once; what cannot be known is unknown. */
export function lazy(origin: Origin, budget: Budget, evaluate: (world: World) => Plain): Value {
  const known = new Remembered(world => evaluated(origin, budget, world, evaluate))
  return { origin, read: world => known.in(world) }
}

function evaluated(origin: Origin, budget: Budget, world: World, evaluate: (world: World) => Plain): Plain {
  try {
    const plain = charged(budget, world, () => evaluate(world))
    const tooLong = plain.kind === 'text' && !plain.json ? tooLongBy(plain.text) : undefined
    if (tooLong) budget.tell(tooLong.label, origin)
    return plain
  } catch (failure) {
    if (!(failure instanceof Unclear)) throw failure
    if (failure instanceof Beyond) budget.tell(failure.reason.label, origin)
    return unknown(failure.reason, failure.id ?? `unclear:${placeKey(origin)}`)
  }
}
