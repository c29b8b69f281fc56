/**
 * The configs of a run. The one nearest to a file holds for it, on top of what that one `extends`; the command line is
 * on top of all. What is said once for a run (trust, loads, baseline, rules of one's own) the config of the working
 * directory says.
 */
import { dirname, resolve } from 'node:path'
import type { Directive } from '../model/directive.ts'
import type { FileConfigs, FileSettings, RuleTable } from '../settings.ts'
import { customRules } from './custom-rules.ts'
import { configDirectives } from './directives.ts'
import { effective, settingsIn, withCommandLine, type CommandLine, type Effective } from './effective.ts'
import type { ConfigFile } from './file.ts'
import { ConfigFinder, pathBelow, projectOf, topOf } from './find.ts'
import { governing, idIn, type Governing } from './governing.ts'
import { loaded, loadedNow, type Loading } from './programs.ts'
import { ConfigReader, isProgram } from './reader.ts'
import { RUN_WIDE, runWide, type RunWide } from './run-wide.ts'

export type { CommandLine } from './effective.ts'
export { printConfig } from './print.ts'
export { knownOf, type RunWide } from './run-wide.ts'
export type { Config } from './schema.ts'

/** What configs are opened with. */
export interface Opening {
  readonly cwd: string
  /** What is linted, relative to `cwd`. */
  readonly paths: readonly string[]
  /** A config that holds instead of all that could be found. */
  readonly named?: string | undefined
  readonly commandLine: CommandLine
  /** Whether the configs of the working directory hold for what lies outside of the project too, as it was made by it. */
  readonly isMadeHere?: boolean
  /** The rules there are without those of the project. */
  readonly table: RuleTable
}

/** Opens the configs of a run, running those that are programs. Throws `UsageError` for what they cannot mean. */
export function openConfigs(opening: Opening): Promise<Configs> {
  return loaded(opened(opening))
}

/** The same for callers that cannot wait. */
export function openConfigsNow(opening: Opening): Configs {
  return loadedNow(opened(opening))
}

function* opened(opening: Opening): Loading<Configs> {
  const { cwd, named } = opening
  const reader = new ConfigReader(cwd)
  const finder = new ConfigFinder()
  const project = projectOf(cwd)
  const root = named === undefined ? finder.above(cwd, project)[0] : resolve(cwd, named)
  // Only what is the user's own is run: the project of the working directory, or what they name.
  const own = named === undefined || root === undefined ? [project] : [project, dirname(root)]
  if (root !== undefined) yield* reader.runPrograms(root, own)
  const chain = root === undefined ? [] : reader.chain(root)
  const added = yield* customRules(chain, own, opening.table, cwd)
  return new Configs({ ...opening, table: { ...opening.table, ...added } }, reader, finder, project, chain)
}

/** The configs of a run. */
export class Configs implements FileConfigs {
  /** All rules, with those of the project. */
  readonly table: RuleTable
  /** What is said once for a run. */
  readonly runWide: RunWide
  /** Absolute paths of the configs that were run, and of folders with rules that were. */
  readonly programs: readonly string[]
  readonly #opening: Opening
  readonly #reader: ConfigReader
  readonly #finder: ConfigFinder
  readonly #project: string
  readonly #chain: readonly ConfigFile[]
  /** By folder, and by what is nearest. */
  readonly #governing = new Map<string, Governing>()
  readonly #settings = new Map<string, FileSettings>()
  readonly #byFile = new Map<string, FileSettings>()
  readonly #notices = new Set<string>()

  constructor(
    opening: Opening,
    reader: ConfigReader,
    finder: ConfigFinder,
    project: string,
    chain: readonly ConfigFile[],
  ) {
    this.table = opening.table
    this.runWide = runWide(chain)
    this.programs = [
      ...chain.flatMap(({ path }) => (isProgram(path) ? path : [])),
      ...this.runWide.customRules.map(({ value }) => value),
    ]
    this.#opening = opening
    this.#reader = reader
    this.#finder = finder
    this.#project = project
    this.#chain = chain
  }

  of(file: string): FileSettings {
    const known = this.#byFile.get(file)
    if (known) return known
    const { base, layers, locks } = this.governing(file)
    const path = this.#pathBelow(file, base)
    const matching = layers.flatMap((layer, index) => (layer.matches(path) ? index : []))
    const key = `${base}\0${matching.join()}`
    // Files for which the same holds share it, so that what is made of it is made once.
    const settings = this.#settings.get(key) ?? settingsIn(this.effective(file), locks)
    this.#settings.set(key, settings)
    this.#byFile.set(file, settings)
    return settings
  }

  /** What holds for a file, with who says it. */
  effective(file: string): Effective {
    const { base, layers, locks } = this.governing(file)
    const path = this.#pathBelow(file, base)
    const own = effective(
      layers.filter(layer => layer.matches(path)),
      locks,
      idIn(this.table),
      (place, id, { by }) => {
        this.#notices.add(`${place}: ${id} is locked by ${by}: what is said of it here does not hold`)
      },
    )
    return withCommandLine(own, this.#opening.commandLine)
  }

  isIgnored(file: string): boolean {
    const { base, isIgnored } = this.governing(file)
    const path = this.#pathBelow(file, base)
    return path !== undefined && isIgnored(path)
  }

  directives(): readonly Directive[] {
    const files = new Set([...this.#chain, ...[...this.#governing.values()].flatMap(({ chain }) => chain)])
    return [...files].flatMap(config =>
      configDirectives(config, file => {
        const { base, chain } = this.governing(file)
        return chain.includes(config) ? this.#pathBelow(file, base) : undefined
      }),
    )
  }

  notices(): readonly { readonly message: string }[] {
    return Array.from(this.#notices, message => ({ message }))
  }

  /** The configs that govern a file. */
  governing(file: string): Governing {
    const absolute = resolve(this.#opening.cwd, file)
    const folder = dirname(absolute)
    const known = this.#governing.get(folder)
    if (known) return known
    const found = this.#find(absolute)
    this.#governing.set(folder, found)
    return found
  }

  #find(file: string): Governing {
    const { cwd, named, paths, isMadeHere = false } = this.#opening
    if (named !== undefined)
      return this.#shared(`named\0${named}`, () => governing([this.#chain], cwd, this.table))
    const linted = paths.map(path => resolve(cwd, path))
    const top = isMadeHere ? this.#project : topOf(file, this.#project, linted)
    const from = isMadeHere && this.#pathBelow(file, this.#project) === undefined ? cwd : dirname(file)
    const configs = top === undefined ? [] : this.#finder.above(from, top)
    return this.#shared(`nearest\0${configs[0] ?? ''}`, () => {
      const bounds = top === this.#project ? undefined : top
      const chains = configs.map(config => this.#reader.chain(config, bounds))
      const [chain = []] = chains
      this.#noteRunWide(chain)
      return governing(chains, dirname(configs[0] ?? file), this.table)
    })
  }

  #shared(key: string, make: () => Governing): Governing {
    const known = this.#governing.get(key) ?? make()
    this.#governing.set(key, known)
    return known
  }

  /** What only the config of the run can say is said where another one says it. */
  #noteRunWide(chain: readonly ConfigFile[]): void {
    for (const file of chain.filter(each => !this.#chain.includes(each)))
      for (const key of RUN_WIDE)
        if (file.config[key] !== undefined)
          this.#notices.add(
            `${file.source.path}: ${key} is said once for a run, by the config of the working directory: here it does not hold`,
          )
  }

  #pathBelow(file: string, folder: string): string | undefined {
    return pathBelow(resolve(this.#opening.cwd, file), folder)
  }
}
