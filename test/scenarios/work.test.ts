/** Nothing takes for ever: templates made to multiply end at a bound that is named, and say what was not asked. */
import { expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { check, type ActiveRule, type WorkBounds } from '../../src/check.ts'
import { EVERY_RULE } from '../../src/finding.ts'
import { deployment, readUnits } from '../../src/formats/cloudformation/index.ts'
import { Estate } from '../../src/model/estate.ts'
import { Budget, within } from '../../src/model/work.ts'
import { Bucket, everyRequestDenied, Holes, parsePolicy, plainHttp } from '../../src/proof/index.ts'
import { parseJson } from '../../src/syntax/index.ts'
import { Source } from '../../src/text/source.ts'

const ample: WorkBounds = { resource: Infinity, unit: Infinity, share: 0 }

function checked(template: unknown, ids: readonly string[], bounds?: WorkBounds) {
  const { root } = parseJson(new Source('template.json', JSON.stringify(template)))
  if (root?.kind !== 'map') throw new Error('the test made no template')
  const { units } = readUnits([{ root }], deployment({}, new Map()), () => undefined)
  const active = ids.map((id): ActiveRule => {
    const rule = rules[id]?.rule
    if (!rule) throw new Error(`no rule ${id}`)
    return { id, rule, severity: rule.severity, strict: true }
  })
  return check(new Estate(units), () => active, undefined, bounds)
}

/** Buckets whose policies read conditions, each a statement. */
function conditional(buckets: number, conditions: number) {
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index)
  const record = (prefix: string, count: number, make: (index: number) => unknown) =>
    Object.fromEntries(numbers(count).map(index => [`${prefix}${index}`, make(index)]))
  const statement = (index: number) => ({
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${111111111100 + index}:root` },
    Action: 's3:GetObject',
    Resource: `arn:aws:s3:::data/${index}*`,
  })
  const policy = (index: number) => ({
    Type: 'AWS::S3::BucketPolicy',
    Properties: {
      Bucket: { Ref: `B${index}` },
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: numbers(conditions).map(each => ({
          'Fn::If': [`C${each}`, statement(each), { Ref: 'AWS::NoValue' }],
        })),
      },
    },
  })
  return {
    Parameters: record('P', conditions, () => ({ Type: 'String', Default: 'a' })),
    Conditions: record('C', conditions, index => ({ 'Fn::Equals': [{ Ref: `P${index}` }, 'x'] })),
    Resources: {
      ...record('B', buckets, () => ({ Type: 'AWS::S3::Bucket' })),
      ...record('Q', buckets, policy),
    },
  }
}

const asked = ['versioning-off', 'bucket-allows-http', 'lifecycle-keeps-uploads']

test('a resource that takes too much is told with each rule that was not asked', () => {
  const bounds = { ...ample, resource: 20_000 }
  const { findings, notFullyChecked, errors } = checked(conditional(1, 6), asked, bounds)
  const cause = 'more than 20,000 steps of work for one resource'
  expect(errors).toEqual([])
  expect(notFullyChecked.map(each => [each.rule, each.address, each.cause])).toEqual([
    ['bucket-allows-http', 'B0', cause],
    ['lifecycle-keeps-uploads', 'B0', cause],
  ])
  expect(findings.map(({ rule }) => rule)).toEqual(['versioning-off'])
})

test('a unit that takes too much is told once with each resource that was not asked about everything', () => {
  const bounds = { ...ample, unit: 20_000, share: 1 }
  const { notFullyChecked, errors } = checked(conditional(3, 6), asked, bounds)
  const cause = 'more than 20,006 steps of work for what is deployed together'
  expect(errors).toEqual([])
  expect(notFullyChecked.map(each => [each.rule, each.address, each.cause])).toEqual(
    ['B0', 'B1', 'B2'].map(address => [EVERY_RULE, address, cause]),
  )
})

test('what ends at a bound ends there each time', () => {
  const bounds = { resource: 100_000, unit: 150_000, share: 1000 }
  const run = () => {
    const { findings, notFullyChecked } = checked(conditional(4, 5), asked, bounds)
    return { findings, notFullyChecked }
  }
  const first = run()
  expect(first.notFullyChecked.length).toBeGreaterThan(0)
  expect(run()).toEqual(first)
})

test('an ordinary template is far from the bounds', () => {
  const { notFullyChecked } = checked(conditional(2, 2), Object.keys(rules), {
    resource: 1_000_000,
    unit: 1_000_000,
    share: 0,
  })
  expect(notFullyChecked).toEqual([])
})

/** Statements whose patterns all run into each other. */
const entangled = (count: number) =>
  Array.from({ length: count }, (_, index) => {
    const letter = (step: number) => String.fromCharCode(97 + ((index * step) % 26))
    return {
      Effect: index % 2 === 0 ? 'Deny' : 'Allow',
      Principal: '*',
      Action: `s3:*${'GPDL'[index % 4] ?? ''}*`,
      Resource: `arn:aws:s3:::data/*${letter(1)}*${letter(7)}${index}*`,
      Condition: {
        StringLike: { 'aws:UserAgent': `*${letter(3)}*${index}*` },
        StringNotLike: { 'aws:Referer': [`*${index}*x*`] },
      },
    }
  })

function subjectOf(statements: readonly unknown[]): Bucket {
  const holes = new Holes()
  const policy = parsePolicy({ Version: '2012-10-17', Statement: statements }, { holes })
  return new Bucket({ holes, name: 'data', owner: '111111111111', policy })
}

test('questions about an entangled policy end as not known, and name the bound', () => {
  const subject = subjectOf(entangled(40))
  const answers = Array.from({ length: 12 }, (_, index) => {
    const requests = { context: { 'aws:UserAgent': { anyOf: [`agent ${index}`] } } }
    return everyRequestDenied(subject, requests, 'explicit')
  })
  const last = answers.at(-1)
  expect(last?.answer).toBe('unknown')
  expect(last?.hinge).toEqual(['more than 1,500,000 steps of work'])
})

test('75 ordinary statements are far from the bound', () => {
  const ordinary = Array.from({ length: 75 }, (_, index) => ({
    Effect: index % 5 === 0 ? 'Deny' : 'Allow',
    Principal: { AWS: `arn:aws:iam::${222222222200 + index}:role/app` },
    Action: ['s3:GetObject', 's3:PutObject'],
    Resource: `arn:aws:s3:::data/team-${index}/*`,
    Condition: { Bool: { 'aws:SecureTransport': 'true' }, IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
  }))
  const work = new Budget(500_000)
  const verdict = within(
    work,
    () => everyRequestDenied(subjectOf(ordinary), plainHttp, 'explicit'),
    undefined,
  )
  expect(verdict?.answer).toBe('no')
})
