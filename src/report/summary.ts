/** What every reporter says of a report in the same way. */
import { severities, type Finding, type Report, type Severity, type Unchecked } from '../finding.ts'
import type { When } from '../model/merge.ts'
import type { Rule } from '../rule.ts'
import type { RuleTable } from '../settings.ts'
import type { Paint } from './terminal.ts'

/** The least severity that fails a run. */
export type FailOn = Severity | 'never'

/** How a report is to be shown; each reporter takes of it what it needs. */
export interface ReportOptions {
  readonly rules: RuleTable
  readonly version: string
  /** List possible findings too. */
  readonly possible: boolean
  /** Say only what fails the run, at this severity. */
  readonly quiet?: FailOn | undefined
  /** Columns of the terminal. */
  readonly width: number
  readonly paint: Paint
}

/** Makes a document of a report. */
export type Reporter = (report: Report, options: ReportOptions) => string

/** The numbers of a report. */
export interface Summary {
  readonly files: number
  readonly buckets: number
  /** Certain ones. */
  readonly findings: number
  /** Findings that rest on a guess, listed or not. */
  readonly possible: number
  readonly suppressed: number
  readonly notFullyChecked: number
}

/** Counts what a report holds; what is listed makes no difference. */
export function summaryOf({ files, buckets, findings, notFullyChecked }: Report): Summary {
  const certain = findings.filter(isCertain).length
  return {
    files,
    buckets,
    findings: certain,
    possible: findings.length - certain,
    suppressed: 0,
    notFullyChecked: notFullyChecked.length,
  }
}

/** The findings that are listed. */
export function listed(report: Report, { possible }: Pick<ReportOptions, 'possible'>): readonly Finding[] {
  return possible ? report.findings : report.findings.filter(isCertain)
}

/** Whether a finding rests on no guess. */
export function isCertain({ certainty }: Finding): boolean {
  return certainty === 'certain'
}

/** Whether a severity is at or above the least one that fails a run. */
export function reaches(severity: Severity, failOn: FailOn): boolean {
  return failOn !== 'never' && severities.indexOf(severity) <= severities.indexOf(failOn)
}

/** Whether something could not be read, so that a report without findings means nothing. */
export function isBroken({ errors, findings }: Report): boolean {
  return errors.length > 0 || findings.some(({ rule }) => rule === 'syntax-error')
}

/** The rule of a finding, if the table has it. */
export function ruleOf(id: string, table: RuleTable): Rule | undefined {
  return Object.hasOwn(table, id) ? table[id]?.rule : undefined
}

/** Decisions as people say them. */
export function tellWhen(when: readonly When[]): string {
  return when.map(({ decision, value }) => `${decision} is ${value}`).join(' and ')
}

/** A check that ran into the bound of worlds, in a sentence. */
export function tellUnchecked({ rule, address, file, cause }: Unchecked): string {
  return `${rule} was not fully checked on ${address} in ${file}: ${cause}`
}

/** `1 file`, `2 files`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
