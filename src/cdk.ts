/**
 * bucketlint as a validation plugin of AWS CDK, so that `cdk synth` itself reports what is wrong, with the construct and
 * the line of the program:
 *
 *     Validations.of(app).addPlugins(bucketlint())
 *
 * Older versions of CDK take it as `new App({ policyValidationBeta1: [bucketlint()] })`.
 */
import { dirname } from 'node:path'
import { rules } from '../rules/index.ts'
import { version } from '../package.json'
import { validationReport } from './cdk/violations.ts'
import type { ValidationPlugin } from './cdk/validation.ts'
import { lint } from './index.ts'
import type { FailOn } from './report/summary.ts'
import type { Settings } from './settings.ts'

export type { ValidationContext, ValidationPlugin, ValidationReport, Violation } from './cdk/validation.ts'

/**
 * What the plugin is asked to do. Region and account hold for stacks whose environment is not known. CDK does not wait
 * for plugins, so that configs, which may be programs, are not looked for: all there is to say is said here.
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
}

/** Makes the plugin. CDK reports it where the options name a rule that does not exist. */
export function bucketlint({ failOn = 'medium', ...settings }: PluginOptions = {}): ValidationPlugin {
  return {
    name: 'bucketlint',
    version,
    validate({ templatePaths }) {
      const cwd = process.cwd()
      const assemblies = [...new Set(templatePaths.map(path => dirname(path)))]
      return validationReport(lint({ ...settings, cwd, paths: assemblies }), { cwd, rules, failOn })
    },
  }
}
