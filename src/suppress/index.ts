/** Takes what is suppressed, by people or by the baseline, away from the findings of a run. */
import { resolve, sep } from 'node:path'
import type { ActiveRule } from '../check.ts'
import { compareFindings, EVERY_RULE, type Finding, type Report, type Unchecked } from '../finding.ts'
import type { Directive } from '../model/directive.ts'
import { ruleIdOf, settingsFor, type RuleTable, type Settings } from '../settings.ts'
import { compareWithBaseline } from './baseline.ts'
import { judge } from './judge.ts'

/** What a run looked for. */
export interface Looked {
  readonly settings: Settings
  readonly table: RuleTable
  readonly rulesIn: (file: string) => readonly ActiveRule[]
  /** Whether everything could be read, so that what was not found is not there. */
  readonly isComplete: boolean
  readonly notFullyChecked: readonly Unchecked[]
}

/** What is left of findings, in order, and what was taken away. */
export function withoutSuppressed(
  found: readonly Finding[],
  directives: readonly Directive[],
  { settings, table, rulesIn, isComplete, notFullyChecked }: Looked,
): Pick<Report, 'findings' | 'suppressed' | 'baseline'> {
  const unchecked = new Set(notFullyChecked.map(({ rule, file }) => `${rule}\0${file}`))
  const wasChecked = (rule: string, file: string) =>
    isComplete &&
    isNamed(file, settings) &&
    rulesIn(file).some(({ id }) => id === rule) &&
    !unchecked.has(`${rule}\0${file}`) &&
    !unchecked.has(`${EVERY_RULE}\0${file}`)
  const locksIn = (file: string) => settingsFor(settings, file).locks
  const today = settings.today ?? new Date().toISOString().slice(0, 10)
  const judged = judge(found, directives, { table, today, rulesIn, locksIn, wasChecked })
  const isAsked = ({ rule }: Finding) => settings.only?.includes(rule) ?? true
  const { findings, suppressed, kept, stale } = compareWithBaseline(
    judged.findings.filter(isAsked).sort(compareFindings),
    settings.baseline ?? [],
    ({ rule, location }) => rule === 'syntax-error' || (locksIn(location.file)?.has(rule) ?? false),
    wasChecked,
  )
  return {
    findings,
    suppressed: [...judged.suppressed.filter(({ finding }) => isAsked(finding)), ...suppressed],
    ...(settings.baseline ? { baseline: { kept, stale } } : {}),
  }
}

/** Whether a suppression is of use is seen only where what it suppresses is looked for, asked for or not. */
export function lookingForSuppressed(
  settings: Settings,
  directives: readonly Directive[],
  table: RuleTable,
): Settings {
  const { only } = settings
  if (!only?.includes('suppression-unused')) return settings
  const named = directives.flatMap(({ rules }) => rules.flatMap(written => ruleIdOf(written, table) ?? []))
  return { ...settings, only: [...new Set([...only, ...named])] }
}

/** Whether a file is one of those, or in one of the folders, that the settings name. */
function isNamed(file: string, { cwd, paths, stdin }: Settings): boolean {
  const absolute = resolve(cwd, file)
  const isBelow = (path: string) => path === absolute || absolute.startsWith(path.replace(/[\\/]?$/, sep))
  return file === stdin?.name || paths.some(path => isBelow(resolve(cwd, path)))
}
