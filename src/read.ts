/** From what the settings name to the estate: files, trees, units. What cannot be read is told, and the rest goes on. */
import { realpathSync, statSync } from 'node:fs'
import { dirname, resolve, sep } from 'node:path'
import { discover, displayPath, mayConcernS3, type Found } from './discover.ts'
import { locate, type Location, type Notice } from './finding.ts'
import {
  deployment,
  isTemplate,
  prepareTemplate,
  readParameterFile,
  readUnits,
  type Deployment,
} from './formats/cloudformation/index.ts'
import { Estate } from './model/estate.ts'
import type { Settings } from './settings.ts'
import { decodeText, parseDocument, type MapNode, type SyntaxProblem } from './syntax/index.ts'
import { Source } from './text/source.ts'

/** The settings that say what is read, and as what. */
type Scope = Omit<Settings, 'preset' | 'only' | 'rules'>

/** Text that cannot be read, and what was expected. */
export interface Broken {
  readonly message: string
  readonly location: Location
}

/** The estate with what is to be said of the files it was read from. */
export interface ReadEstate {
  readonly estate: Estate
  readonly broken: readonly Broken[]
  readonly notices: readonly Notice[]
  /** Files that are not there or are no text. */
  readonly errors: readonly Notice[]
  /** How many templates were read. */
  readonly files: number
  readonly sources: ReadonlyMap<string, Source>
}

/** Reads what the settings name. */
export function readEstate(settings: Scope): ReadEstate {
  const reading = new Reading(settings)
  const templates = reading.templates()
  const { units } = readUnits(templates, reading.deployment, (from, path) => reading.nested(from, path))
  const { trustedAccounts, trustedOrganizations } = settings
  const estate = new Estate(units, {
    accounts: new Set(trustedAccounts),
    organizations: new Set(trustedOrganizations),
  })
  const { broken, notices, errors, files, sources } = reading
  return { estate, broken, notices, errors, files, sources }
}

/** Reads files into templates, and collects what is to be said of them on the way. */
class Reading {
  readonly broken: Broken[] = []
  readonly notices: Notice[] = []
  readonly errors: Notice[] = []
  readonly sources = new Map<string, Source>()
  readonly deployment: Deployment
  files = 0
  readonly #settings: Scope
  readonly #templates = new Map<string, MapNode | undefined>()

  constructor(settings: Scope) {
    this.#settings = settings
    this.deployment = deployment(settings, this.#parameters())
  }

  /** The templates among the files that the settings name. */
  templates(): MapNode[] {
    const { paths, cwd, stdin } = this.#settings
    const { files, missing } = discover(paths, cwd)
    for (const { path, message } of missing) this.errors.push({ message: `${path}: ${message}` })
    if (stdin) this.#template({ path: stdin.name, bytes: Buffer.from(stdin.text), named: true })
    for (const file of files) this.#template(file)
    return [...this.#templates.values()].filter(root => root !== undefined)
  }

  /** The template that a nested stack names, if it lies in a folder that the settings name, or beside a file they name. */
  nested(from: string, path: string): MapNode | undefined {
    const { cwd } = this.#settings
    const known = displayPath(resolve(cwd, dirname(from), path), cwd)
    if (this.#templates.has(known)) return this.#templates.get(known)
    const real = realPath(resolve(cwd, known))
    if (real === undefined || !this.#folders().some(folder => real.startsWith(folder + sep))) return undefined
    const [file] = discover([real], cwd).files
    return file && this.#template({ ...file, path: known, named: false })
  }

  /** The real paths of the folders whose templates may be read: links lead nowhere else. */
  #folders(): string[] {
    const { cwd, paths } = this.#settings
    return paths.flatMap(path => {
      const real = realPath(resolve(cwd, path))
      if (real === undefined) return []
      return statSync(real).isDirectory() ? real : dirname(real)
    })
  }

  #template({ path, bytes, named }: Found): MapNode | undefined {
    const text = decodeText(bytes)
    if (typeof text !== 'string') {
      if (named || mayConcernS3(bytes)) this.errors.push({ message: `${path}: ${text.error}` })
      return undefined
    }
    const source = new Source(path, text)
    const parsed = parseDocument(source)
    const wanted = named || looksLikeTemplate(text)
    if (!parsed.root || !isTemplate(parsed.root)) {
      const errors = parsed.problems.filter(({ kind }) => kind === 'error')
      if (wanted) this.#say(source, errors)
      if (named && errors.length === 0) this.#say(source, [notTemplate(text)])
      return undefined
    }
    this.files++
    const prepared = prepareTemplate(parsed.root, this.deployment)
    this.#say(source, [...parsed.problems, ...prepared.problems])
    this.sources.set(path, source)
    this.#templates.set(path, prepared.root)
    return prepared.root
  }

  #say(source: Source, problems: readonly SyntaxProblem[]): void {
    for (const { kind, message, span } of problems) {
      const location = locate(source, span)
      if (kind === 'notice') this.notices.push({ message, location })
      else {
        this.sources.set(source.path, source)
        this.broken.push({ message, location })
      }
    }
  }

  #parameters(): ReadonlyMap<string, string> {
    const values = new Map<string, string>()
    for (const path of this.#settings.paramFiles) {
      const { files, missing } = discover([path], this.#settings.cwd)
      for (const each of missing) this.errors.push({ message: `${each.path}: ${each.message}` })
      for (const file of files) {
        const text = decodeText(file.bytes)
        const source = new Source(file.path, typeof text === 'string' ? text : '')
        const read = typeof text === 'string' ? readParameterFile(source) : undefined
        if (!read)
          this.errors.push({ message: `${file.path}: ${typeof text === 'string' ? '' : text.error}` })
        else if ('problem' in read)
          this.errors.push({ message: read.problem.message, location: locate(source, read.problem.span) })
        else for (const [name, value] of read.values) values.set(name, value)
      }
    }
    for (const [name, value] of this.#settings.params) values.set(name, value)
    return values
  }
}

/** In a folder, only what wants to be a template has to be readable. */
function looksLikeTemplate(text: string): boolean {
  return /\bResources\b/.test(text) && /\bAWS::\w+::\w/.test(text)
}

function notTemplate(text: string): SyntaxProblem {
  const end = /^.*/.exec(text)?.[0].length ?? 0
  return {
    kind: 'error',
    message: 'this is no CloudFormation template: expected a map with Resources',
    span: { start: 0, end },
  }
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path)
  } catch {
    return undefined
  }
}
