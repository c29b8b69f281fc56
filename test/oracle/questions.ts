/** A whole question, put to the engine and to the simulator; and what the engine is known to leave open. */
import fc from 'fast-check'
import {
  Bucket,
  explainAccess,
  Holes,
  parsePolicy,
  type AccessAnswer,
  type Actor,
  type KeyLimit,
  type Request,
} from '../../src/proof/index.ts'
import { OWNER, policy } from '../proof/arbitrary.ts'
import { Undocumented, type Json } from '../proof/naive.ts'
import { conditionsOf, variablesOf } from './deviations.ts'
import { simulate } from './simulator.ts'

export interface Question {
  readonly document: Json
  /** The principal's own policies. */
  readonly own: readonly Json[]
  readonly asked: Request
  readonly restrictPublicBuckets?: boolean
}

export const statementsOf = (document: Json): Json[] => document.Statement as Json[]
export const documentOf = (...statements: Json[]): Json => ({ Version: '2012-10-17', Statement: statements })

/** What the naive evaluator says, or undefined where the documentation is silent. */
export function documented<T>(ask: () => T): T | undefined {
  try {
    return ask()
  } catch (error) {
    if (error instanceof Undocumented) return undefined
    throw error
  }
}

/** A statement that allows everything. */
export const allowing = (more: Json): Json => ({
  Effect: 'Allow',
  Action: 's3:*',
  Resource: ['arn:aws:s3:::b', 'arn:aws:s3:::b/*'],
  ...more,
})

const withoutPrincipal = (statement: Json): Json =>
  Object.fromEntries(Object.entries(statement).filter(([element]) => !element.endsWith('Principal')))

/**
 * Random statements rarely apply, since every part has to. Most therefore keep one or two of their parts, and the
 * others cover everything: what is left decides.
 */
export const focusedPolicy = fc
  .tuple(policy, fc.array(fc.nat(4), { minLength: 4, maxLength: 4 }))
  .map(([document, dice]): Json => {
    const Statement = statementsOf(document).map((statement, index) => {
      const { Effect, Condition, Principal, NotPrincipal } = statement
      const who = NotPrincipal === undefined ? { Principal } : { NotPrincipal }
      const whole = { Effect, Principal: '*', Action: 's3:*', Resource: '*' }
      const [first] = conditionsOf(statement)
      switch (dice[index]) {
        case 0:
          return { Effect, ...who, Action: 's3:*', Resource: '*' }
        case 1:
          return { ...withoutPrincipal(statement), Principal: '*', Condition: {} }
        case 2:
          return { ...whole, Condition }
        case 3:
          return first === undefined
            ? whole
            : { ...whole, Condition: { [first.operator]: { [first.key]: first.values } } }
        default:
          return statement
      }
    })
    return { ...document, Statement }
  })

/** Policies of a principal, which name none. */
export const identityPolicy = focusedPolicy.map((document): Json => ({
  ...document,
  Statement: statementsOf(document).map(withoutPrincipal),
}))

/** Users and roles need policies of their own; the simulator asks for some even of root and identity providers. */
export const hasPolicies = ({ kind }: Actor): boolean => kind === 'user' || kind === 'role'
export const isComparable = (actor: Actor): boolean =>
  hasPolicies(actor) || actor.kind === 'anonymous' || actor.id.endsWith('.amazonaws.com')

export function bucketWith(document: Json, restrictPublicBuckets = false): Bucket {
  const holes = new Holes()
  return new Bucket({
    holes,
    name: 'b',
    owner: OWNER,
    policy: parsePolicy(document, { holes }),
    publicAccessBlock: { restrictPublicBuckets },
  })
}

/** All that the policies look at. */
function keysOf(documents: readonly Json[]): string[] {
  const looked = documents.flatMap(one => [
    ...statementsOf(one)
      .flatMap(conditionsOf)
      .map(({ key }) => key),
    ...variablesOf(one),
  ])
  return [...new Set(looked)]
}

/** The engine's answer, with every key pinned that the policies look at. */
export function answer({ document, own, asked, restrictPublicBuckets }: Question): AccessAnswer['access'] {
  const bucket = bucketWith(document, restrictPublicBuckets)
  const context: Record<string, KeyLimit> = {}
  for (const key of keysOf([document, ...own])) context[key] = { exactly: asked.context[key] ?? [] }
  const { actor, action, resource } = asked
  const identity = own.map(one => parsePolicy(one, { holes: bucket.holes, kind: 'identity' }))
  return explainAccess(bucket, { actor, action, resource, context, identity }).access
}

/** The simulator's answer in the same words. */
export async function simulated(question: Question): Promise<'allowed' | 'denied' | 'not-allowed'> {
  const { document, own, asked, restrictPublicBuckets = false } = question
  const { overall, restricted } = await simulate(document, asked, {
    identity: own,
    restrict: restrictPublicBuckets,
  })
  if (overall === 'Allowed') return 'allowed'
  return overall === 'ExplicitlyDenied' && !restricted ? 'denied' : 'not-allowed'
}
