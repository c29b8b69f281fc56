/** From what the settings name to the estate: files, trees, units. What cannot be read is told, and the rest goes on. */
import { statSync } from 'node:fs'
import { dirname, resolve, sep } from 'node:path'
import { Assembly } from './assembly.ts'
import { Configurations, isValues } from './configurations.ts'
import { discover, displayPath, isConfiguration, mayConcernS3, realPath, type Found } from './discover.ts'
import { locate, type Location, type Notice } from './finding.ts'
import {
  deployment,
  isTemplate,
  prepareTemplate,
  readParameterFile,
  readUnits,
  templateDirectives,
  type Deployment,
  type Stack,
} from './formats/cloudformation/index.ts'
import { stacksOf, type AssemblyStack } from './formats/cdk/index.ts'
import { isPlan, readPlan } from './formats/terraform/plan/index.ts'
import type { Directive } from './model/directive.ts'
import { Estate } from './model/estate.ts'
import type { Unit } from './model/resource.ts'
import type { Origin } from './model/value.ts'
import { isIgnored, settingsFor, type FileSettings, type Settings } from './settings.ts'
import { decodeText, parseDocument, type MapNode, type SyntaxProblem } from './syntax/index.ts'
import { Source } from './text/source.ts'

/** The settings that say what is read, and as what. */
type Scope = Omit<Settings, 'preset' | 'only' | 'rules'>

/** What may be said of the deployment of a file. */
type Place = Pick<FileSettings, 'region' | 'account' | 'params'>

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
  /** How many templates and plans were read. */
  readonly files: number
  readonly sources: ReadonlyMap<string, Source>
  /** The suppressions written in what was read. */
  readonly directives: readonly Directive[]
}

/** Reads what the settings name. */
export function readEstate(settings: Scope): ReadEstate {
  const reading = new Reading(settings)
  const { units } = readUnits(reading.stacks(), reading.deployment, (from, path, at) =>
    reading.nested(from, path, at),
  )
  const { trustedAccounts, trustedOrganizations, workloads } = settings
  const trust = { accounts: new Set(trustedAccounts), organizations: new Set(trustedOrganizations) }
  const estate = new Estate([...units, ...reading.terraform()], trust, workloads)
  const { broken, notices, errors, files, sources, directives } = reading
  return { estate, broken, notices, errors, files, sources, directives }
}

/** What a template of an assembly is part of. */
interface Part {
  readonly assembly: Assembly
  readonly stack: AssemblyStack
  readonly deployment: Deployment
}

/** Reads files into templates, and collects what is to be said of them on the way. */
class Reading {
  readonly broken: Broken[] = []
  readonly notices: Notice[] = []
  readonly errors: Notice[] = []
  readonly sources = new Map<string, Source>()
  readonly directives: Directive[] = []
  readonly deployment: Deployment
  /** Terraform plans and states. */
  readonly #plans: MapNode[] = []
  readonly #deployments = new Map<Place, Deployment>()
  /** Folders of Terraform configurations. */
  readonly #configured = new Set<string>()
  files = 0
  readonly #settings: Scope
  readonly #templates = new Map<string, MapNode | undefined>()
  /** What the templates of assemblies are parts of. */
  readonly #parts = new Map<string, Part>()

  constructor(settings: Scope) {
    this.#settings = settings
    this.deployment = deployment(settings, this.#parameters())
  }

  /** The templates among the files that the settings name, and the stacks of assemblies. */
  stacks(): Stack[] {
    const { paths, cwd, stdin, progress, unsaved } = this.#settings
    const ignored = (path: string) => isIgnored(this.#settings, path)
    const { files, assemblies, configurations, missing } = discover(paths, cwd, ignored, progress, unsaved)
    for (const folder of configurations) this.#configured.add(folder)
    for (const { path, message } of missing) this.errors.push({ message: `${path}: ${message}` })
    const stacks = assemblies.flatMap(folder => this.#assembly(folder))
    if (stdin && isConfiguration(stdin.name)) this.#configured.add(dirname(resolve(cwd, stdin.name)))
    const found =
      stdin && !isConfiguration(stdin.name)
        ? [{ path: stdin.name, bytes: Buffer.from(stdin.text), named: true }, ...files]
        : files
    // A template of an assembly can be named beside it: it is read once.
    for (const file of found) if (!this.#templates.has(file.path) && !ignored(file.path)) this.#template(file)
    const ofAssemblies = new Set(stacks.map(({ root }) => root))
    const loose = [...this.#templates.values()].filter(root => root && !ofAssemblies.has(root))
    return [
      ...loose.flatMap(root => (root ? [{ root, deployment: this.#deploymentOf(root.source.path) }] : [])),
      ...stacks,
    ]
  }

  /** Plans, and the root modules of configurations that no plan stands for. */
  terraform(): readonly Unit[] {
    const { cwd, stdin, paramFiles, unsaved } = this.#settings
    if (this.#configured.size + this.#plans.length === 0) return []
    const configurations = new Configurations(cwd, [...this.#folders(), ...this.#around()], {
      say: (source, problems) => {
        this.#say(source, problems)
      },
      error: message => this.errors.push({ message }),
      sources: this.sources,
    })
    for (const [path, text] of unsaved ?? []) configurations.replace(path, text)
    if (stdin) configurations.replace(resolve(cwd, stdin.name), stdin.text)
    for (const path of paramFiles.filter(isValues)) {
      const [file] = discover([path], cwd).files
      const text = file && decodeText(file.bytes)
      if (typeof text === 'string') configurations.addValues(new Source(path, text))
    }
    const given = (path: string) => {
      this.#settings.progress?.(`reading ${path}`)
      return settingsFor(this.#settings, path)
    }
    const plans = this.#plans.flatMap(root => {
      const { path } = root.source
      const beside = configurations.beside(dirname(resolve(cwd, path)), root, given(path))
      const { unit, problems } = readPlan(root, given(path), beside)
      this.#say(root.source, problems)
      return unit ?? []
    })
    const units = configurations.units([...this.#configured], given)
    this.files += configurations.files
    this.directives.push(...configurations.directives)
    return [...plans, ...units]
  }

  /** Modules often lie beside the folder that is named: where that is in the folder run from, all of this may be read. */
  #around(): readonly string[] {
    const { cwd, paths } = this.#settings
    const isInside = (path: string) => path === cwd || path.startsWith(cwd + sep)
    return paths.some(path => isInside(resolve(cwd, path))) ? [realPath(cwd) ?? cwd] : []
  }

  /** The stacks of a cloud assembly, each with the region and account of its own environment. */
  #assembly(folder: string): Stack[] {
    const { cwd } = this.#settings
    const assembly = new Assembly(folder, cwd, this.#folders(), {
      say: (source, problems) => {
        this.#say(source, problems)
      },
      sources: this.sources,
    })
    return stacksOf(assembly).flatMap(stack => {
      const file = assembly.file(stack.template, stack.named)
      if (!file || this.#templates.has(file.path) || isIgnored(this.#settings, file.path)) return []
      const { region, account } = settingsFor(this.#settings, file.path)
      const general = this.#deploymentOf(file.path)
      const env = { region: stack.region ?? region, account: stack.account ?? account }
      // Stacks whose environment nobody knows share it.
      const known = env.region === region && env.account === account
      const own = known ? general : environment(env, general)
      const root = this.#template(file, own)
      this.#parts.set(file.path, { assembly, stack, deployment: own })
      this.directives.push(...stack.directives())
      const unit = displayPath(resolve(folder, stack.assembly), cwd)
      return root ? [{ root, unit, name: stack.name, deployment: own, constructs: stack.constructs }] : []
    })
  }

  /** The template that a nested stack names, if it lies in a folder that the settings name, or beside a file they name. */
  nested(from: string, path: string, at: Origin): MapNode | undefined {
    const part = this.#parts.get(from)
    if (part) {
      const inner = part.stack.nested(part.assembly.pathOf(from), path)
      const file = inner === undefined ? undefined : part.assembly.file(inner, at)
      if (!file) return undefined
      this.#parts.set(file.path, part)
      return this.#templates.get(file.path) ?? this.#template(file, part.deployment)
    }
    if (/^\w+:/.test(path)) return undefined
    const { cwd, unsaved } = this.#settings
    const known = displayPath(resolve(cwd, dirname(from), path), cwd)
    if (this.#templates.has(known)) return this.#templates.get(known)
    const real = realPath(resolve(cwd, known))
    if (real === undefined || !this.#folders().some(folder => real.startsWith(folder + sep))) return undefined
    const [file] = discover([real], cwd, undefined, undefined, unsaved).files
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

  /** Reads a template; `own` is the deployment of one that an assembly names. */
  #template({ path, bytes, named }: Found, own?: Deployment): MapNode | undefined {
    this.#settings.progress?.(`reading ${path}`)
    const text = decodeText(bytes)
    if (typeof text !== 'string') {
      if (named || mayConcernS3(bytes)) this.errors.push({ message: `${path}: ${text.error}` })
      return undefined
    }
    const source = new Source(path, text)
    const parsed = parseDocument(source)
    // CDK deploys no stack without resources, whatever else its template says.
    if (own && parsed.root?.kind === 'map' && !parsed.root.get('Resources')) return undefined
    const wanted = named || looksLikeTemplate(text) || looksLikePlan(text)
    if (parsed.root && isPlan(parsed.root)) {
      this.#addPlan(parsed.root)
      return undefined
    }
    if (!parsed.root || !isTemplate(parsed.root)) {
      const errors = parsed.problems.filter(({ kind }) => kind === 'error')
      if (wanted) this.#say(source, errors)
      if (named && errors.length === 0) this.#say(source, [notTemplate(text)])
      return undefined
    }
    this.files++
    const prepared = prepareTemplate(parsed.root, own ?? this.#deploymentOf(path))
    if (prepared.root) this.directives.push(...templateDirectives(parsed.root, prepared.root))
    this.#say(source, [...parsed.problems, ...prepared.problems])
    this.sources.set(path, source)
    this.#templates.set(path, prepared.root)
    return prepared.root
  }

  #addPlan(root: MapNode): void {
    if (this.#plans.some(({ source }) => source.path === root.source.path)) return
    this.#plans.push(root)
    this.files++
  }

  #say(source: Source, problems: readonly SyntaxProblem[]): void {
    for (const { kind, message, span } of problems) {
      const location = locate(source, span)
      if (kind === 'notice') this.notices.push({ message, location })
      else {
        // Plans hold secrets in plain text: no line of theirs is shown.
        if (!looksLikePlan(source.text)) this.sources.set(source.path, source)
        this.broken.push({ message, location })
      }
    }
  }

  /** Where a template goes: configs may say more of it than the run does. Equal settings share what they leave open. */
  #deploymentOf(file: string): Deployment {
    const place = settingsFor(this.#settings, file)
    if (place === this.#settings) return this.deployment
    let own = this.#deployments.get(place)
    // What a command line gives, in files or not, has precedence.
    const params = new Map([...place.params, ...this.deployment.params])
    own ??= environment({ region: place.region, account: place.account }, { ...this.deployment, params })
    this.#deployments.set(place, own)
    return own
  }

  #parameters(): ReadonlyMap<string, string> {
    const values = new Map<string, string>()
    for (const path of this.#settings.paramFiles.filter(each => !isValues(each))) {
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

/** Where a stack goes; what its environment leaves open is the same unknown for all of a run. */
function environment(
  env: { readonly region: string | undefined; readonly account: string | undefined },
  { region, account, params }: Deployment,
): Deployment {
  const own = deployment(env, params)
  return {
    ...own,
    region: env.region === undefined ? region : own.region,
    account: env.account === undefined ? account : own.account,
  }
}

/** In a folder, only what wants to be a template has to be readable. */
function looksLikeTemplate(text: string): boolean {
  return /\bResources\b/.test(text) && /\bAWS::\w+::\w/.test(text)
}

function looksLikePlan(text: string): boolean {
  return text.includes('"format_version"') && text.includes('aws_s3_')
}

function notTemplate(text: string): SyntaxProblem {
  const end = /^.*/.exec(text)?.[0].length ?? 0
  return {
    kind: 'error',
    message:
      'this is no CloudFormation template: expected a map with Resources, or what terraform show -json writes',
    span: { start: 0, end },
  }
}
