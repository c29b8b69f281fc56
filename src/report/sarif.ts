/** SARIF 2.1.0 as GitHub code scanning reads it: docs.github.com, "SARIF support for code scanning". */
import type { Log, Location as SarifLocation, Notification, Region, Result } from 'sarif'
import { severities, type Finding, type Location, type Report } from '../finding.ts'
import type { Source } from '../text/source.ts'
import { jsonText } from './json-text.ts'
import { descriptorOf, levels } from './sarif-rules.ts'
import { isBroken, listed, tellUnchecked, tellWhen, type ReportOptions } from './summary.ts'

/** GitHub refuses a run with more results. */
const MOST_RESULTS = 25_000

/** Makes one run. A scan that could not read something is told as not successful: it never looks clean. */
export function sarif(report: Report, options: ReportOptions): string {
  const all = listed(report, options)
  const results = worst(all, MOST_RESULTS)
  const ruleIds = [...new Set(results.map(({ rule }) => rule))].sort()
  const indexes = new Map(ruleIds.map((id, index) => [id, index]))
  const log: Log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'bucketlint',
            version: options.version,
            semanticVersion: options.version,
            rules: ruleIds.map(id => descriptorOf(id, options.rules)),
          },
        },
        automationDetails: { id: 'bucketlint/' },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: !isBroken(report),
            toolExecutionNotifications: notifications(report, all.length - results.length),
          },
        ],
        results: results.map(finding => resultOf(finding, indexes.get(finding.rule) ?? -1, report)),
      },
    ],
  }
  return jsonText(log)
}

/** The worst so many findings, in the order of the report. */
function worst(findings: readonly Finding[], most: number): readonly Finding[] {
  if (findings.length <= most) return findings
  const rank = ({ severity }: Finding): number => severities.indexOf(severity)
  const kept = new Set([...findings].sort((a, b) => rank(a) - rank(b)).slice(0, most))
  return findings.filter(finding => kept.has(finding))
}

function resultOf(finding: Finding, ruleIndex: number, { sources }: Report): Result {
  const { rule, severity, certainty, message, resource, location, when, witness, notes, controls, causes } =
    finding
  const condition = when.length > 0 ? `, when ${tellWhen(when)}` : ''
  const proof = witness ? `: ${witness.sentence}` : ''
  return {
    ruleId: rule,
    ruleIndex,
    level: levels[severity],
    message: { text: withoutLinks(`${message}${condition}${proof}`) },
    locations: [
      {
        ...placeOf(location, sources),
        logicalLocations: [
          {
            name: resource.address,
            fullyQualifiedName: resource.construct ?? resource.address,
            kind: 'resource',
          },
        ],
      },
    ],
    ...(notes.length > 0 && {
      relatedLocations: notes.map((note, index) => ({
        id: index + 1,
        ...placeOf(note.location, sources),
        message: { text: withoutLinks(note.message) },
      })),
    }),
    // primaryLocationLineHash is left to github/codeql-action, which complains about any that differs from its own.
    partialFingerprints: { 'bucketlint/v1': finding.fingerprint },
    properties: {
      severity,
      certainty,
      resourceType: resource.type,
      ...(resource.construct !== undefined && { construct: resource.construct }),
      ...(finding.source && { source: { file: finding.source.file, line: finding.source.line } }),
      when: [...when],
      controls: [...controls],
      ...(witness && { witness }),
      ...(causes.length > 0 && { causes: [...causes] }),
    },
  }
}

function notifications(report: Report, left: number): Notification[] {
  const { errors, findings, notFullyChecked, notices, sources } = report
  const syntaxErrors = findings.filter(({ rule }) => rule === 'syntax-error')
  const told = (
    level: Notification.level,
    { message, location }: { message: string; location?: Location },
  ) => ({
    level,
    message: { text: withoutLinks(message) },
    ...(location && { locations: [placeOf(location, sources)] }),
  })
  return [
    ...[...errors, ...syntaxErrors].map(error => told('error', error)),
    ...(left > 0
      ? [
          told('warning', {
            message: `${left} findings are left out: GitHub takes ${MOST_RESULTS} a run, the worst are kept`,
          }),
        ]
      : []),
    ...notFullyChecked.map(each => told('warning', { message: tellUnchecked(each) })),
    ...notices.map(notice => told('note', notice)),
  ]
}

function placeOf(
  location: Location,
  sources: ReadonlyMap<string, Source>,
): Pick<SarifLocation, 'physicalLocation'> {
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(location.file) },
      region: regionOf(location, sources.get(location.file)),
    },
  }
}

/** The first line of a place: GitHub annotates a pull request only if it changes all lines of a region. */
function regionOf({ line, column, endLine, endColumn }: Location, source: Source | undefined): Region {
  const start = { startLine: line, startColumn: column, endLine: line }
  if (endLine === line) return { ...start, endColumn }
  return source ? { ...start, endColumn: Math.max(column, source.line(line).length + 1) } : start
}

/** A relative path as a URI reference: whatever it holds, it stays a path. */
function uriOf(path: string): string {
  const uri = path
    .replace(/\p{Cs}/gu, '\uFFFD')
    .split('/')
    .map(encodeURIComponent)
    .join('/')
  return uri.startsWith('/') ? `file://${uri}` : uri
}

/** Messages may embed links, `[text](target)`; ours never do, whatever they quote. */
function withoutLinks(text: string): string {
  return text.replaceAll('](', '] (')
}
