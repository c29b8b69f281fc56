/** The command line as typed: which command, which options, what is left. What the values mean is decided elsewhere. */
import { parseArgs } from 'node:util'
import { nearestName } from '../model/schema/nearest.ts'
import { UsageError } from '../usage-error.ts'
import { commands, optionsOf, type CommandName } from './commands.ts'
import { options, type Kind, type OptionEntry, type OptionName } from './options.ts'

type OptionOf<K extends Kind> = {
  [Name in OptionName]: (typeof options)[Name]['kind'] extends K ? Name : never
}[OptionName]
type TextOption = OptionOf<'text' | 'optional'>
type FlagOption = OptionOf<'flag' | 'optional'>

/** What was typed. */
export interface Arguments {
  readonly command: CommandName
  /** What is neither command nor option: paths, the rule to explain. */
  readonly operands: readonly string[]
  /** Whether a flag is set. */
  has(flag: FlagOption): boolean
  /** All values of an option, in order. */
  all(option: TextOption): readonly string[]
  /** The value of an option that can have only one: the last. */
  last(option: TextOption): string | undefined
  /** Of several options the one that stands last. */
  latest(...options: readonly OptionName[]): OptionName | undefined
}

/** Reads the arguments of the process. Throws `UsageError` for options that do not exist or lack their value. */
export function readArguments(argv: readonly string[]): Arguments {
  const { tokens } = parseArgs({
    args: [...argv],
    strict: false,
    tokens: true,
    allowPositionals: true,
    options: Object.fromEntries(
      Object.entries<OptionEntry>(options).map(([name, { kind, short }]) => [
        name,
        {
          type: kind === 'text' ? ('string' as const) : ('boolean' as const),
          ...(short === undefined ? {} : { short }),
        },
      ]),
    ),
  })
  const operands = tokens.flatMap(token => (token.kind === 'positional' ? [token] : []))
  const end = tokens.find(token => token.kind === 'option-terminator')?.index ?? Infinity
  const [first] = operands
  const command = first && first.index < end && isCommand(first.value) ? first.value : 'lint'
  const given = tokens.flatMap(token => (token.kind === 'option' ? [readOption(command, token)] : []))
  const all = (option: OptionName) => given.flatMap(({ name, value }) => (name === option ? [value] : []))
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
  command: CommandName,
  { name, rawName, value, inlineValue }: OptionToken,
): { readonly name: OptionName; readonly value: string } {
  const known = optionsOf(command)
  if (!isOption(name) || !known.includes(name)) {
    if (isOption(name)) throw new UsageError(`${rawName} is no option of 'bucketlint ${command}'`)
    const nearest = nearestName(name, known)
    throw new UsageError(
      `there is no option ${rawName}`,
      nearest === undefined ? `the options are told by: ${helpOn(command)}` : `did you mean --${nearest}?`,
    )
  }
  const { kind }: OptionEntry = options[name]
  if (kind === 'optional') return { name, value: value ?? '' }
  if (kind === 'flag') {
    if (value !== undefined) throw new UsageError(`${rawName} takes no value`)
    return { name, value: '' }
  }
  const isMissing = value === undefined || (!inlineValue && /^-./.test(value))
  if (isMissing)
    throw new UsageError(`${rawName} needs a value`, 'one that starts with - is written --option=-value')
  return { name, value }
}

function isCommand(word: string): word is Exclude<CommandName, 'lint'> {
  return word !== 'lint' && Object.hasOwn(commands, word)
}

function isOption(name: string): name is OptionName {
  return Object.hasOwn(options, name)
}

function helpOn(command: CommandName): string {
  return command === 'lint' ? 'bucketlint --help' : `bucketlint ${command} --help`
}
