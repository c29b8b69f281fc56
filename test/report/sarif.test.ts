import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { Log, Result, Run } from 'sarif'
import { describe, expect, test } from 'vitest'
import type { Report } from '../../src/finding.ts'
import { sarif } from '../../src/report/sarif.ts'
import type { ReportOptions } from '../../src/report/summary.ts'
import { Source } from '../../src/text/source.ts'
import {
  at,
  guess,
  hostileReport,
  http,
  options,
  reportOf,
  reportOn,
  rules,
  selfLog,
  template,
} from './reports.ts'

// The OASIS schema as npm's @microsoft/sarif-multitool-linux 5.7.0 ships it (sarif-2.1.0.json).
const schemaFile = join(import.meta.dirname, 'sarif-schema-2.1.0.json')
const ajv = new Ajv2020({ allErrors: true, strict: false })
addFormats(ajv)
const isValid = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')) as object)

/** The run of a report, after the schema had its say. */
function runOf(report: Report, more: Partial<ReportOptions> = {}): Run {
  const log = JSON.parse(sarif(report, { ...options, ...more })) as Log
  isValid(log)
  expect(isValid.errors ?? []).toEqual([])
  const [run, ...others] = log.runs
  expect(others).toEqual([])
  if (!run) throw new Error('no run')
  return run
}

function resultOf(report: Report, more: Partial<ReportOptions> = {}): Result {
  const [result] = runOf(report, more).results ?? []
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

test('fixes replace regions of files, and say what wants a review', () => {
  const place = at(template, 'Logs')
  const after = { ...place, line: place.endLine, column: place.endColumn }
  const fix = {
    title: 'send the logs [elsewhere](x)',
    safety: 'review',
    edits: [
      { location: place, text: 'Other' },
      { location: { ...after, file: 'other dir/b.yaml' }, text: '\n' },
      { location: after, text: ':' },
    ],
  } as const
  const replaced = (from: typeof place, text: string) => ({
    deletedRegion: {
      startLine: from.line,
      startColumn: from.column,
      endLine: from.endLine,
      endColumn: from.endColumn,
    },
    insertedContent: { text },
  })
  expect(resultOf(reportOf({ findings: [{ ...selfLog, fix }] }), { folder: 'live' }).fixes).toEqual([
    {
      description: { text: 'send the logs [elsewhere] (x) (to be reviewed)' },
      artifactChanges: [
        {
          artifactLocation: { uri: 'live/infra/logs.yaml', uriBaseId: '%SRCROOT%' },
          replacements: [replaced(place, 'Other'), replaced(after, ':')],
        },
        {
          artifactLocation: { uri: 'live/other%20dir/b.yaml', uriBaseId: '%SRCROOT%' },
          replacements: [replaced(after, '\n')],
        },
      ],
    },
  ])
  expect(resultOf(reportOf({ findings: [selfLog] })).fixes).toBeUndefined()
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
  expect(runOf(report, { possible: true }).results).toMatchObject([
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
  expect(shown.text).toBe('Logs: the name [click] (https://evil.example) is taken')
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
      message: { text: '2 findings left out: GitHub takes 25000 a run and 10 MB, the worst are kept' },
    },
  ])
})

test('more bytes than GitHub takes: as many findings are kept as fit', () => {
  // What does not pack well, as nothing a linter says.
  let seed = 1
  const noise = () => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed.toString(36)
  }
  const findings = Array.from({ length: 4500 }, () => ({
    ...selfLog,
    severity: 'low' as const,
    message: Array.from({ length: 600 }, noise).join(''),
  }))
  const text = sarif(reportOf({ findings: [...findings, selfLog] }), options)
  const [run] = (JSON.parse(text) as Log).runs
  expect(gzipSync(text).length).toBeLessThan(10 * 1024 * 1024)
  expect(run?.results?.length).toBe(2250)
  expect(run?.results?.at(-1)?.level).toBe('error')
  expect(run?.invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text).toMatch(
    /^2251 findings left out/,
  )
})

describe('places', () => {
  const place = (report: Report, more?: Partial<ReportOptions>) =>
    resultOf(report, more).locations?.[0]?.physicalLocation

  test('start at the root of the repository', () => {
    const report = reportOf({ findings: [selfLog] })
    expect(runOf(report).originalUriBaseIds).toEqual({
      '%SRCROOT%': { description: { text: 'The root of the repository.' } },
    })
    const artifact = (folder: string) => place(report, { folder })?.artifactLocation
    expect(artifact('')).toEqual({ uri: 'infra/logs.yaml', uriBaseId: '%SRCROOT%' })
    expect(artifact('live/eu')).toEqual({ uri: 'live/eu/infra/logs.yaml', uriBaseId: '%SRCROOT%' })
    const above = { ...selfLog, location: { ...selfLog.location, file: '../a.yaml' } }
    expect(place(reportOf({ findings: [above] }), { folder: 'live' })?.artifactLocation?.uri).toBe('a.yaml')
  })

  test('are where the author looks, with the template beside', () => {
    const { locations, relatedLocations, codeFlows } = resultOf(reportOf({ findings: [http] }))
    expect(locations?.[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'lib/logs.ts', uriBaseId: '%SRCROOT%' },
      region: { startLine: 12, startColumn: 5, endLine: 12, endColumn: 6 },
    })
    expect(relatedLocations?.map(({ message }) => message?.text)).toEqual([
      'what the program wrote',
      'also when IsProd is true',
      'the policy does not deny it',
      'nor does this file',
    ])
    const steps = codeFlows?.[0]?.threadFlows[0]?.locations.map(({ location }) => [
      location?.message?.text,
      location?.physicalLocation?.region?.startLine,
    ])
    expect(steps).toEqual([
      [http.message, 2],
      ['the policy does not deny it', 7],
      ['nor does this file', 1],
    ])
  })

  test('have lines and columns from 1, and no empty regions', () => {
    const location = { ...selfLog.location, line: 0, column: 0, endLine: 0, endColumn: 0 }
    expect(place(reportOf({ findings: [{ ...selfLog, location }] }))?.region).toEqual({
      startLine: 1,
      startColumn: 1,
      endLine: 1,
      endColumn: 2,
    })
  })

  test('are no more than GitHub keeps', () => {
    const notes = Array.from({ length: 300 }, () => ({ message: 'here', location: at(template, 'Policy') }))
    const { relatedLocations, codeFlows } = resultOf(reportOf({ findings: [{ ...selfLog, notes }] }))
    expect(relatedLocations).toHaveLength(100)
    expect(codeFlows?.[0]?.threadFlows[0]?.locations).toHaveLength(101)
  })
})

describe('rules', () => {
  const ruleOf = (report: Report, more?: Partial<ReportOptions>) => runOf(report, more).tool.driver.rules?.[0]

  test.each([
    ['critical', 'error', '9.5'],
    ['high', 'error', '8.0'],
    ['medium', 'warning', '5.5'],
    ['low', 'note', '3.0'],
    ['info', 'note', undefined],
  ] as const)('are as bad as their findings: %s', (severity, level, score) => {
    const report = reportOf({
      findings: [
        { ...selfLog, severity: 'info' },
        { ...selfLog, severity },
      ],
    })
    const rule = ruleOf(report)
    expect(rule?.defaultConfiguration).toEqual({ level })
    expect(rule?.properties?.['security-severity']).toBe(score)
    expect(runOf(report).results?.map(result => result.level)).toEqual(['note', level])
  })

  test('are described within what GitHub takes, and have an address only if there is one', () => {
    const { rule, subject } = rules['bucket-allows-http']
    const controls = Array.from({ length: 30 }, (_, index) => `CIS ${index}`)
    const long = { ...rule, title: 'x'.repeat(2000), why: 'y'.repeat(2000), controls }
    const described = ruleOf(reportOf({ findings: [http] }), {
      rules: { 'bucket-allows-http': { subject, rule: long, custom: true } },
    })
    expect(described?.shortDescription?.text).toHaveLength(1024)
    expect(described?.fullDescription?.text).toHaveLength(1024)
    expect(described?.properties?.tags).toHaveLength(10)
    expect(described).not.toHaveProperty('helpUri')
    expect(described?.help?.text).not.toBe('')
    expect(described?.help?.markdown).not.toBe('')
  })
})

test('what is suppressed is left out, unless it is asked for', () => {
  const report = reportOf({
    findings: [selfLog],
    suppressed: [
      { finding: http, by: 'comment', reason: 'until the move' },
      { finding: { ...http }, by: 'baseline', reason: 'in the baseline' },
    ],
  })
  expect(runOf(report).results).toHaveLength(1)
  expect(runOf(report, { includeSuppressed: true }).results?.map(({ suppressions }) => suppressions)).toEqual(
    [
      undefined,
      [{ kind: 'inSource', justification: 'until the move' }],
      [{ kind: 'external', justification: 'in the baseline' }],
    ],
  )
})

test('hostile text is no path, link or command', () => {
  const more = { possible: true, includeSuppressed: true }
  const run = runOf(hostileReport, more)
  expect(run.results).toHaveLength(2)
  const uri = run.results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri
  expect(uri).toMatch(/^%3A%3Awarning%3A%3A%3A%3Aerror/)
  const text = sarif(hostileReport, { ...options, ...more })
  expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/u)
  expect(text).not.toContain('##[')
  expect(run.results?.[0]?.message.text).not.toContain('](')
})
