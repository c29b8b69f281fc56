/**
 * The engine against another implementation of the same rules, which nobody here wrote: iam-simulate. It is licensed
 * under the AGPL and serves development only; src/ and rules/ may not import it.
 *
 * Where the two differ is listed: what the simulator has wrong in `deviations.ts` and `public-departures.ts`, what the
 * engine leaves open in `gaps` below. Every other difference fails, and so does an entry that differs no more.
 */
import { allowedContextKeysForRequest, runUnsafeSimulation } from '@cloud-copilot/iam-simulate'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bucketActions, particularKeys } from '../../src/proof/actions.ts'
import { Holes, parsePolicy, policyIsPublic, type Actor, type Request } from '../../src/proof/index.ts'
import { actorContext, couplingOf, presenceOf } from '../../src/proof/keys.ts'
import { applies } from '../../src/proof/statement.ts'
import { MAYBE, NO, YES, type Truth } from '../../src/proof/truth.ts'
import { OWNER, policy, request } from '../proof/arbitrary.ts'
import { decision, statementApplies, type Json } from '../proof/naive.ts'
import { conditionsOf, deviations } from './deviations.ts'
import { departures } from './public-departures.ts'
import {
  allowing,
  answer,
  bucketWith,
  documented,
  documentOf,
  focusedPolicy,
  hasPolicies,
  identityPolicy,
  isComparable,
  simulated,
  statementsOf,
  type Question,
} from './questions.ts'
import { simulate, simulationOf } from './simulator.ts'

/** `PROOF_RUNS=20 PROOF_SEED=7` looks further than the usual run. */
const factor = Number(process.env.PROOF_RUNS ?? 1)
const seed = Number(process.env.PROOF_SEED ?? 20261121)
const sample = <T>(arbitrary: fc.Arbitrary<T>, count: number): T[] =>
  fc.sample(arbitrary, { numRuns: count * factor, seed })

/** Half of the requests with any other action that takes the resource, without the keys that it cannot carry. */
const anyRequest = fc.tuple(request, fc.nat(), fc.boolean()).map(([asked, die, keep]): Request => {
  const type = asked.resource.includes('/') ? 'object' : 'bucket'
  const fitting = bucketActions().filter(({ resourceTypes }) => resourceTypes.includes(type))
  const action = fitting[die % fitting.length]
  if (keep || action === undefined) return asked
  const context = Object.entries(asked.context).filter(
    ([key]) => couplingOf(key) !== undefined || presenceOf(key, asked.actor.kind, action) !== 'never',
  )
  return { ...asked, action: action.name, context: Object.fromEntries(context) }
})

/** Seven requests; the simulator would read an object key with * in it as a pattern. */
const requests = fc.array(
  fc.tuple(
    anyRequest.filter(({ resource }) => !resource.includes('*')),
    fc.nat(),
  ),
  { minLength: 7, maxLength: 7 },
)

/** The request, or one like it with a principal or a value that a statement names. */
function towards(document: Json, [asked, die]: [Request, number]): Request {
  const statement = statementsOf(document)[die % 6]
  if (statement === undefined) return asked
  const [condition] = conditionsOf(statement).filter(({ operator, key, values }) => {
    const coupling = couplingOf(key)
    return (
      operator !== 'Null' &&
      asked.context[key]?.length === 1 &&
      (key !== 'aws:userid' || asked.actor.kind !== 'anonymous') &&
      (coupling === undefined || coupling === 'network') &&
      values.some(isValue)
    )
  })
  const value = condition?.values.find(isValue)
  const context = { ...asked.context, ...(condition && value !== undefined && { [condition.key]: [value] }) }
  const named = /arn:aws:(?:iam|sts)::(\d+):(?:role|assumed-role)\/(\w+)/.exec(
    JSON.stringify([statement.Principal, statement.NotPrincipal]),
  )
  if (asked.actor.account === undefined || named === null) return { ...asked, context }
  const [, account = '', role = ''] = named
  const id = `arn:aws:iam::${account}:role/${role}`
  const actor: Actor = { kind: 'role', id, account, session: 'session' }
  const others = Object.fromEntries(Object.entries(context).filter(([key]) => key !== 'aws:username'))
  return { ...asked, actor, context: { ...others, ...actorContext(actor) } }
}

/** A value of its own, not a pattern or a range. */
const isValue = (text: string): boolean => !/[*?$]|\/\d+$/.test(text)

const isOutsider = ({ actor }: Request): Truth =>
  actor.account === OWNER || actor.kind === 'service' ? NO : YES

const isExcluded = (statement: Json, asked: Request, version: unknown): boolean =>
  deviations.some(({ covers }) => covers(statement, asked, version))

/** No deviation plays a part, and the documentation says what happens. */
function isClear(document: Json, asked: Request, kind: 'resource' | 'identity' = 'resource'): boolean {
  const { statements } = parsePolicy(document, { holes: new Holes(), kind })
  return (
    statementsOf(document).every(one => !isExcluded(one, asked, document.Version)) &&
    statements.every(one => applies(one, asked, isOutsider(asked)) !== MAYBE)
  )
}

/** Some statement applies: all others are not allowed, which the statements have shown. */
const isInvolved = (document: Json, asked: Request): boolean =>
  statementsOf(document).some(
    one => documented(() => statementApplies(one, asked, document.Version)) === true,
  )

const anonymousRead: Request = {
  actor: { kind: 'anonymous', id: '' },
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::b/k',
  context: {},
}

/** Whether the simulator calls Allow statements public: RestrictPublicBuckets then stops what another one allows. */
async function isPublicToSimulator(...statements: Json[]): Promise<boolean> {
  const account = '999999999999'
  const probe = {
    Effect: 'Allow',
    Principal: { AWS: account },
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::b/k',
  }
  const asked: Request = {
    ...anonymousRead,
    actor: { kind: 'user', id: `arn:aws:iam::${account}:user/u`, account },
  }
  const identity = [documentOf({ Effect: 'Allow', Action: '*', Resource: '*' })]
  const { overall, restricted } = await simulate(documentOf(...statements, probe), asked, {
    identity,
    restrict: true,
  })
  expect(overall).toBe(restricted ? 'ExplicitlyDenied' : 'Allowed')
  return restricted
}

/** Whether both agree about "public": what that is has a test of its own, and Deny statements count here only. */
async function isPublicAlike(document: Json): Promise<boolean> {
  const allows = statementsOf(document).filter(({ Effect }) => Effect === 'Allow')
  const theirs = await isPublicToSimulator(...allows)
  return policyIsPublic(bucketWith(document)).answer === (theirs ? 'yes' : 'no')
}

describe('iam-simulate and the engine agree', () => {
  test('which statements apply, and what the policy says', async () => {
    const compared = { statements: 0, applied: 0, policies: 0 }
    for (const [document, asking] of sample(fc.tuple(focusedPolicy, requests), 400)) {
      const { statements } = parsePolicy(document, { holes: new Holes() })
      for (const asked of asking.map(one => towards(document, one))) {
        const theirs = await simulate(document, asked)
        for (const [index, statement] of statements.entries()) {
          const raw = statementsOf(document)[index] ?? {}
          const own = applies(statement, asked, isOutsider(asked))
          if (own === MAYBE || isExcluded(raw, asked, document.Version)) continue
          expect(theirs.applies[index], JSON.stringify({ raw, asked })).toBe(own === YES)
          compared.statements++
          if (own === YES) compared.applied++
        }
        const naive = documented(() => decision(document, asked))
        if (naive === undefined || !isClear(document, asked)) continue
        expect(theirs.policy, JSON.stringify({ document, asked })).toBe(naive)
        compared.policies++
      }
    }
    expect(compared.statements).toBeGreaterThan(5500 * factor)
    expect(compared.applied).toBeGreaterThan(1500 * factor)
    expect(compared.policies).toBeGreaterThan(2000 * factor)
  })

  test('what becomes of a request, with the policies of the principal and RestrictPublicBuckets', async () => {
    const seen: Record<string, number> = {}
    const everything = fc.tuple(focusedPolicy, identityPolicy, requests, fc.boolean())
    for (const [document, identity, asking, restrict] of sample(everything, 150)) {
      const restrictPublicBuckets = restrict && (await isPublicAlike(document))
      for (const asked of asking.map(one => towards(document, one))) {
        if (!isComparable(asked.actor) || !isClear(document, asked)) continue
        const own = hasPolicies(asked.actor) ? [identity] : []
        const question: Question = { document, own, asked, restrictPublicBuckets }
        if (![document, ...own].some(one => isInvolved(one, asked))) continue
        if (!own.every(one => isClear(one, asked, 'identity'))) continue
        const outcome = await simulated(question)
        expect(answer(question), JSON.stringify(question)).toBe(outcome)
        seen[outcome] = (seen[outcome] ?? 0) + 1
      }
    }
    expect(seen.allowed).toBeGreaterThan(25 * factor)
    expect(seen.denied).toBeGreaterThan(25 * factor)
    expect(seen['not-allowed']).toBeGreaterThan(15 * factor)
  })

  test('which policies are public', async () => {
    const statements = new Map<string, Json>()
    for (const [index, document] of sample(policy, 800).entries())
      for (const { Principal, Condition } of statementsOf(document))
        for (const { operator, key, values } of conditionsOf({ Condition }).slice(0, 1)) {
          const isSome = Principal !== undefined && index % 10 === 0
          const one = allowing({
            Principal: isSome ? Principal : '*',
            Condition: { [operator]: { [key]: [...values].sort() } },
          })
          statements.set(JSON.stringify(one), one)
        }
    const seen = { public: 0, not: 0 }
    for (const statement of statements.values()) {
      if (departures.some(({ covers }) => covers(statement))) continue
      const theirs = await isPublicToSimulator(statement)
      const { answer: own } = policyIsPublic(bucketWith(documentOf(statement)))
      expect(own, JSON.stringify(statement)).toBe(theirs ? 'yes' : 'no')
      seen[theirs ? 'public' : 'not']++
    }
    expect(seen.public).toBeGreaterThan(300)
    expect(seen.not).toBeGreaterThan(90)
  })

  test('which condition keys an action knows', async () => {
    const differing = new Set<string>()
    for (const { name, keys, resourceTypes } of bucketActions()) {
      for (const [type, arn] of [
        ['bucket', 'arn:aws:s3:::b'],
        ['object', 'arn:aws:s3:::b/k'],
      ] as const) {
        if (!resourceTypes.includes(type)) continue
        const known = await allowedContextKeysForRequest('s3', name.slice(3), arn, true, undefined)
        for (const key of particularKeys()) {
          const family = key.endsWith('/*') ? key.slice(0, -1) : undefined
          const theirs = known.some(one => (family === undefined ? one === key : one.startsWith(family)))
          if (theirs !== keys.has(key)) differing.add(key)
        }
      }
    }
    // It gives all global keys to all actions.
    expect([...differing].sort()).toEqual(['aws:requesttag/*', 'aws:tagkeys'])
  })
})

describe('known differences are still there', () => {
  test.each(deviations)('$reason', async ({ covers, example, applies: expected }) => {
    const { statement, asked, version = '2012-10-17' } = example
    const document = { Version: version, Statement: [statement] }
    expect(covers(statement, asked, version)).toBe(true)
    const [parsed] = parsePolicy(document, { holes: new Holes() }).statements
    expect(parsed && applies(parsed, asked, isOutsider(asked))).toBe(expected ? YES : NO)
    expect(statementApplies(statement, asked, version)).toBe(expected)
    expect((await simulate(document, asked)).applies).toEqual([!expected])
  })

  test.each(departures)('public: $reason', async ({ covers, example, isPublic }) => {
    const statement = allowing(example)
    expect(covers(statement)).toBe(true)
    expect(policyIsPublic(bucketWith(documentOf(statement))).answer).toBe(isPublic ? 'yes' : 'no')
    expect(await isPublicToSimulator(statement)).toBe(!isPublic)
  })

  test('runUnsafeSimulation throws when there is a resource policy', () => {
    const document = documentOf(allowing({ Principal: '*' }))
    expect(() => runUnsafeSimulation(simulationOf(document, anonymousRead), {})).toThrow(TypeError)
  })

  test('an object key with * is read as a pattern', async () => {
    const asked = { ...anonymousRead, resource: 'arn:aws:s3:::b/*' }
    await expect(simulate(documentOf(allowing({ Principal: '*' })), asked)).rejects.toThrow('wildcard')
  })
})
