/** Every option in one table: what is parsed, what the manual says and what shells complete is made of it. */
import { severities } from '../finding.ts'
import { presets } from '../presets.ts'

/** What an option takes: a value, none, or after `=` perhaps one. */
export type Kind = 'text' | 'flag' | 'optional'

/** What a shell may offer for a value: these words, or what is known of that sort. */
export type Choices = readonly string[] | 'rule' | 'rule=level' | 'file' | 'folder' | 'format'

/** One option. */
export interface OptionEntry {
  readonly kind: Kind
  readonly short?: string
  /** What its value is called. */
  readonly value?: string
  readonly choices?: Choices
  /** All its values count, not only the last. */
  readonly repeatable?: boolean
  readonly about: string
}

export { presets }
export const thresholds = [...severities, 'never'] as const
export const levels = ['off', ...severities] as const

export const options = {
  account: { kind: 'text', value: 'ID', about: 'the account it will be deployed to, 12 digits' },
  action: { kind: 'text', value: 'ACTION', about: 'such as s3:GetObject' },
  baseline: {
    kind: 'text',
    value: 'FILE',
    choices: 'file',
    about: 'leave out the findings that this file knows',
  },
  color: { kind: 'flag', about: 'colours in spite of NO_COLOR and what the output can show' },
  config: {
    kind: 'text',
    value: 'FILE',
    choices: 'file',
    about:
      'a config file, instead of the bucketlint.config.yaml, .json, .ts or .mjs that is nearest to each file',
  },
  estate: {
    kind: 'text',
    repeatable: true,
    value: 'FOLDER',
    choices: 'folder',
    about:
      'read this folder, so that relations are known, and tell only findings in the paths, or that speak of a place in them; paths in it that are no templates are passed over: for hooks',
  },
  'fail-on': {
    kind: 'text',
    value: 'SEVERITY',
    choices: thresholds,
    about:
      'the least severity that makes the exit status 1: critical, high, medium (default), low, info or never',
  },
  'fail-on-empty': {
    kind: 'flag',
    about: 'fail if there is no bucket: for CI jobs whose path may go stale',
  },
  fix: {
    kind: 'optional',
    value: 'all',
    choices: ['all'],
    about:
      'mend what can be mended, in the files themselves: changes that nobody should miss; with =all those too that may cost, refuse requests or delete objects. A change is made only if what is read then is free of the finding and of new ones',
  },
  'fix-dry-run': {
    kind: 'flag',
    about: 'tell what --fix, or --fix=all if that is given too, would change, as a patch; write nothing',
  },
  format: {
    kind: 'text',
    repeatable: true,
    value: 'FORMAT[=FILE]',
    choices: 'format',
    about:
      'on standard output or, with =FILE, in a file: stylish (default), json, sarif, github (annotations and the summary of a step), junit, markdown (a comment on a pull request) or html (a page)',
  },
  help: { kind: 'flag', short: 'h', about: 'this page' },
  import: {
    kind: 'flag',
    about:
      'take suppressions for cfn_nag, cdk-nag, checkov, Trivy and tfsec over into the config, as suppressions of the rules that say the same',
  },
  'include-suppressed': {
    kind: 'flag',
    about: 'list what is suppressed too, marked as such, in stylish, sarif, junit and html',
  },
  'no-color': { kind: 'flag', about: 'no colours in spite of FORCE_COLOR and the terminal' },
  only: {
    kind: 'text',
    repeatable: true,
    value: 'IDS',
    choices: 'rule',
    about: 'run these rules alone, separated by commas',
  },
  param: { kind: 'text', repeatable: true, value: 'NAME=VALUE', about: 'the value of a parameter' },
  params: {
    kind: 'text',
    repeatable: true,
    value: 'FILE',
    choices: 'file',
    about:
      'parameters of CloudFormation (JSON, YAML, samconfig.toml) or variables of Terraform (.tfvars); --param has precedence, then the later file',
  },
  possible: {
    kind: 'flag',
    about:
      'list findings too that depend on what is not known, such as an import; without it they are summed up by cause. They never make the exit status 1',
  },
  preset: {
    kind: 'text',
    value: 'PRESET',
    choices: presets,
    about:
      'recommended (default), strict for all rules, or those of a standard: security-hub, cis, nist, pci-dss',
  },
  principal: {
    kind: 'text',
    value: 'WHO',
    about: 'anyone, an ARN of a user or role, an account id or a service such as logging.s3.amazonaws.com',
  },
  'print-config': {
    kind: 'text',
    value: 'FILE',
    choices: 'file',
    about: 'tell every setting that holds for a file, and where it comes from',
  },
  quiet: {
    kind: 'flag',
    short: 'q',
    about: 'one line for each finding at or above --fail-on, no advice and no notices',
  },
  region: { kind: 'text', value: 'REGION', about: 'where it will be deployed, such as eu-central-1' },
  resource: {
    kind: 'text',
    value: 'RESOURCE',
    about: 'an ARN or the key of an object; wildcards are allowed; by default all that the action acts on',
  },
  rule: {
    kind: 'text',
    repeatable: true,
    value: 'ID=LEVEL',
    choices: 'rule=level',
    about: 'off turns a rule off; critical, high, medium, low or info turns it on at that severity',
  },
  'stdin-filename': {
    kind: 'text',
    value: 'NAME',
    about: 'what reports call standard input, and what tells its format',
  },
  stdio: { kind: 'flag', about: 'what some editors say to every server; it is so in any case' },
  'update-baseline': {
    kind: 'optional',
    value: 'all',
    choices: ['all'],
    about:
      'take what is gone out of the baseline; make it where there is none; with =all add what is new to it as well',
  },
  version: { kind: 'flag', short: 'V', about: 'the version' },
  yes: {
    kind: 'flag',
    short: 'y',
    about: 'ask nothing: write what is not there, and leave alone what is',
  },
} as const satisfies Record<string, OptionEntry>

export type OptionName = keyof typeof options
