/** Bounds on what the expressions of a root may cost: templates are hostile input. */
import type { Text } from '../../../../model/text.ts'
import type { Origin, Plain } from '../../../../model/value.ts'
import type { World } from '../../../../model/world.ts'
import { Beyond } from './failure.ts'

export const BOUNDS = {
  /** Values read and items passed over in a root, in all of its worlds together. */
  steps: 500_000,
  /** Steps that each world may take without being counted there: enough for ordinary resources. */
  freeSteps: 200,
  /** Values read within the reading of others. */
  depth: 250,
  /** Items of a list that a function or `for` makes. */
  items: 100_000,
  /** Open decisions that one world may have taken when an expression asks for another. */
  decisions: 32,
} as const

/** Characters that cost a step. */
const STEP_LENGTH = 100

/** What the expressions of one root may still cost, and who is told where they cost more. */
export class Budget {
  #steps: number = BOUNDS.steps
  readonly #tell: (message: string, at: Origin) => void
  readonly #told = new Set<string>()

  constructor(tell: (message: string, at: Origin) => void) {
    this.#tell = tell
  }

  /** Takes steps; false where there are none left. */
  take(steps: number): boolean {
    this.#steps = Math.max(-1, this.#steps - steps)
    return this.#steps >= 0
  }

  /** Tells of a bound, at the first place where it is reached. */
  tell(label: string, at: Origin): void {
    if (this.#told.has(label)) return
    this.#told.add(label)
    this.#tell(`this cannot be worked out: ${label}`, at)
  }
}

interface Spent {
  readonly budget: Budget | undefined
  steps: number
  depth: number
}

const spending = new WeakMap<World, Spent>()

/** The spending of a world: it is counted for the root whose expression it reads first. */
function spentIn(world: World, budget?: Budget): Spent {
  let spent = spending.get(world)
  if (!spent) spending.set(world, (spent = { budget, steps: 0, depth: 0 }))
  return spent
}

/** Evaluates an expression of a root; throws where that costs more than it may. */
export function charged(budget: Budget, world: World, evaluate: () => Plain): Plain {
  spentIn(world, budget)
  spend(world)
  const plain = deeper(world, evaluate)
  if (plain.kind === 'text' && !plain.json) spendText(world, plain.text)
  return plain
}

/** Counts steps; throws where none are left. */
export function spend(world: World, steps = 1): void {
  const spent = spentIn(world)
  spent.steps += steps
  const counted = Math.min(steps, spent.steps - BOUNDS.freeSteps)
  if (counted > 0 && spent.budget && !spent.budget.take(counted))
    throw beyond(world, `evaluating more than the bound of ${BOUNDS.steps} steps`)
}

/** Counts the steps that making, comparing or writing a text costs. */
export function spendText(world: World, text: Text): void {
  const length = text.parts.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 1), 0)
  if (length >= STEP_LENGTH) spend(world, Math.floor(length / STEP_LENGTH))
}

/** Throws where a world has taken so many decisions that not all like it could be entered. */
export function boundedDecisions(world: World): void {
  if (world.decisions >= BOUNDS.decisions)
    throw beyond(world, `asking for more than the bound of ${BOUNDS.decisions} decisions`)
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

/** What is thrown where a bound is reached in a world: `label` says what would be beyond which. */
export function beyond(world: World, label: string): Beyond {
  // What else the world was asked decides when a bound is reached: it tells nothing about other worlds.
  world.touch()
  return new Beyond(label)
}
