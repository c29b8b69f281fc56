/** Every command in one table: what it takes, and what its page of the manual says. */
import { formats } from '../report/formats.ts'
import type { OptionName } from './options.ts'

/** What stands beside the options. */
export type Operand = 'path' | 'rule' | 'shell' | 'none'

/** One command. */
export interface CommandEntry {
  /** How it is called, without the word `bucketlint`. */
  readonly usage: string
  readonly about: string
  readonly operand: Operand
  /** The formats of its documents, the first by default. */
  readonly formats?: readonly string[]
  /** Whether its documents can go to files. */
  readonly writesFiles?: true
  /** Names of options under what they are about. */
  readonly options: Readonly<Record<string, readonly OptionName[]>>
  readonly status: Readonly<Record<number, string>>
  readonly examples: readonly string[]
}

const general = ['color', 'no-color', 'help', 'version'] as const

const failure = 'wrong use, input that cannot be read, or an error of bucketlint itself'

export const shells = ['bash', 'zsh', 'fish'] as const

export const commands = {
  lint: {
    usage: '[OPTION]... [PATH]...',
    about: 'lint files and folders, by default .',
    operand: 'path',
    formats,
    writesFiles: true,
    options: {
      'What is linted': ['stdin-filename', 'param', 'params', 'region', 'account', 'estate', 'fail-on-empty'],
      Rules: ['config', 'print-config', 'preset', 'only', 'rule'],
      Findings: ['fail-on', 'possible', 'baseline', 'update-baseline', 'include-suppressed', 'quiet'],
      Fixes: ['fix', 'fix-dry-run'],
      Output: ['format', ...general],
    },
    status: {
      0: 'nothing at or above --fail-on',
      1: 'findings, or no bucket with --fail-on-empty',
      2: failure,
    },
    examples: [
      'bucketlint templates/',
      'bucketlint --param Stage=prod --region eu-central-1 template.yaml',
      'bucketlint --format sarif=bucketlint.sarif --fail-on high .',
      'bucketlint --fix-dry-run templates/',
      'bucketlint --estate . stacks/orders.yaml',
      'cat new.yaml | bucketlint --stdin-filename new.yaml -',
    ],
  },
  explain: {
    usage: 'explain RULE',
    about: 'tell all about a rule, with examples',
    operand: 'rule',
    formats: ['text', 'markdown'],
    options: { Output: ['format', ...general] },
    status: { 0: 'the rule is told', 2: failure },
    examples: ['bucketlint explain bucket-allows-http'],
  },
  'explain-access': {
    usage: 'explain-access FILE BUCKET --principal WHO --action ACTION',
    about: 'tell whether somebody may do something with a bucket, and what decides',
    operand: 'path',
    options: {
      Access: ['principal', 'action', 'resource'],
      'What is read': ['param', 'params', 'region', 'account'],
      Output: general,
    },
    status: { 0: 'the answer is told, whatever it is', 2: failure },
    examples: ['bucketlint explain-access template.yaml Orders --principal anyone --action s3:GetObject'],
  },
  graph: {
    usage: 'graph [PATH]...',
    about: 'draw the buckets, how they relate, and which are public',
    operand: 'path',
    formats: ['mermaid', 'svg', 'html'],
    writesFiles: true,
    options: {
      'What is drawn': ['stdin-filename', 'param', 'params', 'region', 'account', 'config'],
      Output: ['format', ...general],
    },
    status: { 0: 'the picture is drawn', 2: failure },
    examples: [
      'bucketlint graph --format html=estate.html .',
      'bucketlint graph --param Stage=prod --format svg template.yaml > estate.svg',
    ],
  },
  rules: {
    usage: 'rules',
    about: 'list the rules',
    operand: 'none',
    formats: ['text', 'json', 'markdown'],
    options: { Output: ['format', ...general] },
    status: { 0: 'the rules are listed', 2: failure },
    examples: ['bucketlint rules --format markdown'],
  },
  lsp: {
    usage: 'lsp',
    about: 'serve an editor: a language server over standard input and output',
    operand: 'none',
    options: { Output: ['stdio', ...general] },
    status: { 0: 'the editor has ended it', 1: 'the editor is gone', 2: failure },
    examples: ['bucketlint lsp --stdio'],
  },
  init: {
    usage: 'init',
    about: 'set a project up: config, GitHub workflow, pre-commit hook',
    operand: 'none',
    options: { 'What is written': ['yes', 'import'], Output: general },
    status: { 0: 'what was asked for is there', 2: failure },
    examples: ['bucketlint init', 'bucketlint init --yes --import'],
  },
  completion: {
    usage: 'completion bash|zsh|fish',
    about: 'write what lets a shell complete commands, options and rules',
    operand: 'shell',
    options: { Output: general },
    status: { 0: 'the script is on standard output', 2: failure },
    examples: [
      'source <(bucketlint completion bash)          # in ~/.bashrc',
      'source <(bucketlint completion zsh)           # in ~/.zshrc, after compinit',
      'bucketlint completion fish | source           # in ~/.config/fish/config.fish',
    ],
  },
} as const satisfies Record<string, CommandEntry>

export type CommandName = keyof typeof commands

/** The options that a command takes. */
export function optionsOf(command: CommandName): readonly OptionName[] {
  return Object.values<readonly OptionName[]>(commands[command].options).flat()
}
