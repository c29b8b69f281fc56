/** What every reporter says of a report in the same way. */
import { isAbsolute, join } from 'node:path/posix'
import {
  severities,
  EVERY_RULE,
  type Finding,
  type Location,
  type Report,
  type Severity,
  type Unchecked,
} from '../finding.ts'
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
  /** List what is suppressed too, in formats that have a place for it. */
  readonly includeSuppressed?: boolean
  /** Say only what fails the run, at this severity. */
  readonly quiet?: FailOn | undefined
  /** Columns of the terminal. */
  readonly width: number
  readonly paint: Paint
  /** The working directory as its repository calls it, such as `infra/live`; GitHub wants places to start there. */
  readonly folder?: string | undefined
  /** The estate as an SVG, for documents that have room for a picture. It goes there as it is. */
  readonly picture?: string | undefined
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
export function summaryOf({ files, buckets, findings, suppressed, notFullyChecked }: Report): Summary {
  const certain = findings.filter(isCertain).length
  return {
    files,
    buckets,
    findings: certain,
    possible: findings.length - certain,
    suppressed: suppressed.length,
    notFullyChecked: notFullyChecked.length,
  }
}

/** The findings that are listed. */
export function listed(report: Report, { possible }: Pick<ReportOptions, 'possible'>): readonly Finding[] {
  return possible ? report.findings : report.findings.filter(isCertain)
}

/** The same findings, the worst first and those of one severity in their order. */
export function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  const rank = ({ severity }: Finding): number => severities.indexOf(severity)
  return [...findings].sort((a, b) => rank(a) - rank(b))
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
  return errors.length > 0 || findings.some(isUnread)
}

/** Whether a finding tells that its file could not be read. */
export function isUnread({ rule }: Finding): boolean {
  return rule === 'syntax-error'
}

/** The rule of a finding, if the table has it. */
export function ruleOf(id: string, table: RuleTable): Rule | undefined {
  return Object.hasOwn(table, id) ? table[id]?.rule : undefined
}

/** What to do about a finding, in the words of what its author writes: CDK, Terraform or CloudFormation. */
export function remedyOf({ rule: id, resource }: Finding, table: RuleTable): string | undefined {
  const rule = ruleOf(id, table)
  if (resource.construct !== undefined) return rule?.remedyInCdk ?? rule?.remedy
  // Logical ids are letters and digits, addresses name a type of Terraform's provider.
  if (/(?:^|\.)aws_\w+\./.test(resource.address)) return rule?.remedyInTerraform ?? rule?.remedy
  return rule?.remedy
}

/** What is wrong and when, in a sentence. */
export function tellFinding({ message, when }: Finding): string {
  return when.length > 0 ? `${message}, when ${tellWhen(when)}` : message
}

/** Where the author of what is wrong looks: in the program that wrote the template, if there is one. */
export function authored({ source, location }: Finding): Location {
  return source ? { ...source, endLine: source.line, endColumn: source.column + 1 } : location
}

/** How the repository calls a file. */
export function inRepository(file: string, { folder = '' }: Pick<ReportOptions, 'folder'>): string {
  return isAbsolute(file) ? file : join(folder, file)
}

/** Decisions as people say them. */
export function tellWhen(when: readonly When[]): string {
  return when.map(({ decision, value }) => `${decision} is ${value}`).join(' and ')
}

/** A check that ran into the bound of worlds, in a sentence. */
export function tellUnchecked({ rule, address, file, cause }: Unchecked): string {
  const what = rule === EVERY_RULE ? 'not every rule was' : `${rule} was not fully`
  return `${what} checked on ${address} in ${file}: ${cause}`
}

/** Things by what they have in common, in their order. */
export function grouped<T>(things: readonly T[], keyOf: (thing: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const thing of things) {
    const key = keyOf(thing)
    const group = groups.get(key)
    if (group) group.push(thing)
    else groups.set(key, [thing])
  }
  return groups
}

/** `1 file`, `2 files`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
