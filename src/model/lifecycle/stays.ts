/**
 * How long objects stay in the storage classes that a lifecycle moves them to.
 * Source: "You are charged for transitioning objects before their minimum storage duration" in
 * lifecycle-transition-general-considerations.html of the Amazon S3 User Guide.
 */
import { storageClass } from '../../data/storage-classes.ts'
import { inOrder, type LifecycleRule, type Moment, type Transition } from './rules.ts'

/** A stay in a class, and what ends it. */
export interface Stay {
  readonly in: string
  readonly days: number
  /** The move into the class. */
  readonly from: Moment
  /** The move or expiration that ends it. */
  readonly until: Moment
}

/** A transition of a rule. */
interface Step extends Transition {
  readonly rule: LifecycleRule
}

/**
 * The stays of an object that all these rules are about. Moves are in days of age: with dates it depends on the
 * object. `keepsVersions` is whether an expired object stays on as a noncurrent version.
 */
export function staysOf(rules: readonly LifecycleRule[], keepsVersions: boolean): Stay[] {
  const stepsOf = (course: 'current' | 'noncurrent') =>
    rules.flatMap(rule => rule[course].transitions.map((each): Step => ({ ...each, rule })))
  const expired = earliest(rules.map(({ current }) => current.expiration))
  if (!keepsVersions) return staysAlong(stepsOf('current'), expired, 0)
  const moves = stepsOf('noncurrent')
  const gone = earliest(
    rules.map(({ noncurrent }) => (noncurrent.keeps === undefined ? noncurrent.expiration : undefined)),
  )
  // A version goes on in its class after it expired, until noncurrent versions go.
  const rest = moves.length > 0 ? Infinity : (gone?.day ?? Infinity)
  return [...staysAlong(stepsOf('current'), expired, rest), ...staysAlong(moves, gone, 0)]
}

function staysAlong(transitions: readonly Step[], expiration: Moment | undefined, rest: number): Stay[] {
  const end = expiration?.day ?? Infinity
  const stays: Stay[] = []
  let last: (Step & { moment: Moment }) | undefined
  for (const step of inOrder(transitions, 'age').filter(({ moment }) => moment.day < end)) {
    // What goes up the classes does not happen.
    if (last && !storageClass(last.to)?.next.includes(step.to)) continue
    // Within one rule S3 rejects a move that comes too soon.
    if (last && last.rule !== step.rule) stays.push(stay(last, step.moment, step.moment.day))
    last = step
  }
  if (last && expiration) stays.push(stay(last, expiration, end + rest))
  return stays
}

function stay(
  { to, moment }: { readonly to: string; readonly moment: Moment },
  until: Moment,
  end: number,
): Stay {
  return { in: to, days: end - moment.day, from: moment, until }
}

function earliest(moments: readonly (Moment | undefined)[]): Moment | undefined {
  return moments
    .flatMap(moment => (moment?.kind === 'age' && moment.day > 0 ? [moment] : []))
    .sort((a, b) => a.day - b.day)[0]
}
