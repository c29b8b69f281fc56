/** What the step of a workflow says, as arguments of the command. An input that is empty says nothing. */
import { options, type OptionEntry } from '../cli/options.ts'
import { UsageError } from '../usage-error.ts'

/** Inputs that are options of the command under the same name. Of those that are repeatable each line is one. */
const passed = [
  'config',
  'preset',
  'fail-on',
  'fail-on-empty',
  'possible',
  'include-suppressed',
  'only',
  'rule',
  'baseline',
  'param',
  'params',
  'region',
  'account',
  'format',
] as const

/** All inputs that there are. */
export const inputNames = [...passed, 'paths', 'working-directory', 'sarif-file', 'args'] as const

type InputName = (typeof inputNames)[number]

/** What the runner hands to an action as the value of an input. */
export function input(name: InputName, env: NodeJS.ProcessEnv): string {
  return (env[`INPUT_${name.toUpperCase()}`] ?? '').trim()
}

/**
 * The arguments, with the report as JSON in the file `json`. Standard output is for annotations, unless `format` has
 * something for it. Throws `UsageError` for a flag that is neither true nor false.
 */
export function argumentsFrom(env: NodeJS.ProcessEnv, json: string): string[] {
  const formats = linesOf(input('format', env))
  const sarif = input('sarif-file', env)
  return [
    ...passed.flatMap(name => optionsFor(name, input(name, env))),
    ...(formats.every(format => format.includes('=')) ? ['--format=github'] : []),
    ...(sarif === '' ? [] : [`--format=sarif=${sarif}`]),
    `--format=json=${json}`,
    ...wordsOf(input('args', env)),
    '--',
    ...linesOf(input('paths', env)),
  ]
}

function optionsFor(name: (typeof passed)[number], value: string): string[] {
  const { kind, repeatable = false }: OptionEntry = options[name]
  if (kind === 'flag') {
    if (!['true', 'false', ''].includes(value))
      throw new UsageError(`the input ${name} cannot be '${value}'`, 'it is true or false')
    return value === 'true' ? [`--${name}`] : []
  }
  const values = repeatable ? linesOf(value) : value === '' ? [] : [value]
  return values.map(each => `--${name}=${each}`)
}

function linesOf(text: string): string[] {
  return text.split('\n').flatMap(line => line.trim() || [])
}

/** Words as a shell splits them: quotes hold together what has blanks. */
function wordsOf(text: string): string[] {
  const words = text.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) ?? []
  return words.map(word => word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'))
}
