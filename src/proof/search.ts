/**
 * The one question behind all questions: is there a choice of one class in each coordinate so that none of the
 * statements to avoid applies, and of each needed set one does? Depth-first, with early exit.
 */
import { Budget, spend, within } from '../model/work.ts'
import { actionNamed } from './actions.ts'
import type { Holes } from './holes.ts'
import { admits } from './limits.ts'
import type { Coordinate, Operation, OperationClass, Sample, Space, Unmasked } from './space.ts'
import { applies } from './statement.ts'
import { MAYBE, NO, YES, type Truth } from './truth.ts'
import type { Actor, ActorKind, KeyLimit, Request } from './types.ts'

/** What is looked for. */
export interface Goal {
  readonly avoid: bigint
  readonly need: readonly bigint[]
  readonly kinds?: readonly ActorKind[]
  readonly operations?: (name: string) => boolean
  readonly actor?: (actor: Actor) => Truth
  /** Limits on keys. The space must have been refined by them. */
  readonly keys?: Readonly<Record<string, KeyLimit>>
  /** Limits say what is sent where it can be sent: requests that never carry a key are not left out. */
  readonly limitsWhereCarried?: boolean
  /** A last word on each sample. */
  readonly sample?: (sample: Unmasked, coordinate: Coordinate) => Truth
}

/** A request that fits a goal. */
export interface Hit {
  readonly operation: Operation
  /** The operations that nothing tells apart from it. */
  readonly alike: OperationClass
  readonly samples: readonly Sample[]
  readonly request: Request
}

/**
 * Found, or not; `doubt`: it made a difference that something is not known; `bound`: given up, since there are more
 * combinations or more work than that.
 */
export interface Outcome {
  readonly hit: Hit | undefined
  readonly doubt: boolean
  readonly bound: string | undefined
}

const MAX_NODES = 100_000

/** What looking for the requests of one policy may cost; 20 KB of ordinary statements take a twentieth of it. */
export const POLICY_STEPS = 1_500_000

interface Choice {
  readonly avoid: bigint
  readonly need: bigint
  readonly sample: Sample
}

/**
 * `certain`: the request found fits whatever the holes stand for. Otherwise it fits for some values, and finding
 * none means that there is none for any.
 */
export function search(space: Space, goal: Goal, certain: boolean): Outcome {
  const { budget = new Budget(POLICY_STEPS) } = space.scope
  const givenUp = { hit: undefined, doubt: true, bound: budget.bound }
  return within(budget, () => new Search(space, goal, certain).run(), givenUp)
}

class Search {
  readonly #space: Space
  readonly #goal: Goal
  readonly #certain: boolean
  readonly #needed: bigint
  readonly #choices = new Map<Coordinate, readonly Choice[]>()
  /** Frames in which nothing was found. */
  readonly #barren = new Set<string>()
  #doubt = false
  #nodes = 0

  constructor(space: Space, goal: Goal, certain: boolean) {
    this.#space = space
    this.#goal = goal
    this.#certain = certain
    this.#needed = goal.need.reduce((all, set) => all | set, 0n)
  }

  run(): Outcome {
    let hit: Hit | undefined
    const goalKinds = this.#goal.kinds
    const kinds = this.#space.scope.kinds.filter(kind => goalKinds?.includes(kind) !== false)
    const operations = this.#operations()
    for (const kind of kinds) {
      for (const [operation, alike] of operations) {
        hit = this.#frame(kind, operation, alike)
        if (hit !== undefined || this.#nodes > MAX_NODES) break
      }
      if (hit !== undefined || this.#nodes > MAX_NODES) break
    }
    const isOver = hit === undefined && this.#nodes > MAX_NODES
    return { hit, doubt: this.#doubt, bound: isOver ? 'too many combinations' : undefined }
  }

  /** The part of masks that matters: statements that spoil the goal, statements that serve it. */
  #project({ must, may }: { readonly must: bigint; readonly may: bigint }): { avoid: bigint; need: bigint } {
    if ((may ^ must) & (this.#goal.avoid | this.#needed)) this.#doubt = true
    const [spoils, serves] = this.#certain ? [may, must] : [must, may]
    return { avoid: spoils & this.#goal.avoid, need: serves & this.#needed }
  }

  /** One operation of each class that nothing tells apart. */
  #operations(): [Operation, OperationClass][] {
    const wanted = this.#goal.operations
    return this.#space.operationClasses.flatMap(alike => {
      const { members } = alike
      const operation = wanted === undefined ? members[0] : members.find(({ name }) => wanted(name))
      return operation ? [[operation, alike]] : []
    })
  }

  #frame(kind: ActorKind, operation: Operation, alike: OperationClass): Hit | undefined {
    spend(10)
    const there = this.#project(this.#space.exists)
    const covered = this.#project(alike)
    const avoid = there.avoid & covered.avoid
    const need = there.need & covered.need
    if (!this.#served(need)) return undefined
    const coordinates = this.#space.coordinates(kind, alike)
    const key = `${coordinates.map(({ id }) => id).join(' ')} ${avoid} ${need}`
    if (this.#barren.has(key)) return undefined
    const lists: (readonly Choice[])[] = []
    for (const coordinate of coordinates) {
      const choices = this.#choicesOf(coordinate)
      if (choices.length === 0) return undefined
      lists.push(choices)
    }
    const chosen = this.#descend(lists, avoid, need)
    if (chosen === undefined) {
      this.#barren.add(key)
      return undefined
    }
    const request = this.#request(operation, chosen)
    return { operation, alike, samples: chosen, request }
  }

  #served(need: bigint): boolean {
    return this.#goal.need.every(set => (set & need) !== 0n)
  }

  #choicesOf(coordinate: Coordinate): readonly Choice[] {
    const known = this.#choices.get(coordinate)
    if (known !== undefined) return known
    const choices: Choice[] = []
    const carried = coordinate.samples.some(({ context }) => Object.keys(context).length > 0)
    const limited = carried || this.#goal.limitsWhereCarried !== true
    for (const sample of coordinate.samples) {
      spend(1 + (choices.length >> 2))
      if (!this.#admitted(sample, coordinate, limited)) continue
      const projected = this.#project(sample)
      const dominated = choices.some(
        one => (one.avoid & projected.avoid) === one.avoid && (one.need & projected.need) === projected.need,
      )
      if (!dominated) choices.push({ ...projected, sample })
    }
    this.#choices.set(coordinate, choices)
    return choices
  }

  #admitted(sample: Sample, coordinate: Coordinate, limited: boolean): boolean {
    const { holes } = this.#space.scope
    const { keys = {}, actor, sample: last } = this.#goal
    const verdicts: Truth[] = []
    for (const [key, limit] of Object.entries(keys))
      if (limited && coordinate.owns(key))
        verdicts.push(this.#admittedBy(limit, key, sample, coordinate, holes))
    if (actor !== undefined && sample.actor !== undefined) verdicts.push(actor(sample.actor))
    if (last !== undefined) verdicts.push(last(sample, coordinate))
    if (verdicts.includes(MAYBE)) this.#doubt = true
    return verdicts.every(verdict => verdict === YES || (!this.#certain && verdict !== NO))
  }

  /**
   * A value that only perhaps equals a listed one is left to the listed value itself, if that is a sample: they are the
   * same value then, and only the listed one is also the same wherever else it is written.
   */
  #admittedBy(limit: KeyLimit, key: string, sample: Sample, coordinate: Coordinate, holes: Holes): Truth {
    const verdict = admits(limit, sample.context[key], holes)
    const listed = limit.anyOf?.filter(value => value !== null) ?? []
    if (
      verdict !== MAYBE ||
      listed.length === 0 ||
      admits({ anyOf: limit.anyOf ?? [] }, sample.context[key], holes) !== MAYBE
    )
      return verdict
    const isSample = (value: string) =>
      coordinate.samples.some(({ context }) => context[key]?.length === 1 && context[key][0] === value)
    return listed.every(isSample) ? NO : verdict
  }

  #descend(lists: readonly (readonly Choice[])[], avoid: bigint, need: bigint): Sample[] | undefined {
    const order = lists
      .map((_, index) => index)
      .sort((a, b) => (lists[a]?.length ?? 0) - (lists[b]?.length ?? 0))
    const ordered = order.map(index => lists[index] ?? [])
    const { forced, reachable } = outlook(ordered)
    const dead = new Set<string>()
    const chosen: Sample[] = []
    const visit = (depth: number, spoiling: bigint, serving: bigint): boolean => {
      if ((spoiling & (forced[depth] ?? -1n)) !== 0n || !this.#served(serving & (reachable[depth] ?? -1n)))
        return false
      const list = ordered[depth]
      if (list === undefined) return true
      const key = `${depth} ${spoiling} ${serving}`
      if (dead.has(key) || ++this.#nodes > MAX_NODES) return false
      spend(10)
      for (const choice of list) {
        chosen.push(choice.sample)
        if (visit(depth + 1, spoiling & choice.avoid, serving & choice.need)) return true
        chosen.pop()
      }
      dead.add(key)
      return false
    }
    return visit(0, avoid, need) ? chosen : undefined
  }

  #request(operation: Operation, samples: readonly Sample[]): Request {
    const context: Record<string, readonly string[]> = {}
    let actor: Actor = { kind: 'anonymous', id: '' }
    let resource = ''
    let accessPointResource: string | undefined
    for (const sample of samples) {
      Object.assign(context, sample.context)
      actor = sample.actor ?? actor
      resource = sample.resource ?? resource
      accessPointResource = sample.accessPointResource ?? accessPointResource
    }
    return {
      actor,
      action: operation.name,
      resource,
      ...(accessPointResource !== undefined && { accessPointResource }),
      context,
    }
  }
}

/** For each depth: what every choice of the remaining coordinates spoils, and what some choice can still serve. */
function outlook(lists: readonly (readonly Choice[])[]): { forced: bigint[]; reachable: bigint[] } {
  const forced = [-1n]
  const reachable = [-1n]
  for (const list of [...lists].reverse()) {
    const spoiled = list.reduce((all, choice) => all & choice.avoid, -1n)
    const servable = list.reduce((all, choice) => all | choice.need, 0n)
    forced.unshift((forced[0] ?? -1n) & spoiled)
    reachable.unshift((reachable[0] ?? -1n) & servable)
  }
  return { forced, reachable }
}

/** Evaluates a found request anew, as one request: it must fit the goal. */
export function confirmed(space: Space, goal: Goal, { request }: Hit): boolean {
  const outsider = space.isOutsider(request.actor)
  const asked = { ...request, action: actionNamed(request.action)?.name ?? request.action }
  const truths = space.statements.map(statement => applies(statement, asked, outsider))
  const avoided = space.statementsOf(goal.avoid)
  const spoiled = space.statements.some((one, index) => avoided.includes(one) && truths[index] !== NO)
  const served = goal.need.every(set =>
    space.statementsOf(set).some(one => truths[space.statements.indexOf(one)] === YES),
  )
  return !spoiled && served
}
