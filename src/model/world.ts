/**
 * Worlds: the ways in which a template can be deployed, as far as one check can tell them apart.
 * A check runs again and again; each run is a world. Where a run asks something that is open, the world takes one
 * side and remembers the other for a later run, so that checks are plain code over plain values.
 */
import { evaluate, formulaKey, goalOf, type Constraint, type Formula, type Knowledge } from './formula.ts'
import { isPossible } from './solver.ts'
import { spend } from './work.ts'
import { hingeOf, identityOf, Text, type Reason, type Variable } from './text.ts'

/** How a decision is told to people: `IsProd` is `true`; `Env` is `prod` or `not prod`. */
export interface Label {
  readonly decision: string
  readonly yes: string
  readonly no: string
  /** What the decision hinges on where nobody can know it. */
  readonly reason?: Reason | undefined
  /** Asked by a check: that the text may be so is the check's idea, not the template's. */
  readonly asked?: boolean | undefined
}

/** A decision as taken in one world. */
export interface Literal extends Constraint {
  readonly key: string
  readonly label: Label
}

/** One world that a check could tell apart, with what the check gave in it. */
export interface Leaf<T> {
  readonly literals: readonly Literal[]
  /** How many of the literals were taken before the check proper: what its subject needs to exist. */
  readonly given: number
  /** Causes of unknown values that were read but could not be forked over. */
  readonly blurred: readonly Reason[]
  readonly result: T
}

/** All worlds of a check; `complete` is false where the bound was reached, and `unexplored` what lies beyond it. */
export interface Explored<T> {
  readonly leaves: readonly Leaf<T>[]
  readonly complete: boolean
  readonly unexplored: readonly (readonly Literal[])[]
}

/** Worlds that one check may tell apart. */
export const WORLD_BOUND = 256

/** What a run in one world counts as, besides what it asks and proves. */
const RUN_STEPS = 200

interface Fork extends Literal {
  readonly mayFlip: boolean
}

/** The sides that the forks of a trail did not take, from the last one on. */
function* openSides(trail: readonly Fork[]): Generator<Fork[]> {
  for (const [index, fork] of [...trail.entries()].reverse())
    if (fork.mayFlip) yield [...trail.slice(0, index), { ...fork, value: !fork.value, mayFlip: false }]
}

/** Which decisions can be taken together, by the keys of literals in the order they were taken. */
export type Feasibility = Map<string, boolean>

/** One way of deployment, growing as decisions are read. */
export class World {
  readonly #replay: readonly Fork[]
  readonly #trail: Fork[] = []
  readonly #settled = new Map<string, boolean>()
  readonly #feasible: Feasibility
  #blurred: Set<Reason> | undefined
  readonly #context: readonly Literal[]
  #given = 0
  #questions = 0

  constructor(replay: readonly Fork[], feasible: Feasibility, context: readonly Literal[]) {
    this.#replay = replay
    this.#feasible = feasible
    this.#context = context
    for (const { key, value } of context) this.#settled.set(key, value)
  }

  /**
   * How many questions were asked here that other worlds may answer otherwise: what was worked out without asking any
   * is the same in every world.
   */
  get questions(): number {
    return this.#questions
  }

  /** How many open decisions were taken here. */
  get decisions(): number {
    return this.#trail.length
  }

  /** Notes that something is read which was worked out by questions to this world. */
  touch(): void {
    this.#questions++
  }

  /** Whether the formula holds in this world; forks where both are possible. */
  decide(formula: Formula, label: Label): boolean {
    if (formula.op === 'constant') return formula.value
    this.#questions++
    spend(5)
    const key = formulaKey(formula)
    const settled = this.#settled.get(key)
    if (settled !== undefined) return settled
    const value = this.#take(formula, key, label)
    this.#settled.set(key, value)
    return value
  }

  /** Whether two texts are equal; `written` where the template itself compares them. */
  equal(left: Text, right: Text, written = false): boolean {
    if (left.key === right.key) return true
    if (left.literal !== undefined && right.literal !== undefined) return false
    return this.decide({ op: 'equal', left, right }, { ...equalityLabel(left, right), asked: !written })
  }

  /**
   * Takes two texts to be equal, where nothing else can be deployed: gives false in a world where they differ
   * already.
   */
  assumeEqual(left: Text, right: Text): boolean {
    if (left.key === right.key) return true
    this.#questions++
    const formula: Formula = { op: 'equal', left, right }
    const key = formulaKey(formula)
    const settled = this.#settled.get(key)
    if (settled !== undefined) return settled
    const value = this.#isFeasible(formula, key, true)
    if (value && this.#isFeasible(formula, key, false))
      this.#trail.push({ formula, key, label: equalityLabel(left, right), value, mayFlip: false })
    this.#settled.set(key, value)
    return value
  }

  /** A guess about something of which nothing is known; the same wherever `id` is. */
  guess(id: string, reason: Reason, yes: string, no: string): boolean {
    return this.decide({ op: 'free', id, reason }, { decision: reason.label, yes, no, reason })
  }

  /**
   * The text with each variable replaced whose value this world knows. Listed values and defaults are told apart
   * by forking; what remains is what nobody can know.
   */
  resolve(text: Text): Text {
    return text.replace(symbol => (symbol.kind === 'variable' ? this.#valueOf(symbol.variable) : undefined))
  }

  /**
   * Goes on where nothing was added to what is written. On the other side, where a macro or module added what nobody
   * can see, the check is given up: what it would say rests on nothing.
   */
  assumeNothingAdded(id: string, reason: Reason): void {
    if (this.guess(`added:${id}`, reason, 'adding to it', 'adding nothing')) throw givenUp
  }

  /** Notes that an unknown value was read which no question could narrow. */
  blur(reason: Reason): void {
    this.#questions++
    ;(this.#blurred ??= new Set()).add(reason)
  }

  /** Marks that what was decided so far is what the subject of the check needs to exist. */
  beginCheck(): void {
    this.#given = this.#trail.length
  }

  /** The leaf that this run came to. */
  leaf<T>(result: T): Leaf<T> {
    return { literals: this.#trail, given: this.#given, blurred: [...(this.#blurred ?? [])], result }
  }

  /** The decisions to replay for the next run: the last open side is taken. */
  next(): readonly Fork[] | undefined {
    if (this.#trail.length === 0) return undefined
    const [last] = openSides(this.#trail)
    return last
  }

  #take(formula: Formula, key: string, label: Label): boolean {
    const replayed = this.#replay[this.#trail.length]
    if (replayed?.key === key) {
      this.#trail.push(replayed)
      return replayed.value
    }
    const preferred = evaluate(formula, byDefault) ?? false
    if (!this.#isFeasible(formula, key, preferred)) return !preferred
    if (!this.#isFeasible(formula, key, !preferred)) return preferred
    this.#trail.push({ formula, key, label, value: preferred, mayFlip: true })
    return preferred
  }

  #isFeasible(formula: Formula, key: string, value: boolean): boolean {
    spend(1 + this.#trail.length)
    const state = [...this.#trail.map(fork => `${fork.key}=${fork.value}`), `${key}=${value}`].join(';')
    let feasible = this.#feasible.get(state)
    if (feasible === undefined) {
      feasible = isPossible([...this.#context, ...this.#trail, { formula, value }])
      this.#feasible.set(state, feasible)
    }
    return feasible
  }

  #valueOf(variable: Variable): string | undefined {
    // In another world it may have been decided, and then nothing would be asked.
    this.#questions++
    spend(1 + this.#trail.length)
    const text = Text.of({ kind: 'variable', variable })
    const decided = [...this.#context, ...this.#trail]
      .filter(({ formula, value }) => value && formula.op === 'equal')
      .map(({ formula }) =>
        formula.op === 'equal' ? otherSide(formula.left, formula.right, text) : undefined,
      )
      .find(value => value !== undefined)
    if (decided !== undefined) return decided
    const candidates = variable.default === undefined ? [] : [variable.default]
    return [...new Set([...candidates, ...(variable.allowed ?? [])])].find(value =>
      this.equal(text, Text.of(value), true),
    )
  }
}

function otherSide(left: Text, right: Text, text: Text): string | undefined {
  return left.key === text.key ? right.literal : right.key === text.key ? left.literal : undefined
}

const byDefault: Knowledge = {
  valueOf: symbol => {
    if (symbol.kind === 'unknown') return undefined
    const { variable } = symbol
    return variable.default ?? variable.allowed?.[0] ?? { fresh: identityOf(variable) }
  },
  atom: () => undefined,
}

function equalityLabel(left: Text, right: Text): Label {
  const known = goalOf({ op: 'equal', left, right })
  if (known?.symbol.kind === 'variable' && known.value !== undefined) {
    const { name, label } = known.symbol.variable
    const yes = known.value || 'empty'
    return { decision: name, yes, no: `not ${yes}`, reason: { label } }
  }
  const [open, goal] = left.literal === undefined ? [left, right] : [right, left]
  return {
    decision: decisionOn(open),
    yes: goal.toString(),
    no: `not ${goal.toString()}`,
    reason: hingeOf(open) ?? hingeOf(goal),
  }
}

/** How a decision about a text is called: by the name of the variable that it is. */
export function decisionOn(text: Text): string {
  const [part] = text.parts
  if (text.parts.length !== 1 || typeof part !== 'object') return text.toString()
  return part.kind === 'variable'
    ? part.variable.name
    : part.kind === 'unknown'
      ? part.reason.label
      : text.toString()
}

/** Ends a run in a world of which nothing can be said. */
const givenUp = new Error('nothing can be said of this world')

function attempt<T>(run: (world: World) => T, world: World, otherwise: T): T {
  try {
    return run(world)
  } catch (failure) {
    if (failure === givenUp) return otherwise
    throw failure
  }
}

/**
 * Runs `run` in every world it can tell apart, the world of the defaults first. A run that gives `undefined`
 * does not count: what it is about does not exist there. `otherwise` is the result where nothing can be said.
 * What stands in `context` holds in each of the worlds. `feasible` is what was found out in the same context before.
 */
export function explore<T>(
  run: (world: World) => T | undefined,
  context: readonly Literal[] = [],
  otherwise?: T,
  feasible: Feasibility = new Map(),
): Explored<T> {
  const leaves: Leaf<T>[] = []
  let replay: readonly Fork[] | undefined = []
  for (let runs = 0; replay; runs++) {
    if (runs >= WORLD_BOUND) return { leaves, complete: false, unexplored: [replay, ...openSides(replay)] }
    spend(RUN_STEPS)
    const world: World = new World(replay, feasible, context)
    const result = attempt(run, world, otherwise)
    if (result !== undefined) leaves.push(world.leaf(result))
    replay = world.next()
  }
  return { leaves, complete: true, unexplored: [] }
}
