/** Bounds on what one world may cost: templates are hostile input. */
import type { World } from '../../../../model/world.ts'
import { Unclear } from './failure.ts'

export const BOUNDS = {
  /** Values read and items passed over in one world. */
  steps: 200_000,
  /** Values read within the reading of others. */
  depth: 250,
  /** Items of a list that a function or `for` makes. */
  items: 100_000,
} as const

interface Spent {
  steps: number
  depth: number
}

const budgets = new WeakMap<World, Spent>()

function spentIn(world: World): Spent {
  let spent = budgets.get(world)
  if (!spent) budgets.set(world, (spent = { steps: 0, depth: 0 }))
  return spent
}

/** Counts steps; throws where the world has none left. */
export function spend(world: World, steps = 1): void {
  const spent = spentIn(world)
  spent.steps += steps
  if (spent.steps > BOUNDS.steps)
    throw beyond(world, `evaluating more than the bound of ${BOUNDS.steps} steps`)
}

/** Runs what reads further values; throws where these are too deep. */
export function deeper<T>(world: World, run: () => T): T {
  const spent = spentIn(world)
  if (spent.depth >= BOUNDS.depth)
    throw beyond(world, `an expression deeper than the bound of ${BOUNDS.depth} levels`)
  spent.depth++
  try {
    return run()
  } finally {
    spent.depth--
  }
}

/** Throws where a list would be longer than lists may be; else counts its items as steps. */
export function boundedLength(world: World, length: number): void {
  if (length > BOUNDS.items) throw beyond(world, `a list of more than the bound of ${BOUNDS.items} items`)
  spend(world, length)
}

function beyond(world: World, label: string): Unclear {
  // What else the world was asked decides when a bound is reached: it tells nothing about other worlds.
  world.touch()
  return new Unclear({ label }, `bound:${label}`)
}
