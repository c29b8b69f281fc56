/**
 * The shapes of CDK's validation plugins: `IPolicyValidationPlugin` and, in older versions, `IPolicyValidationPluginBeta1`
 * of aws-cdk-lib fit both. They are our own, so that nothing of aws-cdk-lib is loaded. CDK changes what it is given, so
 * that lists are not readonly.
 */

/** What CDK asks to be validated. */
export interface ValidationContext {
  /** Absolute paths of the templates of all stacks, those of stages too, but not those of nested stacks. */
  readonly templatePaths: readonly string[]
}

/** A resource that breaks a rule. */
export interface ViolatingResource {
  /** Empty for what is no resource. */
  readonly resourceLogicalId: string
  readonly templatePath: string
  /** `Properties.VersioningConfiguration.Status`, or where it is no resource `cdk.out/manifest.json:3:1`. */
  readonly locations: string[]
}

/** A rule that is broken. */
export interface Violation {
  readonly ruleName: string
  readonly description: string
  readonly violatingResources: ViolatingResource[]
  /** How to fix it. */
  readonly fix?: string
  /** The levels that CDK knows; an error fails the synthesis, and what is fatal cannot be acknowledged either. */
  readonly severity: 'fatal' | 'error' | 'warning' | 'info'
  readonly ruleMetadata?: Readonly<Record<string, string>>
}

/** What a plugin tells CDK. */
export interface ValidationReport {
  readonly success: boolean
  readonly violations: Violation[]
  /** What is said of the whole, in `validation-report.json`. */
  readonly metadata: Readonly<Record<string, string>>
}

/** A plugin as CDK takes it. */
export interface ValidationPlugin {
  readonly name: string
  readonly version: string
  validate(context: ValidationContext): ValidationReport
}
