/** What the values of options mean. Each function throws `UsageError` for a value that means nothing. */
import { knownOf, type CommandLine, type RunWide } from '../config/index.ts'
import { nearestName } from '../model/schema/nearest.ts'
import type { Settings } from '../settings.ts'
import { UsageError } from '../usage-error.ts'
import type { Arguments } from './arguments.ts'
import { readPaths } from './estate.ts'
import { levels, presets } from './options.ts'

/** The one of `choices` that a value is. */
export function choiceOf<Choice extends string>(
  what: string,
  value: string,
  choices: readonly Choice[],
): Choice {
  const choice = choices.find(each => each === value)
  if (choice !== undefined) return choice
  const nearest = nearestName(value, choices)
  const hint = nearest === undefined ? `it is one of: ${choices.join(', ')}` : `did you mean '${nearest}'?`
  throw new UsageError(`${what} cannot be '${value}'`, hint)
}

/** A document to be made: on standard output, or in a file. */
export interface Output<Format> {
  readonly format: Format
  readonly file?: string | undefined
}

/** Reads `FORMAT` and `FORMAT=FILE`; at most one document goes to standard output. */
export function outputsOf<Format extends string>(
  values: readonly string[],
  formats: readonly Format[],
): readonly Output<Format>[] {
  const outputs = values.map(value => {
    const [format, file] = splitAt(value)
    if (file === '') throw new UsageError(`--format ${value} names no file`)
    return { format: choiceOf('--format', format, formats), file }
  })
  const files = new Set<string | undefined>()
  for (const { file } of outputs) {
    if (files.has(file))
      throw new UsageError(
        file === undefined
          ? 'two formats cannot both go to standard output'
          : `two formats cannot both go to '${file}'`,
        'write one of them to a file: --format FORMAT=FILE',
      )
    files.add(file)
  }
  return outputs
}

/** What the arguments say of the deployment. */
export function deploymentOf(
  args: Arguments,
): Pick<Settings, 'region' | 'account' | 'params' | 'paramFiles'> {
  return {
    region: matching('--region', args.last('region'), /^[a-z]{2,}(?:-[a-z]+)+-\d+$/, 'eu-central-1'),
    account: matching('--account', args.last('account'), /^\d{12}$/, '123456789012'),
    params: new Map(args.all('param').map(readParam)),
    paramFiles: args.all('params'),
  }
}

/** What the arguments say of what configs can say of files too. */
export function commandLineOf(args: Arguments): CommandLine {
  const preset = args.last('preset')
  const { region, account, params } = deploymentOf(args)
  return {
    preset: preset === undefined ? undefined : choiceOf('--preset', preset, presets),
    rules: Object.fromEntries(args.all('rule').map(readRule)),
    region,
    account,
    params,
  }
}

/** What the arguments and configs ask of the linter; standard input and the baseline are still to be read. */
export function settingsOf(args: Arguments, cwd: string, runWide: RunWide): Settings {
  const only = args.all('only').flatMap(ids => ids.split(',').map(id => id.trim()))
  const given = commandLineOf(args)
  return {
    ...given,
    preset: given.preset ?? 'recommended',
    paths: readPaths(args, cwd),
    cwd,
    only: only.length > 0 ? only : undefined,
    paramFiles: args.all('params'),
    ...knownOf(runWide),
  }
}

function readRule(value: string): [id: string, severity: Settings['rules'][string]] {
  const [id, severity] = splitAt(value)
  if (severity === undefined)
    throw new UsageError(
      `--rule ${value} does not say what to do with the rule`,
      `--rule ${value}=off turns it off`,
    )
  return [id, choiceOf(`--rule ${id}`, severity, levels)]
}

function readParam(value: string): [name: string, value: string] {
  const [name, text] = splitAt(value)
  if (text === undefined || name === '')
    throw new UsageError(`--param ${value} gives no value`, 'a parameter is given as --param NAME=VALUE')
  return [name, text]
}

function matching(
  option: string,
  value: string | undefined,
  form: RegExp,
  example: string,
): string | undefined {
  if (value === undefined || form.test(value)) return value
  throw new UsageError(`${option} cannot be '${value}'`, `it is written like ${example}`)
}

/** `name=value` at its first `=`. */
function splitAt(text: string): [name: string, value: string | undefined] {
  const at = text.indexOf('=')
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)]
}
