/** The folders of Terraform configurations on the disk: which are roots, what they call, and what may be read. */
import { readdirSync } from 'node:fs'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { displayPath, isConfiguration, readFound, realPath } from './discover.ts'
import {
  literalText,
  readBeside,
  readConfiguration,
  readFolder,
  type Folder,
  type FolderFile,
  type Library,
} from './formats/terraform/configuration/index.ts'
import { addressesIn, variablesIn, type Beside } from './formats/terraform/plan/index.ts'
import type { Directive } from './model/directive.ts'
import type { Unit } from './model/resource.ts'
import type { Expression } from './syntax/hcl/ast.ts'
import { parseHcl, parseTerraformJson } from './syntax/hcl/index.ts'
import { decodeText, parseJson, type MapNode, type SyntaxProblem } from './syntax/index.ts'
import { Source } from './text/source.ts'

/** What configurations tell of themselves. */
interface Told {
  say(source: Source, problems: readonly SyntaxProblem[]): void
  error(message: string): void
  /** Files that are read are added here. */
  readonly sources: Map<string, Source>
}

/** What holds for a root folder, given its path. */
interface Given {
  readonly region?: string | undefined
  readonly account?: string | undefined
  readonly params: ReadonlyMap<string, string>
}

/** Values that Terraform reads by itself, in this order. */
const OWN_VALUES = [/^terraform\.tfvars$/, /^terraform\.tfvars\.json$/, /\.auto\.tfvars(?:\.json)?$/]

/** Larger files are not read by functions such as `file`. */
const TEXT_FILE_BOUND = 1024 * 1024

/** Whether a file holds values of variables, by its name. */
export function isValues(path: string): boolean {
  return /\.tfvars(?:\.json)?$/.test(path)
}

/** The configurations of a run. */
export class Configurations {
  readonly #cwd: string
  /** The real paths of the folders that may be read. */
  readonly #readable: readonly string[]
  readonly #told: Told
  readonly #folders = new Map<string, Folder>()
  readonly #absolute = new Map<Folder, string>()
  readonly #values: { readonly source: Source; readonly values: ReadonlyMap<string, Expression> }[] = []
  /** Texts that stand in for files: what an editor has not saved yet. */
  readonly #unsaved = new Map<string, string>()
  readonly #directives = new Map<string, Directive>()
  /** Folders that plans stand for. */
  readonly #planned = new Set<Folder>()
  readonly #said = new Set<string>()
  files = 0

  constructor(cwd: string, readable: readonly string[], told: Told) {
    this.#cwd = cwd
    this.#readable = readable
    this.#told = told
  }

  /** Takes a text for what a file says, whether it is there or not. */
  replace(absolute: string, text: string): void {
    this.#unsaved.set(absolute, text)
  }

  /** Reads a file with values that the user names. */
  addValues(source: Source): void {
    const { body, problems } = parse(source)
    this.#told.say(source, problems)
    this.#values.push({ source, values: valuesIn(body.attributes) })
  }

  /** The configuration in a folder, if a plan in it was made of it: the plan stands for it then. */
  beside(absolute: string, plan: MapNode, given: Given): Beside | undefined {
    const folder = this.#folder(absolute)
    const values = new Map([...this.#valuesFor(folder), ...variablesIn(plan)])
    const inputs = { ...given, params: new Map<string, string>(), files: values }
    const library = folder && this.#library(folder)
    // What the configuration leaves open the plan tells.
    const say: Library['say'] = (source, problem) => {
      if (problem.kind === 'error') library?.say(source, problem)
    }
    const found = library && readBeside(folder, { ...library, say }, inputs, addressesIn(plan))
    if (!found) return undefined
    this.#planned.add(folder)
    this.#addDirectives(found.directives)
    return found
  }

  /** The units of the root modules among some folders: those that no other of them calls, and no plan stands for. */
  units(folders: readonly string[], given: (path: string) => Given): readonly Unit[] {
    const all = folders.flatMap(folder => this.#folder(folder) ?? [])
    const called = new Set(all.flatMap(folder => this.#calls(folder)))
    return all
      .filter(folder => !called.has(this.#absolute.get(folder) ?? '') && !this.#planned.has(folder))
      .map(folder => {
        const { unit, directives } = readConfiguration(folder, this.#library(folder), {
          // Configs hold for files: one of the folder speaks for all of it.
          ...given(folder.files[0]?.body.source.path ?? folder.path),
          files: this.#valuesFor(folder),
        })
        this.#addDirectives(directives)
        return unit
      })
  }

  /** The suppressions that were read. Those of a module that several roots call hold for what is found in any of them. */
  get directives(): readonly Directive[] {
    return [...this.#directives.values()]
  }

  /** Says something of a place once: a module can be read in several roots, and beside a plan. */
  #say(source: Source, problem: SyntaxProblem): void {
    const key = `${source.path}:${problem.span.start}:${problem.message}`
    if (this.#said.has(key)) return
    this.#said.add(key)
    this.#told.say(source, [problem])
  }

  #addDirectives(directives: readonly Directive[]): void {
    for (const directive of directives) {
      const { source, span } = directive.at
      const key = `${source.path}:${span.start}`
      const holds = [...(this.#directives.get(key)?.holds ?? []), ...directive.holds]
      this.#directives.set(key, { ...directive, holds })
    }
  }

  #calls(folder: Folder): string[] {
    const base = this.#absolute.get(folder) ?? ''
    return [...folder.modules.values()].flatMap(({ body }) => {
      const source = literalText(body.attributes.get('source')?.value) ?? ''
      const target = /^\.{1,2}(?:[/\\]|$)/.test(source) ? resolve(base, source) : base
      return target === base ? [] : target
    })
  }

  /** The folder at an absolute path; undefined where no configuration is, or none that may be read. */
  #folder(absolute: string): Folder | undefined {
    const known = this.#folders.get(absolute)
    if (known) return known
    const unsaved = [...this.#unsaved.keys()].filter(file => dirname(file) === absolute)
    const saved = this.#isReadable(absolute) ? filesIn(absolute) : []
    const names = withoutShadowed([...new Set([...saved, ...unsaved.map(file => basename(file))])].sort())
    const files = names.flatMap(name => this.#file(join(absolute, name), name) ?? [])
    if (files.length === 0) return undefined
    const folder = readFolder(displayPath(absolute, this.#cwd), files)
    this.#folders.set(absolute, folder)
    this.#absolute.set(folder, absolute)
    return folder
  }

  #file(absolute: string, name: string): FolderFile | undefined {
    const source = this.#source(absolute)
    if (!source) return undefined
    this.files++
    const { body, problems, comments } = parse(source)
    this.#told.sources.set(source.path, source)
    this.#told.say(source, problems)
    return { name, body, comments }
  }

  #source(absolute: string): Source | undefined {
    const unsaved = this.#unsaved.get(absolute)
    if (unsaved !== undefined) return new Source(displayPath(absolute, this.#cwd), unsaved)
    const found = readFound(absolute, this.#cwd, true)
    const text = 'message' in found ? { error: found.message } : decodeText(found.bytes)
    if (typeof text === 'string') return new Source(found.path, text)
    this.#told.error(`${found.path}: ${text.error}`)
    return undefined
  }

  #library(root: Folder): Library {
    const base = this.#absolute.get(root) ?? ''
    const installed = this.#installed(base)
    return {
      folder: (from, source) => this.#folder(resolve(this.#absolute.get(from) ?? base, source)),
      installed: (_, key) => {
        const folder = installed.get(key)
        return folder === undefined ? undefined : this.#folder(folder)
      },
      files: { read: path => this.#text(resolve(base, path), base) },
      say: (source, problem) => {
        this.#say(source, problem)
      },
    }
  }

  /** Where `terraform init` has put the modules of a root. */
  #installed(base: string): ReadonlyMap<string, string> {
    const found = new Map<string, string>()
    const path = join(base, '.terraform', 'modules', 'modules.json')
    if (!this.#isReadable(path)) return found
    const file = readFound(path, this.#cwd, false)
    const text = 'message' in file ? undefined : decodeText(file.bytes)
    const root = typeof text === 'string' ? parseJson(new Source(file.path, text)).root : undefined
    const list = root?.kind === 'map' ? root.get('Modules')?.value : undefined
    for (const item of list?.kind === 'list' ? list.items : []) {
      const [key, folder] = ['Key', 'Dir'].map(name => {
        const value = item.kind === 'map' ? item.get(name)?.value : undefined
        return value?.kind === 'scalar' ? value.text : undefined
      })
      if (key !== undefined && folder !== undefined) found.set(key, resolve(base, folder))
    }
    return found
  }

  /** What a function may read: the root and the folders of its modules, nothing around them. */
  #text(absolute: string, base: string): string | undefined | { readonly error: string } {
    const real = realPath(absolute)
    if (real === undefined) return undefined
    const homes = [base, ...this.#folders.keys()].map(realPath)
    if (!homes.some(home => home !== undefined && real.startsWith(home + sep)))
      return { error: 'it lies outside of the configuration' }
    const found = readFound(real, this.#cwd, false)
    if ('message' in found) return { error: found.message }
    if (found.bytes.length > TEXT_FILE_BOUND) return { error: `it has more than ${TEXT_FILE_BOUND} bytes` }
    const text = decodeText(found.bytes)
    return text
  }

  #isReadable(absolute: string): boolean {
    const real = realPath(absolute)
    return (
      real !== undefined && this.#readable.some(folder => real === folder || real.startsWith(folder + sep))
    )
  }

  #valuesFor(folder: Folder | undefined): ReadonlyMap<string, Expression> {
    const base = folder && this.#absolute.get(folder)
    if (base === undefined) return new Map()
    const names = OWN_VALUES.flatMap(pattern => filesIn(base).filter(name => pattern.test(name)))
    const own = names.flatMap(name => {
      const source = this.#source(join(base, name))
      if (!source) return []
      const { body, problems } = parse(source)
      this.#told.say(source, problems)
      return [...valuesIn(body.attributes)]
    })
    return new Map([...own, ...this.#values.flatMap(({ values }) => [...values])])
  }
}

function parse(source: Source): ReturnType<typeof parseHcl> {
  return source.path.endsWith('.json') ? { ...parseTerraformJson(source), comments: [] } : parseHcl(source)
}

function valuesIn(attributes: ReadonlyMap<string, { readonly value: Expression }>): Map<string, Expression> {
  return new Map([...attributes].map(([name, { value }]) => [name, value]))
}

/** The configuration files of a folder; OpenTofu's own go before those of the same name for both. */
function withoutShadowed(all: readonly string[]): string[] {
  const names = all.filter(isConfiguration)
  const known = new Set(names)
  return names.filter(name => !known.has(name.replace(/\.tf(\.json)?$/, '.tofu$1')) || /\.tofu/.test(name))
}

function filesIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true })
    return entries
      .filter(entry => entry.isFile() && !/^\.|~$|^#/.test(entry.name))
      .map(({ name }) => name)
      .sort()
  } catch {
    return []
  }
}
