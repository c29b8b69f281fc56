/** A plan or state as a unit of the model: each instance becomes the resource that CloudFormation would call so. */
import { reference } from '../../model/identity.ts'
import type { Resource, Unit } from '../../model/resource.ts'
import { Text } from '../../model/text.ts'
import {
  ABSENT,
  constant,
  record,
  unknown,
  type Origin,
  type PlainRecord,
  type Property,
  type Value,
} from '../../model/value.ts'
import type { MapNode } from '../../syntax/node.ts'
import { bucketProperties, companionTypes } from './bucket-tables.ts'
import { Cell } from './cell.ts'
import { mapAt, readInstances, textAt, type Instance, type Instances } from './instance.ts'
import { Joins } from './joins.ts'
import { referred } from './references.ts'
import { masked } from './public-access.ts'
import { policy, propertiesAt, propertyOf, type Attribute, type Identities } from './shape.ts'
import { Surroundings, type Given } from './surroundings.ts'
import { additions, twins } from './tables.ts'
import type { OwnPolicy, Twin } from './twin.ts'

const ACCOUNT_BLOCK = 'aws_s3_account_public_access_block'

/** The resources of one document. */
export class Plan implements Identities {
  readonly unit: Unit
  readonly #instances: Instances
  readonly #surroundings: Surroundings
  readonly #joins: Joins
  readonly #resources = new Map<Instance, Resource>()
  /** Instances by the ARN that they are known to have. */
  readonly #byArn = new Map<string, Instance>()
  readonly #account: readonly Instance[]

  constructor(root: MapNode, given: Given) {
    const values = mapAt(root, 'planned_values') ?? mapAt(root, 'values')
    this.#instances = readInstances(root, values, 'managed', isWanted)
    const { all } = this.#instances
    this.#surroundings = new Surroundings(root, given, all)
    this.#joins = new Joins(root, this.#instances)
    this.#account = all.filter(({ type }) => type === ACCOUNT_BLOCK)
    const resources: Resource[] = []
    this.unit = { name: root.source.path, resources }
    for (const instance of all) {
      const arn = textAt(instance.values, 'arn')
      if (arn !== undefined && instance.type !== 'aws_s3_bucket') this.#byArn.set(arn, instance)
    }
    for (const instance of all) resources.push(...this.#resourcesOf(instance))
  }

  named(cell: Cell, attribute: Attribute): Text | undefined {
    if (cell.state === 'known') {
      const instance = this.#byArn.get(cell.text ?? '')
      const meant = instance && twinOf(instance)?.attributes?.arn
      return instance && meant && this.#naming(instance, meant)
    }
    if (cell.state !== 'unknown') return undefined
    const found = referred(this.#instances, cell.expression, cell.instance, isNamed)
    if (!found) return undefined
    const { instance, attribute: read } = found
    const meant = read === undefined ? attribute : twinOf(instance)?.attributes?.[read]
    return meant && this.#naming(instance, meant)
  }

  #naming(instance: Instance, attribute: Attribute): Text | undefined {
    const resource = this.#resource(instance)
    if (attribute === 'name') return resource && Text.of({ kind: 'name', resource })
    return resource && reference(resource, attribute === 'Ref' ? undefined : attribute)
  }

  /** What an instance is in the model: nothing, a resource, or one with a policy of its own. */
  #resourcesOf(instance: Instance): Resource[] {
    const twin = twinOf(instance)
    if (!twin) return []
    for (const [type, { policy: form }] of Object.entries(twins))
      if (form?.alone === instance.type && this.#joins.isLoose(instance))
        return this.#spread(instance, type, form)
    const resource = this.#resource(instance)
    return [
      ...(resource ? [resource] : []),
      ...(twin.policy ? this.#inlinePolicy(instance, twin.policy) : []),
    ]
  }

  #resource(instance: Instance): Resource | undefined {
    const known = this.#resources.get(instance)
    const twin = twinOf(instance)
    if (known || !twin) return known
    const resource = this.#make(instance, twin.type, instance.address, () => this.#properties(instance, twin))
    this.#resources.set(instance, resource)
    return resource
  }

  #make(instance: Instance, type: string, id: string, read: () => PlainRecord): Resource {
    return {
      type,
      id,
      at: instance.at,
      unit: this.unit,
      region: this.#surroundings.region(instance),
      account: this.#surroundings.account(instance),
      properties: once(instance.at, read),
      attributes: constant(instance.at, ABSENT),
      exists: () => true,
    }
  }

  #properties(instance: Instance, twin: Twin): PlainRecord {
    const properties = propertiesAt(Cell.of(instance), twin.shapes, this)
    const target = this.#joins.target(instance)
    const form = target && twinOf(target)?.policy
    const to = target && form?.alone === instance.type ? this.#resource(target) : undefined
    if (form && to) properties.set(form.property, this.#namedBy(instance, to, form))
    if (instance.type === 'aws_s3_bucket') this.#addBucket(instance, properties)
    for (const [type, { to, property, shape }] of Object.entries(additions)) {
      if (to !== instance.type) continue
      const parts = this.#joins.of(instance, type).flatMap(each => shape(Cell.of(each), this) ?? [])
      const found =
        this.#looseProperty(instance, type) ?? joined([properties.get(property) ?? [], parts].flat())
      if (found) properties.set(property, found)
    }
    return record(properties)
  }

  #addBucket(instance: Instance, properties: Map<string, Property>): void {
    for (const { property, companion, inline } of bucketProperties) {
      const made = companion && this.#joins.of(instance, companion.type)[0]
      const found =
        companion && made
          ? companion.shape(Cell.of(made), this)
          : ((companion && this.#looseProperty(instance, companion.type)) ??
            inline?.(Cell.of(instance), this))
      if (found) properties.set(property, found)
    }
    const block = properties.get('PublicAccessBlockConfiguration')
    const { key } = this.#surroundings.account(instance)
    const own = this.#account.filter(each => this.#surroundings.account(each).key === key)
    if (block) properties.set('PublicAccessBlockConfiguration', masked(block, own))
  }

  /** A property that a resource may write of which nobody can tell what it is for. */
  #looseProperty(instance: Instance, type: string): Property | undefined {
    const [loose] = this.#joins.loose(type)
    if (!loose) return undefined
    const id = `plan:${instance.at.source.path}:${instance.address}:${type}`
    return propertyOf(loose.at, unknown({ label: `what ${loose.address} is for` }, id))
  }

  /**
   * A policy of which nobody can tell what it is for may be that of each resource without one. The first such policy
   * stands for all.
   */
  #spread(policy: Instance, to: string, form: OwnPolicy): Resource[] {
    if (this.#joins.loose(policy.type)[0] !== policy) return []
    const targets = this.#instances.all.filter(({ type }) => type === to)
    const without = targets.filter(each => this.#joins.of(each, policy.type).length === 0)
    return without.flatMap(target => {
      const reason = { label: `what ${policy.address} is for` }
      const id = `plan:${policy.at.source.path}:${policy.address}:${target.address}`
      const document = propertyOf(policy.at, unknown(reason, id))
      return this.#policyFor(policy, target, form, () => document)
    })
  }

  /** The policy that is written in the resource itself. */
  #inlinePolicy(instance: Instance, form: OwnPolicy): Resource[] {
    const cell = Cell.of(instance)
    const { state, isComputed } = cell.get('policy')
    if (state === 'absent' || (state === 'unknown' && isComputed)) return []
    if (this.#joins.of(instance, form.alone).length > 0 || this.#joins.isDropped(instance)) return []
    return this.#policyFor(instance, instance, form, () => policy('policy')(cell, this))
  }

  #policyFor(
    instance: Instance,
    target: Instance,
    form: OwnPolicy,
    document: () => Property | undefined,
  ): Resource[] {
    const resource = this.#resource(target)
    if (!resource) return []
    const made = this.#make(instance, form.type, instance.address, () => {
      const found = document()
      return record(
        new Map([
          [form.property, this.#namedBy(instance, resource, form)],
          ...(found ? [['PolicyDocument', found] as const] : []),
        ]),
      )
    })
    return [made]
  }

  /** The property by which a policy names what it is for. */
  #namedBy({ at }: Instance, resource: Resource, { list }: OwnPolicy): Property {
    const name = { kind: 'text', text: reference(resource) } as const
    return propertyOf(at, list ? { kind: 'list', items: [constant(at, name)] } : name)
  }
}

function isWanted(type: string): boolean {
  return (
    type === ACCOUNT_BLOCK ||
    companionTypes.has(type) ||
    twinOf({ type }) !== undefined ||
    Object.hasOwn(additions, type)
  )
}

function twinOf({ type }: { readonly type: string }): Twin | undefined {
  return Object.hasOwn(twins, type) ? twins[type] : undefined
}

/** Whether expressions can name resources of a type. */
function isNamed(type: string): boolean {
  return twinOf({ type })?.attributes !== undefined
}

/** Properties that are read when they are asked for: most of a plan never is. */
function once(at: Origin, read: () => PlainRecord): Value {
  let plain: PlainRecord | undefined
  return { origin: at, read: () => (plain ??= read()) }
}

/** Lists as one list; of anything else the last one. */
function joined(properties: readonly Property[]): Property | undefined {
  const [first] = properties
  if (!first || properties.length === 1) return first
  return {
    at: first.at,
    value: {
      origin: first.at,
      read(world) {
        const plains = properties.map(({ value }) => value.read(world))
        const items = plains.flatMap(plain => (plain.kind === 'list' ? plain.items : []))
        const last = plains.at(-1) ?? ABSENT
        return last.kind === 'list' ? { kind: 'list', items } : last
      },
    },
  }
}
