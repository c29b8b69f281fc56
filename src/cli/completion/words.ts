/** What shells are told of the command line, read off the tables of commands and options. */
import { commands, optionsOf, shells, type CommandEntry, type CommandName } from '../commands.ts'
import { levels, options, type Choices, type OptionEntry, type OptionName } from '../options.ts'

/** What may stand somewhere: these words, what is known of that sort, or what nobody can guess. */
export type Values = Exclude<Choices, 'format'> | 'any'

/** An option as shells see it. */
export interface OptionWords {
  readonly name: string
  readonly short?: string | undefined
  readonly about: string
  readonly isRepeatable: boolean
  /** Absent for flags. */
  readonly value?: { readonly called: string; readonly isOptional: boolean; readonly values: Values }
}

/** A command as shells see it; that of linting has no word. */
export interface CommandWords {
  readonly word?: string | undefined
  readonly about: string
  readonly options: readonly OptionWords[]
  readonly operand: Values
}

/** What completion scripts are made of. */
export interface Words {
  readonly rules: readonly string[]
  readonly levels: readonly string[]
  /** That of linting first. */
  readonly commands: readonly CommandWords[]
}

/** Reads the tables. */
export function wordsOf(rules: readonly string[]): Words {
  return {
    rules,
    levels,
    commands: Object.entries<CommandEntry>(commands).map(([name, { about, operand }]) => {
      const command = name as CommandName
      return {
        word: command === 'lint' ? undefined : command,
        about,
        options: optionsOf(command).map(option => optionWords(option, command)),
        operand: operands[operand],
      }
    }),
  }
}

const operands: Readonly<Record<CommandEntry['operand'], Values>> = {
  path: 'file',
  rule: 'rule',
  shell: shells,
  none: 'any',
}

function optionWords(name: OptionName, command: CommandName): OptionWords {
  const { short, about, value, kind, choices, repeatable = false }: OptionEntry = options[name]
  const { formats = [] }: CommandEntry = commands[command]
  const known = { name, short, about: inShort(about), isRepeatable: repeatable }
  if (value === undefined) return known
  const values = choices === 'format' ? formats : (choices ?? 'any')
  return { ...known, value: { called: value, isOptional: kind === 'optional', values } }
}

/** What fits beside a name: the text up to its first explanation. */
function inShort(about: string): string {
  return about.split(/[;:(]|, such as /, 1)[0]?.trim() ?? ''
}
