import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  accountMay,
  anonymousMay,
  atMost,
  Bucket,
  everyRequestDenied,
  Holes,
  parsePolicy,
  plainHttp,
  policyIsPublic,
  requiresEncryption,
  type Request,
  type Verdict,
} from '../../src/proof/index.ts'
import { search } from '../../src/proof/search.ts'
import { deniesAll } from '../../src/proof/shortcut.ts'
import { applies } from '../../src/proof/statement.ts'
import { MAYBE, NO, YES, type Truth } from '../../src/proof/truth.ts'
import { OWNER, policy, request } from './arbitrary.ts'
import { decision, statementApplies, Undocumented, type Json } from './naive.ts'

/** `PROOF_RUNS=20 PROOF_SEED=7` looks further than the usual run. */
const factor = Number(process.env.PROOF_RUNS ?? 1)
const seed = Number(process.env.PROOF_SEED ?? 20261121)
const runs = (count: number): { numRuns: number; seed: number } => ({ numRuns: count * factor, seed })

function bucketWith(document: Json): Bucket {
  const holes = new Holes()
  return new Bucket({ holes, name: 'b', owner: OWNER, policy: parsePolicy(document, { holes }) })
}

/** The naive answer, or undefined where the documentation is silent. */
function documented<T>(ask: () => T): T | undefined {
  try {
    return ask()
  } catch (error) {
    if (error instanceof Undocumented) return undefined
    throw error
  }
}

const isOutsider = (asked: Request): Truth =>
  asked.actor.account === OWNER || asked.actor.kind === 'service' ? NO : YES

describe('the engine and the naive evaluator', () => {
  test('agree about every statement and request', () => {
    fc.assert(
      fc.property(policy, fc.array(request, { minLength: 5, maxLength: 5 }), (document, requests) => {
        const { statements } = parsePolicy(document, { holes: new Holes() })
        for (const asked of requests) {
          for (const [index, statement] of statements.entries()) {
            const raw = (document.Statement as Json[])[index] ?? {}
            const naive = documented(() => statementApplies(raw, asked, document.Version))
            const own = applies(statement, asked, isOutsider(asked))
            if (naive === undefined || own === MAYBE) continue
            expect(own === YES, JSON.stringify({ raw, asked })).toBe(naive)
          }
        }
      }),
      runs(900),
    )
  })

  test('small model: for every request there is a sample that the same statements apply to', () => {
    fc.assert(
      fc.property(policy, fc.array(request, { minLength: 3, maxLength: 3 }), (document, requests) => {
        const bucket = bucketWith(document)
        const space = bucket.space(bucket.policyStatements)
        for (const asked of requests) {
          const vector = documented(() =>
            (document.Statement as Json[]).map(one => statementApplies(one, asked, document.Version)),
          )
          if (vector === undefined) continue
          const bits = vector.map((applied, index) => ({ applied, bit: 1n << BigInt(index) }))
          const goal = {
            avoid: bits.reduce((mask, { applied, bit }) => (applied ? mask : mask | bit), 0n),
            need: bits.flatMap(({ applied, bit }) => (applied ? [bit] : [])),
            kinds: [asked.actor.kind],
            operations: (name: string): boolean => name === asked.action,
          }
          const { hit } = search(space, goal, false)
          expect(hit, JSON.stringify({ document, asked })).toBeDefined()
        }
      }),
      runs(900),
    )
  })
})

describe('verdicts', () => {
  const attacks = fc.array(request, { minLength: 15, maxLength: 15 })

  test('every request denied', () => {
    fc.assert(
      fc.property(policy, attacks, (document, requests) => {
        const verdict = everyRequestDenied(bucketWith(document), plainHttp, 'explicit')
        if (verdict.witness !== undefined) {
          expect(verdict.witness.context['aws:securetransport']).toEqual(['false'])
          expect(documented(() => decision(document, verdict.witness ?? ({} as Request)))).not.toBe('Deny')
        }
        if (verdict.answer !== 'yes') return
        for (const asked of requests) {
          const http = {
            'aws:securetransport': ['false'],
            's3:tlsversion': undefined,
            's3:dataaccesspointarn': undefined,
            's3:dataaccesspointaccount': undefined,
            's3:accesspointnetworkorigin': undefined,
          }
          const context = Object.fromEntries(
            Object.entries({ ...asked.context, ...http }).filter(
              (pair): pair is [string, string[]] => pair[1] !== undefined,
            ),
          )
          expect(documented(() => decision(document, { ...asked, context })) ?? 'Deny').toBe('Deny')
        }
      }),
      runs(400),
    )
  })

  test('the shortcut claims nothing that the search does not find', () => {
    const limits = { 'aws:securetransport': { anyOf: ['false'] } }
    const common = fc.record({
      Effect: fc.constantFrom('Deny', 'Deny', 'Allow'),
      Principal: fc.constantFrom('*', { AWS: '*' }, { AWS: ['222222222222', '*'] }, { AWS: '222222222222' }),
      Action: fc.constantFrom('s3:*', '*', 'S3:*', 's3:G*', ['s3:*Object*', 's3:*']),
      Resource: fc.constantFrom(
        ['arn:aws:s3:::b', 'arn:aws:s3:::b/*'],
        '*',
        'arn:aws:s3:::b*',
        'arn:aws:s3:::b/*',
      ),
      Condition: fc.constantFrom(
        { Bool: { 'aws:SecureTransport': 'false' } },
        { BoolIfExists: { 'aws:SecureTransport': ['false', 'true'] } },
        { Bool: { 'aws:SecureTransport': 'true' } },
        { Bool: { 'aws:SecureTransport': 'false' }, Null: { 'aws:Referer': 'true' } },
        {},
      ),
    })
    let used = 0
    fc.assert(
      fc.property(
        fc.oneof(
          common,
          policy.map(({ Statement }) => (Statement as Json[])[0] ?? {}),
        ),
        one => {
          const bucket = bucketWith({ Statement: [one] })
          const [statement] = bucket.policyStatements
          if (statement === undefined || !deniesAll(bucket, statement, limits)) return
          used++
          const space = bucket.space(bucket.policyStatements, limits)
          expect(search(space, { avoid: 1n, need: [], keys: limits }, false).hit).toBeUndefined()
        },
      ),
      runs(400),
    )
    expect(used).toBeGreaterThan(10)
  })

  test('what anybody may do', () => {
    fc.assert(
      fc.property(policy, attacks, (document, requests) => {
        const bucket = bucketWith(document)
        const verdict = anonymousMay(bucket, 'read')
        const other = accountMay(bucket, '222222222222', 'read')
        for (const { witness } of [verdict, other])
          if (witness !== undefined)
            expect(documented(() => decision(document, witness)) ?? 'Allow').toBe('Allow')
        for (const asked of requests) {
          if (asked.action !== 's3:GetObject' || documented(() => decision(document, asked)) !== 'Allow')
            continue
          if (asked.actor.kind === 'anonymous')
            expect(verdict.answer, JSON.stringify({ document, asked })).not.toBe('no')
          const own = asked.context['s3:dataaccesspointaccount']?.[0] === OWNER
          if (asked.actor.account === '222222222222' && !own)
            expect(other.answer, JSON.stringify({ document, asked })).not.toBe('no')
        }
      }),
      runs(400),
    )
  })

  test('public, with a witness that a stranger can send', () => {
    fc.assert(
      fc.property(policy, document => {
        const { witness } = policyIsPublic(bucketWith(document))
        if (witness === undefined) return
        expect(documented(() => decision(document, witness)) ?? 'Allow').toBe('Allow')
        expect([OWNER, '222222222222']).not.toContain(
          JSON.stringify(document).includes(witness.actor.account ?? '-') ? witness.actor.account : '',
        )
      }),
      runs(400),
    )
  })

  test('at most as permissive', () => {
    fc.assert(
      fc.property(policy, policy, attacks, (first, second, requests) => {
        const bucket = bucketWith(first)
        const { holes } = bucket
        const { answer, witness } = atMost(
          bucket,
          parsePolicy(first, { holes }),
          parsePolicy(second, { holes }),
        )
        if (witness !== undefined) {
          expect(documented(() => decision(first, witness)) ?? 'Allow').toBe('Allow')
          expect(documented(() => decision(second, witness))).not.toBe('Allow')
        }
        if (answer !== 'yes') return
        for (const asked of requests)
          if (documented(() => decision(first, asked)) === 'Allow')
            expect(
              documented(() => decision(second, asked)) ?? 'Allow',
              JSON.stringify({ first, second, asked }),
            ).toBe('Allow')
      }),
      runs(300),
    )
  })

  test('required encryption', () => {
    fc.assert(
      fc.property(policy, attacks, (document, requests) => {
        const { answer, witness } = requiresEncryption(bucketWith(document), { sse: ['aws:kms'] })
        if (witness !== undefined) expect(documented(() => decision(document, witness))).not.toBe('Deny')
        if (answer !== 'yes') return
        for (const asked of requests)
          if (
            asked.action === 's3:PutObject' &&
            asked.context['s3:x-amz-server-side-encryption']?.[0] !== 'aws:kms'
          )
            expect(documented(() => decision(document, asked)) ?? 'Deny').toBe('Deny')
      }),
      runs(400),
    )
  })
})

describe('holes', () => {
  const answersOf = (verdicts: readonly Verdict[]): string[] =>
    verdicts.map(({ answer, hinge }) => {
      expect(hinge.length > 0).toBe(answer === 'unknown')
      expect(hinge).not.toContain('the engine could not confirm its own witness')
      return answer
    })

  /** Some texts of the policy become unknown values. */
  const places = [
    '222222222222',
    'o-a',
    'vpce-1',
    'arn:aws:s3:::b/a',
    'alice',
    'r',
    'x',
    '203.0.113.0/24',
    'aws:kms',
    'true',
  ]
  const values: Readonly<Record<string, readonly string[]>> = {
    '222222222222': ['333333333333', OWNER],
    'arn:aws:s3:::b/a': ['arn:aws:s3:::other/a', 'arn:aws:s3:::b/b'],
    '203.0.113.0/24': ['10.0.0.0/8', '0.0.0.0/0'],
    true: ['false'],
  }

  test('a definite answer holds for every value', () => {
    fc.assert(
      fc.property(policy, fc.subarray(places, { minLength: 1, maxLength: 2 }), (document, chosen) => {
        const holes = new Holes()
        const fill = (by: (place: string) => string): Json => {
          let written = JSON.stringify(document)
          for (const place of chosen)
            written = written
              .replaceAll(`"${place}`, `"${by(place)}`)
              .replaceAll(`/${place}"`, `/${by(place)}"`)
          return JSON.parse(written) as Json
        }
        const holed = parsePolicy(
          fill(place => holes.hole('unknown', place)),
          { holes },
        )
        const bucket = new Bucket({ holes, name: 'b', owner: OWNER, policy: holed })
        const ask = (one: Bucket): string[] =>
          answersOf([
            everyRequestDenied(one, plainHttp, 'explicit'),
            everyRequestDenied(one, plainHttp, 'effective'),
            anonymousMay(one, 'read'),
            accountMay(one, '333333333333', 'read'),
          ])
        const general = ask(bucket)
        for (const at of [0, 1, 2]) {
          const filled = fill(place => [place, ...(values[place] ?? ['q', 'z'])][at] ?? 'w')
          const special = ask(bucketWith(filled))
          for (const [index, answer] of general.entries())
            if (answer !== 'unknown' && special[index] !== 'unknown')
              expect(special[index], JSON.stringify({ filled, index, chosen })).toBe(answer)
        }
      }),
      runs(150),
    )
  })

  test('of the bucket name or the owner too', () => {
    fc.assert(
      fc.property(policy, fc.boolean(), (document, name) => {
        const holes = new Holes()
        const parsed = parsePolicy(document, { holes })
        const bucket = new Bucket({
          holes,
          name: name ? holes.hole('unknown', 'Name', 'atom') : 'b',
          owner: name ? OWNER : holes.hole('unknown', 'Owner', 'account'),
          policy: parsed,
        })
        const ask = (one: Bucket): string[] =>
          answersOf([
            everyRequestDenied(one, plainHttp, 'explicit'),
            everyRequestDenied(one, plainHttp, 'effective'),
            anonymousMay(one, 'read'),
          ])
        const general = ask(bucket)
        for (const value of name ? ['b', 'other', 'c'] : [OWNER, '222222222222', '999999999999']) {
          const special = ask(
            new Bucket({ holes, name: name ? value : 'b', owner: name ? OWNER : value, policy: parsed }),
          )
          for (const [index, answer] of general.entries())
            if (answer !== 'unknown' && special[index] !== 'unknown')
              expect(special[index], JSON.stringify({ document, value, index })).toBe(answer)
        }
      }),
      runs(120),
    )
  })
})
