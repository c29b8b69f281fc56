/** From many worlds to what people are told: in which worlds a result holds, in the fewest decisions. */
import type { Constraint } from './formula.ts'
import { isCertain, isPossible } from './solver.ts'
import { spend } from './work.ts'
import type { Explored, Leaf, Literal } from './world.ts'

/** One decision of the worlds in which something holds. */
export interface When {
  readonly decision: string
  readonly value: string
}

/** A result with the worlds that it holds in. */
export interface Merged<T> {
  readonly result: T
  /** The fewest decisions that tell its worlds from the others; empty where it holds in all. */
  readonly when: readonly When[]
  /** Further sets of decisions under which it holds as well. */
  readonly otherwise: readonly (readonly When[])[]
  /** `possible` rests on a guess in each of its worlds. */
  readonly certainty: 'certain' | 'possible'
  /** What the guesses hinge on; empty where it is certain. */
  readonly causes: readonly string[]
}

type Term = readonly Literal[]

/**
 * Merges the results of all worlds. Results of different worlds are one where their keys are equal, however they
 * differ otherwise; within a world equal keys are told apart by their order. The decisions of `context`, in which the worlds
 * were explored, are told with each result; `given` are those that its subject needs to exist, which are not.
 */
export function mergeWorlds<T>(
  { leaves, unexplored }: Explored<readonly T[]>,
  keyOf: (result: T) => string,
  context: readonly Literal[] = [],
  given: readonly Literal[] = sharedGiven(leaves),
): Merged<T>[] {
  if (leaves.every(({ result }) => result.length === 0)) return []
  const holders = new Map<string, Map<number, T>>()
  leaves.forEach((leaf, index) => {
    const counts = new Map<string, number>()
    for (const result of leaf.result) {
      const count = (counts.get(keyOf(result)) ?? 0) + 1
      counts.set(keyOf(result), count)
      const key = `${count} ${keyOf(result)}`
      holders.set(key, (holders.get(key) ?? new Map<number, T>()).set(index, result))
    }
  })
  // Of a world that was not explored nothing can be said to hold.
  const worlds = [...leaves.map(leaf => leaf.literals), ...unexplored]
  return [...holders.values()].flatMap(results => {
    const held = new Set(results.keys())
    const certainHere = (term: Term) => isCertain(term.map(asConstraint), given)
    const terms = minimalTerms(worlds, held, context)
      .map(term => [...context, ...term])
      .sort((a, b) => Number(certainHere(b)) - Number(certainHere(a)) || a.length - b.length)
    const [first = [], ...rest] = terms
    const certain = certainHere(first)
    // What is said is what holds under the decisions that are told.
    const shown = [...results].find(([index]) => !contradicts(worlds[index] ?? [], first)) ?? [...results][0]
    if (!shown) return []
    return {
      result: shown[1],
      when: tell(first),
      otherwise: rest.filter(term => certainHere(term) === certain).map(tell),
      certainty: certain ? 'certain' : 'possible',
      causes: certain ? [] : causesOf(first),
    }
  })
}

/** Decisions that every world shares because the subject needs them to exist. */
function sharedGiven(leaves: readonly Leaf<unknown>[]): Term {
  if (leaves[0]?.given === 0) return []
  const [first, ...rest] = leaves.map(leaf => leaf.literals.slice(0, leaf.given))
  return (first ?? []).filter(({ key, value }) =>
    rest.every(literals => literals.some(other => other.key === key && other.value === value)),
  )
}

/** Sets of decisions that together cover exactly the held worlds, each without a decision to spare. */
function minimalTerms(worlds: readonly Term[], held: ReadonlySet<number>, context: Term): Term[] {
  if (held.size === worlds.length) return [[]]
  const others = worlds.filter((_, index) => !held.has(index))
  const excludesOthers = (term: Term) => {
    spend(others.length * term.length)
    return others.every(world => contradicts(world, term) || !isPossible([...context, ...world, ...term]))
  }
  const open = new Set(held)
  const terms: Term[] = []
  for (const index of held) {
    if (!open.has(index)) continue
    let term = worlds[index] ?? []
    // Guesses are dropped first, so that what is left is certain where it can be.
    const order = [...term].sort((a, b) => Number(Boolean(b.label.reason)) - Number(Boolean(a.label.reason)))
    for (const literal of order) {
      const shorter = term.filter(other => other !== literal)
      if (excludesOthers(shorter)) term = shorter
    }
    for (const other of open) if (implies([...context, ...(worlds[other] ?? [])], term)) open.delete(other)
    terms.push(term)
  }
  return terms
}

/** Whether every deployment of the world is one of the term. */
function implies(world: Term, term: Term): boolean {
  return term.every(
    literal =>
      world.some(other => other.key === literal.key && other.value === literal.value) ||
      !isPossible([...world, { ...literal, value: !literal.value }]),
  )
}

function asConstraint({ formula, value, label }: Literal): Constraint {
  return { formula, value, asked: label.asked }
}

function contradicts(world: Term, term: Term): boolean {
  return term.some(({ key, value }) => world.some(other => other.key === key && other.value !== value))
}

/** The decisions of a term; what people cannot tell apart is said once. */
function tell(term: Term): When[] {
  const told = new Map<string, When>()
  for (const { label, value } of term) {
    const when = { decision: label.decision, value: value ? label.yes : label.no }
    told.set(`${when.decision}\0${when.value}`, when)
  }
  return [...told.values()]
}

function causesOf(term: Term): string[] {
  const guesses = term.flatMap(({ label }) => (label.reason ? [label.reason.label] : []))
  return [...new Set(guesses.length > 0 ? guesses : term.map(({ label }) => label.decision))]
}
