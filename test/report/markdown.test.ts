import { expect, test } from 'vitest'
import { markdown, markdownWithin } from '../../src/report/markdown.ts'
import { at, guess, hostileReport, http, options, reportOf, selfLog, template } from './reports.ts'

test('the worst first, with details folded', () => {
  const report = reportOf({
    findings: [http, selfLog],
    errors: [{ message: 'gone.yaml: no such file or folder' }],
    notices: [{ message: 'Logs is written twice', location: at(template, 'Logs') }],
    notFullyChecked: [
      { rule: 'bucket-allows-http', address: 'Logs', file: 'infra/logs.yaml', cause: 'more than 256 worlds' },
    ],
  })
  expect(markdown(report, options)).toBe(`<!-- bucketlint -->
### bucketlint: 2 findings, and not everything could be read

2 files, 3 buckets, 2 findings (1 high, 1 medium), 1 not fully checked, 1 error

- error: gone.yaml: no such file or folder
- bucket-allows-http was not fully checked on Logs in infra/logs.yaml: more than 256 worlds

| | Rule | Resource | Place | What is wrong |
| --- | --- | --- | --- | --- |
| 🔴&nbsp;high | <code>bucket-logs-to-itself</code> | <code>Logs</code> | <code>infra/logs.yaml:6</code> | the bucket is its own log target |
| 🟠&nbsp;medium | <code>bucket-allows-http</code> | <code>App/Logs/Resource</code> | <code>lib/logs.ts:12</code> | plain HTTP is not denied for any request that somebody may be allowed, whatever it reads or writes, when IsProd is false and Stage is test |

<details><summary>🔴&nbsp;high <code>bucket-logs-to-itself</code> in <code>Logs</code>: the bucket is its own log target</summary>

<pre>6 | DestinationBucketName: &#33;\u200BRef Logs</pre>

- **why** Each delivered log object is itself a logged request, so that the bucket grows for ever and every object in it is paid for.
- **fix** Send the logs to a separate bucket in the same region.
- <https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html>

</details>
<details><summary>🟠&nbsp;medium <code>bucket-allows-http</code> in <code>Logs</code>: plain HTTP is not denied for any request that somebody may be allowed, whatever it reads or writes, when IsProd is false and Stage is test</summary>

<pre>2 | Logs:</pre>

- **in** <code>infra/logs.yaml:2</code>
- **proof** anyone may send s3:GetObject for arn:aws:s3:::logs/any over plain HTTP
- **note** also when IsProd is true
- **note** the policy does not deny it (<code>infra/logs.yaml:7</code>)
- **note** nor does this file (<code>other.yaml:1</code>)
- **why** Whoever is on the way reads along.
- **fix** Deny requests where aws:SecureTransport is false.

</details>

- Logs is written twice
`)
})

test('a clean run, and one that is clean but for guesses', () => {
  expect(markdown(reportOf(), options)).toBe(
    '<!-- bucketlint -->\n### bucketlint: nothing found\n\n2 files, 3 buckets, 0 findings\n',
  )
  const guessed = reportOf({ findings: [guess(selfLog, 'import SharedLogs')] })
  expect(markdown(guessed, options)).toMatch(/^### bucketlint: 1 possible$/m)
  expect(markdown(guessed, options)).not.toContain('|')
  expect(markdown(guessed, { ...options, possible: true })).toContain('🔴&nbsp;possible high')
})

test('hostile text is no markup, mention or link', () => {
  const text = markdown(hostileReport, { ...options, possible: true })
  expect(text.split(/<script|<img|@octocat|#1 |\]\(|`|\*\*c|https:\/\/evil|www\.evil|\]\]>/)).toHaveLength(1)
  expect(text).not.toMatch(/(?![\u200B\n])[\p{Cc}\p{Cf}\p{Cs}]/u)
  for (const row of text.split('\n').filter(line => line.startsWith('|')))
    expect(row.match(/\|/g)).toHaveLength(6)
  const tags = new Set(text.match(/<[^>]*>/g))
  expect([...tags].sort()).toEqual(
    ['!-- bucketlint --', '/code', '/details', '/pre', '/summary', 'code', 'details', 'pre', 'summary'].map(
      tag => `<${tag}>`,
    ),
  )
})

test('what is too long for a comment is left out, the worst is kept, and it is said', () => {
  const low = Array.from({ length: 2000 }, (_, index) => ({
    ...selfLog,
    severity: 'low' as const,
    message: `${index} ${'x'.repeat(index % 7 ? 10 : 2000)}`,
  }))
  const text = markdown(reportOf({ findings: [...low, selfLog] }), options)
  expect(text.length).toBeLessThanOrEqual(65_536)
  expect(text.length).toBeGreaterThan(50_000)
  expect(text.match(/^\| [^|-].*/gm)?.[0]).toMatch(/^\| 🔴&nbsp;high /)
  const rows = text.match(/^\| [🔴🔵]/gmu)?.length ?? 0
  const details = text.match(/^<details>/gm)?.length ?? 0
  expect(details).toBeGreaterThan(20)
  expect(text.trimEnd().split('\n').at(-1)).toBe(
    `_This document has a limit; left out: ${2001 - rows} findings, ${2001 - details} details._`,
  )
})

test('errors and remarks leave room for findings', () => {
  const many = Array.from({ length: 5000 }, (_, index) => ({ message: `${index}.yaml: no such file` }))
  const report = reportOf({ findings: [selfLog], errors: many, notices: many })
  const text = markdownWithin(20_000, report, options)
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(20_000)
  expect(text).toContain('| 🔴&nbsp;high |')
  expect(text).toMatch(/left out: \d+ problems, \d+ remarks\./)
})
