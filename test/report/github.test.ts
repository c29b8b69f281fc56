import { describe, expect, test } from 'vitest'
import { github, stepSummary } from '../../src/report/github.ts'
import { at, guess, hostileReport, http, options, reportOf, selfLog, template } from './reports.ts'

const possible = { ...options, possible: true }

/** Whether the runner of GitHub Actions would obey a line: actions/runner, ActionCommand.cs. */
function isCommand(line: string): boolean {
  return line.trimStart().startsWith('::') || line.includes('##[')
}

test('the worst first, at the place that its author wrote', () => {
  const errors = [
    { message: 'gone.yaml: no such file or folder' },
    { message: 'a, b: not read', location: at(template, 'Logs') },
  ]
  const low = guess({ ...selfLog, severity: 'low' }, 'import SharedLogs')
  const report = reportOf({ findings: [http, low, selfLog], errors })
  expect(github(report, { ...possible, folder: 'live/eu' })).toBe(
    [
      '::error title=not read::gone.yaml: no such file or folder',
      '::error file=live/eu/infra/logs.yaml,line=2,endLine=2,col=3,endColumn=7,title=not read::a, b: not read',
      '::error file=live/eu/infra/logs.yaml,line=6,endLine=6,col=9,endColumn=30,' +
        'title=high bucket-logs-to-itself in Logs::the bucket is its own log target%0A' +
        'fix: Send the logs to a separate bucket in the same region.',
      '::warning file=live/eu/lib/logs.ts,line=12,endLine=12,col=5,endColumn=6,' +
        'title=medium bucket-allows-http in App/Logs/Resource::plain HTTP is not denied for any request that ' +
        'somebody may be allowed, whatever it reads or writes, when IsProd is false and Stage is test%0A' +
        'proof: anyone may send s3:GetObject for arn:aws:s3:::logs/any over plain HTTP%0A' +
        'fix: Deny requests where aws:SecureTransport is false.',
      '::notice file=live/eu/infra/logs.yaml,line=6,endLine=6,col=9,endColumn=30,' +
        'title=possible low bucket-logs-to-itself in Logs::the bucket is its own log target%0A' +
        'open: depends on import SharedLogs%0Afix: Send the logs to a separate bucket in the same region.',
      '2 files, 3 buckets, 2 findings (1 high, 1 medium), 1 possible, 2 errors',
      '',
    ].join('\n'),
  )
})

test('a clean run says no more than that', () => {
  expect(github(reportOf(), options)).toBe('2 files, 3 buckets, 0 findings\n')
})

test('a place on several lines has no columns', () => {
  const location = { ...selfLog.location, endLine: 7 }
  const [line] = github(reportOf({ findings: [{ ...selfLog, location }] }), options).split('\n')
  expect(line).toMatch(/^::error file=infra\/logs\.yaml,line=6,endLine=7,title=/)
})

describe('GitHub shows ten of each level', () => {
  const severities = ['low', 'info', 'medium', 'high', 'critical'] as const
  const findings = severities.flatMap(severity =>
    Array.from({ length: 8 }, (_, index) => ({ ...selfLog, severity, message: `${severity} ${index}` })),
  )
  const report = reportOf({ findings })
  const lines = github(report, options).split('\n')

  test('of which the worst are kept', () => {
    const commands = lines.filter(isCommand)
    const level = (name: string) => commands.filter(line => line.startsWith(`::${name} `))
    expect(commands).toHaveLength(28)
    expect(level('error')).toHaveLength(10)
    expect(level('error').filter(line => line.includes('title=critical '))).toHaveLength(8)
    expect(level('warning')).toHaveLength(8)
    expect(level('notice').filter(line => line.includes('title=low '))).toHaveLength(8)
  })

  test('and the others stand in the log', () => {
    expect(lines.slice(28, 31)).toEqual([
      'infra/logs.yaml:6:9: high bucket-logs-to-itself: high 2',
      'infra/logs.yaml:6:9: high bucket-logs-to-itself: high 3',
      'infra/logs.yaml:6:9: high bucket-logs-to-itself: high 4',
    ])
    expect(lines.slice(-3)).toEqual([
      '12 findings are not annotated: GitHub shows 10 errors, 10 warnings and 10 notices of a step',
      '2 files, 3 buckets, 40 findings (8 critical, 8 high, 8 medium, 8 low, 8 info)',
      '',
    ])
  })

  test('and in the summary of the step, which says so', () => {
    const summary = stepSummary(report, options, 1_048_576)
    expect(summary.match(/^\| .*infra/gm)).toHaveLength(40)
    expect(summary).toMatch(
      /\n- 12 findings are not annotated: GitHub shows 10 errors, 10 warnings and 10 notices of a step\n$/,
    )
    expect(stepSummary(reportOf({ findings: [selfLog] }), options, 1_048_576)).not.toContain('not annotated')
  })
})

test('hostile text makes no command and no property', () => {
  const many = { ...hostileReport, findings: Array.from({ length: 12 }, () => hostileReport.findings).flat() }
  const lines = github(many, possible).split('\n')
  const commands = lines.filter(isCommand)
  expect(commands).toHaveLength(10)
  for (const line of commands) {
    const [, properties = ''] = /^::error (.*?)::/.exec(line) ?? []
    const names = properties.split(',').map(pair => pair.slice(0, pair.indexOf('=')))
    expect(names).toEqual(['file', 'line', 'endLine', 'col', 'endColumn', 'title'])
    expect(properties).not.toMatch(/:/)
    expect(properties).toContain('100%25')
    expect(line.slice(0, 9 + properties.length)).toBe(`::error ${properties}:`)
  }
  expect(lines.join('')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u)
})
