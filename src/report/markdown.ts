/** A comment on a pull request: the worst first in a table, and each finding's details folded. */
import type { Finding, Location, Report, Severity } from '../finding.ts'
import { isApart } from './block.ts'
import { excerpt } from './excerpt.ts'
import { urlsOf } from './explain.ts'
import { heading, lastLine } from './last-line.ts'
import { markdownCode, markdownText } from './markdown-text.ts'
import {
  authored,
  isCertain,
  listed,
  plural,
  remedyOf,
  ruleOf,
  tellFinding,
  tellUnchecked,
  worstFirst,
  type ReportOptions,
} from './summary.ts'
import { plain } from './terminal.ts'

/** GitHub takes no longer comment, in characters; of bytes there are never fewer. */
const LONGEST = 65_536

/** Who posts the comment finds the one that it posted before by this. */
const MARK = '<!-- bucketlint -->'

const signs: Readonly<Record<Severity, string>> = {
  critical: '🟣',
  high: '🔴',
  medium: '🟠',
  low: '🔵',
  info: '⚪',
}

/** Makes a document that is short enough for a comment. */
export function markdown(report: Report, options: ReportOptions): string {
  return markdownWithin(LONGEST, report, options)
}

/** Makes a document of at most so many bytes in UTF-8, and says what is left out. `remarks` are said at its end. */
export function markdownWithin(
  room: number,
  report: Report,
  options: ReportOptions,
  remarks: readonly string[] = [],
): string {
  const findings = worstFirst(listed(report, options))
  const remarked = [...remarks, ...report.notices.map(({ message }) => message)]
  const budget = new Budget(room - 400)
  const head = budget.fitting([headOf(report)])
  const problems = budget.fitting(problemsOf(report).map(bullet), budget.left / 4)
  const end = budget.fitting(remarked.map(bullet), budget.left / 4)
  const rows = budget.fitting(findings.map(rowOf), budget.left / 2)
  const details = budget.fitting(findings.map(finding => detailsOf(finding, report, options)))
  const left = leftOut({
    problem: problemsOf(report).length - problems.length,
    finding: findings.length - rows.length,
    detail: findings.length - details.length,
    remark: remarked.length - end.length,
  })
  const table = rows.length > 0 ? [TABLE, ...rows] : []
  const parts = [[MARK, '\n', ...head], problems, table, details, left, end]
  return parts
    .filter(part => part.length > 0)
    .map(part => part.join(''))
    .join('\n')
}

/** What is still free of the bytes of a document. */
class Budget {
  left: number

  constructor(room: number) {
    this.left = room
  }

  /** The first of the pieces that fit, of `most` bytes at most. */
  fitting(pieces: readonly string[], most = this.left): string[] {
    const floor = this.left - most
    const kept: string[] = []
    for (const piece of pieces) {
      const size = Buffer.byteLength(piece)
      if (this.left - size < floor) break
      this.left -= size
      kept.push(piece)
    }
    return kept
  }
}

const TABLE = '| | Rule | Resource | Place | What is wrong |\n| --- | --- | --- | --- | --- |\n'

function headOf(report: Report): string {
  return `### bucketlint: ${heading(report)}\n\n${lastLine(report, { paint: plain })}\n`
}

function problemsOf({ errors, notFullyChecked }: Report): string[] {
  return [...errors.map(({ message }) => `error: ${message}`), ...notFullyChecked.map(tellUnchecked)]
}

function rowOf(finding: Finding): string {
  const { rule, resource } = finding
  const cells = [
    tellSeverity(finding),
    markdownCode(rule),
    markdownCode(resource.construct ?? resource.address),
    tellPlace(authored(finding)),
    markdownText(tellFinding(finding)),
  ]
  return `| ${cells.join(' | ')} |\n`
}

function detailsOf(finding: Finding, report: Report, options: ReportOptions): string {
  const { rule, resource, location, witness, notes, causes } = finding
  const known = ruleOf(rule, options.rules)
  const fact = (label: string, text: string | undefined): string[] =>
    text === undefined ? [] : [`- **${label}** ${markdownText(text)}`]
  const lines = [
    ...(finding.source ? [`- **in** ${tellPlace(location)}`] : []),
    ...fact('proof', witness?.sentence),
    ...fact('open', causes.length > 0 ? `depends on ${causes.join(' and ')}` : undefined),
    ...notes.map(note => {
      const place = isApart(note.location, location) ? ` (${tellPlace(note.location)})` : ''
      return `- **note** ${markdownText(note.message)}${place}`
    }),
    ...fact('why', known?.why),
    ...fact('fix', remedyOf(finding, options.rules)),
    ...(known ? urlsOf(known) : []).map(url => `- <${url}>`),
  ]
  const title = `${tellSeverity(finding)} ${markdownCode(rule)} in ${markdownCode(resource.address)}`
  const summary = `${title}: ${markdownText(tellFinding(finding))}`
  const code = codeOf(location, report)
  return `<details><summary>${summary}</summary>\n\n${[...code, ...lines].join('\n')}\n\n</details>\n`
}

/** The line of a place. It stands within HTML, so that nothing in it can end it. */
function codeOf(location: Location, { sources }: Report): string[] {
  const source = sources.get(location.file)
  if (!source) return []
  const { text } = excerpt(source, location, 120)
  return [`<pre>${location.line} | ${markdownText(text.trimStart())}</pre>\n`]
}

function leftOut(counts: Readonly<Record<string, number>>): string[] {
  const left = Object.entries(counts).filter(([, count]) => count > 0)
  if (left.length === 0) return []
  const told = left.map(([noun, count]) => plural(count, noun)).join(', ')
  return [`_This document has a limit; left out: ${told}._\n`]
}

function bullet(text: string): string {
  return `- ${markdownText(text)}\n`
}

function tellSeverity(finding: Finding): string {
  const { severity } = finding
  return `${signs[severity]}&nbsp;${isCertain(finding) ? '' : 'possible '}${severity}`
}

function tellPlace({ file, line }: Location): string {
  return markdownCode(`${file}:${line}`)
}
