/** A root module with all that it brings in: what its modules share. */
import { relative } from 'node:path/posix'
import type { Block, Expression } from '../../../syntax/hcl/ast.ts'
import type { SyntaxProblem } from '../../../syntax/node.ts'
import type { Resource } from '../../../model/resource.ts'
import { Text, type Variable } from '../../../model/text.ts'
import { constant, type Value } from '../../../model/value.ts'
import { Source } from '../../../text/source.ts'
import { valueOf } from './expression/evaluate.ts'
import { Budget } from './expression/bounds.ts'
import type { Files } from './expression/scope.ts'
import type { Folder } from './folder.ts'
import type { Instance } from './instance.ts'
import { BOUNDS, literalSource, Module, prefix } from './module.ts'
import type { Given } from '../deployment.ts'
import { Surroundings } from './providers.ts'
import { namespace } from './scope.ts'

/** What the root asks of the disk, which decides what may be read. */
export interface Library {
  readonly files: Files
  /** Takes what is to be said of a place, also later, when what depends on it is checked. */
  say(source: Source, problem: SyntaxProblem): void
  /** The folder that a `module` block names, seen from the folder that it stands in. */
  folder(from: Folder, source: string): Folder | undefined
  /** The folder in which `terraform init` has put a module from elsewhere; `key` is `a.b` for `b` called by `a`. */
  installed(root: Folder, key: string): Folder | undefined
}

/** What is given from outside. */
export interface Inputs extends Given {
  /** Values on the command line by variable. */
  readonly params: ReadonlyMap<string, string>
  /** Values in tfvars files by variable; the last one holds. */
  readonly files: ReadonlyMap<string, Expression>
}

export class Root {
  /** The path of the folder, as reports call it. */
  readonly path: string
  readonly library: Library
  readonly main: Module
  readonly budget: Budget
  /** What stands in no file. */
  readonly source: Source
  readonly workspace: Value
  readonly #inputs: Inputs
  readonly #folder: Folder
  readonly #surroundings: Surroundings
  readonly #make: (instance: Instance) => Resource | undefined
  readonly #resources = new Map<Instance, Resource | undefined>()
  readonly #told = new Set<Block>()
  #instances = 0

  constructor(
    folder: Folder,
    library: Library,
    inputs: Inputs,
    make: (instance: Instance) => Resource | undefined,
  ) {
    this.path = folder.path
    this.library = library
    this.#folder = folder
    this.#inputs = inputs
    this.#make = make
    this.source = new Source(folder.path, '')
    this.budget = new Budget((message, { source, span }) => {
      library.say(source, { kind: 'error', message, span })
    })
    this.#surroundings = new Surroundings(inputs)
    const workspace: Variable = { name: 'terraform.workspace', label: 'the workspace', default: 'default' }
    const at = this.#nowhere('terraform')
    this.workspace = namespace(['workspace'], at, () =>
      constant(at, { kind: 'text', text: Text.of({ kind: 'variable', variable: workspace }) }),
    )
    this.main = new Module(folder, this)
  }

  /** The resource of the model that an instance is. */
  resourceOf(instance: Instance): Resource | undefined {
    if (!this.#resources.has(instance)) this.#resources.set(instance, this.#make(instance))
    return this.#resources.get(instance)
  }

  regionOf(instance: Instance): Text {
    return this.#surroundings.region(instance)
  }

  accountOf(instance: Instance): Text {
    return this.#surroundings.account(instance)
  }

  /** What a variable of the root is given. */
  given(name: string): Value | string | undefined {
    const written = this.#inputs.params.get(name)
    if (written !== undefined) return written
    const expression = this.#inputs.files.get(name)
    return expression && valueOf(expression, this.#constants(`var.${name}`))
  }

  /** `path.module` and its siblings: relative to the root. */
  paths(folder: Folder): Value {
    const at = this.#nowhere('path')
    return namespace(['module', 'root', 'cwd'], at, name => {
      const path = name === 'module' ? relative(this.path, folder.path) || '.' : '.'
      return constant(at, { kind: 'text', text: Text.of(path) })
    })
  }

  /** The folder of the module that a block calls; `undefined` where its files are not at hand. */
  folderOf(from: Module, block: Block): Folder | undefined {
    const name = `${prefix(from)}module.${block.labels[0] ?? ''}`
    const source = literalSource(block)
    const isLocal = source !== undefined && /^\.{1,2}(?:[/\\]|$)/.test(source)
    const folder = isLocal
      ? this.library.folder(from.folder, source)
      : this.library.installed(this.#folder, keyOf(from, block))
    if (!folder) {
      const where = source === undefined ? 'somewhere' : JSON.stringify(source)
      this.say(block, `${name} comes from ${where}: what it makes is not known`)
      return undefined
    }
    const depth = depthOf(from)
    if (isCalling(from, folder)) this.say(block, `${name} calls itself: it is not read again`)
    else if (depth >= BOUNDS.depth)
      this.say(block, `${name} is nested deeper than ${BOUNDS.depth} modules: it is not read`, 'error')
    else return folder
    return undefined
  }

  /** How many more instances may be made of a block, of those that are asked for. */
  admit(block: Block, wanted: number, name: string): number {
    const left = Math.min(wanted, BOUNDS.instances - this.#instances)
    this.#instances += left
    if (left < wanted)
      this.say(
        block,
        `${name} is beyond the bound of ${BOUNDS.instances} instances: the rest is not read`,
        'error',
      )
    return left
  }

  /** Notes something about a block, once: a module can be called a thousand times. */
  say(block: Block, message: string, kind: SyntaxProblem['kind'] = 'notice'): void {
    if (this.#told.has(block)) return
    this.#told.add(block)
    this.library.say(block.body.source, { kind, message, span: block.header })
  }

  #constants(address: string) {
    const { source, library, budget } = this
    return { source, address, files: library.files, budget, lookup: () => undefined }
  }

  #nowhere(address: string) {
    return { source: this.source, span: { start: 0, end: 0 }, address }
  }
}

function depthOf({ caller }: Module): number {
  return caller ? 1 + depthOf(caller.module) : 0
}

/** Whether a folder is that of a module or one of those that call it. */
function isCalling(module: Module, folder: Folder): boolean {
  return (
    module.folder.path === folder.path ||
    (module.caller !== undefined && isCalling(module.caller.module, folder))
  )
}

/** The key under which `terraform init` lists a module. */
function keyOf(from: Module, block: Block): string {
  const name = block.labels[0] ?? ''
  return from.caller ? `${keyOf(from.caller.module, from.caller.block)}.${name}` : name
}
