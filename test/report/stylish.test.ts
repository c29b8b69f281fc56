import { describe, expect, test } from 'vitest'
import type { Finding } from '../../src/finding.ts'
import { stylish } from '../../src/report/stylish.ts'
import { Source } from '../../src/text/source.ts'
import { at, guess, http, options, reportOf, reportOn, rules, selfLog, tags, template } from './reports.ts'

test('a clean report is its last line', () => {
  expect(stylish(reportOf({ files: 1, buckets: 1 }), options)).toBe('1 file, 1 bucket, 0 findings\n')
})

test('shows findings with their lines, why once, and what to do', () => {
  const report = reportOf({ findings: [http, selfLog, selfLog] })
  expect(stylish(report, options)).toMatchInlineSnapshot(`
    "medium bucket-allows-http: plain HTTP is not denied for any request that
      somebody may be allowed, whatever it reads or writes
      --> infra/logs.yaml:2:3 in App/Logs/Resource
       |
     2 |   Logs:
       |   ^^^^
      ::: lib/logs.ts:12:5
       = when  IsProd is false and Stage is test
       = note  also when IsProd is true
       = proof anyone may send s3:GetObject for arn:aws:s3:::logs/any over plain
               HTTP
       = why   Whoever is on the way reads along.
       = fix   Deny requests where aws:SecureTransport is false.
       = note  the policy does not deny it
      ::: infra/logs.yaml:7:3
       |
     7 |   Policy:
       |   ------
       = note  nor does this file
      ::: other.yaml:1:1

    high bucket-logs-to-itself: the bucket is its own log target
     --> infra/logs.yaml:6:9 in Logs
      |
    6 |         DestinationBucketName: !Ref Logs
      |         ^^^^^^^^^^^^^^^^^^^^^
      = why   Each delivered log object is itself a logged request, so that the
              bucket grows for ever and every object in it is paid for.
      = fix   Send the logs to a separate bucket in the same region.

    high bucket-logs-to-itself: the bucket is its own log target
     --> infra/logs.yaml:6:9 in Logs
      |
    6 |         DestinationBucketName: !Ref Logs
      |         ^^^^^^^^^^^^^^^^^^^^^
      = fix   Send the logs to a separate bucket in the same region.

    2 files, 3 buckets, 3 findings (2 high, 1 medium)
    "
  `)
})

test('lists what is suppressed where that is asked for, with who says so and why', () => {
  const report = reportOf({
    suppressed: [
      { finding: selfLog, by: 'comment', reason: 'it is emptied every night' },
      { finding: http, by: 'baseline', reason: 'in the baseline' },
    ],
  })
  expect(stylish(report, options)).not.toContain('Suppressed')
  expect(stylish(report, { ...options, includeSuppressed: true })).toMatchInlineSnapshot(`
    "Suppressed:
      infra/logs.yaml:6:9: high bucket-logs-to-itself: the bucket is its own log
        target (comment: it is emptied every night)
      infra/logs.yaml:2:3: medium bucket-allows-http: plain HTTP is not denied for
        any request that somebody may be allowed, whatever it reads or writes, when
        IsProd is false and Stage is test (in the baseline)

    2 files, 3 buckets, 0 findings, 2 suppressed
    "
  `)
  expect(stylish(report, { ...options, includeSuppressed: true, quiet: 'low' })).not.toContain('Suppressed')
})

test('tells the authors of CDK programs what to do there', () => {
  const rule = {
    ...rules['bucket-logs-to-itself'].rule,
    remedyInCdk: 'serverAccessLogsBucket: another Bucket.',
  }
  const table = { 'bucket-logs-to-itself': { subject: 'logging', rule } }
  const construct = { ...selfLog, resource: { ...selfLog.resource, construct: 'App/Logs/Resource' } }
  const fixes = (finding: Finding) =>
    stylish(reportOf({ findings: [finding] }), { ...options, rules: table }).match(/= fix .*/g)
  expect(fixes(construct)).toEqual(['= fix   serverAccessLogsBucket: another Bucket.'])
  expect(fixes(selfLog)).toEqual([`= fix   ${rule.remedy}`])
})

test('colours through the paint it is given', () => {
  expect(stylish(reportOf({ findings: [selfLog] }), { ...options, paint: tags })).toMatchInlineSnapshot(`
    "<bold,red>high</> bucket-logs-to-itself:<bold> the bucket is its own log target</>
     <blue>--></> infra/logs.yaml:6:9<dim> in Logs</>
      <blue>|</>
    <blue>6</> <blue>|</>         DestinationBucketName: !Ref Logs
      <blue>|</>         <bold,red>^^^^^^^^^^^^^^^^^^^^^</>
      <blue>=</> <bold>why</>   Each delivered log object is itself a logged request, so that the
              bucket grows for ever and every object in it is paid for.
      <blue>=</> <bold>fix</>   Send the logs to a separate bucket in the same region.

    2 files, 3 buckets, 1 finding (<bold,red>1 high</>)
    "
  `)
})

describe('what could not be decided', () => {
  const findings = [
    guess(selfLog, 'parameter LogBucketName'),
    guess(http, 'parameter LogBucketName'),
    guess(http, 'import SharedLogs'),
    guess(http, 'AWS::AccountId, AWS::Region', 'parameter Stage', 'AWS::Region'),
  ]

  test('is summed up by cause', () => {
    expect(stylish(reportOf({ findings }), options)).toMatchInlineSnapshot(`
      "Not decided (listed with --possible):
        2 checks depend on parameter LogBucketName: pass --param LogBucketName=VALUE
        1 check depends on import SharedLogs
        1 check depends on AWS::AccountId, AWS::Region and parameter Stage and
          AWS::Region: pass --account ID --region REGION --param Stage=VALUE

      2 files, 3 buckets, 0 findings, 4 possible
      "
    `)
  })

  test('is listed on demand', () => {
    const report = reportOf({ findings: [guess({ ...http, notes: [] }, 'import SharedLogs', 'Stage')] })
    expect(stylish(report, { ...options, possible: true })).toMatchInlineSnapshot(`
      "possible medium bucket-allows-http: plain HTTP is not denied for any request
        that somebody may be allowed, whatever it reads or writes
        --> infra/logs.yaml:2:3 in App/Logs/Resource
         |
       2 |   Logs:
         |   ^^^^
        ::: lib/logs.ts:12:5
         = when  IsProd is false and Stage is test
         = proof anyone may send s3:GetObject for arn:aws:s3:::logs/any over plain
                 HTTP
         = open  depends on import SharedLogs and Stage
         = why   Whoever is on the way reads along.
         = fix   Deny requests where aws:SecureTransport is false.

      2 files, 3 buckets, 0 findings, 1 possible
      "
    `)
  })
})

test('tells notices, checks that are not complete, and errors', () => {
  const report = reportOf({
    notices: [{ message: 'Logs is written twice', location: at(template, 'Logs') }],
    notFullyChecked: [
      { rule: 'bucket-allows-http', address: 'Logs', file: 'infra/logs.yaml', cause: 'more than 256 worlds' },
    ],
    errors: [{ message: 'gone.yaml: no such file or folder' }],
  })
  expect(stylish(report, options)).toMatchInlineSnapshot(`
    "notice: Logs is written twice
     --> infra/logs.yaml:2:3
      |
    2 |   Logs:
      |   ^^^^

    notice: bucket-allows-http was not fully checked on Logs in infra/logs.yaml:
      more than 256 worlds

    error: gone.yaml: no such file or folder

    2 files, 3 buckets, 0 findings, 1 not fully checked, 1 error
    "
  `)
})

describe('quiet', () => {
  const findings = [http, selfLog, guess(selfLog, 'import x')]
  const report = reportOf({ findings, notices: [{ message: 'unheard' }], errors: [{ message: 'heard' }] })

  test('says what fails the run, a line each', () => {
    expect(stylish(report, { ...options, quiet: 'medium' })).toMatchInlineSnapshot(`
      "infra/logs.yaml:2:3: medium bucket-allows-http: plain HTTP is not denied for any request that somebody may be allowed, whatever it reads or writes, when IsProd is false and Stage is test
      infra/logs.yaml:6:9: high bucket-logs-to-itself: the bucket is its own log target
      error: heard
      2 files, 3 buckets, 2 findings (1 high, 1 medium), 1 possible, 1 error
      "
    `)
  })

  test('leaves out what is below', () => {
    expect(stylish(reportOf({ findings }), { ...options, quiet: 'high' })).toMatchInlineSnapshot(`
      "infra/logs.yaml:6:9: high bucket-logs-to-itself: the bucket is its own log target
      2 files, 3 buckets, 2 findings (1 high, 1 medium), 1 possible
      "
    `)
    expect(stylish(reportOf({ findings }), { ...options, quiet: 'never' })).toMatchInlineSnapshot(`
      "2 files, 3 buckets, 2 findings (1 high, 1 medium), 1 possible
      "
    `)
  })
})

describe('hostile content', () => {
  const escapes = '\u001B[2J\u009B31m\u0007\u007F\u202Eevil\u200B\u{E0041}'

  test('never steers the terminal', () => {
    const source = new Source(`${escapes}.yaml`, `  Key: ${escapes}\r\n`)
    const finding = {
      ...http,
      message: `name '${escapes}'\r\nhigh fake: finding`,
      resource: { address: escapes, type: 'AWS::S3::Bucket' },
      location: at(source, 'Key'),
      when: [{ decision: escapes, value: escapes }],
      notes: [{ message: escapes, location: at(source, escapes) }],
    }
    const report = reportOf({
      findings: [finding, guess(finding, escapes)],
      notices: [{ message: escapes, location: at(source, 'Key') }],
      errors: [{ message: escapes }],
      notFullyChecked: [{ rule: 'rule', address: escapes, file: escapes, cause: escapes }],
      sources: new Map([[source.path, source]]),
    })
    for (const each of [options, { ...options, possible: true }, { ...options, quiet: 'info' as const }])
      expect(stylish(report, each)).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u)
    expect(stylish({ ...report, findings: [finding] }, { ...options, quiet: 'info' })).toMatchInlineSnapshot(`
      "␛[2J�31m␇␡�evil��.yaml:1:3: medium bucket-allows-http: name '␛[2J�31m␇␡�evil��' high fake: finding, when ␛[2J�31m␇␡�evil�� is ␛[2J�31m␇␡�evil��
      error: ␛[2J�31m␇␡�evil��
      2 files, 3 buckets, 1 finding (1 medium), 1 not fully checked, 1 error
      "
    `)
  })

  test('is cut where it is endless', () => {
    const output = stylish(reportOn('Key: 1', 'Key', { message: 'x'.repeat(1_000_000) }), options)
    expect(output.length).toBeLessThan(2000)
  })

  test('messages that are long are wrapped, words that are long are kept whole', () => {
    const long = `arn:aws:s3:::${'x'.repeat(90)}`
    expect(
      stylish(reportOn('Key: 1', 'Key', { message: `the ${long} is not ${'word '.repeat(20)}` }), options),
    ).toMatchInlineSnapshot(`
      "high bucket-logs-to-itself: the
        arn:aws:s3:::xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
        is not word word word word word word word word word word word word word word
        word word word word word word
       --> a.yaml:1:1 in Logs
        |
      1 | Key: 1
        | ^^^
        = why   Each delivered log object is itself a logged request, so that the
                bucket grows for ever and every object in it is paid for.
        = fix   Send the logs to a separate bucket in the same region.

      2 files, 3 buckets, 1 finding (1 high)
      "
    `)
  })
})

describe('an excerpt', () => {
  /** The line of the source and the one that underlines it. */
  function excerptOf(content: string, text: string): string {
    return stylish(reportOn(content, text), { ...options, rules: {}, width: 60 })
      .split('\n')
      .slice(3, 5)
      .join('\n')
  }

  test('has tabs as blanks', () => {
    expect(excerptOf('\tKey:\tvalue', 'value')).toMatchInlineSnapshot(`
      "1 |     Key:    value
        |             ^^^^^"
    `)
  })

  test('has no line break, of whatever kind', () => {
    expect(excerptOf('One: 1\r\nTwo: 2\r\n', 'Two')).toMatchInlineSnapshot(`
      "2 | Two: 2
        | ^^^"
    `)
  })

  test('underlines wide characters as wide as they are, and combining ones not at all', () => {
    expect(excerptOf('名前: "🪣 e\u0301" # here', '# here')).toMatchInlineSnapshot(`
      "1 | 名前: "🪣 é" # here
        |              ^^^^^^"
    `)
    expect(excerptOf('名前: バケツ', 'バケツ')).toMatchInlineSnapshot(`
      "1 | 名前: バケツ
        |       ^^^^^^"
    `)
  })

  test('is cut behind the place', () => {
    expect(excerptOf(`Key: ${'abcdefghi '.repeat(20)}`, 'Key')).toMatchInlineSnapshot(`
      "1 | Key: abcdefghi abcdefghi abcdefghi abcdefghi abcdefghi …
        | ^^^"
    `)
  })

  test('is cut on both sides of the place', () => {
    expect(excerptOf(`${'abcdefghi '.repeat(20)}Key: ${'abcdefghi '.repeat(20)}`, 'Key'))
      .toMatchInlineSnapshot(`
      "1 | …ghi abcdefghi Key: abcdefghi abcdefghi abcdefghi abcde…
        |                ^^^"
    `)
    expect(excerptOf(`${'名前 '.repeat(50)}Key: ${'バケツ'.repeat(50)}`, 'Key')).toMatchInlineSnapshot(`
      "1 | …前 名前 名前 Key: バケツバケツバケツバケツバケツバケ…
        |               ^^^"
    `)
  })

  test('is cut in front of a place at the end', () => {
    expect(excerptOf(`${'abcdefghi '.repeat(20)}Key`, 'Key')).toMatchInlineSnapshot(`
      "1 | …ghi abcdefghi Key
        |                ^^^"
    `)
  })

  test('is cut within a place that is longer than the line', () => {
    expect(excerptOf(`Key: ${'x'.repeat(200)} # end`, 'x'.repeat(200))).toMatchInlineSnapshot(`
      "1 | Key: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
        |      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^"
    `)
  })

  test('underlines the first line of a longer place', () => {
    expect(excerptOf('Key:\n  - 1\n  - 2\n', 'Key:\n  - 1')).toMatchInlineSnapshot(`
      "1 | Key:
        | ^^^^"
    `)
  })

  test('of nothing marks one column', () => {
    expect(excerptOf('Key: 1\n\n', '')).toMatchInlineSnapshot(`
      "1 | Key: 1
        | ^"
    `)
  })

  test('takes no longer for a line of megabytes', () => {
    const content = `{"a":[${'"x",'.repeat(2_000_000)}"Key"]}`
    const report = reportOn(content, '"Key"')
    const [finding] = report.findings
    const started = performance.now()
    stylish({ ...report, findings: Array.from({ length: 2000 }, () => finding ?? selfLog) }, options)
    expect(performance.now() - started).toBeLessThan(2000)
  })
})

test('hostile text makes no command of a workflow', () => {
  const words = Array.from({ length: 40 }, () => '::add-mask::x').join(' ')
  const content = `Key: ##[add-mask]x\n`
  const report = reportOn(content, 'Key', { message: `${words} ##[error]y`, notes: [] })
  for (const quiet of [undefined, 'high'] as const) {
    const lines = stylish(report, { ...options, quiet }).split('\n')
    expect(lines.filter(line => line.trimStart().startsWith('::') || line.includes('##['))).toEqual([])
  }
  const named = { ...selfLog, location: { ...selfLog.location, file: '::error::x' } }
  expect(stylish(reportOf({ findings: [named] }), { ...options, quiet: 'high' })).toMatch(/^∷error::x:6:9: /)
})
