/** JUnit's XML as Jenkins reads it (the schema junit-10 of its xUnit plugin), and other servers too. */
import type { Finding, Notice, Report } from '../finding.ts'
import { tellPlace } from './block.ts'
import {
  grouped,
  isCertain,
  isUnread,
  listed,
  remedyOf,
  ruleOf,
  tellFinding,
  type ReportOptions,
} from './summary.ts'
import { printable } from './terminal.ts'
import { xmlText } from './xml-text.ts'

/** A test that tells of one finding or error. */
interface Case {
  readonly suite: string
  readonly name: string
  readonly outcome?: {
    readonly kind: 'failure' | 'error' | 'skipped'
    readonly type: string
    readonly message: string
    readonly lines: readonly string[]
  }
}

/** Servers do not show a run without a test, so that one where nothing was found has one that passed. */
const passed: Case = { suite: 'bucketlint', name: 'nothing was found' }

/** Makes a suite for each file and a test for each finding in it. A possible finding is a test that was skipped. */
export function junit(report: Report, options: ReportOptions): string {
  const found = [
    ...report.errors.map(errorCase),
    ...listed(report, options).map(finding => findingCase(finding, options)),
    ...(options.includeSuppressed ? report.suppressed : []).map(({ finding, reason }) => ({
      ...findingCase(finding, options),
      outcome: { kind: 'skipped', type: finding.rule, message: `suppressed: ${reason}`, lines: [] } as const,
    })),
  ]
  const cases = found.length > 0 ? distinct(found) : [passed]
  const suites = grouped(cases, ({ suite }) => suite)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="bucketlint"${counts(cases, ['failure', 'error'])}>`,
    ...[...suites].flatMap(([name, members]) => suiteLines(name, members)),
    '</testsuites>',
    '',
  ].join('\n')
}

/** The same tests with a number behind names that were there before, since servers know a test by its name. */
function distinct(cases: readonly Case[]): Case[] {
  const counts = new Map<string, number>()
  return cases.map(each => {
    const key = `${each.suite}\0${each.name}`
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    return count > 1 ? { ...each, name: `${each.name} (${count})` } : each
  })
}

function findingCase(finding: Finding, { rules }: ReportOptions): Case {
  const { rule, severity, resource, location, witness, notes, causes } = finding
  const why = ruleOf(rule, rules)?.why
  const remedy = remedyOf(finding, rules)
  const depends = `depends on ${causes.join(' and ')}`
  return {
    suite: location.file,
    name: `${rule} in ${resource.construct ?? resource.address}`,
    outcome: {
      kind: isUnread(finding) ? 'error' : isCertain(finding) ? 'failure' : 'skipped',
      type: rule,
      message: isCertain(finding) ? tellFinding(finding) : `possible, ${depends}: ${tellFinding(finding)}`,
      lines: [
        `${severity} at ${tellPlace(location)}`,
        ...(witness ? [`proof: ${witness.sentence}`] : []),
        ...notes.map(note => `note: ${tellPlace(note.location)}: ${note.message}`),
        ...(why === undefined ? [] : [`why: ${why}`]),
        ...(remedy === undefined ? [] : [`fix: ${remedy}`]),
      ],
    },
  }
}

function errorCase({ message, location }: Notice): Case {
  const lines = location ? [`at ${tellPlace(location)}`] : []
  return {
    suite: location?.file ?? 'bucketlint',
    name: 'input is read',
    outcome: { kind: 'error', type: 'not read', message, lines },
  }
}

function suiteLines(name: string, cases: readonly Case[]): string[] {
  const attributes = `name=${quoted(name)}${counts(cases, ['failure', 'error', 'skipped'])}`
  return [`  <testsuite ${attributes}>`, ...cases.flatMap(caseLines), '  </testsuite>']
}

function caseLines({ suite, name, outcome }: Case): string[] {
  const head = `    <testcase classname=${quoted(suite)} name=${quoted(name)}`
  if (!outcome) return [`${head}/>`]
  const { kind, type, message, lines } = outcome
  const start = `      <${kind} type=${quoted(type)} message=${quoted(message)}`
  const text = lines.map(line => xmlText(printable(line))).join('\n')
  return [`${head}>`, text === '' ? `${start}/>` : `${start}>${text}</${kind}>`, '    </testcase>']
}

const plurals = { failure: 'failures', error: 'errors', skipped: 'skipped' } as const

function counts(cases: readonly Case[], kinds: readonly (keyof typeof plurals)[]): string {
  const told = kinds.map(kind => {
    const count = cases.filter(({ outcome }) => outcome?.kind === kind).length
    return ` ${plurals[kind]}="${count}"`
  })
  return ` tests="${cases.length}"${told.join('')}`
}

function quoted(text: string): string {
  return `"${xmlText(printable(text))}"`
}
