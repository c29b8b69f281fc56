/** Annotations beside the code, as GitHub Actions takes them: docs.github.com, "Workflow commands". */
import type { Finding, Location, Notice, Report, Severity } from '../finding.ts'
import { findingLine, tellPlace } from './block.ts'
import { lastLine } from './last-line.ts'
import { markdownWithin } from './markdown.ts'
import {
  authored,
  inRepository,
  isCertain,
  listed,
  plural,
  remedyOf,
  tellFinding,
  worstFirst,
  type ReportOptions,
} from './summary.ts'
import { plain, printable } from './terminal.ts'

type Level = 'error' | 'warning' | 'notice'

/** What GitHub shows of each level in one step; of the others nothing is said. */
const MOST = 10

const levels: Readonly<Record<Severity, Level>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'notice',
  info: 'notice',
}

interface Annotation {
  readonly level: Level
  readonly command: string
  /** The same for whoever reads the log. */
  readonly line: string
}

/** Makes a command for each of the worst findings; the others are lines of the log. */
export function github(report: Report, options: ReportOptions): string {
  const [shown, left] = parted(report, options)
  return [
    ...shown.map(({ command }) => command),
    ...left.map(({ line }) => line),
    ...tellLeft(left.length),
    lastLine(report, { paint: plain }),
    '',
  ].join('\n')
}

/** Makes the summary of a step, at most so many bytes. */
export function stepSummary(report: Report, options: ReportOptions, room: number): string {
  const [, left] = parted(report, options)
  return markdownWithin(room, report, options, tellLeft(left.length))
}

/** What becomes annotations, and what is too much. Input that was not read is worse than any finding. */
function parted(report: Report, options: ReportOptions): [shown: Annotation[], left: Annotation[]] {
  const all = [
    ...report.errors.map(error => ofError(error, options)),
    ...worstFirst(listed(report, options)).map(finding => ofFinding(finding, options)),
  ]
  const counts = { error: 0, warning: 0, notice: 0 }
  const shown = all.filter(({ level }) => ++counts[level] <= MOST)
  const kept = new Set(shown)
  return [shown, all.filter(each => !kept.has(each))]
}

function tellLeft(count: number): string[] {
  if (count === 0) return []
  const verb = count === 1 ? 'is' : 'are'
  const limits = `${MOST} errors, ${MOST} warnings and ${MOST} notices of a step`
  return [`${plural(count, 'finding')} ${verb} not annotated: GitHub shows ${limits}`]
}

function ofFinding(finding: Finding, options: ReportOptions): Annotation {
  const { rule, severity, resource, witness, causes } = finding
  const certainty = isCertain(finding) ? '' : 'possible '
  const remedy = remedyOf(finding, options.rules)
  const lines = [
    tellFinding(finding),
    ...(witness ? [`proof: ${witness.sentence}`] : []),
    ...(causes.length > 0 ? [`open: depends on ${causes.join(' and ')}`] : []),
    ...(remedy === undefined ? [] : [`fix: ${remedy}`]),
  ]
  const title = `${certainty}${severity} ${rule} in ${resource.construct ?? resource.address}`
  const level = levels[severity]
  return {
    level,
    command: command(level, title, lines, authored(finding), options),
    line: findingLine(finding, { paint: plain }),
  }
}

function ofError({ message, location }: Notice, options: ReportOptions): Annotation {
  const place = location ? `${tellPlace(location)}: ` : ''
  return {
    level: 'error',
    command: command('error', 'not read', [message], location, options),
    line: `error: ${place}${printable(message)}`,
  }
}

function command(
  level: Level,
  title: string,
  lines: readonly string[],
  place: Location | undefined,
  options: ReportOptions,
): string {
  const properties: Record<string, string | number> = {
    ...(place && placeOf(place, options)),
    title: printable(title),
  }
  const told = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`)
  return `::${level} ${told.join(',')}::${data(lines.map(printable).join('\n'))}`
}

/** GitHub takes columns only where a place is on one line. */
function placeOf(
  { file, line, column, endLine, endColumn }: Location,
  options: ReportOptions,
): Record<string, string | number> {
  const path = printable(inRepository(file, options))
  return line === endLine
    ? { file: path, line, endLine, col: column, endColumn }
    : { file: path, line, endLine }
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
