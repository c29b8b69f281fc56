/** What is found in one file, with what is deployed together with it. */
import process from 'node:process'
import { rules } from '../../rules/index.ts'
import { knownOf, openConfigsNow } from '../config/index.ts'
import { displayPath } from '../discover.ts'
import type { Finding } from '../finding.ts'
import { isCertain } from '../report/summary.ts'
import { run } from '../run.ts'
import type { FileConfigs, FileSettings, Level, Settings } from '../settings.ts'
import { UsageError } from '../usage-error.ts'

/**
 * What `languageOptions` of ESLint's config may hold; each is what the command's option of this name is. An interface
 * would not be taken for a record, which ESLint wants.
 */
export type LanguageOptions = {
  readonly preset?: Settings['preset']
  readonly config?: string
  readonly region?: string
  readonly account?: string
  readonly params?: Readonly<Record<string, string>>
}

/** Rules are switched on by ESLint's config, so that all run; what the preset leaves out of a rule it leaves out here. */
const named: Readonly<Record<string, Level>> = Object.fromEntries(
  Object.entries(rules).flatMap(([id, { rule }]) =>
    rule.preset === 'strict' ? [[id, rule.severity] as const] : [],
  ),
)

/**
 * Lints a text instead of what its file holds. Throws `UsageError` where a config cannot mean what it says or something
 * cannot be read.
 */
export function findingsIn(path: string, text: string, options: LanguageOptions): readonly Finding[] {
  const cwd = process.cwd()
  const { preset, region, account, params = {} } = options
  const given = { region, account, params: new Map(Object.entries(params)) }
  const configs = openConfigsNow({
    cwd,
    paths: [path],
    named: options.config,
    commandLine: { ...given, preset, rules: {} },
    table: rules,
  })
  const report = run(
    {
      ...given,
      preset: preset ?? 'recommended',
      rules: named,
      configs: withAllRules(configs),
      cwd,
      paths: [path],
      unsaved: new Map([[path, text]]),
      fixes: () => true,
      paramFiles: [],
      ...knownOf(configs.runWide),
    },
    configs.table,
  )
  const [error] = report.errors
  if (error) throw new UsageError(error.message)
  const file = displayPath(path, cwd)
  return report.findings.filter(each => isCertain(each) && each.location.file === file)
}

/** What configs say, on top of all rules: what they switch off stays off. */
function withAllRules(configs: FileConfigs): FileConfigs {
  const known = new Map<FileSettings, FileSettings>()
  return {
    of: file => {
      const own = configs.of(file)
      const settings = known.get(own) ?? { ...own, rules: { ...named, ...own.rules } }
      known.set(own, settings)
      return settings
    },
    isIgnored: file => configs.isIgnored(file),
    directives: () => configs.directives(),
    notices: () => configs.notices(),
  }
}
