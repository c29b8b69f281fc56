/** A parsed statement, and whether its parts match the parts of a request. */
import { holds, type Condition } from './condition.ts'
import { match, type Glob } from './glob.ts'
import type { Holes } from './holes.ts'
import { and, every, MAYBE, NO, not, some, YES, type Truth } from './truth.ts'
import type { Actor, ActorKind, Issue, Request, StatementRef } from './types.ts'

/** One member of Principal or NotPrincipal. */
export type PrincipalEntry =
  | { readonly kind: 'everyone' }
  /** The ACL group of everyone who signs requests. */
  | { readonly kind: 'authenticated' }
  | { readonly kind: 'account'; readonly account: Glob }
  /** A user or role; a role's sessions are meant too. */
  | { readonly kind: 'arn'; readonly arn: Glob }
  | { readonly kind: 'session'; readonly account: Glob; readonly role: Glob; readonly session: Glob }
  | { readonly kind: 'service' | 'federated' | 'canonical'; readonly id: Glob }
  /** The id of a deleted principal, or a form that AWS refuses. */
  | { readonly kind: 'nobody' }
  | { readonly kind: 'unknown' }

export interface Principals {
  readonly negated: boolean
  readonly entries: readonly PrincipalEntry[]
  /** As written, for labels. */
  readonly texts: readonly string[]
}

export interface Patterns {
  readonly negated: boolean
  readonly globs: readonly Glob[]
  readonly texts: readonly string[]
}

/** By which ARN a statement names resources: that of the bucket, or that of the access point gone through. */
export type View = 'bucket' | 'accessPoint'

export interface Statement {
  readonly ref: StatementRef
  readonly effect: 'Allow' | 'Deny'
  /** Whether the statement is there and in force at all, and what that depends on. */
  readonly exists: Truth
  readonly doubts: readonly string[]
  /** Whether it is in force for anyone but the owner's account and services (RestrictPublicBuckets). */
  readonly forOutsiders: Truth
  readonly principals: Principals
  readonly actions: Patterns
  readonly resources: Patterns
  readonly conditions: readonly Condition[]
  readonly view: View
}

/** A parsed policy document. */
export interface Policy {
  readonly name: string
  readonly version: string | undefined
  readonly statements: readonly Statement[]
  readonly issues: readonly Issue[]
  readonly holes: Holes
}

const signed: Record<ActorKind, boolean> = {
  anonymous: false,
  service: false,
  user: true,
  role: true,
  root: true,
  federated: true,
  canonical: true,
}

/** The last segment of `…:user/path/name`. */
export const lastSegment = (arn: string): string =>
  arn.slice(Math.max(arn.lastIndexOf('/'), arn.lastIndexOf(':')) + 1)

function entryMatches(entry: PrincipalEntry, actor: Actor): Truth {
  switch (entry.kind) {
    case 'everyone':
      return YES
    case 'authenticated':
      return signed[actor.kind] ? YES : NO
    case 'account':
      return actor.account === undefined ? NO : match(entry.account, actor.account)
    case 'arn':
      return actor.account === undefined ? NO : match(entry.arn, actor.id)
    case 'session':
      if (actor.kind !== 'role' || actor.account === undefined) return NO
      return and(
        match(entry.account, actor.account),
        and(match(entry.role, lastSegment(actor.id)), match(entry.session, actor.session ?? '')),
      )
    case 'service':
    case 'federated':
    case 'canonical':
      return actor.kind === entry.kind ? match(entry.id, actor.id) : NO
    case 'nobody':
      return NO
    case 'unknown':
      return MAYBE
  }
}

/**
 * NotPrincipal excepts a user surely if it and its account are listed, a role if session, role and account are.
 * What a part of that does is not documented.
 */
function excepted(entries: readonly PrincipalEntry[], actor: Actor): Truth {
  const listed = (kinds: readonly PrincipalEntry['kind'][]): Truth =>
    some(entries, entry => (kinds.includes(entry.kind) ? entryMatches(entry, actor) : NO))
  const whole = listed(['everyone', 'authenticated', 'service', 'federated', 'canonical', 'unknown'])
  const levels: Truth[] =
    actor.kind === 'root'
      ? [listed(['account'])]
      : actor.kind === 'user'
        ? [listed(['account']), listed(['arn'])]
        : actor.kind === 'role'
          ? [listed(['account']), listed(['arn']), listed(['session'])]
          : [NO]
  if (whole === YES || every(levels, level => level) === YES) return YES
  return whole === NO && some(levels, level => level) === NO ? NO : MAYBE
}

/** Whether Principal or NotPrincipal covers an actor; `outsider` says that it is neither of the owner nor a service. */
export function principalMatches(statement: Statement, actor: Actor, outsider: Truth): Truth {
  const { negated, entries } = statement.principals
  const named = negated ? not(excepted(entries, actor)) : some(entries, entry => entryMatches(entry, actor))
  if (statement.forOutsiders === YES) return named
  const inForce = outsider === NO ? YES : outsider === YES ? statement.forOutsiders : MAYBE
  return and(named, inForce)
}

/** Whether Action or NotAction, or Resource or NotResource, covers a text. */
export function patternsMatch(patterns: Patterns, text: string): Truth {
  const listed = some(patterns.globs, glob => match(glob, text))
  return patterns.negated ? not(listed) : listed
}

/** Whether a statement applies to a request. */
export function applies(statement: Statement, request: Request, outsider: Truth): Truth {
  const resource =
    statement.view === 'bucket' ? request.resource : (request.accessPointResource ?? request.resource)
  const parts: (() => Truth)[] = [
    () => statement.exists,
    () => principalMatches(statement, request.actor, outsider),
    () => patternsMatch(statement.actions, request.action),
    () => patternsMatch(statement.resources, resource),
    () => every(statement.conditions, condition => holds(condition, request.context[condition.key])),
  ]
  return every(parts, part => part())
}
