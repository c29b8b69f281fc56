/** What holds for a file, of what several configs and the command line say, and who says it. */
import type { FileSettings, Level, Lock } from '../settings.ts'
import type { ConfigFile, Pointer } from './file.ts'
import { pathMatcher } from './glob.ts'
import type { Config } from './schema.ts'

/** What the command line says. */
export type CommandLine = Pick<FileSettings, 'rules' | 'region' | 'account' | 'params'> & {
  readonly preset?: FileSettings['preset'] | undefined
}

/** A value, and where it comes from: `bucketlint.config.yaml:3:1`. */
export interface Told<Value> {
  readonly value: Value
  readonly from: string
}

/** What holds for a file. */
export interface Effective {
  preset: Told<FileSettings['preset']>
  region?: Told<string>
  account?: Told<string>
  readonly rules: Map<string, Told<Level>>
  readonly params: Map<string, Told<string>>
}

type Override = NonNullable<Config['overrides']>[number]

/** Settings of a config that hold for all files, or for some. */
export interface Layer {
  readonly file: ConfigFile
  readonly settings: Pick<Override, 'preset' | 'rules' | 'region' | 'account' | 'params'>
  /** The way to them in the config. */
  readonly pointer: Pointer
  /** Whether they hold for a path below the folder that globs are relative to. */
  readonly matches: (path: string | undefined) => boolean
}

/** The layers of a config and what it builds on, the weakest first. */
export function layersOf(chain: readonly ConfigFile[]): Layer[] {
  return chain.flatMap(file => [
    { file, settings: file.config, pointer: [], matches: () => true },
    ...(file.config.overrides ?? []).map((settings, index) => {
      const matches = pathMatcher(settings.files)
      return {
        file,
        settings,
        pointer: ['overrides', String(index)],
        matches: (path: string | undefined) => path !== undefined && matches(path),
      }
    }),
  ])
}

/** A lock with what the config that locks says of the rule. */
export interface LevelLock extends Lock {
  readonly level?: Told<Level> | undefined
}

/**
 * Puts layers on top of each other. What a config says of a rule that one above it locks does not hold: that is given
 * to `refuse`, with its place.
 */
export function effective(
  layers: readonly Layer[],
  locks: ReadonlyMap<string, LevelLock>,
  idOf: (written: string) => string,
  refuse: (place: string, id: string, lock: Lock) => void,
): Effective {
  const locked = [...locks].flatMap(([id, { level }]): [string, Told<Level>][] =>
    level ? [[id, level]] : [],
  )
  const result: Effective = {
    preset: { value: 'recommended', from: 'default' },
    rules: new Map(locked),
    params: new Map(),
  }
  for (const { file, settings, pointer } of layers) {
    const from = (...steps: string[]) => placeOf(file, [...pointer, ...steps])
    if (settings.preset) result.preset = { value: settings.preset, from: from('preset') }
    if (settings.region) result.region = { value: settings.region, from: from('region') }
    if (settings.account) result.account = { value: settings.account, from: from('account') }
    for (const [written, level] of Object.entries(settings.rules ?? {})) {
      const id = idOf(written)
      const lock = locks.get(id)
      const value = typeof level === 'string' ? level : level.severity
      if (lock && !lock.except.has(file.source.path)) refuse(from('rules', written), id, lock)
      else if (value) result.rules.set(id, { value, from: from('rules', written) })
    }
    for (const [name, value] of Object.entries(settings.params ?? {}))
      result.params.set(name, { value, from: from('params', name) })
  }
  return result
}

/** Puts the command line on top. */
export function withCommandLine(below: Effective, given: CommandLine): Effective {
  const from = 'command line'
  const told = <Value>(entries: Iterable<[string, Value]>) =>
    Array.from(entries, ([key, value]): [string, Told<Value>] => [key, { value, from }])
  return {
    ...below,
    ...(given.preset ? { preset: { value: given.preset, from } } : {}),
    ...(given.region === undefined ? {} : { region: { value: given.region, from } }),
    ...(given.account === undefined ? {} : { account: { value: given.account, from } }),
    rules: new Map([...below.rules, ...told(Object.entries(given.rules))]),
    params: new Map([...below.params, ...told(given.params)]),
  }
}

/** The same without who says it. */
export function settingsIn(
  { preset, region, account, rules, params }: Effective,
  locks: ReadonlyMap<string, Lock>,
): FileSettings {
  return {
    preset: preset.value,
    region: region?.value,
    account: account?.value,
    rules: Object.fromEntries(Array.from(rules, ([id, { value }]) => [id, value])),
    params: new Map(Array.from(params, ([name, { value }]) => [name, value])),
    locks,
  }
}

/** Where a setting stands, as people find it. */
export function placeOf({ source, spanAt }: ConfigFile, pointer: Pointer): string {
  if (source.text === '') return source.path
  const { line, column } = source.position(spanAt(pointer).start)
  return `${source.path}:${line}:${column}`
}
