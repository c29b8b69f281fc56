/** The lines that sum a report up for people. */
import { severities, type Report } from '../finding.ts'
import { styles } from './block.ts'
import { isBroken, isCertain, plural, summaryOf, type ReportOptions } from './summary.ts'

/** Files, buckets and findings in numbers. */
export function lastLine(report: Report, { paint }: Pick<ReportOptions, 'paint'>): string {
  const { files, buckets, findings, possible, suppressed, notFullyChecked } = summaryOf(report)
  const bySeverity = severities.flatMap(severity => {
    const count = report.findings.filter(each => each.severity === severity && isCertain(each)).length
    return count > 0 ? [paint(styles[severity], `${count} ${severity}`)] : []
  })
  return [
    plural(files, 'file'),
    plural(buckets, 'bucket'),
    plural(findings, 'finding') + (bySeverity.length > 0 ? ` (${bySeverity.join(', ')})` : ''),
    ...(possible > 0 ? [`${possible} possible`] : []),
    ...(suppressed > 0 ? [`${suppressed} suppressed`] : []),
    ...(notFullyChecked > 0 ? [`${notFullyChecked} not fully checked`] : []),
    ...(report.errors.length > 0 ? [paint(styles.high, plural(report.errors.length, 'error'))] : []),
  ].join(', ')
}

/** What a document says first. */
export function heading(report: Report): string {
  const { findings, possible } = summaryOf(report)
  const found = [
    ...(findings > 0 ? [plural(findings, 'finding')] : []),
    ...(possible > 0 ? [`${possible} possible`] : []),
  ]
  const count = found.length > 0 ? found.join(', ') : 'nothing found'
  return isBroken(report) ? `${count}, and not everything could be read` : count
}
