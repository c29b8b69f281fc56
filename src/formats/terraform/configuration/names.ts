/** What the names in a module mean: its variables and locals, the resources and modules that it declares. */
import type { Block } from '../../../syntax/hcl/ast.ts'
import type { Reason } from '../../../model/text.ts'
import { constant, unknown, type Origin, type Value } from '../../../model/value.ts'
import { arranged } from './arranged.ts'
import { dataAttribute } from './data.ts'
import { valueOf } from './expression/evaluate.ts'
import { memoized } from './expression/memoized.ts'
import { settled } from './expression/settled.ts'
import type { Instance } from './instance.ts'
import { prefix, type Module } from './module.ts'
import { namespace } from './scope.ts'
import { passedVariable, rootVariable, writtenValue } from './variables.ts'

export class Names {
  readonly #module: Module
  /** First words that were asked for. */
  readonly #words = new Map<string, Value>()
  readonly #values = new Map<string, Value>()

  constructor(module: Module) {
    this.#module = module
  }

  /** What the first word of a path means; `undefined` where it means nothing here. */
  lookup(name: string): Value | undefined {
    const known = this.#words.get(name)
    if (known) return known
    const value = this.#firstWord(name)
    if (value) this.#words.set(name, value)
    return value
  }

  /** An output, as the caller reads it. */
  output(name: string): Value | undefined {
    const { folder } = this.#module
    const block = folder.outputs.get(name)
    const written = block?.body.attributes.get('value')
    if (!block || !written) return undefined
    const id = `output.${name}`
    return this.#once(id, () =>
      valueOf(written.value, this.#module.scopeAt(block.body, `${prefix(this.#module)}${id}`)),
    )
  }

  #firstWord(name: string): Value | undefined {
    const at: Origin = { source: this.#module.root.source, span: { start: 0, end: 0 }, address: name }
    switch (name) {
      case 'var':
        return namespace(this.#module.folder.variables.keys(), at, key => this.#variable(key))
      case 'local':
        return namespace(this.#module.folder.locals.keys(), at, key => this.#local(key))
      case 'module':
        return namespace(this.#module.folder.modules.keys(), at, key => this.#called(key, at))
      case 'data':
        return this.#blocks('data', this.#module.folder.data, at)
      case 'resource':
        return this.#blocks('resource', this.#module.folder.resources, at)
      case 'path':
        return this.#module.root.paths(this.#module.folder)
      case 'terraform':
      case 'tofu':
        return this.#module.root.workspace
      case 'each':
      case 'count':
      case 'self':
        return undefined
      default:
        return this.#ofType('resource', name, this.#module.folder.resources, at)
    }
  }

  #variable(name: string): Value | undefined {
    const block = this.#module.folder.variables.get(name)
    if (!block) return undefined
    const id = `tf:${this.#module.root.path}:${prefix(this.#module)}var.${name}`
    return this.#once(`var.${name}`, () => {
      const scope = this.#module.scopeAt(block.body, `${prefix(this.#module)}var.${name}`)
      const { caller } = this.#module
      if (caller) {
        const passed = caller.block.body.attributes.get(name)
        const at = `${prefix(caller.module)}module.${caller.block.labels[0] ?? ''}.${name}`
        const outer = passed && caller.module.scopeAt(caller.block.body, at, caller.copy)
        return passedVariable(block, passed && outer && valueOf(passed.value, outer), scope, id)
      }
      const given = this.#module.root.given(name)
      const written = typeof given === 'string' ? writtenValue(given, block, scope) : given
      return rootVariable(block, written, scope, id)
    })
  }

  #local(name: string): Value | undefined {
    const local = this.#module.folder.locals.get(name)
    if (!local) return undefined
    return this.#once(`local.${name}`, () =>
      valueOf(local.value, this.#module.scopeAt(local.body, `${prefix(this.#module)}local.${name}`)),
    )
  }

  #called(name: string, at: Origin): Value | undefined {
    const block = this.#module.folder.modules.get(name)
    if (!block) return undefined
    const { copies, modules, opaque } = this.#module.called(name, block)
    if (opaque) return this.#opaque(name, opaque, at)
    const outputs = (module: Module): Value =>
      namespace(module.folder.outputs.keys(), at, output => module.names.output(output))
    return arranged(copies, modules, outputs, at, (module, world) => module.exists(world))
  }

  /** Any output of a module that cannot be read. */
  #opaque(name: string, reason: Reason, at: Origin): Value {
    const id = `tf-outside:${this.#module.root.path}:${prefix(this.#module)}module.${name}`
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
      if (this.#module.isPending(`${mode}.${key}`))
        return constant(at, unknown({ label: key }, `tf:circle:${key}`))
      const all = this.#module.instances(mode, key, block)
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
