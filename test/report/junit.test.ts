import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import type { Report } from '../../src/finding.ts'
import { junit } from '../../src/report/junit.ts'
import type { ReportOptions } from '../../src/report/summary.ts'
import { guess, hostileReport, hostileText, http, options, reportOf, selfLog } from './reports.ts'

interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Element[]
  text: string
}

/** What Jenkins' schema says of the elements that are used: what they have to have, may have and may hold. */
const schema: Readonly<Record<string, { needs: string[]; may: string[]; holds: string[] }>> = {
  testsuites: { needs: [], may: ['name', 'time', 'tests', 'failures', 'errors'], holds: ['testsuite'] },
  testsuite: {
    needs: ['name', 'tests', 'failures', 'errors'],
    may: ['skipped', 'time', 'timestamp', 'hostname', 'id', 'package', 'file'],
    holds: ['testcase'],
  },
  testcase: { needs: ['name'], may: ['classname', 'time'], holds: ['failure', 'error', 'skipped'] },
  failure: { needs: [], may: ['type', 'message'], holds: [] },
  error: { needs: [], may: ['type', 'message'], holds: [] },
  skipped: { needs: [], may: ['type', 'message'], holds: [] },
}

/** Reads XML as strictly as XML asks to be read. */
function parse(xml: string): Element {
  const top: Element = { name: '', attributes: {}, children: [], text: '' }
  const open = [top]
  const parser = new SaxesParser()
  parser.on('error', error => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes, children: [], text: '' }
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('text', text => {
    const element = open.at(-1)
    if (element) element.text += text
  })
  parser.on('closetag', () => open.pop())
  parser.write(xml).close()
  const [root] = top.children
  if (!root) throw new Error('no root')
  return root
}

function check({ name, attributes, children, text }: Element): void {
  const rule = schema[name]
  expect(rule, name).toBeDefined()
  expect(Object.keys(attributes)).toEqual(expect.arrayContaining(rule?.needs ?? []))
  expect([...(rule?.needs ?? []), ...(rule?.may ?? [])]).toEqual(
    expect.arrayContaining(Object.keys(attributes)),
  )
  if (rule && rule.holds.length > 0) expect(text.trim()).toBe('')
  for (const child of children) {
    expect(rule?.holds).toContain(child.name)
    check(child)
  }
}

/** The document, after the schema had its say and all was counted. */
function documentOf(report: Report, more: Partial<ReportOptions> = {}): Element {
  const root = parse(junit(report, { ...options, ...more }))
  check(root)
  const outcomes = (cases: readonly Element[], kind: string) =>
    String(cases.filter(({ children }) => children.some(({ name }) => name === kind)).length)
  for (const { attributes, children } of root.children)
    expect(attributes).toMatchObject({
      tests: String(children.length),
      failures: outcomes(children, 'failure'),
      errors: outcomes(children, 'error'),
      skipped: outcomes(children, 'skipped'),
    })
  const all = root.children.flatMap(({ children }) => children)
  expect(root.attributes).toMatchObject({
    tests: String(all.length),
    failures: outcomes(all, 'failure'),
    errors: outcomes(all, 'error'),
  })
  return root
}

test('a suite for each file and a test for each finding', () => {
  const other = { ...selfLog.location, file: 'other.yaml' }
  const report = reportOf({
    findings: [http, selfLog, { ...selfLog, location: other }],
    errors: [{ message: 'gone.yaml: no such file or folder' }],
  })
  expect(junit(report, options)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="bucketlint" tests="4" failures="3" errors="1">
  <testsuite name="bucketlint" tests="1" failures="0" errors="1" skipped="0">
    <testcase classname="bucketlint" name="input is read">
      <error type="not read" message="gone.yaml: no such file or folder"/>
    </testcase>
  </testsuite>
  <testsuite name="infra/logs.yaml" tests="2" failures="2" errors="0" skipped="0">
    <testcase classname="infra/logs.yaml" name="bucket-allows-http in App/Logs/Resource">
      <failure type="bucket-allows-http" message="plain HTTP is not denied for any request that somebody may be allowed, whatever it reads or writes, when IsProd is false and Stage is test">medium at infra/logs.yaml:2:3
proof: anyone may send s3:GetObject for arn:aws:s3:::logs/any over plain HTTP
note: infra/logs.yaml:2:3: also when IsProd is true
note: infra/logs.yaml:7:3: the policy does not deny it
note: other.yaml:1:1: nor does this file
why: Whoever is on the way reads along.
fix: Deny requests where aws:SecureTransport is false.</failure>
    </testcase>
    <testcase classname="infra/logs.yaml" name="bucket-logs-to-itself in Logs">
      <failure type="bucket-logs-to-itself" message="the bucket is its own log target">high at infra/logs.yaml:6:9
why: Each delivered log object is itself a logged request, so that the bucket grows for ever and every object in it is paid for.
fix: Send the logs to a separate bucket in the same region.</failure>
    </testcase>
  </testsuite>
  <testsuite name="other.yaml" tests="1" failures="1" errors="0" skipped="0">
    <testcase classname="other.yaml" name="bucket-logs-to-itself in Logs">
      <failure type="bucket-logs-to-itself" message="the bucket is its own log target">high at other.yaml:6:9
why: Each delivered log object is itself a logged request, so that the bucket grows for ever and every object in it is paid for.
fix: Send the logs to a separate bucket in the same region.</failure>
    </testcase>
  </testsuite>
</testsuites>
`)
  documentOf(report)
})

test('a run without findings has a test that passed', () => {
  expect(junit(reportOf(), options)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="bucketlint" tests="1" failures="0" errors="0">
  <testsuite name="bucketlint" tests="1" failures="0" errors="0" skipped="0">
    <testcase classname="bucketlint" name="nothing was found"/>
  </testsuite>
</testsuites>
`)
  documentOf(reportOf())
})

test('what cannot be read is an error', () => {
  const finding = { ...selfLog, rule: 'syntax-error', message: 'expected a map' }
  expect(documentOf(reportOf({ findings: [finding] })).attributes).toMatchObject({
    errors: '1',
    failures: '0',
  })
})

test('what is possible or suppressed is skipped', () => {
  const report = reportOf({
    findings: [guess(selfLog, 'import SharedLogs')],
    suppressed: [{ finding: http, by: 'config', reason: 'a test bucket' }],
  })
  expect(documentOf(report).attributes).toMatchObject({ tests: '1', failures: '0' })
  const { children } = documentOf(report, { possible: true, includeSuppressed: true })
  const messages = children.flatMap(suite => suite.children.flatMap(each => each.children))
  expect(messages.map(({ name, attributes }) => [name, attributes['message']])).toEqual([
    ['skipped', 'possible, depends on import SharedLogs: the bucket is its own log target'],
    ['skipped', 'suppressed: a test bucket'],
  ])
})

test('tests of one name are told apart', () => {
  const { children } = documentOf(reportOf({ findings: [selfLog, selfLog, selfLog] }))
  expect(children[0]?.children.map(({ attributes }) => attributes['name'])).toEqual([
    'bucket-logs-to-itself in Logs',
    'bucket-logs-to-itself in Logs (2)',
    'bucket-logs-to-itself in Logs (3)',
  ])
})

test('hostile text stays text', () => {
  const { children } = documentOf(hostileReport, { possible: true, includeSuppressed: true })
  expect(children).toHaveLength(1)
  const [error, finding] = children[0]?.children ?? []
  expect(hostileText).toContain(']]>')
  expect(error?.children[0]?.attributes['message']).toContain(
    '</script><script>alert(1)</script> "><img src=x',
  )
  expect(finding?.children[0]?.text).toContain(']]> `b` **c** | d [e](https://evil.example)')
  expect(finding?.children[0]?.text).toContain('␛[31m')
})
