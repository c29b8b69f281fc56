import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { Log, Result, Run } from 'sarif'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../src/finding.ts'
import { sarif } from '../../src/report/sarif.ts'
import { Source } from '../../src/text/source.ts'
import { at, guess, http, options, reportOf, reportOn, selfLog, template } from './reports.ts'

// The OASIS schema as npm's @microsoft/sarif-multitool-linux 5.7.0 ships it (sarif-2.1.0.json).
const schemaFile = join(import.meta.dirname, 'sarif-schema-2.1.0.json')
const ajv = new Ajv2020({ allErrors: true, strict: false })
addFormats(ajv)
const isValid = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')) as object)

/** The run of a report, after the schema had its say. */
function runOf(report: Report, possible = false): Run {
  const log = JSON.parse(sarif(report, { ...options, possible })) as Log
  isValid(log)
  expect(isValid.errors ?? []).toEqual([])
  const [run, ...others] = log.runs
  expect(others).toEqual([])
  if (!run) throw new Error('no run')
  return run
}

function resultOf(report: Report): Result {
  const [result] = runOf(report).results ?? []
  if (!result) throw new Error('no result')
  return result
}

const broken = {
  notices: [{ message: 'Logs is written twice', location: at(template, 'Logs') }],
  notFullyChecked: [
    { rule: 'bucket-allows-http', address: 'Logs', file: 'infra/logs.yaml', cause: 'more than 256 worlds' },
  ],
  errors: [{ message: 'gone.yaml: no such file or folder' }],
}

test('is valid and whole', async () => {
  const report = reportOf({ findings: [http, selfLog], ...broken })
  runOf(report)
  await expect(sarif(report, options)).toMatchFileSnapshot('expected-sarif.txt')
})

test('a clean scan has a run without results, and was successful', () => {
  const run = runOf(reportOf())
  expect(run.results).toEqual([])
  expect(run.invocations).toEqual([{ executionSuccessful: true, toolExecutionNotifications: [] }])
})

describe('a broken scan never looks clean', () => {
  test('where input could not be read', () => {
    const [invocation] = runOf(reportOf({ errors: broken.errors })).invocations ?? []
    expect(invocation).toEqual({
      executionSuccessful: false,
      toolExecutionNotifications: [
        { level: 'error', message: { text: 'gone.yaml: no such file or folder' } },
      ],
    })
  })

  test('where a file has a syntax error', () => {
    const finding = { ...selfLog, rule: 'syntax-error', message: 'expected a map' }
    const run = runOf(reportOf({ findings: [finding] }))
    expect(run.results).toHaveLength(1)
    expect(run.invocations).toMatchObject([
      {
        executionSuccessful: false,
        toolExecutionNotifications: [{ level: 'error', message: { text: 'expected a map' } }],
      },
    ])
  })
})

test('possible findings are results on demand, with what they depend on', () => {
  const report = reportOf({ findings: [guess(selfLog, 'import SharedLogs')] })
  expect(runOf(report).results).toEqual([])
  expect(runOf(report, true).results).toMatchObject([
    { properties: { certainty: 'possible', causes: ['import SharedLogs'] } },
  ])
})

test('of a place on several lines the first is told', () => {
  const region = (report: Report) => resultOf(report).locations?.[0]?.physicalLocation?.region
  const report = reportOn('Key:\r\n  - 1\n', 'Key:\r\n  - 1')
  expect(region(report)).toEqual({ startLine: 1, startColumn: 1, endLine: 1, endColumn: 5 })
  expect(region({ ...report, sources: new Map() })).toEqual({ startLine: 1, startColumn: 1, endLine: 1 })
})

test.each([
  ['a b/ü#?.yaml', 'a%20b/%C3%BC%23%3F.yaml'],
  ['javascript:alert(1)', 'javascript%3Aalert(1)'],
  ['../up/100%.yaml', '../up/100%25.yaml'],
  ['/etc/a.yaml', 'file:///etc/a.yaml'],
  ['//host/a.yaml', 'file:////host/a.yaml'],
  ['<stdin>', '%3Cstdin%3E'],
  ['lone\uD800.yaml', 'lone%EF%BF%BD.yaml'],
  ['\u001B[31m.yaml', '%1B%5B31m.yaml'],
])('the path %j is the reference %s', (path, uri) => {
  const source = new Source(path, 'Key')
  const result = resultOf(reportOf({ findings: [{ ...selfLog, location: at(source, 'Key') }] }))
  expect(result.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe(uri)
})

test('messages hold no links', () => {
  const message = 'the name [click](https://evil.example) is taken'
  const { message: shown } = resultOf(reportOf({ findings: [{ ...selfLog, message }] }))
  expect(shown.text).toBe('the name [click] (https://evil.example) is taken')
})

test('a rule that is not in the table is told by its id', () => {
  const run = runOf(reportOf({ findings: [{ ...selfLog, rule: 'constructor' }] }))
  expect(run.tool.driver.rules).toEqual([{ id: 'constructor' }])
})

test('more results than GitHub takes: the worst are kept in their order, and it is said', () => {
  const low = Array.from({ length: 25_000 }, () => ({ ...selfLog, severity: 'low' as const }))
  const log = JSON.parse(sarif(reportOf({ findings: [...low, selfLog, http] }), options)) as Log
  const [run] = log.runs
  expect(run?.results).toHaveLength(25_000)
  expect(run?.results?.slice(-2).map(({ ruleId }) => ruleId)).toEqual([
    'bucket-logs-to-itself',
    'bucket-allows-http',
  ])
  expect(run?.invocations?.[0]?.toolExecutionNotifications).toMatchObject([
    {
      level: 'warning',
      message: { text: '2 findings are left out: GitHub takes 25000 a run, the worst are kept' },
    },
  ])
})
