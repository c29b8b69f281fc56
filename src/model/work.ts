/**
 * Work: the steps of what can multiply (questions to worlds, samples, states of patterns, nodes of searches), counted so
 * that no template takes for ever. Steps are no clock: the same template ends at the same step on every machine.
 */

/** Steps that may be taken, somewhat less than a microsecond each; what they are taken for may come in pieces. */
export class Budget {
  readonly steps: number
  left: number

  constructor(steps: number) {
    this.steps = steps
    this.left = steps
  }

  /** Whether all is spent: nothing more runs within it. */
  get isSpent(): boolean {
    return this.left < 0
  }

  /** How the bound is told. */
  get bound(): string {
    return `more than ${this.steps.toLocaleString('en-US')} steps of work`
  }
}

/** Thrown through what runs within a budget when that is spent: only `within` catches it. */
export class Spent extends Error {
  readonly budget: Budget

  constructor(budget: Budget) {
    super(budget.bound)
    this.budget = budget
  }
}

/** The budgets that are being spent, from the widest to the narrowest. */
const open: Budget[] = []

/** Takes steps from every budget that something runs within. */
export function spend(steps: number): void {
  for (const budget of open) {
    budget.left -= steps
    if (budget.left < 0) throw new Spent(budget)
  }
}

/** What `run` gives, or `otherwise` where it takes more than is left of the budget. */
export function within<T>(budget: Budget, run: () => T, otherwise: T): T {
  if (budget.isSpent) return otherwise
  open.push(budget)
  try {
    return run()
  } catch (failure) {
    if (failure instanceof Spent && failure.budget === budget) return otherwise
    throw failure
  } finally {
    open.pop()
  }
}

/** What `run` gives, at nobody's cost: for what is worked out once for all that come after. */
export function free<T>(run: () => T): T {
  const held = open.splice(0)
  try {
    return run()
  } finally {
    open.push(...held)
  }
}
