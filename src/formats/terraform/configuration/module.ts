/** One module as it is deployed: the root, or an instance of a `module` block, with what names mean in it. */
import type { Block, Body } from '../../../syntax/hcl/ast.ts'
import type { Reason } from '../../../model/text.ts'
import { constant, unknown, type Origin, type Plain, type Value } from '../../../model/value.ts'
import type { World } from '../../../model/world.ts'
import { copiesOf, COPIES_BOUND, type Copies, type Copy } from './copies.ts'
import { valueOf } from './expression/evaluate.ts'
import { withNames, type Scope } from './expression/scope.ts'
import { isWanted } from '../tables/properties.ts'
import { memoized } from './expression/memoized.ts'
import { settled } from './expression/settled.ts'
import { dataAttribute } from './data.ts'
import { literalText, type Folder } from './folder.ts'
import { Instance } from './instance.ts'
import { providersOf, type Providers } from './providers.ts'
import type { Root } from './root.ts'
import { namespace, originIn, within } from './scope.ts'
import { passedVariable, rootVariable, writtenValue } from './variables.ts'

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
  readonly #scope: Scope
  readonly #values = new Map<string, Value>()
  readonly #instances = new Map<string, readonly Instance[]>()
  readonly #called = new Map<string, Called>()
  /** Blocks whose instances are being worked out: what asks for them meanwhile asks in a circle. */
  readonly #pending = new Set<string>()

  constructor(folder: Folder, root: Root, caller?: Caller) {
    this.folder = folder
    this.root = root
    this.caller = caller
    this.address = caller
      ? `${prefix(caller.module)}module.${caller.block.labels[0] ?? ''}${caller.copy.suffix}`
      : ''
    this.providers = providersOf(this)
    const names = new Map<string, Value>()
    this.#scope = {
      source: root.source,
      address: '',
      files: root.library.files,
      lookup: name => {
        const known = names.get(name)
        if (known) return known
        const value = this.#firstWord(name)
        if (value) names.set(name, value)
        return value
      },
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

  /** An output, as the caller reads it. */
  output(name: string): Value | undefined {
    const block = this.folder.outputs.get(name)
    const written = block?.body.attributes.get('value')
    if (!block || !written) return undefined
    return this.#once(`output.${name}`, () =>
      valueOf(written.value, this.scopeAt(block.body, `${prefix(this)}output.${name}`)),
    )
  }

  #copies(block: Block, id: string, name: string): Copies {
    this.#pending.add(id)
    try {
      const address = `${prefix(this)}${name}`
      const copies = copiesOf(block.body, this.scopeAt(block.body, address), address)
      if (copies.isCut)
        this.root.say(block, `${address} has more than ${COPIES_BOUND} instances: the rest is not read`)
      return copies
    } finally {
      this.#pending.delete(id)
    }
  }

  #firstWord(name: string): Value | undefined {
    const at: Origin = { source: this.root.source, span: { start: 0, end: 0 }, address: name }
    switch (name) {
      case 'var':
        return namespace(this.folder.variables.keys(), at, key => this.#variable(key))
      case 'local':
        return namespace(this.folder.locals.keys(), at, key => this.#local(key))
      case 'module':
        return namespace(this.folder.modules.keys(), at, key => this.#module(key, at))
      case 'data':
        return this.#blocks('data', this.folder.data, at)
      case 'resource':
        return this.#blocks('resource', this.folder.resources, at)
      case 'path':
        return this.root.paths(this.folder)
      case 'terraform':
      case 'tofu':
        return this.root.workspace
      case 'each':
      case 'count':
      case 'self':
        return undefined
      default:
        return this.#ofType('resource', name, this.folder.resources, at)
    }
  }

  #variable(name: string): Value | undefined {
    const block = this.folder.variables.get(name)
    if (!block) return undefined
    const id = `tf:${this.root.path}:${prefix(this)}var.${name}`
    return this.#once(`var.${name}`, () => {
      const scope = this.scopeAt(block.body, `${prefix(this)}var.${name}`)
      const { caller } = this
      if (caller) {
        const passed = caller.block.body.attributes.get(name)
        const at = `${prefix(caller.module)}module.${caller.block.labels[0] ?? ''}.${name}`
        const outer = passed && caller.module.scopeAt(caller.block.body, at, caller.copy)
        return passedVariable(block, passed && outer && valueOf(passed.value, outer), scope, id)
      }
      const given = this.root.given(name)
      const written = typeof given === 'string' ? writtenValue(given, block, scope) : given
      return rootVariable(block, written, scope, id)
    })
  }

  #local(name: string): Value | undefined {
    const local = this.folder.locals.get(name)
    if (!local) return undefined
    return this.#once(`local.${name}`, () =>
      valueOf(local.value, this.scopeAt(local.body, `${prefix(this)}local.${name}`)),
    )
  }

  #module(name: string, at: Origin): Value | undefined {
    const block = this.folder.modules.get(name)
    if (!block) return undefined
    const { copies, modules, opaque } = this.called(name, block)
    if (opaque) return this.#opaque(name, opaque, at)
    const outputs = (module: Module): Value =>
      namespace(module.folder.outputs.keys(), at, output => module.output(output))
    return arranged(copies, modules, outputs, at, (module, world) => module.exists(world))
  }

  /** Any output of a module that cannot be read. */
  #opaque(name: string, reason: Reason, at: Origin): Value {
    const id = `tf-outside:${this.root.path}:${prefix(this)}module.${name}`
    return constant(at, unknown(reason, id))
  }

  #blocks(mode: 'resource' | 'data', blocks: ReadonlyMap<string, Block>, at: Origin): Value {
    const types = new Set([...blocks.keys()].map(key => key.split('.')[0] ?? ''))
    return namespace(types, at, type => this.#ofType(mode, type, blocks, at))
  }

  /** The resources of a type by name: each a record, a list or a map, as `count` and `for_each` say. */
  #ofType(
    mode: 'resource' | 'data',
    type: string,
    blocks: ReadonlyMap<string, Block>,
    at: Origin,
  ): Value | undefined {
    const named = new Map(
      [...blocks].flatMap(([key, block]) =>
        block.labels[0] === type ? [[block.labels[1] ?? '', { key, block }]] : [],
      ),
    )
    if (named.size === 0) return undefined
    return namespace(named.keys(), at, name => {
      const found = named.get(name)
      if (!found) return undefined
      const { key, block } = found
      if (this.#pending.has(`${mode}.${key}`))
        return constant(at, unknown({ label: key }, `tf:circle:${key}`))
      const all = this.instances(mode, key, block)
      const by = block.body.attributes.has('count')
        ? 'count'
        : block.body.attributes.has('for_each')
          ? 'for_each'
          : 'none'
      const copies = { by, all: all.map(({ copy }) => copy), isCut: false } as const
      const value = (instance: Instance) => (mode === 'data' ? dataAttribute(instance) : instance.value)
      return arranged(copies, all, value, at, (instance, world) => instance.copy.exists(world))
    })
  }

  #once(key: string, make: () => Value): Value {
    let value = this.#values.get(key)
    if (!value) this.#values.set(key, (value = memoized(settled(make()))))
    return value
  }
}

/** Instances as expressions see them: one, a list, or a map. */
function arranged<T>(
  { by, all }: Copies,
  instances: readonly T[],
  value: (instance: T) => Value,
  at: Origin,
  exists: (instance: T, world: World) => boolean,
): Value | undefined {
  const [first] = instances
  if (by === 'none') return first && value(first)
  const isOpen = all.length === 1 && all[0]?.key === undefined
  return {
    origin: at,
    read(world): Plain {
      const here = instances.filter(instance => exists(instance, world))
      if (by === 'count') return { kind: 'list', items: here.map(value) }
      const property = (instance: T | undefined) => instance && { at, value: value(instance) }
      const byKey = new Map(here.map(instance => [all[instances.indexOf(instance)]?.key ?? '*', instance]))
      return {
        kind: 'record',
        keys: isOpen ? [] : [...byKey.keys()].sort(),
        entry: key => property(isOpen ? here[0] : byKey.get(key)),
        open: isOpen ? { label: 'for_each' } : undefined,
      }
    },
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
