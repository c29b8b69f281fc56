/** Which rules run, and at what severity. */
import type { ActiveRule } from './check.ts'
import type { Severity } from './finding.ts'
import { nearestName } from './model/schema/index.ts'
import type { Rule } from './rule.ts'
import { UsageError } from './usage-error.ts'

/** All rules there are, by id; `subject` is the folder they stand in. */
export type RuleTable = Readonly<Record<string, { readonly subject: string; readonly rule: Rule }>>

/** What one run is asked to do. */
export interface Settings {
  /** Files and folders, relative to `cwd`. */
  readonly paths: readonly string[]
  readonly stdin?: { readonly name: string; readonly text: string } | undefined
  readonly cwd: string
  readonly preset: 'recommended' | 'strict'
  /** Run just these rules, whatever their preset. */
  readonly only?: readonly string[] | undefined
  readonly rules: Readonly<Record<string, Severity | 'off'>>
  readonly region?: string | undefined
  readonly account?: string | undefined
  /** Accounts and organizations that may be given access without a word. */
  readonly trustedAccounts?: readonly string[] | undefined
  readonly trustedOrganizations?: readonly string[] | undefined
  readonly params: ReadonlyMap<string, string>
  readonly paramFiles: readonly string[]
}

/** The rules that the settings ask for. Throws `UsageError` where they name one that does not exist. */
export function activeRules(
  settings: Pick<Settings, 'preset' | 'only' | 'rules'>,
  table: RuleTable,
): readonly ActiveRule[] {
  for (const id of [...(settings.only ?? []), ...Object.keys(settings.rules)]) requireRule(id, table)
  return Object.entries(table).flatMap(([id, { rule }]) => {
    const set = settings.rules[id]
    if (set === 'off') return []
    const named = settings.only?.includes(id) ?? set !== undefined
    const strict = named || settings.preset === 'strict'
    const asked = settings.only ? named : strict || rule.preset === 'recommended'
    return asked ? [{ id, rule, severity: set ?? rule.severity, strict }] : []
  })
}

/** The rule of an id. Throws `UsageError` with the nearest id where there is none. */
export function requireRule(id: string, table: RuleTable): Rule {
  const entry = Object.hasOwn(table, id) ? table[id] : undefined
  if (entry) return entry.rule
  const near = nearestName(id, Object.keys(table))
  throw new UsageError(
    `there is no rule '${id}'`,
    near ? `did you mean '${near}'?` : 'the rules are listed by: bucketlint rules',
  )
}
