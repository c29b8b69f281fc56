import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  anonymousMay,
  Bucket,
  everyRequestDenied,
  Holes,
  parsePolicy,
  plainHttp,
} from '../../src/proof/index.ts'
import { MAX_STATEMENTS } from '../../src/proof/parse.ts'
import { policy } from './arbitrary.ts'

const statement = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' }
const issuesOf = (document: unknown): string[] =>
  parsePolicy(document, { holes: new Holes() }).issues.map(
    ({ path, problem }) => `${path.join('.')} ${problem}`,
  )
const change = (more: object): string[] =>
  issuesOf({ Version: '2012-10-17', Statement: [{ ...statement, ...more }] })

describe('issues', () => {
  test.each([
    ['nothing wrong', {}, []],
    ['an action of the wrong type', { Action: [1] }, ['Statement.0.Action.0 structure']],
    ['no action', { Action: undefined }, ['Statement.0 missing']],
    ['both', { NotAction: 's3:*' }, ['Statement.0 conflict']],
    ['an effect in lower case', { Effect: 'allow' }, ['Statement.0.Effect structure']],
    ['an unknown element', { Actions: 's3:*' }, ['Statement.0.Actions structure']],
    [
      'a part of a principal as a wildcard',
      { Principal: { AWS: 'arn:aws:iam::1:role/*' } },
      ['Statement.0.Principal.AWS principal'],
    ],
    ['an unknown type of principal', { Principal: { User: 'x' } }, ['Statement.0.Principal.User principal']],
    ['a text as principal', { Principal: 'me' }, ['Statement.0.Principal principal']],
    ['no ARN', { Resource: 'b/*' }, ['Statement.0.Resource resource']],
    ['no action name', { Action: 'GetObject' }, ['Statement.0.Action action']],
    [
      'no operator',
      { Condition: { StringMatches: { 'aws:Referer': 'x' } } },
      ['Statement.0.Condition.StringMatches operator'],
    ],
    [
      'an address that is none',
      { Condition: { IpAddress: { 'aws:SourceIp': '300.1.1.1' } } },
      ['Statement.0.Condition.IpAddress.aws:SourceIp value'],
    ],
    [
      'no number',
      { Condition: { NumericLessThan: { 's3:TlsVersion': 'x' } } },
      ['Statement.0.Condition.NumericLessThan.s3:TlsVersion value'],
    ],
    [
      'null',
      { Condition: { Bool: { 'aws:SecureTransport': null } } },
      ['Statement.0.Condition.Bool.aws:SecureTransport value'],
    ],
    [
      'a number and a boolean',
      { Condition: { Bool: { 'aws:SecureTransport': true }, NumericLessThan: { 's3:TlsVersion': 1.2 } } },
      [],
    ],
  ])('%s', (_, more, expected) => {
    expect(change(more)).toEqual(expected)
  })

  test('of the document', () => {
    expect(issuesOf('{')).toEqual([' structure'])
    expect(issuesOf({})).toEqual([' missing'])
    expect(issuesOf({ Version: '2020', Statement: statement })).toEqual(['Version version'])
    expect(issuesOf({ Statement: { ...statement, Resource: 'arn:aws:s3:::b/${aws:username}' } })).toEqual([
      'Statement.0.Resource version',
    ])
    expect(
      issuesOf({
        Statement: [
          { ...statement, Sid: 'A' },
          { ...statement, Sid: 'A' },
        ],
      }),
    ).toEqual(['Statement.1.Sid duplicate'])
  })

  test('the text of a document will do', () => {
    expect(
      parsePolicy(JSON.stringify({ Statement: statement }), { holes: new Holes() }).statements,
    ).toHaveLength(1)
  })
})

test('a document cannot smuggle holes in by escapes', () => {
  const holes = new Holes()
  const self = holes.hole('opaque', 'Bucket', 'atom')
  const text = JSON.stringify({ Statement: { ...statement, Resource: 'arn:aws:s3:::X/*' } }).replace(
    'X',
    '\\ue000',
  )
  const bucket = new Bucket({ holes, name: self, policy: parsePolicy(text, { holes }) })
  expect(anonymousMay(bucket, 'read').answer).toBe('no')
})

test('many issues do not make the rest valid', () => {
  const bad = Array.from({ length: 150 }, () => ({ ...statement, Foo: 1 }))
  const { issues, statements } = parsePolicy({ Statement: bad }, { holes: new Holes() })
  expect(issues).toHaveLength(100)
  expect(statements.every(({ exists }) => exists === 1)).toBe(true)
})

describe('hostile documents', () => {
  const ask = (document: unknown): string => {
    const holes = new Holes()
    const bucket = new Bucket({ holes, name: 'b', policy: parsePolicy(document, { holes }) })
    const verdicts = [everyRequestDenied(bucket, plainHttp, 'explicit'), anonymousMay(bucket, 'read')]
    for (const { answer, hinge } of verdicts) expect(answer === 'unknown').toBe(hinge.length > 0)
    return verdicts.map(({ answer }) => answer).join('')
  }

  test('never throw', () => {
    const junk = fc.oneof(
      fc.anything(),
      fc.jsonValue(),
      fc.constantFrom('', '*', 'arn:', '__proto__', 'constructor', '${', '${}', '\u0001'),
    )
    const spoiled = fc
      .tuple(
        policy,
        fc.constantFrom('Effect', 'Principal', 'Action', 'Resource', 'Condition', 'Sid', 'NotAction'),
        junk,
      )
      .map(([document, element, value]) => ({
        ...document,
        Statement: [...(document.Statement as object[]), { ...statement, [element]: value }],
      }))
    const deep = fc.tuple(fc.string(), fc.string(), junk).map(([operator, key, value]) => ({
      Statement: [{ ...statement, Condition: { [operator]: { [key]: value } } }],
    }))
    fc.assert(
      fc.property(fc.oneof(junk, spoiled, deep), document => {
        expect(ask(document)).toMatch(/^(yes|no|unknown)+$/)
      }),
      { numRuns: 400, seed: 3 },
    )
  })

  const bounded = (document: unknown): string => {
    const before = performance.now()
    const answer = ask(document)
    expect(performance.now() - before).toBeLessThan(10_000)
    return answer
  }

  test('thousands of statements', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => ({
      ...statement,
      Sid: `S${index}`,
      Resource: `arn:aws:s3:::b/${index}/*`,
    }))
    expect(parsePolicy({ Statement: many }, { holes: new Holes() }).statements.length).toBeLessThan(
      MAX_STATEMENTS + 3,
    )
    expect(bounded({ Statement: many.slice(0, 350) })).toBe('noyes')
  })

  test('entangled wildcards', () => {
    const entangled = Array.from({ length: 20 }, (_, index) => ({
      ...statement,
      Effect: 'Deny',
      Resource: `arn:aws:s3:::b/*-part${index}-*`,
    }))
    expect(bounded({ Statement: entangled })).toBe('nono')
    expect(bounded({ Statement: { ...statement, Resource: `arn:aws:s3:::b/${'*a'.repeat(3000)}` } })).toMatch(
      /^no/,
    )
    expect(bounded({ Statement: { ...statement, Resource: `arn:aws:s3:::b/*a${'?'.repeat(60)}` } })).toMatch(
      /^no/,
    )
  })

  test('conditions that encode a puzzle', () => {
    const tags = 30
    const puzzle = Array.from({ length: 128 }, (_, clause) => ({
      ...statement,
      Effect: 'Deny',
      Action: 's3:*',
      Condition: {
        [clause % 2 === 0 ? 'StringEquals' : 'StringNotEquals']: Object.fromEntries(
          [1, 7, 11].map(step => [`aws:PrincipalTag/t${(clause * step + step) % tags}`, '1']),
        ),
        StringEquals: { [`aws:PrincipalTag/t${(clause * 13) % tags}`]: '1' },
      },
    }))
    expect(bounded({ Statement: puzzle })).toMatch(/^(no|unknown)/)
  })
})
