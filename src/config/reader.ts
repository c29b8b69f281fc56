/** Reads configs with those they build on. Programs among them are run ahead, and only where they are the user's own. */
import { dirname, extname, resolve, sep } from 'node:path'
import { displayPath, realPath } from '../discover.ts'
import { UsageError } from '../usage-error.ts'
import { programConfig, readConfigFile, wrongAt, type ConfigFile } from './file.ts'
import type { Loading } from './programs.ts'

const PROGRAMS = new Set(['.ts', '.mts', '.js', '.mjs'])

/** All configs of a run, each read once. */
export class ConfigReader {
  readonly #cwd: string
  readonly #files = new Map<string, ConfigFile>()
  readonly #chains = new Map<string, readonly ConfigFile[]>()

  constructor(cwd: string) {
    this.#cwd = cwd
  }

  /**
   * The config at a path after all that it builds on. Throws `UsageError` for circles, and where it builds on what lies
   * outside of `bounds`.
   */
  chain(path: string, bounds?: string, below: readonly string[] = []): readonly ConfigFile[] {
    const key = `${path}\0${bounds ?? ''}`
    const known = this.#chains.get(key)
    if (known) return known
    const file = this.#read(path)
    const isWithin = (parent: string) => {
      const [real, root] = [
        realPath(parent) ?? parent,
        bounds === undefined ? '' : (realPath(bounds) ?? bounds),
      ]
      return bounds === undefined || real.startsWith(root + sep)
    }
    const parents = this.#parents(file).flatMap(parent => {
      const span = file.spanAt(['extends'])
      if (parent === path || below.includes(parent))
        throw wrongAt(file.source, span, `extends goes in a circle: ${displayPath(parent, this.#cwd)}`)
      if (!isWithin(parent))
        throw wrongAt(file.source, span, 'extends leads out of the folder that is linted')
      return this.chain(parent, bounds, [...below, path])
    })
    const chain = [...new Set([...parents, file])]
    this.#chains.set(key, chain)
    return chain
  }

  /** Runs the programs among a config and what it builds on. Throws `UsageError` for those outside of `roots`. */
  *runPrograms(path: string, roots: readonly string[], seen = new Set<string>()): Loading<void> {
    if (seen.has(path)) return
    seen.add(path)
    if (isProgram(path)) {
      const shown = displayPath(path, this.#cwd)
      const real = realPath(path)
      if (real === undefined) throw new UsageError(`cannot read the config '${shown}': no such file`)
      if (!roots.some(root => real.startsWith((realPath(root) ?? root) + sep)))
        throw new UsageError(
          `the config '${shown}' is a program outside of the project: it is not run`,
          'configs in YAML and JSON can lie anywhere',
        )
      this.#files.set(path, programConfig(path, shown, yield { path: real, shown }))
    }
    for (const parent of this.#parents(this.#read(path))) yield* this.runPrograms(parent, roots, seen)
  }

  #read(path: string): ConfigFile {
    const known = this.#files.get(path)
    if (known) return known
    const shown = displayPath(path, this.#cwd)
    if (isProgram(path))
      throw new UsageError(
        `the config '${shown}' is a program: it is run only from its own folder or one below`,
        'write it as YAML or JSON, or name it with --config',
      )
    const file = readConfigFile(path, shown)
    this.#files.set(path, file)
    return file
  }

  #parents({ path, config }: ConfigFile): string[] {
    return [config.extends ?? []].flat().map(parent => resolve(dirname(path), parent))
  }
}

/** Whether a config is a program, by its name. */
export function isProgram(path: string): boolean {
  return PROGRAMS.has(extname(path))
}
