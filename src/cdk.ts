/**
 * bucketlint as a validation plugin of AWS CDK, so that `cdk synth` itself reports what is wrong, with the construct and
 * the line of the program:
 *
 *     Validations.of(app).addPlugins(bucketlint())
 *
 * Older versions of CDK take it as `new App({ policyValidationBeta1: [bucketlint()] })`.
 */
import { dirname, relative, resolve } from 'node:path'
import { rules } from '../rules/index.ts'
import { version } from '../package.json'
import { validationReport } from './cdk/violations.ts'
import type { ValidationPlugin } from './cdk/validation.ts'
import { knownOf, openConfigsNow, type RunWide } from './config/index.ts'
import type { FailOn } from './report/summary.ts'
import { run } from './run.ts'
import type { Settings } from './settings.ts'
import { requiredBaseline } from './suppress/baseline-file.ts'
import { UsageError } from './usage-error.ts'

export type { ValidationContext, ValidationPlugin, ValidationReport, Violation } from './cdk/validation.ts'

/**
 * What the plugin is asked to do, on top of the configs that the command would find from the same working directory.
 * Region and account hold for stacks whose environment is not known.
 */
export interface PluginOptions extends Partial<
  Pick<
    Settings,
    | 'preset'
    | 'rules'
    | 'only'
    | 'region'
    | 'account'
    | 'trustedAccounts'
    | 'trustedOrganizations'
    | 'workloads'
  >
> {
  /** The least severity that fails the synthesis, by default `medium`; what is below is a warning. */
  readonly failOn?: FailOn
  /** A config that holds instead of those that could be found, relative to the working directory. */
  readonly config?: string
  /** A file with findings that are known, relative to the working directory. */
  readonly baseline?: string
  /** Values of parameters. */
  readonly params?: Readonly<Record<string, string>>
}

/** Makes the plugin. What options or configs say and cannot mean fails the synthesis. */
export function bucketlint(options: PluginOptions = {}): ValidationPlugin {
  return {
    name: 'bucketlint',
    version,
    validate({ templatePaths }) {
      try {
        return validated(options, [...new Set(templatePaths.map(path => dirname(path)))])
      } catch (error) {
        // CDK shows the message alone.
        if (error instanceof UsageError && error.hint !== undefined)
          throw new Error(`${error.message}: ${error.hint}`, { cause: error })
        throw error
      }
    },
  }
}

function validated(options: PluginOptions, assemblies: readonly string[]) {
  const cwd = process.cwd()
  const { preset, region, account, rules: given = {}, params = {}, only } = options
  const commandLine = { preset, region, account, rules: given, params: new Map(Object.entries(params)) }
  const configs = openConfigsNow({
    cwd,
    paths: assemblies,
    named: options.config,
    commandLine,
    isMadeHere: true,
    table: rules,
  })
  const { table, runWide } = configs
  const report = run(
    {
      ...commandLine,
      preset: preset ?? 'recommended',
      only,
      configs,
      cwd,
      paths: assemblies,
      paramFiles: [],
      baseline: baselineIn(options, runWide, cwd),
      ...known(options, runWide),
    },
    table,
  )
  return validationReport(report, {
    cwd,
    rules: table,
    failOn: options.failOn ?? runWide.failOn?.value ?? 'medium',
    isLocked: ({ rule, location }) => configs.of(location.file).locks?.has(rule) ?? false,
    remarks: configs.notices(),
  })
}

function baselineIn({ baseline }: PluginOptions, runWide: RunWide, cwd: string): Settings['baseline'] {
  const path = baseline === undefined ? runWide.baseline?.value : resolve(cwd, baseline)
  return path === undefined ? undefined : requiredBaseline(path, relative(cwd, path))
}

/** What configs know of accounts and loads, and the options on top. */
function known(
  { trustedAccounts = [], trustedOrganizations = [], workloads }: PluginOptions,
  runWide: RunWide,
) {
  const told = knownOf(runWide)
  return {
    trustedAccounts: [...(told.trustedAccounts ?? []), ...trustedAccounts],
    trustedOrganizations: [...(told.trustedOrganizations ?? []), ...trustedOrganizations],
    workloads: { ...told.workloads, ...workloads },
  }
}
