/**
 * All requests that matter: for each coordinate of a request one sample of every class that the statements can tell
 * apart, each with the statements it satisfies as a bit mask. Built lazily; one space serves all questions.
 */
import { spend, type Budget } from '../model/work.ts'
import type { Action } from './actions.ts'
import { accountsIn, actorSamples } from './actors.ts'
import { holds } from './condition.ts'
import { entrySamples, networkSamples, timeSamples } from './coupled.ts'
import { compile, match, type Glob } from './glob.ts'
import type { Holes } from './holes.ts'
import { couplingOf, dependsOnAction, isOfServices, mayCarry, presenceOf, type Coupling } from './keys.ts'
import { groupsOf, partition, type Group } from './partition.ts'
import { patternsMatch, principalMatches, type Statement } from './statement.ts'
import { every, NO, not, YES, type Truth } from './truth.ts'
import type { Actor, ActorKind, Context, KeyLimit } from './types.ts'
import { keySamples } from './values.ts'

/** One kind of resource that actions act on. */
export interface ResourceDomain {
  readonly type: string
  /** What every ARN begins with, and what may follow. */
  readonly prefix: string
  readonly rest: Glob
  /** The same resource as an access point's policy sees it. */
  readonly accessPointPrefix?: string
  readonly hints?: readonly string[]
}

/** An action with the resource that it is asked about. */
export interface Operation {
  readonly name: string
  readonly action: Action | undefined
  readonly resource: ResourceDomain
}

/** What a space is about. */
export interface Scope {
  readonly holes: Holes
  readonly partition: string
  /** Account that owns the bucket: an id or a hole. */
  readonly owner: string
  readonly operations: readonly Operation[]
  readonly kinds: readonly ActorKind[]
  /** Only this actor. */
  readonly actor?: Actor
  /** Only through this access point. */
  readonly accessPoint?: Context
  /** Anybody may send the keys that only services do: so AWS reads a policy when it tells whether that is public. */
  readonly serviceKeysForAll?: boolean
  /** Limits that questions will use: they have to refine the classes. */
  readonly refine: Readonly<Record<string, readonly Refinement[]>>
  /** What all questions to the spaces of this scope may cost together; unless told, each search by itself. */
  readonly budget?: Budget
}

/** A limit that a question will put on a key, or patterns that it will tell values apart by. */
export interface Refinement extends KeyLimit {
  readonly patterns?: readonly Glob[]
}

/** One class of one coordinate. */
export interface Sample {
  readonly context: Context
  readonly actor?: Actor
  readonly resource?: string
  readonly accessPointResource?: string
  /** Statements whose part for this coordinate is satisfied: for every value of the holes, for some. */
  readonly must: bigint
  readonly may: bigint
}

export type Unmasked = Omit<Sample, 'must' | 'may'>

/** The samples of one coordinate. */
export interface Coordinate {
  readonly name: string
  /** Tells it apart from the other coordinates of its space. */
  readonly id: number
  /** Whether the samples decide about a key. */
  readonly owns: (key: string) => boolean
  readonly samples: readonly Sample[]
}

const MAX_SAMPLES = 4_000

const covered = new WeakMap<Statement['actions'], Map<string, Truth>>()

/** Whether the Action of a statement covers an action; every space that a statement is in asks the same. */
function coversAction({ actions }: Statement, name: string): Truth {
  const known = covered.get(actions) ?? new Map<string, Truth>()
  covered.set(actions, known)
  const covers = known.get(name) ?? patternsMatch(actions, name)
  known.set(name, covers)
  return covers
}

export class Space {
  readonly statements: readonly Statement[]
  readonly scope: Scope
  /** Bounds that were hit while looking for classes. */
  readonly bounds = new Set<string>()
  /** Accounts written down somewhere in the statements. */
  readonly namedAccounts: readonly string[]
  /** Whatever tells principals apart, by what their ARN begins with. */
  readonly principalGroups = new Map<string, readonly Group[]>()
  readonly #keys: readonly string[]
  readonly #coupled: ReadonlySet<Coupling>
  readonly #coordinates = new Map<string, Coordinate>()
  readonly #frames: Partial<Record<ActorKind, Map<OperationClass, readonly Coordinate[]>>> = {}
  #classes: readonly OperationClass[] | undefined
  #exists: { must: bigint; may: bigint } | undefined
  #owner: Glob | undefined
  readonly #parts = new Map<bigint, Space>()

  constructor(statements: readonly Statement[], scope: Scope) {
    this.statements = statements
    this.scope = scope
    const conditions = statements.flatMap(one => one.conditions)
    const keys = [...new Set([...conditions.map(({ key }) => key), ...Object.keys(scope.refine)])]
    this.#keys = keys.filter(key => couplingOf(key) === undefined)
    this.#coupled = new Set(keys.flatMap(key => couplingOf(key) ?? []))
    this.namedAccounts = accountsIn(statements, scope.holes)
  }

  /** The same scope with other statements. */
  with(statements: readonly Statement[]): Space {
    return new Space(statements, this.scope)
  }

  /** The same scope with only the statements of a bit mask; asked for again, it is the same space. */
  only(mask: bigint): Space {
    let space = this.#parts.get(mask)
    if (!space) this.#parts.set(mask, (space = this.with(this.statementsOf(mask))))
    return space
  }

  /** Bit mask of the statements that pass a test. */
  bits(test: (statement: Statement) => boolean): bigint {
    return this.statements.reduce((mask, one, index) => (test(one) ? mask | (1n << BigInt(index)) : mask), 0n)
  }

  /** The statements of a bit mask. */
  statementsOf(mask: bigint): Statement[] {
    return this.statements.filter((_, index) => ((mask >> BigInt(index)) & 1n) === 1n)
  }

  /** Which statements are there at all. */
  get exists(): { readonly must: bigint; readonly may: bigint } {
    this.#exists ??= {
      must: this.bits(one => one.exists === YES),
      may: this.bits(one => one.exists !== NO),
    }
    return this.#exists
  }

  /** The coordinates of requests of one kind of actor for one of these operations, besides the operation itself. */
  coordinates(kind: ActorKind, operations: OperationClass): readonly Coordinate[] {
    const known = this.#frames[kind]?.get(operations)
    if (known !== undefined) return known
    const found = this.#coordinatesOf(kind, operations.members[0])
    ;(this.#frames[kind] ??= new Map<OperationClass, readonly Coordinate[]>()).set(operations, found)
    return found
  }

  #coordinatesOf(kind: ActorKind, { resource, action }: Operation): Coordinate[] {
    const found = [this.#actors(kind), this.#resources(resource), this.#entry(kind)]
    if (this.#coupled.has('network')) found.push(this.#network(kind))
    if (this.#coupled.has('time')) found.push(this.#time())
    for (const key of this.#keys) found.push(this.#key(key, kind, action))
    return found
  }

  /** All operations in classes that nothing tells apart. */
  get operationClasses(): readonly OperationClass[] {
    return (this.#classes ??= this.#classify())
  }

  #classify(): OperationClass[] {
    const keys = this.#keys.filter(dependsOnAction)
    const classes = new Map<string, OperationClass & { readonly members: [Operation, ...Operation[]] }>()
    spend((this.scope.operations.length * this.statements.length) >> 2)
    for (const operation of this.scope.operations) {
      const { name, action, resource } = operation
      let key = ''
      for (const statement of this.statements) key += String(coversAction(statement, name))
      for (const one of keys) key += mayCarry(one, action) ? '+' : '-'
      key += `${resource.type} ${resource.prefix}`
      const known = classes.get(key)
      if (known) known.members.push(operation)
      else
        classes.set(key, {
          members: [operation],
          ...this.#mask(statement => coversAction(statement, name)),
        })
    }
    return [...classes.values()]
  }

  /** Whether an actor is of the owner's account. */
  isOwners(actor: Actor): Truth {
    if (actor.account === undefined || !['user', 'role', 'root'].includes(actor.kind)) return NO
    this.#owner ??= compile(this.scope.owner, this.scope.holes)
    return match(this.#owner, actor.account)
  }

  /** Whether an actor is neither of the owner's account nor a service. */
  isOutsider(actor: Actor): Truth {
    return actor.kind === 'service' ? NO : not(this.isOwners(actor))
  }

  #mask(test: (statement: Statement) => Truth): { must: bigint; may: bigint } {
    let must = 0n
    let may = 0n
    let bit = 1n
    for (const statement of this.statements) {
      const result = test(statement)
      if (result === YES) must |= bit
      if (result !== NO) may |= bit
      bit <<= 1n
    }
    return { must, may }
  }

  #coordinate(
    name: string,
    of: Coupling | 'resource' | { readonly key: string },
    make: () => readonly Sample[],
  ): Coordinate {
    const known = this.#coordinates.get(name)
    if (known !== undefined) return known
    const owns = (key: string): boolean => (typeof of === 'object' ? key === of.key : couplingOf(key) === of)
    const coordinate = { name, id: this.#coordinates.size, owns, samples: make() }
    this.#coordinates.set(name, coordinate)
    return coordinate
  }

  #masked(samples: readonly Unmasked[], test: (statement: Statement, sample: Unmasked) => Truth): Sample[] {
    if (samples.length > MAX_SAMPLES) this.bounds.add('too many cases to look at')
    return samples.slice(0, MAX_SAMPLES).map(sample => {
      spend(1 + (this.statements.length >> 2))
      return { ...sample, ...this.#mask(statement => test(statement, sample)) }
    })
  }

  /** Masks samples that consist of condition keys. */
  #maskedKeys(samples: readonly Unmasked[], keys: (key: string) => boolean): Sample[] {
    const relevant = this.statements.map(one => one.conditions.filter(({ key }) => keys(key)))
    const conditions = new Map(this.statements.map((one, index) => [one, relevant[index] ?? []]))
    return this.#masked(samples, (statement, sample) =>
      every(conditions.get(statement) ?? [], condition => holds(condition, sample.context[condition.key])),
    )
  }

  #actors(kind: ActorKind): Coordinate {
    return this.#coordinate(`actor ${kind}`, 'actor', () => {
      const unmasked = actorSamples(this, kind)
      const byKeys = this.#maskedKeys(unmasked, key => couplingOf(key) === 'actor')
      return this.#masked(unmasked, (statement, { actor }) => {
        if (actor === undefined) return NO
        return principalMatches(statement, actor, this.isOutsider(actor))
      }).map((sample, index) => ({
        ...sample,
        must: sample.must & (byKeys[index]?.must ?? 0n),
        may: sample.may & (byKeys[index]?.may ?? 0n),
      }))
    })
  }

  #resources(domain: ResourceDomain): Coordinate {
    return this.#coordinate(`resource ${domain.type} ${domain.prefix}`, 'resource', () => {
      const groups = this.statements.flatMap(({ resources, view }) =>
        groupsOf(
          resources.globs,
          view === 'bucket' ? domain.prefix : (domain.accessPointPrefix ?? domain.prefix),
        ),
      )
      const { words, complete } = partition(domain.rest, groups, domain.hints)
      if (!complete) this.bounds.add('resource patterns too entangled')
      const samples = words.map(word => ({
        context: {},
        resource: domain.prefix + word,
        ...(domain.accessPointPrefix !== undefined && {
          accessPointResource: domain.accessPointPrefix + word,
        }),
      }))
      return this.#masked(samples, (statement, { resource = '', accessPointResource = resource }) =>
        patternsMatch(statement.resources, statement.view === 'bucket' ? resource : accessPointResource),
      )
    })
  }

  #entry(kind: ActorKind): Coordinate {
    const forKind = kind === 'anonymous' ? 'unsigned' : 'signed'
    return this.#coordinate(`entry ${forKind}`, 'entry', () =>
      this.#maskedKeys(entrySamples(this, forKind === 'signed'), key => couplingOf(key) === 'entry'),
    )
  }

  #network(kind: ActorKind): Coordinate {
    const service = kind === 'service'
    return this.#coordinate(`network ${service}`, 'network', () =>
      this.#maskedKeys(networkSamples(this, service), key => couplingOf(key) === 'network'),
    )
  }

  #time(): Coordinate {
    return this.#coordinate('time', 'time', () =>
      this.#maskedKeys(timeSamples(this), key => couplingOf(key) === 'time'),
    )
  }

  #key(key: string, kind: ActorKind, action: Action | undefined): Coordinate {
    const known = presenceOf(key, kind, action)
    const presence = this.scope.serviceKeysForAll === true && isOfServices(key) ? 'maybe' : known
    const fixed = this.#fixedValue(key, kind)
    const name = `${key} ${presence} ${fixed ?? ''}`
    return this.#coordinate(name, { key }, () => {
      const values = fixed === undefined ? (presence === 'never' ? [] : keySamples(this, key)) : [[fixed]]
      const samples: Unmasked[] = values.map(value => ({ context: { [key]: value } }))
      if (presence !== 'always') samples.unshift({ context: {} })
      return this.#maskedKeys(samples, other => other === key)
    })
  }

  #fixedValue(key: string, kind: ActorKind): string | undefined {
    if (key === 'aws:userid' && kind === 'anonymous') return 'anonymous'
    return key === 'aws:resourceaccount' || key === 's3:resourceaccount' ? this.scope.owner : undefined
  }

  /** The conditions on a key, in all statements. */
  conditionsOn(key: string): Statement['conditions'] {
    return this.statements.flatMap(one => one.conditions.filter(condition => condition.key === key))
  }
}

/**
 * Operations that nothing tells apart: the same resource, the same keys carried, and the same statements whose Action
 * covers them.
 */
export interface OperationClass {
  readonly members: readonly [Operation, ...Operation[]]
  readonly must: bigint
  readonly may: bigint
}
