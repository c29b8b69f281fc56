/** A plan or state as a unit of the model: each instance becomes the resource that CloudFormation would call so. */
import { reference } from '../../../model/identity.ts'
import type { Resource, Unit } from '../../../model/resource.ts'
import { Text } from '../../../model/text.ts'
import {
  constant,
  record,
  unknown,
  type Origin,
  type PlainRecord,
  type Property,
  type Value,
} from '../../../model/value.ts'
import type { MapNode } from '../../../syntax/node.ts'
import type { Beside } from '../tables/beside.ts'
import type { Attribute } from '../tables/cell.ts'
import {
  ACCOUNT_BLOCK,
  attributeOf,
  attributesOf,
  isWanted,
  propertiesOf,
  twinOf,
  type Others,
} from '../tables/properties.ts'
import { lazyRecord, policy, propertyOf } from '../tables/shape.ts'
import type { OwnPolicy } from '../tables/twin.ts'
import { twins } from '../tables/types.ts'
import type { Given } from '../deployment.ts'
import { PlanCell, type Identities } from './cell.ts'
import { inputsOf } from './inputs.ts'
import { mapAt, readInstances, textAt, type Instance, type Instances } from './instance.ts'
import { Joins } from './joins.ts'
import { knownBeside } from './known-beside.ts'
import { PolicyDocuments } from './policy-documents.ts'
import { referred } from './references.ts'
import { Surroundings } from './surroundings.ts'

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
  readonly #beside: Beside | undefined
  readonly #documents: PolicyDocuments

  constructor(root: MapNode, given: Given, beside?: Beside) {
    this.#beside = beside
    const values = mapAt(root, 'planned_values') ?? mapAt(root, 'values')
    this.#instances = readInstances(root, values, 'managed', isWanted, beside)
    const { all } = this.#instances
    this.#surroundings = new Surroundings(root, given, all)
    this.#joins = new Joins(root, this.#instances)
    this.#documents = new PolicyDocuments(root)
    this.#account = all.filter(({ type }) => type === ACCOUNT_BLOCK)
    const resources: Resource[] = []
    this.unit = { name: root.source.path, resources }
    for (const instance of all) {
      const arn = textAt(instance.values, 'arn')
      if (arn !== undefined && instance.type !== 'aws_s3_bucket') this.#byArn.set(arn, instance)
    }
    for (const instance of all) resources.push(...this.#resourcesOf(instance))
    resources.push(...inputsOf(root, this.unit))
  }

  named(cell: PlanCell, attribute: Attribute): Text | undefined {
    if (cell.state === 'known') {
      const instance = this.#byArn.get(cell.word ?? '')
      const meant = instance && twinOf(instance.type)?.attributes?.arn
      return instance && meant && this.#naming(instance, meant)
    }
    if (cell.state !== 'unknown') return undefined
    const found = referred(this.#instances, cell.expression, cell.instance, isNamed)
    if (!found) return undefined
    const { instance, attribute: read } = found
    const meant = read === undefined ? attribute : attributeOf(instance.type, read)
    return meant && this.#naming(instance, meant)
  }

  /** The configuration, where it is at hand, says more of it. */
  document(cell: PlanCell): Value | undefined {
    if (this.#beside) return undefined
    const { instance } = cell
    const bucket = instance.type === 'aws_s3_bucket' ? instance : this.#bucketOf(instance)
    return this.#documents.named(cell, this, bucket && this.#naming(bucket, 'Arn'))
  }

  #bucketOf(policy: Instance): Instance | undefined {
    return policy.type === 'aws_s3_bucket_policy' ? this.#joins.target(policy) : undefined
  }

  #naming(instance: Instance, attribute: Attribute): Text | undefined {
    const resource = this.#resource(instance)
    if (attribute === 'name') return resource && Text.of({ kind: 'name', resource })
    return resource && reference(resource, attribute === 'Ref' ? undefined : attribute)
  }

  /** What an instance is in the model: nothing, a resource, or one with a policy of its own. */
  #resourcesOf(instance: Instance): Resource[] {
    const twin = twinOf(instance.type)
    if (!twin) return []
    for (const [type, { policy: form }] of Object.entries(twins))
      if (form?.alone === instance.type && this.#joins.loose(instance.type, type).includes(instance))
        return this.#spread(instance, type, form)
    const resource = this.#resource(instance)
    return [
      ...(resource ? [resource] : []),
      ...(twin.policy ? this.#inlinePolicy(instance, twin.policy) : []),
    ]
  }

  #resource(instance: Instance): Resource | undefined {
    const known = this.#resources.get(instance)
    const twin = twinOf(instance.type)
    if (known || !twin) return known
    const configured = this.#beside?.resource(twin.type, instance.address)
    const resource = this.#make(instance, twin.type, instance.address, () =>
      knownBeside(this.#properties(instance), configured, each => this.#planned(each)),
    )
    this.#resources.set(instance, resource)
    return resource
  }

  /** The resource of the plan that one of the configuration is. */
  #planned({ type, id }: Resource): Resource | undefined {
    const instance = this.#instances.byAddress.get(id)
    return instance && twinOf(instance.type)?.type === type ? this.#resource(instance) : undefined
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
      attributes: once(instance.at, () =>
        attributesOf(instance.type, this.#cell(instance), this.#others(instance)),
      ),
      exists: () => true,
    }
  }

  #properties(instance: Instance): PlainRecord {
    const properties = propertiesOf(instance.type, this.#cell(instance), this.#others(instance))
    const target = this.#joins.target(instance)
    const form = target && twinOf(target.type)?.policy
    const to = target && form?.alone === instance.type ? this.#resource(target) : undefined
    if (!form || !to) return properties
    const named = this.#namedBy(instance, to, form)
    const names = new Set([form.property, ...properties.keys])
    return lazyRecord([...names], key => (key === form.property ? named : properties.entry(key)))
  }

  /** What other instances write of one. */
  #others(instance: Instance): Others {
    return {
      of: type => this.#joins.of(instance, type).map(each => this.#cell(each)),
      loose: type => this.#looseProperty(instance, type),
      accountBlocks: () => {
        const { key } = this.#surroundings.account(instance)
        const own = this.#account.filter(each => this.#surroundings.account(each).key === key)
        return own.map(each => this.#cell(each))
      },
    }
  }

  #cell(instance: Instance): PlanCell {
    return PlanCell.of(instance, this)
  }

  /** A property that a resource may write of which nobody can tell what it is for. */
  #looseProperty(instance: Instance, type: string): Property | undefined {
    const [loose] = this.#joins.loose(type, instance.type)
    if (!loose) return undefined
    const id = `plan:${instance.at.source.path}:${instance.address}:${type}`
    return propertyOf(loose.at, unknown({ label: `what ${loose.address} is for` }, id))
  }

  /**
   * A policy of which nobody can tell what it is for may be that of each resource without one. The first such policy
   * stands for all.
   */
  #spread(policy: Instance, to: string, form: OwnPolicy): Resource[] {
    if (this.#joins.loose(policy.type, to)[0] !== policy) return []
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
    const cell = this.#cell(instance)
    const { state, isComputed } = cell.get('policy')
    if (state === 'absent' || (state === 'unknown' && isComputed)) return []
    if (this.#joins.of(instance, form.alone).length > 0 || this.#joins.isDropped(instance)) return []
    return this.#policyFor(instance, instance, form, () => policy('policy')(cell))
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

/** Whether expressions can name resources of a type. */
function isNamed(type: string): boolean {
  return twinOf(type)?.attributes !== undefined
}

/** Properties that are read when they are asked for: most of a plan never is. */
function once(at: Origin, read: () => PlainRecord): Value {
  let plain: PlainRecord | undefined
  return { origin: at, read: () => (plain ??= read()) }
}
