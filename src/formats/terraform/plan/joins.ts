/** Which resource another one adds to: by its literal name where that is known, else by references. */
import type { MapNode } from '../../../syntax/node.ts'
import { joinOf, NAMES } from '../tables/joins.ts'
import { listAt, mapAt, textAt, type Instance, type Instances } from './instance.ts'
import { referred } from './references.ts'

export class Joins {
  readonly #instances: Instances
  readonly #of = new Map<Instance, Instance[]>()
  readonly #targets = new Map<Instance, Instance>()
  readonly #loose = new Map<string, Instance[]>()
  readonly #named = new Map<string, Instance[]>()
  readonly #dropped: ReadonlySet<string>

  constructor(root: MapNode, instances: Instances) {
    this.#instances = instances
    this.#dropped = new Set(droppedPolicies(root))
    for (const each of instances.all) this.#index(each)
    for (const each of instances.all) this.#join(each)
  }

  /** The resources of a type that add to one. */
  of(target: Instance, type: string): readonly Instance[] {
    return (this.#of.get(target) ?? []).filter(each => each.type === type)
  }

  /** The resource that one adds to. */
  target(instance: Instance): Instance | undefined {
    return this.#targets.get(instance)
  }

  /** The resources of a type of which nobody can tell what they add to. */
  loose(type: string): readonly Instance[] {
    return this.#loose.get(type) ?? []
  }

  isLoose(instance: Instance): boolean {
    return joinOf(instance.type) !== undefined && !this.#targets.has(instance) && !isNamed(instance)
  }

  /** Whether the policy that a bucket is found with goes away with the plan. */
  isDropped({ type, values }: Instance): boolean {
    return type === 'aws_s3_bucket' && this.#dropped.has(textAt(values, 'bucket') ?? '')
  }

  #index(instance: Instance): void {
    const names = new Set(NAMES.map(name => textAt(instance.values, name)))
    for (const name of names) {
      if (name === undefined) continue
      const key = `${instance.type} ${name}`
      const same = this.#named.get(key)
      if (same) same.push(instance)
      else this.#named.set(key, [instance])
    }
  }

  #join(instance: Instance): void {
    const join = joinOf(instance.type)
    if (!join) return
    const expression = mapAt(instance.configuration, 'expressions')?.get(join.by)?.value
    const written = textAt(instance.values, join.by)
    const byName = written === undefined ? [] : (this.#named.get(`${join.to} ${written}`) ?? [])
    const byReference = () => referred(this.#instances, expression, instance, type => type === join.to)
    const found = byName.length === 1 ? byName[0] : (byReference()?.instance ?? byName[0])
    if (found) {
      this.#targets.set(instance, found)
      const same = this.#of.get(found)
      if (same) same.push(instance)
      else this.#of.set(found, [instance])
    } else if (!isNamed(instance)) {
      const same = this.#loose.get(instance.type)
      if (same) same.push(instance)
      else this.#loose.set(instance.type, [instance])
    }
  }
}

/** Whether the plan knows the name of what an instance adds to, be it in the plan or not. */
function isNamed(instance: Instance): boolean {
  return textAt(instance.values, joinOf(instance.type)?.by ?? '') !== undefined
}

/** The names of buckets whose policy a plan takes away. */
function droppedPolicies(root: MapNode): string[] {
  return listAt(root, 'resource_changes').flatMap(node => {
    if (textAt(node, 'type') !== 'aws_s3_bucket_policy') return []
    const change = mapAt(node, 'change')
    const actions = change?.get('actions')?.value
    const isDeleted = actions?.kind === 'list' && actions.items.length === 1 && isDelete(actions.items[0])
    return isDeleted ? (textAt(mapAt(change, 'before'), 'bucket') ?? []) : []
  })
}

function isDelete(node: unknown): boolean {
  return typeof node === 'object' && node !== null && 'text' in node && node.text === 'delete'
}
