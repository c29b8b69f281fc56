/** The numbers of a run as outputs of the step, for later steps to decide on. */
import { randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import { severities, type Finding, type Severity } from '../finding.ts'
import type { Summary } from '../report/summary.ts'

/** What the outputs are made of: the report as JSON, as much of it as counts here. */
export interface JsonReport {
  readonly summary: Summary
  readonly findings: readonly Pick<Finding, 'severity' | 'certainty'>[]
}

/** The outputs of a run by name; `report` is absent where nothing could be linted, `sarif` where none was written. */
export function outputsFrom(
  status: number,
  report: JsonReport | undefined,
  sarif: string | undefined,
): Readonly<Record<string, string>> {
  const certain = (report?.findings ?? []).filter(({ certainty }) => certainty === 'certain')
  const countOf = (severity: Severity) => String(certain.filter(each => each.severity === severity).length)
  return {
    ...(report && {
      findings: String(report.summary.findings),
      ...Object.fromEntries(severities.map(severity => [severity, countOf(severity)] as const)),
      possible: String(report.summary.possible),
      suppressed: String(report.summary.suppressed),
    }),
    ...(sarif !== undefined && { sarif }),
    'exit-code': String(status),
  }
}

/** Adds the outputs to the file that the runner reads them from. Nothing in a value can end it. */
export function writeOutputs(file: string, outputs: Readonly<Record<string, string>>): void {
  const end = `end-${randomUUID()}`
  const lines = Object.entries(outputs).map(([name, value]) => `${name}<<${end}\n${value}\n${end}\n`)
  appendFileSync(file, lines.join(''))
}
