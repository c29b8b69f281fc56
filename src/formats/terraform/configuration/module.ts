/** One module as it is deployed: the root, or an instance of a `module` block, with what names mean in it. */
import type { Block, Body } from '../../../syntax/hcl/ast.ts'
import type { Reason } from '../../../model/text.ts'
import type { Origin } from '../../../model/value.ts'
import type { World } from '../../../model/world.ts'
import { isWanted } from '../tables/properties.ts'
import { copiesOf, COPIES_BOUND, type Copies, type Copy } from './copies.ts'
import { withNames, type Scope } from './expression/scope.ts'
import { literalText, type Folder } from './folder.ts'
import { Instance } from './instance.ts'
import { Names } from './names.ts'
import { providersOf, type Providers } from './providers.ts'
import type { Root } from './root.ts'
import { originIn, within } from './scope.ts'

/** Modules deeper than this are not read, nor more instances of modules and resources. */
export const BOUNDS = { depth: 32, instances: 5000 } as const

/** The `module` block that a module is an instance of. */
export interface Caller {
  readonly module: Module
  readonly block: Block
  readonly copy: Copy
}

/** What a `module` block brings in: instances, or what nobody can read. */
export interface Called {
  readonly copies: Copies
  readonly modules: readonly Module[]
  /** Set where the module's files are not at hand. */
  readonly opaque: Reason | undefined
}

export class Module {
  readonly folder: Folder
  readonly caller: Caller | undefined
  readonly root: Root
  /** `module.site["a"]`; empty for the root. */
  readonly address: string
  readonly providers: Providers
  readonly names: Names
  readonly #scope: Scope
  readonly #instances = new Map<string, readonly Instance[]>()
  readonly #called = new Map<string, Called>()
  readonly #pending = new Set<string>()

  constructor(folder: Folder, root: Root, caller?: Caller) {
    this.folder = folder
    this.root = root
    this.caller = caller
    this.address = caller
      ? `${prefix(caller.module)}module.${caller.block.labels[0] ?? ''}${caller.copy.suffix}`
      : ''
    this.providers = providersOf(this)
    this.names = new Names(this)
    this.#scope = {
      source: root.source,
      address: '',
      files: root.library.files,
      budget: root.budget,
      lookup: name => this.names.lookup(name),
    }
  }

  /** The scope of what stands in a body of this module; `copy` says what `each` and `count` are there. */
  scopeAt(body: Body, address: string, copy?: Copy): Scope {
    const scope = within(this.#scope, body.source, address)
    return copy ? withNames(scope, copy.names) : scope
  }

  exists(world: World): boolean {
    const { caller } = this
    return !caller || (caller.module.exists(world) && caller.copy.exists(world))
  }

  /** The blocks that call this module and those around it, the innermost first. */
  get callers(): readonly Origin[] {
    const { caller } = this
    if (!caller) return []
    const { block, module } = caller
    const at = originIn(module.scopeAt(block.body, this.address), block.header)
    return [at, ...module.callers]
  }

  /** The instances of all resources of this module that have a part in the model. */
  get resources(): readonly Instance[] {
    return [...this.folder.resources].flatMap(([name, block]) =>
      isWanted(block.labels[0] ?? '') ? this.instances('resource', name, block) : [],
    )
  }

  /** What each of the `module` blocks brings in. */
  get calls(): readonly (Called & { readonly block: Block })[] {
    return [...this.folder.modules].map(([name, block]) => ({ block, ...this.called(name, block) }))
  }

  /** The instances of one block; none where finding them leads back here. */
  instances(mode: 'resource' | 'data', name: string, block: Block): readonly Instance[] {
    const id = `${mode}.${name}`
    const known = this.#instances.get(id)
    if (known || this.#pending.has(id)) return known ?? []
    const copies = this.#copies(block, id, name)
    const admitted = this.root.admit(block, copies.all.length, `${prefix(this)}${name}`)
    const made = copies.all.slice(0, admitted).map(copy => new Instance(this, mode, block, copy))
    this.#instances.set(id, made)
    return made
  }

  called(name: string, block: Block): Called {
    const id = `module.${name}`
    const known = this.#called.get(id)
    if (known) return known
    if (this.#pending.has(id)) return nothing({ label: `module ${name}` })
    const folder = this.root.folderOf(this, block)
    const opaque = folder ? undefined : { label: `module ${name}` }
    const copies = this.#copies(block, id, id)
    const admitted = folder ? this.root.admit(block, copies.all.length, `${prefix(this)}${id}`) : 0
    const modules = folder
      ? copies.all
          .slice(0, admitted)
          .map(copy => new Module(folder, this.root, { module: this, block, copy }))
      : []
    const called = { copies, modules, opaque }
    this.#called.set(id, called)
    return called
  }

  /** Whether the instances of a block are being worked out: what asks for them meanwhile asks in a circle. */
  isPending(id: string): boolean {
    return this.#pending.has(id)
  }

  #copies(block: Block, id: string, name: string): Copies {
    this.#pending.add(id)
    try {
      const address = `${prefix(this)}${name}`
      const copies = copiesOf(block.body, this.scopeAt(block.body, address), address)
      if (copies.isCut)
        this.root.say(
          block,
          `${address} has more than ${COPIES_BOUND} instances: the rest is not read`,
          'error',
        )
      return copies
    } finally {
      this.#pending.delete(id)
    }
  }
}

function nothing(opaque: Reason): Called {
  return { copies: { by: 'none', all: [], isCut: false }, modules: [], opaque }
}

/** What addresses below a module begin with. */
export function prefix({ address }: Module): string {
  return address && `${address}.`
}

/** Where a module comes from, as it is written. */
export function literalSource(block: Block): string | undefined {
  return literalText(block.body.attributes.get('source')?.value)
}
