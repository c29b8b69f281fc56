/** What a run is asked to do, which rules run, and at what severity. */
import { dirname, resolve } from 'node:path'
import type { ActiveRule } from './check.ts'
import type { Baseline, Finding, Severity } from './finding.ts'
import type { Directive } from './model/directive.ts'
import { nearestName } from './model/schema/index.ts'
import type { Workloads } from './model/workload.ts'
import { isInPreset, isStrict, type Preset } from './presets.ts'
import type { Rule } from './rule.ts'
import { UsageError } from './usage-error.ts'

/** All rules there are, by id; `subject` is the folder they stand in, and `custom` are those of a project's own. */
export type RuleTable = Readonly<
  Record<string, { readonly subject: string; readonly rule: Rule; readonly custom?: true }>
>

/** What is done with a rule. */
export type Level = Severity | 'off'

/** What may differ from file to file. */
export interface FileSettings {
  readonly preset: Preset
  readonly rules: Readonly<Record<string, Level>>
  readonly region?: string | undefined
  readonly account?: string | undefined
  readonly params: ReadonlyMap<string, string>
  /** Rules that cannot be suppressed, nor set otherwise by configs below the one that locks them. */
  readonly locks?: ReadonlyMap<string, Lock> | undefined
}

/** A rule that a config locks. */
export interface Lock {
  /** The config that says so, as reports call it. */
  readonly by: string
  /** Configs whose own suppressions hold all the same: that one, and those that it extends. */
  readonly except: ReadonlySet<string>
}

/** What configs say of files, which are named as reports call them. */
export interface FileConfigs {
  of(file: string): FileSettings
  isIgnored(file: string): boolean
  /** The suppressions of the configs that were asked for so far. */
  directives(): readonly Directive[]
  /** What is written in them and does not hold. */
  notices(): readonly { readonly message: string }[]
}

/** What one run is asked to do. */
export interface Settings extends FileSettings {
  /** Files and folders, relative to `cwd`. */
  readonly paths: readonly string[]
  readonly stdin?: { readonly name: string; readonly text: string } | undefined
  readonly cwd: string
  /** Run just these rules, whatever their preset. */
  readonly only?: readonly string[] | undefined
  /** Where there are configs, what they say of a file holds instead of what is said here for all files. */
  readonly configs?: FileConfigs | undefined
  /** Accounts and organizations that may be given access without a word. */
  readonly trustedAccounts?: readonly string[] | undefined
  readonly trustedOrganizations?: readonly string[] | undefined
  /** The load of buckets at its peak, by name, logical id, Terraform address or a pattern of these. */
  readonly workloads?: Workloads | undefined
  readonly paramFiles: readonly string[]
  /** Findings that are known and left out. */
  readonly baseline?: Baseline | undefined
  /** The day on which suppressions may be over, `2027-01-31`; by default this one, in UTC. */
  readonly today?: string | undefined
  /** What editors have not saved yet, by absolute path: it is read instead of what the file holds, if there is one. */
  readonly unsaved?: ReadonlyMap<string, string> | undefined
  /** Whether rules run on what a file defines, by default all; what is around it is read in any case. */
  readonly isChecked?: ((file: string) => boolean) | undefined
  /** The findings that come with fixes that prove good, by default none; trying costs a few further looks at files. */
  readonly fixes?: ((finding: Finding) => boolean) | undefined
  /** Is told, over and over, what the run is at. */
  readonly progress?: ((doing: string) => void) | undefined
}

/** What holds for a file. */
export function settingsFor<Run extends Pick<Settings, 'configs'>>(
  settings: Run,
  file: string,
): Run | FileSettings {
  return settings.configs?.of(file) ?? settings
}

/**
 * The same settings for what is deployed together alone: units by their names, which are paths, with their files. A
 * Terraform root whose resources all stand in modules is found by its name only.
 */
export function settingsOn(
  names: readonly string[],
  files: ReadonlySet<string>,
  settings: Settings,
): Settings {
  const { stdin, isChecked } = settings
  const hasOwnFiles = (name: string) => [...files].some(file => file === name || dirname(file) === name)
  const named = [...files, ...names.filter(name => !hasOwnFiles(name))]
  return {
    ...settings,
    paths: named.filter(path => path !== stdin?.name),
    stdin: stdin && files.has(stdin.name) ? stdin : undefined,
    isChecked: file => files.has(file) && (isChecked?.(file) ?? true),
    progress: undefined,
  }
}

/** The same settings, with other texts in the place of what files hold; by the paths of reports. */
export function withTexts(settings: Settings, texts: ReadonlyMap<string, string>): Settings {
  const { stdin, cwd } = settings
  const typed = stdin && texts.get(stdin.name)
  const others = [...texts].filter(([path]) => path !== stdin?.name)
  return {
    ...settings,
    stdin: stdin && typed !== undefined ? { ...stdin, text: typed } : stdin,
    unsaved: new Map([
      ...(settings.unsaved ?? []),
      ...others.map(([path, text]) => [resolve(cwd, path), text] as const),
    ]),
  }
}

/** Whether configs leave a file out. */
export function isIgnored({ configs }: Pick<Settings, 'configs'>, file: string): boolean {
  return configs?.isIgnored(file) ?? false
}

/** The rules that are active in each file. Throws `UsageError` where the settings name one that does not exist. */
export function rulesByFile(settings: Settings, table: RuleTable): (file: string) => readonly ActiveRule[] {
  const rulesOf = remembered((own: FileSettings) => activeRules({ ...own, only: settings.only }, table))
  rulesOf(settings)
  const isChecked = (file: string) => !isIgnored(settings, file) && (settings.isChecked?.(file) ?? true)
  return remembered(file => (isChecked(file) ? rulesOf(settingsFor(settings, file)) : []))
}

function remembered<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>()
  return key => {
    const value = known.get(key) ?? make(key)
    known.set(key, value)
    return value
  }
}

/** The rules that the settings ask for. Throws `UsageError` where they name one that does not exist. */
function activeRules(
  settings: Pick<Settings, 'preset' | 'only' | 'rules' | 'locks'>,
  table: RuleTable,
): readonly ActiveRule[] {
  for (const id of [...(settings.only ?? []), ...Object.keys(settings.rules)]) requireRule(id, table)
  return Object.entries(table).flatMap(([id, { rule }]) => {
    const set = Object.hasOwn(settings.rules, id) ? settings.rules[id] : undefined
    if (set === 'off') return []
    const named = settings.only?.includes(id) ?? set !== undefined
    const strict = named || isStrict(settings.preset)
    const wanted = named || isInPreset(settings.preset, rule) || (settings.locks?.has(id) ?? false)
    return (settings.only ? named : wanted) ? [{ id, rule, severity: set ?? rule.severity, strict }] : []
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

/** The id of the rule that somebody means, who may write it in any case or by a name that it had before. */
export function ruleIdOf(written: string, table: RuleTable): string | undefined {
  const id = written.toLowerCase()
  if (Object.hasOwn(table, id)) return id
  return Object.keys(table).find(each => table[each]?.rule.formerly?.includes(id))
}
