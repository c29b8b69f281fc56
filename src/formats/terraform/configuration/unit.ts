/** A configuration as a unit of the model: each instance becomes the resource that CloudFormation would call so. */
import type { Block } from '../../../syntax/hcl/ast.ts'
import { reference } from '../../../model/identity.ts'
import type { Directive } from '../../../model/directive.ts'
import type { Resource, Unit } from '../../../model/resource.ts'
import type { Reason } from '../../../model/text.ts'
import { constant, unknown, type PlainRecord, type Property } from '../../../model/value.ts'
import { PerWorld } from '../../../model/remembered.ts'
import type { World } from '../../../model/world.ts'
import { ACCOUNT_BLOCK, attributesOf, propertiesOf, twinOf, type Others } from '../tables/properties.ts'
import type { Beside } from '../tables/beside.ts'
import { lazyRecord, policy, propertyOf } from '../tables/shape.ts'
import type { OwnPolicy, Twin } from '../tables/twin.ts'
import { twins } from '../tables/types.ts'
import { instancesIn, writerFor } from '../write/index.ts'
import { ConfigurationCell } from './cell.ts'
import { deployedBy } from './deployed.ts'
import { directivesIn } from './directives.ts'
import type { Folder } from './folder.ts'
import type { Instance } from './instance.ts'
import type { Called, Module } from './module.ts'
import { resourcesIn } from './named-resources.ts'
import { providerBlocks } from './provider-blocks.ts'
import { Relations } from './relations.ts'
import { Root, type Inputs, type Library } from './root.ts'
import { tagged } from './tags.ts'

/** A root module as a unit, with the suppressions in its files. */
export interface ReadConfiguration {
  readonly unit: Unit
  readonly directives: readonly Directive[]
}

/** Reads the root module in a folder with the modules that it calls. */
export function readConfiguration(folder: Folder, library: Library, inputs: Inputs): ReadConfiguration {
  const { unit, directives } = new Configuration(folder, library, inputs)
  return { unit, directives }
}

/** The same as what lies beside a plan of it; `undefined` where the plan is of something else. */
export function readBeside(
  folder: Folder,
  library: Library,
  inputs: Inputs,
  addresses: readonly string[],
): (Beside & Pick<ReadConfiguration, 'directives'>) | undefined {
  const { unit, instances, directives } = new Configuration(folder, library, inputs)
  const blocks = new Map(instances.map(each => [each.address, each.block]))
  // Keys that only the plan knows are left out.
  for (const { address, block } of instances) blocks.set(withoutKeys(address), block)
  const block = (address: string) => blocks.get(address) ?? blocks.get(withoutKeys(address))
  if (!addresses.some(block)) return undefined
  const resources = new Map(unit.resources.map(each => [`${each.type} ${each.id}`, each]))
  return { block, resource: (type, address) => resources.get(`${type} ${address}`), directives }
}

function withoutKeys(address: string): string {
  return address.replace(/\[(?:"(?:[^"\\]|\\.)*"|[^"\]]*)\]/g, '')
}

class Configuration {
  readonly unit: Unit
  readonly root: Root
  readonly instances: readonly Instance[]
  readonly #relations: Relations
  /** Modules that nobody can read, by the blocks of resources that they are given. */
  readonly #opaque = new Map<Block, Reason>()
  readonly #modules: Module[] = []
  readonly #written = instancesIn(
    () => this.instances,
    () => this.#relations,
  )

  constructor(folder: Folder, library: Library, inputs: Inputs) {
    const resources: Resource[] = []
    this.unit = { name: folder.path, resources }
    this.root = new Root(folder, library, inputs, instance => this.#resource(instance))
    const instances: Instance[] = []
    this.#visit(this.root.main, instances)
    this.instances = instances
    this.#relations = new Relations(instances)
    for (const instance of instances) resources.push(...this.#resourcesOf(instance))
    for (const module of this.#modules) resources.push(...providerBlocks(module, this.unit))
  }

  /** The suppressions in the files of all modules. */
  get directives(): readonly Directive[] {
    const deployed = deployedBy(this.#modules, this.instances)
    const folders = new Set(this.#modules.map(({ folder }) => folder))
    return [...folders].flatMap(folder => directivesIn(folder, deployed))
  }

  #visit(module: Module, instances: Instance[]): void {
    this.#modules.push(module)
    instances.push(...module.resources)
    for (const called of module.calls) {
      if (called.opaque) this.#noteOpaque(module, called.block, called.opaque)
      for (const inner of called.modules) this.#visit(inner, instances)
    }
  }

  /** What a module from elsewhere is given it may add to. */
  #noteOpaque({ folder }: Module, block: Block, reason: Called['opaque']): void {
    if (!reason) return
    for (const { value } of block.body.attributes.values())
      for (const name of resourcesIn(value)) {
        const given = folder.resources.get(name)
        if (given) this.#opaque.set(given, reason)
      }
  }

  /** What an instance is in the model: nothing, a resource, or one with a policy of its own. */
  #resourcesOf(instance: Instance): Resource[] {
    const twin = twinOf(instance.type)
    const { resource } = instance
    if (!twin || !resource) return []
    const own = twin.policy
    if (!own) return this.#isLoosePolicy(instance) ? [] : [resource]
    return [
      resource,
      ...this.#ownPolicy(instance, resource, own),
      ...this.#loosePolicies(instance, resource, own),
    ]
  }

  /** Of a policy of which nobody can tell what it is for, each resource that it may be for gets one. */
  #isLoosePolicy(instance: Instance): boolean {
    const owners = Object.entries(twins).filter(([, { policy: form }]) => form?.alone === instance.type)
    return owners.some(([to]) => this.#relations.loose(instance.type, to).includes(instance))
  }

  #loosePolicies(instance: Instance, resource: Resource, form: OwnPolicy): Resource[] {
    const [loose] = this.#relations.loose(form.alone, instance.type)
    if (!loose) return []
    const { at } = loose
    const reason = { label: `what ${loose.address} is for` }
    const id = `tf:${this.root.path}:${at.address}:${instance.address}`
    return [this.#policy(loose, instance, resource, form, () => propertyOf(at, unknown(reason, id)))]
  }

  /** The policy that is written in the resource itself. */
  #ownPolicy(instance: Instance, resource: Resource, form: OwnPolicy): Resource[] {
    if (!instance.block.body.attributes.has('policy')) return []
    return [
      this.#policy(instance, instance, resource, form, world =>
        policy('policy')(this.#cell(instance, world)),
      ),
    ]
  }

  #policy(
    writer: Instance,
    target: Instance,
    resource: Resource,
    form: OwnPolicy,
    document: (world: World) => Property | undefined,
  ): Resource {
    const name = { kind: 'text', text: reference(resource) } as const
    const named = propertyOf(
      writer.at,
      form.list ? { kind: 'list', items: [constant(writer.at, name)] } : name,
    )
    const found = new PerWorld(document)
    return this.#make(
      writer,
      form.type,
      world =>
        lazyRecord([form.property, 'PolicyDocument'], key =>
          key === 'PolicyDocument' ? found.in(world) : named,
        ),
      world => writer.exists(world) && target.exists(world) && found.in(world) !== undefined,
    )
  }

  #resource(instance: Instance): Resource | undefined {
    const twin: Twin | undefined = twinOf(instance.type)
    return (
      twin &&
      this.#make(
        instance,
        twin.type,
        world => this.#properties(instance, world),
        world => instance.exists(world),
      )
    )
  }

  #make(
    instance: Instance,
    type: string,
    properties: (world: World) => PlainRecord,
    exists: (world: World) => boolean,
  ): Resource {
    const read = new PerWorld(properties)
    const whether = new PerWorld(exists)
    const beside = new PerWorld(world =>
      attributesOf(instance.type, this.#cell(instance, world), this.#others(instance, world)),
    )
    const { at, address, module } = instance
    const { root } = this
    return {
      type,
      id: address,
      at,
      unit: this.unit,
      get region() {
        return root.regionOf(instance)
      },
      get account() {
        return root.accountOf(instance)
      },
      properties: { origin: at, read: world => read.in(world) },
      attributes: { origin: at, read: world => beside.in(world) },
      callers: module.callers,
      open: this.#opaque.get(instance.block),
      exists: world => whether.in(world),
      write: writerFor(instance, type !== twinOf(instance.type)?.type, this.#written),
    }
  }

  #properties(instance: Instance, world: World): PlainRecord {
    const open = this.#opaque.get(instance.block)
    return propertiesOf(instance.type, this.#cell(instance, world), this.#others(instance, world), open)
  }

  /** What other instances write of one. */
  #others(instance: Instance, world: World): Others {
    return {
      of: type => this.#relations.of(instance, type, world).map(each => this.#cell(each, world)),
      loose: type => this.#loose(instance, type),
      accountBlocks: () => this.#accountBlocks(instance, world),
    }
  }

  #accountBlocks(instance: Instance, world: World): readonly ConfigurationCell[] {
    const { key } = this.root.accountOf(instance)
    return this.#relations
      .ofType(ACCOUNT_BLOCK)
      .filter(each => this.root.accountOf(each).key === key && each.exists(world))
      .map(each => this.#cell(each, world))
  }

  /** A property that something of which nobody knows what it does may write. */
  #loose(target: Instance, type: string): Property | undefined {
    const [loose] = this.#relations.loose(type, target.type)
    if (!loose) return undefined
    const reason = { label: `what ${loose.address} is for` }
    return propertyOf(loose.at, unknown(reason, `tf:${this.root.path}:${loose.address}:${type}`))
  }

  #cell(instance: Instance, world: World): ConfigurationCell {
    return new ConfigurationCell(instance.at, tagged(instance), world)
  }
}
