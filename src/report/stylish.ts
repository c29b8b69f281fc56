/** The report that people read in a terminal: each finding with its line, why it matters and what to do. */
import type { Finding, Report } from '../finding.ts'
import { findingBlock, findingLine, noticeBlock, type Sheet } from './block.ts'
import { lastLine } from './last-line.ts'
import { grouped, isCertain, listed, plural, reaches, tellUnchecked, type ReportOptions } from './summary.ts'
import { plain, wrap } from './terminal.ts'

/** Shows a report; its last line always sums it up. */
export function stylish(report: Report, options: ReportOptions): string {
  const { quiet } = options
  const sheet: Sheet = { ...options, sources: report.sources }
  const found = listed(report, options)
  const errors = report.errors.map(error => noticeBlock('error', error, sheet))
  const last = lastLine(report, options)
  if (quiet !== undefined) {
    const failing = found
      .filter(({ severity }) => reaches(severity, quiet))
      .map(each => findingLine(each, sheet))
    return [...failing, ...errors.flat(), last, ''].join('\n')
  }
  const blocks = [
    ...findingBlocks(found, sheet),
    ...report.notices.map(notice => noticeBlock('notice', notice, sheet)),
    ...report.notFullyChecked.map(each => noticeBlock('notice', { message: tellUnchecked(each) }, sheet)),
    ...errors,
    suppressed(report, options),
    undecided(report, options),
    fixable(found, report, options),
  ]
  const shown = blocks.filter(block => block.length > 0).map(block => `${block.join('\n')}\n`)
  return [...shown, `${last}\n`].join('\n')
}

/** Why a rule matters is said once, however often it is broken. */
function findingBlocks(findings: readonly Finding[], sheet: Sheet): string[][] {
  const explained = new Set<string>()
  return findings.map(finding => {
    const isFirst = !explained.has(finding.rule)
    explained.add(finding.rule)
    return findingBlock(finding, isFirst, sheet)
  })
}

/** What is suppressed, in short, where that is asked for. */
function suppressed(
  { suppressed: all }: Report,
  { includeSuppressed, paint, width }: ReportOptions,
): string[] {
  if (!includeSuppressed || all.length === 0) return []
  const lines = all.flatMap(({ finding, by, reason }) => {
    const why = by === 'baseline' ? reason : `${by}: ${reason}`
    return wrap(`${findingLine(finding, { paint: plain })} (${why})`, width, '  ', 4)
  })
  return [`${paint('bold', 'Suppressed')}:`, ...lines]
}

/** Possible findings that are not listed, summed up by what they hinge on. */
function undecided(report: Report, { possible, paint, width }: ReportOptions): string[] {
  const unlisted = possible ? [] : report.findings.filter(each => !isCertain(each))
  const groups = grouped(unlisted, ({ causes }) => causes.join('\0'))
  if (groups.size === 0) return []
  const lines = [...groups.values()].flatMap(({ length, 0: first }) => {
    const causes = first?.causes ?? []
    const verb = length === 1 ? 'depends' : 'depend'
    return wrap(
      `${plural(length, 'check')} ${verb} on ${causes.join(' and ')}${advice(causes)}`,
      width,
      '  ',
      4,
    )
  })
  return [`${paint('bold', 'Not decided')} (listed with --possible):`, ...lines]
}

/** How many findings may be fixed, and how. */
function fixable(found: readonly Finding[], { offers }: Report, { paint, width }: ReportOptions): string[] {
  const offered = found.filter(isCertain).flatMap(({ fingerprint }) => offers.get(fingerprint) ?? [])
  const all = offered.length
  const review = offered.filter(safety => safety === 'review').length
  const safe = all - review
  if (all === 0) return []
  const by = review === 0 ? '--fix' : safe === 0 ? '--fix=all' : `--fix=all, ${safe} of them by --fix`
  const text = `${plural(all, 'finding')} may be fixed by ${by}; --fix-dry-run shows the changes alone`
  return wrap(text, width).map(line => paint('dim', line))
}

/** The options that would decide it. */
function advice(causes: readonly string[]): string {
  const options = causes
    .flatMap(cause => cause.split(', '))
    .flatMap(cause => {
      if (cause === 'AWS::Region') return ['--region REGION']
      if (cause === 'AWS::AccountId') return ['--account ID']
      const parameter = /^parameter (.+)$/.exec(cause)?.[1]
      return parameter === undefined ? [] : [`--param ${parameter}=VALUE`]
    })
  return options.length > 0 ? `: pass ${[...new Set(options)].join(' ')}` : ''
}
