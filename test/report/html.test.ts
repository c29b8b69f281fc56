import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { htmlPage } from '../../src/report/html/index.ts'
import { html, verbatim } from '../../src/report/html/markup.ts'
import { Source } from '../../src/text/source.ts'
import { guess, hostileReport, http, options, reportOf, reportOn, selfLog } from './reports.ts'

/** The text between two texts, white space as browsers show it. */
function between(text: string, start: string, end: string): string {
  const from = text.indexOf(start)
  return text.slice(from, text.indexOf(end, from)).replace(/\s+/g, ' ')
}

test('strings are text, and markup is markup', () => {
  const name = `<b a="1" c='2'>&\u0007`
  expect(html`<p title="${name}">${name} ${3} ${[html`<i>${'x'}</i>`, undefined]}</p>`.text).toBe(
    '<p title="&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;␇">' +
      '&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;␇ 3 <i>x</i></p>',
  )
  expect(verbatim('a  <b>').text).toBe('a  &lt;b&gt;')
})

test('a finding has all that is known of it', () => {
  const page = htmlPage(reportOf({ findings: [http] }), options)
  const finding = between(page, '<details', '</details')
  const [start = ''] = finding.match(/^[^>]*/) ?? []
  expect(start.trim()).toBe(
    '<details class="finding" data-severity="medium" data-certainty="certain" ' +
      'data-rule="bucket-allows-http" data-file="infra/logs.yaml" open',
  )
  const texts = finding.replace(/<[^>]*>/g, '\n').split('\n')
  expect(texts.map(text => text.trim()).filter(text => text !== '')).toEqual([
    'medium',
    'plain HTTP is not denied for any request that somebody may be allowed, whatever it reads or writes',
    'when IsProd is false and Stage is test',
    'bucket-allows-http',
    'App/Logs/Resource',
    'line 2',
    'lib/logs.ts:12',
    'in the program',
    'infra/logs.yaml:2',
    'in the template',
    ...['1', 'Resources:', '2', 'Logs', ':', '3', 'Type: AWS::S3::Bucket', '4', 'Properties:'],
    ...['Resource', 'Logs (AWS::S3::Bucket)'],
    ...['Note', 'also when IsProd is true'],
    ...['Proof', 'anyone may send s3:GetObject for arn:aws:s3:::logs/any over plain HTTP'],
    ...['principal', '*'],
    ...['action', 's3:GetObject'],
    ...['resource', 'arn:aws:s3:::logs/any'],
    ...['transport', 'HTTP'],
    ...['Why', 'Whoever is on the way reads along.'],
    ...['Fix', 'Deny requests where aws:SecureTransport is false.'],
    ...['the policy does not deny it', 'infra/logs.yaml:7'],
    ...['5', 'LoggingConfiguration:', '6', 'DestinationBucketName: !Ref Logs'],
    ...['7', 'Policy', ':', '8', 'Type: AWS::S3::BucketPolicy'],
    ...['nor does this file', 'other.yaml:1'],
  ])
})

test('a fix is shown as the lines that go and those that come', () => {
  const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzzzzzzKEY'
  const source = new Source('b.yaml', `one: 1\ntwo: <b>\nthree: ${secret}\r\nfour: 4`)
  const place = (line: number, column: number, endLine: number, endColumn: number) => ({
    file: 'b.yaml',
    line,
    column,
    endLine,
    endColumn,
  })
  const edits = [
    { location: place(4, 8, 4, 8), text: '\nfive: 5' },
    { location: place(2, 6, 2, 9), text: '<i>' },
    { location: place(3, 1, 3, 1), text: 'new: \u001b[1m\n' },
  ]
  const fix = { title: 'say it otherwise', safety: 'review', edits } as const
  const report = reportOf({ findings: [{ ...selfLog, fix }], sources: new Map([['b.yaml', source]]) })
  const shown = between(htmlPage(report, options), 'Patch', '</details')
  const texts = shown.replace(/<[^>]*>/g, '\n').split('\n')
  expect(texts.map(text => text.trim()).filter(text => text !== '')).toEqual([
    'Patch',
    'say it otherwise: bucketlint --fix=all',
    'b.yaml:2',
    ...['−', 'two: &lt;b&gt;', '+', 'two: &lt;i&gt;'],
    'b.yaml:3',
    ...['−', `three: ${'*'.repeat(40)}`, '+', 'new: �[1m', '+', `three: ${'*'.repeat(40)}`],
    'b.yaml:5',
    ...['+', 'five: 5'],
  ])
})

test('the place is marked in its lines', () => {
  const content = `a: 1\nb: 2\nKey: &x 漢字 end\n\tc: 3\nd: 4\ne: 5\n`
  const page = htmlPage(reportOn(content, '漢字'), options)
  const code = between(page, '<pre class="code"', '</pre>').replace(
    /<span class="number">\d+<\/span\s*>/g,
    '',
  )
  expect(code.match(/<mark>.*?<\/mark/)?.[0]).toBe('<mark>漢字</mark')
  expect(code).toContain('Key: &amp;x <mark>')
  expect(code.match(/class="line/g)).toHaveLength(5)
  expect(code).not.toContain('e: 5')
})

describe('the page runs and styles nothing but its own', () => {
  const page = htmlPage(reportOf({ findings: [selfLog] }), options)
  const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? []
  const inline = [...page.matchAll(/<(script|style)>([^]*?)<\/\1>/g)]

  test('whose hashes the policy names', () => {
    expect(inline.map(([, tag]) => tag)).toEqual(['style', 'script', 'script'])
    for (const [, tag, text = ''] of inline) {
      const hash = createHash('sha256').update(text).digest('base64')
      expect(policy.replaceAll('&#39;', "'")).toMatch(
        new RegExp(`${String(tag)}-src [^;]*'sha256-${hash.replaceAll(/[+]/g, '\\+')}'`),
      )
    }
    expect(policy).toMatch(/^default-src &#39;none&#39;; /)
    expect(policy).not.toContain('unsafe')
  })

  test('and loads nothing', () => {
    const addresses = [...page.matchAll(/(?:src|href|action|url)\s*[=(]\s*"?([^"\s)]*)/g)].map(([, it]) => it)
    expect(addresses.sort()).toEqual([
      '#rule-bucket-logs-to-itself',
      'data:,',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html',
    ])
  })
})

test('hostile text stays text', () => {
  const plainPage = htmlPage(reportOf({ findings: [http] }), options)
  const page = htmlPage(hostileReport, { ...options, possible: true, includeSuppressed: true })
  const elements = (text: string) => new Set(text.match(/<\/?[a-z][a-z0-9]*/g))
  const known = [...elements(plainPage), '<select', '</select', '<option', '</option', '</th', '<th']
  expect([...elements(page)].filter(element => !known.includes(element))).toEqual([])
  expect(page.match(/<script>/g)).toHaveLength(2)
  expect(page.match(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/u)).toBeNull()
  expect(page).not.toContain('##[')
})

test('what is suppressed is there on demand', () => {
  const report = reportOf({ suppressed: [{ finding: selfLog, by: 'config', reason: 'a test bucket' }] })
  expect(htmlPage(report, options)).not.toContain('own log target')
  const page = htmlPage(report, { ...options, includeSuppressed: true })
  expect(page).toContain('data-certainty="suppressed"')
  expect(page).toContain('a test bucket')
})

test('says what a clean page means', () => {
  const text = (report: Parameters<typeof htmlPage>[0]) =>
    between(htmlPage(report, options), '<p class="clean', '</p>')
  expect(text(reportOf())).toContain('No findings.')
  expect(text(reportOf({ errors: [{ message: 'gone.yaml' }] }))).toContain(
    'What could be read has no findings.',
  )
  expect(text(reportOf({ findings: [guess(selfLog, 'x')] }))).toContain('listed with --possible')
})

test('has room for a picture of the estate', () => {
  expect(htmlPage(reportOf(), options)).not.toContain('id="estate"')
  const picture = '<svg viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
  expect(htmlPage(reportOf(), { ...options, picture })).toContain(`<div class="picture">${picture}</div>`)
})
