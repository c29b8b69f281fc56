/** Which worlds there are: whether some values of the symbols make a set of constraints true together. */
import {
  atomsOf,
  evaluate,
  formulaKey,
  goalOf,
  openPair,
  openSymbols,
  type Constraint,
  type Fresh,
  type Knowledge,
  type Open,
} from './formula.ts'
import { symbolKey } from './text.ts'
import { spend } from './work.ts'

type Assigned = string | Fresh
type Domain = (symbol: Open) => readonly Assigned[]

/** At most so many atoms are looked at for a question; beyond it a world counts as possible, never as certain. */
const STEPS = 50_000

/** Whether any world at all satisfies the constraints. */
export function isPossible(constraints: readonly Constraint[]): boolean {
  return components(constraints).every(part => solve(part, possibleValues(part), () => true, true))
}

/**
 * Whether a world satisfies the constraints that rests on no guess: each variable at its default, at a listed
 * value, or at any value where it has no default. `given` is taken for granted and may need any values.
 */
export function isCertain(constraints: readonly Constraint[], given: readonly Constraint[]): boolean {
  const granted = new Set(
    given.flatMap(({ formula }) =>
      atomsOf(formula).flatMap(atom => [formulaKey(atom), ...openSymbols(atom).map(symbolKey)]),
    ),
  )
  return components([...given, ...constraints]).every(part => {
    const possible = possibleValues(part.filter(({ asked }) => !asked))
    const domain: Domain = symbol => {
      if (granted.has(symbolKey(symbol))) return possible(symbol)
      if (symbol.kind === 'unknown') return []
      const { allowed, default: fallback } = symbol.variable
      return allowed || fallback === undefined ? possible(symbol) : [fallback]
    }
    return solve(part, domain, key => granted.has(key), false)
  })
}

/**
 * All values worth telling apart: the listed ones, or the default, those compared with, and any other. What is
 * compared with another symbol may also be whatever that may be.
 */
function possibleValues(constraints: readonly Constraint[]): Domain {
  const groups = new Map<string, { members: string[]; written: Set<string> }>()
  const groupOf = (symbol: Open) => {
    const key = symbolKey(symbol)
    let group = groups.get(key)
    if (!group) groups.set(key, (group = { members: [key], written: new Set(writtenValues(symbol)) }))
    return group
  }
  for (const atom of constraints.flatMap(({ formula }) => atomsOf(formula))) {
    for (const symbol of openSymbols(atom)) groupOf(symbol)
    if (atom.op !== 'equal') continue
    const goal = goalOf(atom)
    if (goal?.value !== undefined) groupOf(goal.symbol).written.add(goal.value)
    const [left, right] = (openPair(atom) ?? []).map(groupOf)
    if (!left || !right || left === right) continue
    left.members.push(...right.members)
    for (const value of right.written) left.written.add(value)
    for (const member of right.members) groups.set(member, left)
  }
  return symbol => {
    if (symbol.kind === 'variable' && symbol.variable.allowed) return [...new Set(writtenValues(symbol))]
    const { members, written } = groupOf(symbol)
    // The first of a group has one fresh value, the second that one and another: enough to tell all cases apart.
    const fresh = Array.from({ length: members.indexOf(symbolKey(symbol)) + 1 }, (_, index) => ({
      fresh: index,
    }))
    // What nobody wrote comes before what others are compared with: most of that is no more than ruled out.
    const listed = new Set(writtenValues(symbol))
    return [...listed, ...fresh, ...[...written].filter(value => !listed.has(value))]
  }
}

function writtenValues(symbol: Open): string[] {
  if (symbol.kind === 'unknown') return []
  const { allowed = [], default: fallback } = symbol.variable
  return fallback === undefined ? [...allowed] : [fallback, ...allowed]
}

/** `mayGuess` says of which atoms the truth may be chosen; `tired` is the answer where the steps run out. */
function solve(
  constraints: readonly Constraint[],
  domain: Domain,
  mayGuess: (key: string) => boolean,
  tired: boolean,
): boolean {
  const symbols = [...symbolsOf(constraints)].map(([key, symbol]) => ({ key, values: domain(symbol) }))
  const choices = symbols.filter(({ values }) => values.length > 0)
  const values = new Map<string, Assigned>()
  const guesses = new Map<string, boolean>()
  let steps = 0

  const search = (index: number): boolean => {
    let guess: string | undefined
    let isOpen = false
    const knowledge: Knowledge = {
      valueOf: symbol => values.get(symbolKey(symbol)),
      atom: key => guesses.get(key),
      onOpen: key => {
        if (guess === undefined && mayGuess(key)) guess = key
      },
    }
    for (const { formula, value, asked } of constraints) {
      const atoms = atomsOf(formula).length
      spend(4 * atoms)
      steps += atoms
      const truth = evaluate(formula, asked ? { ...knowledge, blind: true } : knowledge)
      if (truth === undefined) isOpen = true
      else if (truth !== value) return false
    }
    if (!isOpen) return true
    if (steps > STEPS) return tired
    const choice = choices[index]
    if (choice) {
      for (const value of choice.values) {
        values.set(choice.key, value)
        if (search(index + 1)) return true
      }
      values.delete(choice.key)
      return false
    }
    if (guess === undefined) return false
    for (const value of [true, false]) {
      guesses.set(guess, value)
      if (search(index)) return true
    }
    guesses.delete(guess)
    return false
  }
  return search(0)
}

function symbolsOf(constraints: readonly Constraint[]): Map<string, Open> {
  const found = new Map<string, Open>()
  for (const { formula } of constraints)
    for (const atom of atomsOf(formula))
      for (const symbol of openSymbols(atom)) found.set(symbolKey(symbol), symbol)
  return found
}

/** Constraints in groups that share nothing, so that one group's search never repeats another's. */
function components(constraints: readonly Constraint[]): Constraint[][] {
  spend(10 * constraints.length)
  const groups: { names: Set<string>; members: Constraint[] }[] = []
  for (const constraint of constraints) {
    const atoms = atomsOf(constraint.formula)
    const names = new Set(atoms.flatMap(atom => [formulaKey(atom), ...openSymbols(atom).map(symbolKey)]))
    const touching = groups.filter(group => [...names].some(name => group.names.has(name)))
    const merged = { names, members: [constraint] }
    for (const group of touching) {
      for (const name of group.names) merged.names.add(name)
      merged.members.unshift(...group.members)
      groups.splice(groups.indexOf(group), 1)
    }
    groups.push(merged)
  }
  return groups.map(group => group.members)
}
