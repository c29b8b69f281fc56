/** The manual: a page for the tool, which is that of linting, and one for each other command. */
import { wrap } from '../report/terminal.ts'
import { commands, type CommandEntry, type CommandName } from './commands.ts'
import { options, type OptionEntry, type OptionName } from './options.ts'

/** It fits every terminal. */
const WIDTH = 80
/** Where texts begin that stand beside a name. */
const COLUMN = 26

/** The page that `--help` shows. */
export function manual(command: CommandName): string {
  const entry: CommandEntry = commands[command]
  const parts = [
    titleOf(command),
    section('Usage', command === 'lint' ? usages() : [`  bucketlint ${usageOf(entry)}`]),
    ...Object.entries(entry.options).map(([title, names]) =>
      section(
        title,
        names.flatMap(name => optionLines(name, entry)),
      ),
    ),
    ...(command === 'lint' ? [environment, files] : []),
    section(
      'Exit status',
      Object.entries(entry.status).flatMap(([status, about]) => wrap(about, WIDTH, `  ${status}  `)),
    ),
    section(
      'Examples',
      entry.examples.map(example => `  ${example}`),
    ),
  ]
  return `${parts.join('\n\n')}\n`
}

function titleOf(command: CommandName): string {
  const [name, about] =
    command === 'lint'
      ? ['bucketlint', 'find what is wrong with S3 in infrastructure-as-code']
      : [`bucketlint ${command}`, commands[command].about]
  return wrap(about, WIDTH, `${name} - `, 2).join('\n')
}

const environment = section('Environment', [
  ...beside('NO_COLOR', 'no colours'),
  ...beside('FORCE_COLOR', 'colours, whatever the output is'),
  ...beside('BUCKETLINT_DEBUG=1', 'show where an error of bucketlint itself comes from'),
  ...beside('GITHUB_STEP_SUMMARY', 'the file that --format github adds a summary to'),
])

const files = section('Files', [
  ...beside('bucketlint.config.yaml', 'settings of the folder it is in; also .json, .ts and .mjs'),
  ...beside('.gitignore', 'what is not linted'),
])

function usages(): string[] {
  const left = (entry: CommandEntry) => `  bucketlint ${usageOf(entry)}`
  const column = 37
  return [
    ...Object.values<CommandEntry>(commands).flatMap(entry => {
      const head = left(entry)
      return head.length < column
        ? wrap(entry.about, WIDTH, head.padEnd(column))
        : [head, ...wrap(entry.about, WIDTH, ' '.repeat(column))]
    }),
    '',
    '  bucketlint COMMAND --help tells the options of a command. The path - is',
    '  standard input. A folder named like a command is written ./rules.',
  ]
}

/** Commands that take options only for what all commands know do not mention them. */
function usageOf({ usage, options: own }: CommandEntry): string {
  const hasOwn = Object.keys(own).length > 1 && !usage.includes('-')
  return hasOwn && !usage.startsWith('[') ? `${usage} [OPTION]...` : usage
}

function optionLines(name: OptionName, { formats, writesFiles }: CommandEntry): string[] {
  const { short, value, kind, about, repeatable }: OptionEntry = options[name]
  const label = `${short === undefined ? '' : `-${short}, `}--${name}`
  if (name === 'format' && formats && formats !== commands.lint.formats) {
    const about = `${formats.join(', ')}; by default ${formats[0] ?? ''}`
    return writesFiles
      ? beside(`${label} FORMAT[=FILE]`, `${about}; with =FILE in a file (repeatable)`)
      : beside(`${label} FORMAT`, about)
  }
  const given = value === undefined ? '' : kind === 'optional' ? `[=${value}]` : ` ${value}`
  return beside(label + given, repeatable ? `${about} (repeatable)` : about)
}

function section(title: string, lines: readonly string[]): string {
  return [title, ...lines].join('\n')
}

function beside(label: string, about: string): string[] {
  const head = `  ${label}`
  if (head.length < COLUMN - 1) return wrap(about, WIDTH, head.padEnd(COLUMN))
  return [head, ...wrap(about, WIDTH, ' '.repeat(COLUMN))]
}
