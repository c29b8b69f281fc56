/** From searches to verdicts. */
import { hingeOf } from './hinge.ts'
import { admits } from './limits.ts'
import { confirmed, search, type Goal, type Hit } from './search.ts'
import type { Space } from './space.ts'
import type { Statement } from './statement.ts'
import { MAYBE } from './truth.ts'
import type { StatementRef, Verdict } from './types.ts'
import { witnessOf } from './witness.ts'

/** A goal in its space: some questions have to look into several. */
export interface Query {
  readonly space: Space
  readonly goal: Goal
}

/** Beyond this many statements no smallest proof is looked for. */
const MAX_EXPLAINED = 40

/**
 * Answers "is there a request that fits one of the goals?", said as `found` if there is. Earlier goals make better
 * witnesses.
 */
export function decide(queries: readonly Query[], found: 'yes' | 'no'): Verdict {
  const hinge = new Set<string>()
  let open = false
  for (const { space, goal } of queries) {
    const certain = search(space, goal, true)
    if (certain.hit !== undefined) {
      if (confirmed(space, goal, certain.hit)) return shown(space, goal, certain.hit, found)
      hinge.add('the engine could not confirm its own witness')
    }
    const possible = certain.doubt || certain.bound !== undefined ? search(space, goal, false) : certain
    if (possible.hit !== undefined && certain.hit === undefined)
      for (const label of hingesOf(space, goal, possible.hit)) hinge.add(label)
    if (possible.hit !== undefined || hinge.size > 0) open = true
    const bounds =
      possible.bound !== undefined ? [possible.bound] : possible.hit === undefined ? [...space.bounds] : []
    if (bounds.length > 0 && !provenWithout(space, goal)) {
      open = true
      for (const bound of bounds) hinge.add(bound)
    }
  }
  if (open) return { answer: 'unknown', by: [], hinge: [...hinge].sort() }
  return new Proven(queries, found === 'yes' ? 'no' : 'yes')
}

function shown(space: Space, goal: Goal, hit: Hit, answer: 'yes' | 'no'): Verdict {
  const needed = goal.need.reduce((all, set) => all | set, 0n)
  const serving = hit.samples.reduce((mask, sample) => mask & sample.must, needed & hit.alike.must)
  const by = space.statementsOf(serving).map(statement => statement.ref)
  return { answer, witness: witnessOf(hit.request, space.scope.holes), by, hinge: [] }
}

function hingesOf(space: Space, goal: Goal, { samples, operation, request }: Hit): string[] {
  const { holes, owner } = space.scope
  const labels = (texts: readonly string[]): string[] =>
    texts.flatMap(text => holes.in(text)).map(hole => hole.label)
  const reasons = space.statements.flatMap(one => hingeOf(space, one, samples, operation.name))
  if (goal.actor?.(request.actor) === MAYBE) reasons.push(...labels([owner, request.actor.account ?? '']))
  for (const [key, limit] of Object.entries(goal.keys ?? {})) {
    const values = request.context[key] ?? []
    const { anyOf = [], noneOf = [], exactly = [] } = limit
    const listed = [...anyOf, ...noneOf, ...exactly].filter(value => value !== null)
    if (admits(limit, values, holes) === MAYBE) reasons.push(...labels([...values, ...listed]))
  }
  return reasons
}

/**
 * A bound was hit, so some class may be missing. Without the statements to avoid that have wildcards inside, there
 * are only more requests that fit: if still none is found, there is none.
 */
function provenWithout(space: Space, goal: Goal): boolean {
  const avoided = new Set(space.statementsOf(goal.avoid))
  const kept = space.bits(one => !avoided.has(one) || !isEntangled(one))
  if (kept === space.bits(() => true)) return false
  const moved = (mask: bigint): bigint => {
    const members = new Set(space.statementsOf(mask))
    return smaller.bits(one => members.has(one))
  }
  const smaller = space.only(kept)
  const outcome = search(smaller, { ...goal, avoid: moved(goal.avoid), need: goal.need.map(moved) }, false)
  return outcome.hit === undefined && outcome.bound === undefined && smaller.bounds.size === 0
}

const isEntangled = (statement: Statement): boolean => {
  const globs = [
    ...statement.resources.globs,
    ...statement.conditions.flatMap(({ comparand }) =>
      comparand.family === 'text' || comparand.family === 'arn' ? comparand.globs : [],
    ),
  ]
  return (
    globs.some(glob => glob.literal === undefined) ||
    statement.conditions.some(one => one.quantifier !== 'one')
  )
}

/** That no request fits is proven; which statements see to that is worked out when asked. */
class Proven implements Verdict {
  readonly answer: 'yes' | 'no'
  readonly hinge: readonly string[] = []
  readonly #queries: readonly Query[]
  #by: readonly StatementRef[] | undefined

  constructor(queries: readonly Query[], answer: 'yes' | 'no') {
    this.#queries = queries
    this.answer = answer
  }

  get by(): readonly StatementRef[] {
    this.#by ??= unique(this.#queries.flatMap(query => cover(query).map(({ ref }) => ref)))
    return this.#by
  }
}

const unique = (refs: readonly StatementRef[]): StatementRef[] =>
  refs.filter((ref, at) => refs.findIndex(one => one.policy === ref.policy && one.index === ref.index) === at)

/** A small set of the statements to avoid that suffices: one, if one does, else none can be left out. */
function cover({ space, goal }: Query): Statement[] {
  const suffices = (mask: bigint): boolean => {
    const outcome = search(space, { ...goal, avoid: mask }, false)
    return outcome.hit === undefined && outcome.bound === undefined
  }
  if (goal.avoid === 0n || suffices(0n)) return []
  const candidates = space.statementsOf(goal.avoid & space.exists.must)
  if (candidates.length > MAX_EXPLAINED) return candidates
  const single = candidates.find(one => suffices(space.bits(other => other === one)))
  if (single !== undefined) return [single]
  let kept = candidates
  for (const one of candidates) {
    const fewer = kept.filter(other => other !== one)
    if (suffices(space.bits(other => fewer.includes(other)))) kept = fewer
  }
  return kept
}
