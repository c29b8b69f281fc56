/** The command line as typed: which command, which options, what is left. What the values mean is decided elsewhere. */
import { parseArgs } from 'node:util'
import { nearestName } from '../model/schema/nearest.ts'
import { UsageError } from '../usage-error.ts'

const general = { help: 'flag', version: 'flag', color: 'flag', 'no-color': 'flag' } as const

const documents = { ...general, format: 'text' } as const

const linting = {
  ...documents,
  account: 'text',
  config: 'text',
  'fail-on': 'text',
  'fail-on-empty': 'flag',
  only: 'text',
  param: 'text',
  params: 'text',
  possible: 'flag',
  preset: 'text',
  quiet: 'flag',
  region: 'text',
  rule: 'text',
  'stdin-filename': 'text',
} as const

const asking = {
  ...general,
  account: 'text',
  action: 'text',
  param: 'text',
  params: 'text',
  principal: 'text',
  region: 'text',
  resource: 'text',
} as const

/** The options each command takes. */
const commands = { lint: linting, explain: documents, 'explain-access': asking, rules: documents } as const
const options = { ...linting, ...asking } as const

type Command = keyof typeof commands
type Option = keyof typeof options
type TextOption = { [Name in Option]: (typeof options)[Name] extends 'text' ? Name : never }[Option]
type FlagOption = Exclude<Option, TextOption>

const shorts = { help: 'h', quiet: 'q', version: 'V' } as const

/** What was typed. */
export interface Arguments {
  readonly command: Command
  /** What is neither command nor option: paths, the rule to explain. */
  readonly operands: readonly string[]
  /** Whether a flag is set. */
  has(flag: FlagOption): boolean
  /** All values of an option, in order. */
  all(option: TextOption): readonly string[]
  /** The value of an option that can have only one: the last. */
  last(option: TextOption): string | undefined
  /** Of several options the one that stands last. */
  latest(...options: readonly Option[]): Option | undefined
}

/** Reads the arguments of the process. Throws `UsageError` for options that do not exist or lack their value. */
export function readArguments(argv: readonly string[]): Arguments {
  const { tokens } = parseArgs({
    args: [...argv],
    strict: false,
    tokens: true,
    allowPositionals: true,
    options: Object.fromEntries(
      Object.entries(options).map(([name, kind]) => [
        name,
        { type: kind === 'text' ? ('string' as const) : ('boolean' as const), ...shortOf(name) },
      ]),
    ),
  })
  const operands = tokens.flatMap(token => (token.kind === 'positional' ? [token] : []))
  const end = tokens.find(token => token.kind === 'option-terminator')?.index ?? Infinity
  const [first] = operands
  const command = first && first.index < end && isCommand(first.value) ? first.value : 'lint'
  const given = tokens.flatMap(token => (token.kind === 'option' ? [readOption(command, token)] : []))
  const all = (option: Option) => given.flatMap(({ name, value }) => (name === option ? [value] : []))
  return {
    command,
    operands: (command === first?.value ? operands.slice(1) : operands).map(({ value }) => value),
    has: flag => given.some(({ name }) => name === flag),
    all,
    last: option => all(option).at(-1),
    latest: (...options) => given.findLast(({ name }) => options.includes(name))?.name,
  }
}

interface OptionToken {
  readonly name: string
  readonly rawName: string
  readonly value?: string | undefined
  readonly inlineValue?: boolean | undefined
}

function readOption(
  command: Command,
  { name, rawName, value, inlineValue }: OptionToken,
): { readonly name: Option; readonly value: string } {
  const known: Readonly<Record<string, 'text' | 'flag'>> = commands[command]
  if (!isOption(name) || !Object.hasOwn(known, name)) {
    if (isOption(name)) throw new UsageError(`${rawName} is no option of 'bucketlint ${command}'`)
    const nearest = nearestName(name, Object.keys(known))
    throw new UsageError(
      `there is no option ${rawName}`,
      nearest === undefined ? 'the options are told by: bucketlint --help' : `did you mean --${nearest}?`,
    )
  }
  if (known[name] === 'flag') {
    if (value !== undefined) throw new UsageError(`${rawName} takes no value`)
    return { name, value: '' }
  }
  const isMissing = value === undefined || (!inlineValue && /^-./.test(value))
  if (isMissing)
    throw new UsageError(`${rawName} needs a value`, 'one that starts with - is written --option=-value')
  return { name, value }
}

function shortOf(name: string): { short?: string } {
  return Object.hasOwn(shorts, name) ? { short: shorts[name as keyof typeof shorts] } : {}
}

function isCommand(word: string): word is Exclude<Command, 'lint'> {
  return word !== 'lint' && Object.hasOwn(commands, word)
}

function isOption(name: string): name is Option {
  return Object.hasOwn(options, name)
}
