/** SARIF 2.1.0 as GitHub code scanning reads it: docs.github.com, "SARIF support for code scanning". */
import type { Log, Notification, Result } from 'sarif'
import type { Finding, Notice, Report, Severity, Suppressed } from '../finding.ts'
import { isApart } from './block.ts'
import { jsonText } from './json-text.ts'
import { descriptorOf, levels } from './sarif-rules.ts'
import { Places, ROOT, withoutLinks } from './sarif-places.ts'
import {
  authored,
  isBroken,
  isUnread,
  listed,
  plural,
  tellFinding,
  tellUnchecked,
  worstFirst,
  type ReportOptions,
} from './summary.ts'

/** GitHub refuses a run with more results, and a file that is larger when it is packed. */
const MOST_RESULTS = 25_000
const MOST_BYTES = 10 * 1024 * 1024

/** GitHub keeps the first of more locations. */
const MOST_LOCATIONS = 100

/** Makes one run. A scan that could not read something is told as not successful: it never looks clean. */
export function sarif(report: Report, options: ReportOptions): string {
  const suppressed = options.includeSuppressed ? report.suppressed : []
  const all = [...listed(report, options), ...suppressed.map(({ finding }) => finding)]
  for (let most = Math.min(all.length, MOST_RESULTS); ; most = Math.floor(most / 2)) {
    const text = jsonText(logOf(worst(all, most), all.length, report, options))
    if (most === 0 || !isTooLarge(text)) return text
  }
}

/** The module is asked for only where it is needed: each run would wait for it otherwise. */
function isTooLarge(text: string): boolean {
  if (Buffer.byteLength(text) < MOST_BYTES) return false
  return process.getBuiltinModule('node:zlib').gzipSync(text).length > MOST_BYTES
}

function logOf(results: readonly Finding[], all: number, report: Report, options: ReportOptions): Log {
  const suppressed = new Map(report.suppressed.map(each => [each.finding, each]))
  const ruleIds = [...new Set(results.map(({ rule }) => rule))].sort()
  const indexes = new Map(ruleIds.map((id, index) => [id, index]))
  const places = new Places(report.sources, options)
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'bucketlint',
            version: options.version,
            semanticVersion: options.version,
            rules: ruleIds.map(id => descriptorOf(id, options.rules, worstOf(id, results))),
          },
        },
        automationDetails: { id: 'bucketlint/' },
        originalUriBaseIds: { [ROOT]: { description: { text: 'The root of the repository.' } } },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: !isBroken(report),
            toolExecutionNotifications: notifications(report, all - results.length, places),
          },
        ],
        results: results.map(finding => ({
          ...resultOf(finding, indexes.get(finding.rule) ?? -1, places),
          ...suppressionOf(suppressed.get(finding)),
        })),
      },
    ],
  }
}

/** The worst so many findings, in the order of the report. */
function worst(findings: readonly Finding[], most: number): readonly Finding[] {
  if (findings.length <= most) return findings
  const kept = new Set(worstFirst(findings).slice(0, most))
  return findings.filter(finding => kept.has(finding))
}

/** How bad a rule is here: its severity may be set, and differ from file to file. */
function worstOf(id: string, findings: readonly Finding[]): Severity | undefined {
  return worstFirst(findings.filter(({ rule }) => rule === id))[0]?.severity
}

/** Stands where its author looks; the template that a program wrote is a further place. */
function resultOf(finding: Finding, ruleIndex: number, places: Places): Result {
  const { rule, severity, certainty, resource, location, when, witness, fix, controls, causes } = finding
  const subject = resource.address === location.file ? '' : `${resource.construct ?? resource.address}: `
  const proof = witness ? `: ${witness.sentence}` : ''
  const template = finding.source ? [{ message: 'what the program wrote', location }] : []
  const related = [...template, ...finding.notes].slice(0, MOST_LOCATIONS)
  return {
    ruleId: rule,
    ruleIndex,
    level: levels[severity],
    message: { text: withoutLinks(`${subject}${tellFinding(finding)}${proof}`) },
    locations: [
      {
        ...places.of(authored(finding)),
        logicalLocations: [
          {
            name: resource.address,
            fullyQualifiedName: resource.construct ?? resource.address,
            kind: 'resource',
          },
        ],
      },
    ],
    ...(related.length > 0 && {
      relatedLocations: related.map((note, index) => ({ id: index + 1, ...places.told(note) })),
    }),
    ...flowOf(finding, places),
    ...(fix && { fixes: [places.fix(fix)] }),
    // primaryLocationLineHash is left to github/codeql-action, which complains about any that differs from its own.
    partialFingerprints: { 'bucketlint/v1': finding.fingerprint },
    properties: {
      severity,
      certainty,
      resourceType: resource.type,
      ...(resource.construct !== undefined && { construct: resource.construct }),
      when: [...when],
      controls: [...controls],
      ...(witness && { witness }),
      ...(causes.length > 0 && { causes: [...causes] }),
    },
  }
}

/** The way from a finding to the other resources that it speaks of, which viewers let people walk. */
function flowOf(finding: Finding, places: Places): Pick<Result, 'codeFlows'> {
  const { location } = finding
  const apart = finding.notes.filter(note => isApart(note.location, location)).slice(0, MOST_LOCATIONS)
  if (apart.length === 0) return {}
  const steps = [{ message: finding.message, location }, ...apart]
  return {
    codeFlows: [{ threadFlows: [{ locations: steps.map(step => ({ location: places.told(step) })) }] }],
  }
}

/** GitHub opens alerts for suppressed results too, so that they are in the report only if somebody asks for them. */
function suppressionOf(it: Suppressed | undefined): Pick<Result, 'suppressions'> {
  if (!it) return {}
  const isInSource = it.by === 'comment' || it.by === 'metadata'
  return { suppressions: [{ kind: isInSource ? 'inSource' : 'external', justification: it.reason }] }
}

function notifications(report: Report, left: number, places: Places): Notification[] {
  const { errors, findings, notFullyChecked, notices } = report
  const told = (level: Notification.level, { message, location }: Notice) => ({
    level,
    message: { text: withoutLinks(message) },
    ...(location && { locations: [places.of(location)] }),
  })
  const message = `${plural(left, 'finding')} left out: GitHub takes ${MOST_RESULTS} a run and 10 MB, the worst are kept`
  return [
    ...[...errors, ...findings.filter(isUnread)].map(error => told('error', error)),
    ...(left > 0 ? [told('warning', { message })] : []),
    ...notFullyChecked.map(each => told('warning', { message: tellUnchecked(each) })),
    ...notices.map(notice => told('note', notice)),
  ]
}
