/** Which resource another one adds to: by its literal name where that is known, else by references. */
import { isNull, type MapNode } from '../../../syntax/node.ts'
import { addTo } from '../group.ts'
import { joinsOf, NAMES, type Join } from '../tables/joins.ts'
import { listAt, mapAt, textAt, type Instance, type Instances } from './instance.ts'
import { referred } from './references.ts'

export class Joins {
  readonly #instances: Instances
  readonly #of = new Map<Instance, Instance[]>()
  readonly #targets = new Map<Instance, Instance>()
  /** By their type and that of what they may add to. */
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

  /** The resource that one adds to, the first where there are several. */
  target(instance: Instance): Instance | undefined {
    return this.#targets.get(instance)
  }

  /** The resources of a type of which nobody can tell which resource of another type they add to. */
  loose(type: string, to: string): readonly Instance[] {
    return this.#loose.get(`${type} ${to}`) ?? []
  }

  /** Whether the policy that a bucket is found with goes away with the plan. */
  isDropped({ type, values }: Instance): boolean {
    return type === 'aws_s3_bucket' && this.#dropped.has(textAt(values, 'bucket') ?? '')
  }

  #index(instance: Instance): void {
    const names = new Set(NAMES.map(name => textAt(instance.values, name)))
    for (const name of names) if (name !== undefined) addTo(this.#named, `${instance.type} ${name}`, instance)
  }

  #join(instance: Instance): void {
    const joins = joinsOf(instance.type)
    const found = joins.map(join => ({ join, targets: this.#targetsOf(instance, join) }))
    for (const target of new Set(found.flatMap(({ targets }) => targets))) {
      if (!this.#targets.has(instance)) this.#targets.set(instance, target)
      addTo(this.#of, target, instance)
    }
    for (const { by, to } of joins) {
      const isFound = found.some(({ join, targets }) => join.by === by && targets.length > 0)
      if (!isFound && !isNamed(instance, by)) addTo(this.#loose, `${instance.type} ${to}`, instance)
    }
  }

  /** One, or several where a list names them. */
  #targetsOf(instance: Instance, { by, to }: Join): readonly Instance[] {
    const names = namesAt(instance, by)
    const byName = names.map(name => this.#named.get(`${to} ${name}`) ?? [])
    if (byName.some(({ length }) => length === 1)) return byName.flatMap(([first]) => first ?? [])
    const expression = mapAt(instance.configuration, 'expressions')?.get(by)?.value
    const byReference = referred(this.#instances, expression, instance, type => type === to)
    return byReference ? [byReference.instance] : byName.flatMap(([first]) => first ?? [])
  }
}

/** The names that the plan knows of what an instance adds to. */
function namesAt({ values }: Instance, by: string): readonly string[] {
  const value = values?.get(by)?.value
  const nodes = value?.kind === 'list' ? value.items : value ? [value] : []
  return nodes.flatMap(node => (node.kind === 'scalar' && !isNull(node) ? node.text : []))
}

/** Whether the plan knows the name of what an instance adds to, be it in the plan or not, or that there is none. */
function isNamed(instance: Instance, by: string): boolean {
  const { configuration, unknown } = instance
  if (namesAt(instance, by).length > 0) return true
  const isOptional = configuration !== undefined && !mapAt(configuration, 'expressions')?.get(by)
  return isOptional && !(unknown?.kind === 'map' && unknown.get(by))
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
