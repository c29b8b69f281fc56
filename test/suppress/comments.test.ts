/** Comments of YAML templates: where they hold, and what is said of those that do not. */
import { describe, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { readComment } from '../../src/model/directive.ts'
import type { Lock } from '../../src/settings.ts'
import { reportOn, told } from './linting.ts'

/** A bucket whose versioning is suspended in line 9, with a comment in one place. */
const bucket = (places: {
  above?: string
  header?: string
  first?: string
  inside?: string
  key?: string
  line?: string
}) => `Resources:
  ${places.above ?? '#'}
  Data: ${places.header ?? ''}
    ${places.first ?? '#'}
    Type: AWS::S3::Bucket
    Properties:
      BucketName: data ${places.inside ?? ''}
      VersioningConfiguration: ${places.key ?? ''}
        Status: Suspended ${places.line ?? ''}
`
const both = '# bucketlint-ignore versioning-suspended, bucket-allows-http: old versions go first'
const one = '# bucketlint-ignore versioning-suspended: old versions go first'

describe('holds', () => {
  test.each(['above', 'header', 'first'] as const)('for the whole resource: %s', place => {
    expect(told(reportOn(bucket({ [place]: both })))).toEqual({
      left: [],
      suppressed: ['3 bucket-allows-http Data', '9 versioning-suspended Data'],
    })
  })

  test.each(['key', 'line'] as const)('for what is below and for what is missing: %s', place => {
    expect(told(reportOn(bucket({ [place]: both }))).left).toEqual([])
  })

  test('for the line alone elsewhere', () => {
    expect(told(reportOn(bucket({ inside: one }))).left).toEqual([
      '3 bucket-allows-http Data',
      '7 suppression-unused',
      '9 versioning-suspended Data',
    ])
  })

  test('above other comments and blank lines', () => {
    expect(told(reportOn(bucket({ above: `${one}\n\n  # another\n` }))).left).toEqual([
      '6 bucket-allows-http Data',
    ])
  })

  test('for one resource only', () => {
    const other = bucket({})
      .replace('Resources:\n', '')
      .replaceAll('Data', 'Other')
      .replace(/ data /, ' other ')
    expect(told(reportOn(bucket({ above: both }) + other)).left).toEqual([
      '11 bucket-allows-http Other',
      '17 versioning-suspended Other',
    ])
  })

  test('for what a policy does to the bucket, at the policy and at the bucket', () => {
    const template = (data: string, policy: string) => `Resources:
  Data: ${data}
    Type: AWS::S3::Bucket
  Policy: ${policy}
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Data
      PolicyDocument:
        Statement: [{ Effect: Allow, Principal: '*', Action: 's3:*', Resource: '*' }]
`
    const ignore = '# bucketlint-ignore bucket-allows-http: internal'
    expect(told(reportOn(template('', ''))).left).toEqual(['8 bucket-allows-http Data'])
    expect(told(reportOn(template(ignore, ''))).left).toEqual([])
    expect(told(reportOn(template('', ignore))).left).toEqual([])
  })
})

test('findings that are suppressed are kept with reason and place', () => {
  const { suppressed } = reportOn(bucket({ line: one }))
  expect(suppressed).toMatchObject([
    {
      by: 'comment',
      reason: 'old versions go first',
      location: { line: 9 },
      finding: { severity: 'medium' },
    },
  ])
})

describe('dates', () => {
  const until = (date: string) => told(reportOn(bucket({ line: `${one} until ${date}` }))).left

  test.each(['2026-06-15', '2026-06-16', '9999-12-31'])('%s is not over', date => {
    expect(until(date)).toEqual(['3 bucket-allows-http Data'])
  })

  test.each(['2026-06-14', '2026-13-40', '2026-02-30', '31.12.2030', 'the end of the year', '20300101'])(
    '%s is over, or no date',
    date => {
      expect(until(date)).toEqual([
        '3 bucket-allows-http Data',
        '9 versioning-suspended Data',
        '9 suppression-expired',
      ])
    },
  )
})

describe('what does not hold is told', () => {
  const messages = (comment: string) =>
    reportOn(bucket({ line: comment }))
      .findings.filter(({ rule }) => rule.startsWith('suppression-'))
      .map(({ rule, message }) => `${rule}: ${message}`)

  test.each([
    [
      '# bucketlint-ignore versioning-suspended',
      'suppression-without-reason: no reason is given for suppressing versioning-suspended',
    ],
    [
      '# bucketlint-ignore versioning-suspended:',
      'suppression-without-reason: no reason is given for suppressing versioning-suspended',
    ],
    [
      '# bucketlint-ignore versoning-suspended: x',
      "suppression-unknown-rule: there is no rule 'versoning-suspended': did you mean 'versioning-suspended'?",
    ],
    ['# bucketlint-ignore constructor: x', "suppression-unknown-rule: there is no rule 'constructor'"],
    [
      '# bucketlint-ignore: x',
      'suppression-unknown-rule: the suppression names no rule: expected bucketlint-ignore RULE: reason',
    ],
    [
      '# bucketlint-disable versioning-suspended: x',
      "suppression-unknown-rule: 'bucketlint-disable' suppresses nothing: expected bucketlint-ignore RULE: reason",
    ],
    [
      '# bucketlint-ignore syntax-error: x',
      'suppression-unknown-rule: syntax-error cannot be suppressed: it can be turned off by a config',
    ],
    [
      '# bucketlint-ignore logging-loop: x',
      'suppression-unused: there is no finding of logging-loop here to suppress',
    ],
  ])('%s', (comment, message) => {
    expect(messages(comment)).toEqual([message])
  })

  test('prose is none', () => {
    expect(messages('# bucketlint is run by CI, bucketlint-ignore is explained there')).toEqual([])
  })

  test('what was not looked for is not unused', () => {
    expect(told(reportOn(bucket({ line: one }), { rules: { 'versioning-suspended': 'off' } })).left).toEqual([
      '3 bucket-allows-http Data',
    ])
    const strict = bucket({ line: '# bucketlint-ignore signature-v2-allowed: x' })
    expect(told(reportOn(strict, { only: undefined })).left.join()).not.toContain('suppression-unused')
  })

  test('what is asked for alone is looked for all the same', () => {
    const only = ['suppression-unused']
    expect(told(reportOn(bucket({ line: one }), { only })).left).toEqual([])
    expect(told(reportOn(bucket({ inside: one }), { only })).left).toEqual(['7 suppression-unused'])
  })
})

test('ids are known in any case, and by former names', () => {
  const table = structuredCloneOf('versioning-suspended', ['versioning-paused'])
  const report = (id: string) =>
    told(reportOn(bucket({ line: `# bucketlint-ignore ${id}: x` }), {}, table)).left
  expect(report('Versioning-SUSPENDED')).toEqual(['3 bucket-allows-http Data'])
  expect(report('Versioning-Paused')).toEqual(['3 bucket-allows-http Data'])
})

test('former names are given to no other rule', () => {
  const former = Object.values(rules).flatMap(({ rule }) => rule.formerly ?? [])
  expect([...new Set(former)]).toEqual(former)
  expect(former.filter(id => Object.hasOwn(rules, id))).toEqual([])
})

/** The rules, one of them with former ids. */
function structuredCloneOf(id: string, formerly: readonly string[]) {
  const entry = rules[id]
  if (!entry) throw new Error(`no rule ${id}`)
  return { ...rules, [id]: { ...entry, rule: { ...entry.rule, formerly } } }
}

test('locked rules are not suppressed, and that is noted', () => {
  const locks = new Map<string, Lock>([['versioning-suspended', { by: '../org.yaml', except: new Set() }]])
  const { findings } = reportOn(bucket({ line: one }), { locks })
  const finding = findings.find(({ rule }) => rule === 'versioning-suspended')
  expect(finding?.notes.map(({ message }) => message)).toEqual([
    'versioning-suspended is locked by ../org.yaml: it cannot be suppressed here',
  ])
})

describe('hostile comments', () => {
  test('are read in little time', () => {
    const start = performance.now()
    readComment(`bucketlint-ignore a: ${'until '.repeat(200_000)}`)
    readComment(`bucketlint-ignore ${', '.repeat(200_000)}: x`)
    readComment(`bucketlint-${'-'.repeat(200_000)}`)
    const many = Array.from({ length: 20_000 }, () => `  ${one}\n`).join('')
    reportOn(bucket({}) + many)
    reportOn(`${many}${bucket({})}`)
    reportOn(`${bucket({})}${many.replaceAll(/versioning-suspended/g, () => `versoning-${Math.random()}`)}`)
    const items = Array.from({ length: 4000 }, (_, index) => `        - a${index} ${one}\n`).join('')
    reportOn(`${bucket({})}        Other:\n${items}`)
    const buckets = Array.from({ length: 300 }, (_, index) =>
      bucket({ key: one }).replace('Data', `B${index}`),
    )
    reportOn(`Resources:\n${buckets.join('').replaceAll('Resources:\n', '')}`)
    expect(performance.now() - start).toBeLessThan(10_000)
  })

  test('in values are no comments', () => {
    const { left } = told(
      reportOn(bucket({}).replace('name: data', `name: "data ${one}"`).replace('data ', `"data ${one}" `)),
    )
    expect(left).toContain('9 versioning-suspended Data')
  })
})
