/** bucketlint as a library: the same run as the command's, as data. */
import { rules } from '../rules/index.ts'
import type { Config } from './config/index.ts'
import type { Report } from './finding.ts'
import { run } from './run.ts'
import type { Settings } from './settings.ts'

export type { Config } from './config/index.ts'
export type {
  Finding,
  Fix,
  FixEdit,
  Location,
  Note,
  Notice,
  Report,
  Severity,
  Suppressed,
  Witness,
} from './finding.ts'
export type { Settings } from './settings.ts'
export {
  access,
  add,
  also,
  arnOf,
  change,
  cloudformation,
  exactly,
  gone,
  nameOf,
  resourceRule,
  rewrite,
  rule,
  set,
  setBeside,
  stated,
  terraform,
} from './rule.ts'
export { UsageError } from './usage-error.ts'

/** Declares a config in `bucketlint.config.ts` or `.mjs`, so that editors know what it may hold. */
export function defineConfig(config: Config): Config {
  return config
}

/**
 * Lints files and folders. Never throws for what it reads, which is reported instead; throws `UsageError` where the
 * settings name a rule that does not exist.
 */
export function lint(settings: Partial<Settings> & Pick<Settings, 'paths'>): Report {
  const defaults = {
    cwd: process.cwd(),
    preset: 'recommended',
    rules: {},
    params: new Map<string, string>(),
    paramFiles: [],
  } as const
  return run({ ...defaults, ...settings }, rules)
}
