/** One question in words: may this principal do this with this resource, and which statement decides? */
import { actionNamed } from './actions.ts'
import type { Bucket } from './bucket.ts'
import { domainOf } from './grants.ts'
import { lowerKeys } from './limits.ts'
import { search, type Goal, type Hit } from './search.ts'
import { Space, type Refinement } from './space.ts'
import type { Policy, Statement } from './statement.ts'
import { YES } from './truth.ts'
import type { Actor, KeyLimit, StatementRef, Witness } from './types.ts'
import { publicRefinements } from './trust.ts'
import { witnessOf } from './witness.ts'

/** Who asks for what. */
export interface AccessQuestion {
  readonly actor: Actor
  readonly action: string
  /** ARN, which may end in wildcards. */
  readonly resource: string
  /** What the request carries, as far as it matters. */
  readonly context?: Readonly<Record<string, KeyLimit>>
  /** The principal's own policies, if they are known. */
  readonly identity?: readonly Policy[]
}

/**
 * - `allowed`, `denied` (by a Deny), `not-allowed` (nothing allows it): every request that was asked about
 * - `depends`: on what the question leaves open; there is an example of each outcome
 * - `unknown`: on values that are not known
 */
export interface AccessAnswer {
  readonly access: 'allowed' | 'denied' | 'not-allowed' | 'depends' | 'unknown'
  /** The statements that decide, for the examples. */
  readonly by: readonly StatementRef[]
  readonly examples: readonly {
    readonly access: 'allowed' | 'denied' | 'not-allowed'
    readonly request: Witness
  }[]
}

/** Explains access to a bucket directly, not through an access point. */
export function explainAccess(bucket: Bucket, question: AccessQuestion): AccessAnswer {
  const identity = (question.identity ?? []).flatMap(policy => policy.statements)
  const leaves = question.identity !== undefined && mayBeDelegatedTo(bucket, question.actor)
  const granted = leaves ? bucket.statements.map(withoutDelegation) : bucket.statements
  const space = spaceFor(bucket, question, [...granted, ...identity])
  const limits = { keys: lowerKeys(question.context), limitsWhereCarried: true }
  const deny = space.bits(one => one.effect === 'Deny')
  const identitySet = new Set(identity)
  const allowing = (own: boolean): bigint =>
    space.bits(one => one.effect === 'Allow' && identitySet.has(one) === own)
  const across = identity.length > 0 && space.isOwners(question.actor) !== YES
  const layers = across ? [allowing(false), allowing(true)] : [allowing(false) | allowing(true)]
  const outcomes: [AccessAnswer['examples'][number]['access'], Goal[]][] = [
    ['allowed', [{ avoid: deny, need: layers, ...limits }]],
    ['denied', [{ avoid: 0n, need: [deny], ...limits }]],
    ['not-allowed', layers.map(layer => ({ avoid: deny | layer, need: [], ...limits }))],
  ]
  const certain = outcomes.flatMap(([access, goals]) => {
    const hit = goals.map(goal => search(space, goal, true).hit).find(one => one !== undefined)
    return hit === undefined ? [] : [{ access, hit }]
  })
  const possible = outcomes.filter(([, goals]) =>
    goals.some(goal => {
      const { hit, bound } = search(space, goal, false)
      return hit !== undefined || bound !== undefined
    }),
  )
  const examples = certain.map(({ access, hit }) => ({
    access,
    request: witnessOf(hit.request, bucket.holes),
  }))
  const by = certain.flatMap(({ access, hit }) => decisive(space, access, hit))
  const [only] = possible
  if (possible.length === 1 && only !== undefined && space.bounds.size === 0)
    return { access: only[0], by, examples }
  return { access: certain.length > 1 ? 'depends' : 'unknown', by, examples }
}

/**
 * Whether statements for the account of an actor leave it to the actor's own policies what they are worth: so it is for
 * users and roles of the account that owns the bucket. Source: "AWS JSON policy elements: Principal", AWS account
 * principals.
 */
function mayBeDelegatedTo(bucket: Bucket, { kind, account }: Actor): boolean {
  return (kind === 'user' || kind === 'role') && account === bucket.owner
}

/** A statement as far as it allows by itself: naming the account only lets its own policies allow. */
function withoutDelegation(statement: Statement): Statement {
  const { negated, entries, texts } = statement.principals
  if (statement.effect === 'Deny' || negated) return statement
  const kept = entries.flatMap((entry, index) => (entry.kind === 'account' ? [] : [index]))
  const principals = {
    negated,
    entries: kept.flatMap(index => entries[index] ?? []),
    texts: kept.flatMap(index => texts[index] ?? []),
  }
  return { ...statement, principals }
}

function decisive(
  space: Space,
  access: AccessAnswer['examples'][number]['access'],
  hit: Hit,
): StatementRef[] {
  if (access === 'not-allowed') return []
  const effect = access === 'denied' ? 'Deny' : 'Allow'
  const mask = hit.samples.reduce((all, { must }) => all & must, hit.alike.must & space.exists.must)
  return space
    .statementsOf(mask)
    .filter(one => one.effect === effect)
    .map(({ ref }) => ref)
}

function spaceFor(bucket: Bucket, question: AccessQuestion, statements: Bucket['statements']): Space {
  const action = actionNamed(question.action)
  const refine: Record<string, Refinement[]> = { 's3:tlsversion': [], ...publicRefinements(statements) }
  for (const [key, limit] of Object.entries(lowerKeys(question.context))) (refine[key] ??= []).push(limit)
  return new Space(statements, {
    holes: bucket.holes,
    partition: bucket.partition,
    owner: bucket.owner,
    operations: [
      { name: action?.name ?? question.action, action, resource: domainOf(question.resource, bucket.holes) },
    ],
    kinds: [question.actor.kind],
    actor: question.actor,
    refine,
  })
}

/** Reads `arn:aws:iam::…:role/x`, `logging.s3.amazonaws.com` or `anonymous` as an actor; undefined: neither. */
export function actorOf(text: string): Actor | undefined {
  if (text === 'anonymous' || text === '*') return { kind: 'anonymous', id: '' }
  if (/^[\w.-]+\.amazonaws\.com(\.cn)?$/.test(text)) return { kind: 'service', id: text }
  const [, account, name] = /^arn:[^:]*:iam::([^:]+):(root|user\/.+|role\/.+)$/.exec(text) ?? []
  if (account !== undefined && name !== undefined) {
    if (name === 'root') return { kind: 'root', id: text, account }
    return name.startsWith('role/')
      ? { kind: 'role', id: text, account, session: 'session' }
      : { kind: 'user', id: text, account }
  }
  return /^(\d{12}|[\uE000-\uF8FF])$/.test(text)
    ? { kind: 'root', id: `arn:aws:iam::${text}:root`, account: text }
    : undefined
}
