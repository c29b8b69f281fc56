/** Which config is nearest to a file. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { UsageError } from '../usage-error.ts'

const NAMES = new Set(
  ['json', 'yaml', 'yml', 'ts', 'mts', 'js', 'mjs'].map(ending => `bucketlint.config.${ending}`),
)

/** Finds configs in folders; each is looked at once. */
export class ConfigFinder {
  readonly #found = new Map<string, string | undefined>()

  /** The configs from a folder up to `top`, the nearest first. */
  above(folder: string, top: string): string[] {
    const found: string[] = []
    for (let at = folder; at === top || isBelow(at, top); at = dirname(at)) {
      const config = this.#in(at)
      if (config !== undefined) found.push(config)
      if (at === top) break
    }
    return found
  }

  #in(folder: string): string | undefined {
    if (!this.#found.has(folder)) this.#found.set(folder, configIn(folder))
    return this.#found.get(folder)
  }
}

/** The folder of the project that a folder is in: the one with `.git`, or if there is none the folder itself. */
export function projectOf(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at
    if (at === dirname(at)) return folder
  }
}

/**
 * The highest folder whose configs hold for a file: that of the project, or outside of the project the one that is
 * linted. Undefined for files of neither, such as templates that others nest.
 */
export function topOf(file: string, project: string, linted: readonly string[]): string | undefined {
  if (isBelow(file, project)) return project
  return linted
    .map(folderOf)
    .filter(folder => isBelow(file, folder))
    .sort((a, b) => b.length - a.length)[0]
}

/** A path as globs see it, relative with `/`; undefined for what lies elsewhere. */
export function pathBelow(path: string, folder: string): string | undefined {
  return isBelow(path, folder) ? relative(folder, path).split(sep).join('/') : undefined
}

function folderOf(path: string): string {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ? path : dirname(path)
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}

/** The config in a folder. Throws `UsageError` where there are several. */
export function configIn(folder: string): string | undefined {
  let names
  try {
    names = readdirSync(folder).filter(name => NAMES.has(name))
  } catch {
    return undefined
  }
  const [name, other] = names
  if (other !== undefined)
    throw new UsageError(`there are two configs in '${folder}': ${names.join(' and ')}`, 'keep one of them')
  return name === undefined ? undefined : resolve(folder, name)
}
