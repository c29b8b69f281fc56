/** The report as data; the shape is a contract, `schemaVersion` tells when it breaks. */
import type { Finding, Notice, Report } from '../finding.ts'
import { jsonText } from './json-text.ts'
import { listed, summaryOf, tellUnchecked, type ReportOptions } from './summary.ts'

/** Makes the JSON report. Possible findings are counted always and listed where the options say so. */
export function json(report: Report, options: ReportOptions): string {
  return jsonText({
    schemaVersion: 1,
    tool: { name: 'bucketlint', version: options.version },
    summary: summaryOf(report),
    findings: listed(report, options).map(finding),
    notices: [
      ...report.errors.map(each => notice('error', each)),
      ...report.notFullyChecked.map(each => notice('warning', { message: tellUnchecked(each) })),
      ...report.notices.map(each => notice('notice', each)),
    ],
  })
}

/** Key by key, so that the order is the contract's whoever made the finding. */
function finding(it: Finding): object {
  const { address, type, construct } = it.resource
  return {
    rule: it.rule,
    severity: it.severity,
    certainty: it.certainty,
    message: it.message,
    resource: { address, type, construct },
    location: location(it.location),
    source: it.source && { file: it.source.file, line: it.source.line },
    when: it.when.map(({ decision, value }) => ({ decision, value })),
    witness: it.witness && {
      principal: it.witness.principal,
      action: it.witness.action,
      resource: it.witness.resource,
      secureTransport: it.witness.secureTransport,
      context: it.witness.context,
      sentence: it.witness.sentence,
    },
    notes: it.notes.map(note => ({ message: note.message, location: location(note.location) })),
    fix: it.fix && {
      title: it.fix.title,
      safety: it.fix.safety,
      edits: it.fix.edits.map(edit => ({ location: location(edit.location), text: edit.text })),
    },
    fingerprint: it.fingerprint,
    controls: it.controls,
    causes: it.causes.length > 0 ? it.causes : undefined,
  }
}

function location({ file, line, column, endLine, endColumn }: Finding['location']): object {
  return { file, line, column, endLine, endColumn }
}

/** An error is input that was not read: findings may be missing. A warning is a check that is not complete. */
function notice(level: 'error' | 'warning' | 'notice', { message, location: at }: Notice): object {
  return { level, message, location: at && location(at) }
}
