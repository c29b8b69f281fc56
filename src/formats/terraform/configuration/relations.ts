/** Which resource another one adds to, in each world: by the symbol of its name, or by the name that is written. */
import { expand, namings } from '../../../model/identity.ts'
import type { Resource } from '../../../model/resource.ts'
import type { Text } from '../../../model/text.ts'
import type { Plain } from '../../../model/value.ts'
import { explore, type World } from '../../../model/world.ts'
import { addTo } from '../group.ts'
import { joinsOf, type Join } from '../tables/joins.ts'
import { settled } from './expression/settled.ts'
import type { Instance } from './instance.ts'

/** Attributes that set the names by which others may call a resource. */
const WRITTEN_NAMES = ['bucket', 'name']

export class Relations {
  readonly #byResource = new Map<Resource, Instance>()
  readonly #byType = new Map<string, Instance[]>()
  readonly #byName = new Map<string, Instance[]>()
  /** What may add to an instance in some world. */
  readonly #adding = new Map<Instance, Instance[]>()
  /** By their type and that of what they may add to. */
  readonly #loose = new Map<string, Instance[]>()

  constructor(instances: readonly Instance[]) {
    for (const each of instances) {
      addTo(this.#byType, each.type, each)
      const { resource } = each
      if (resource) this.#byResource.set(resource, each)
    }
    const joined = new Set(instances.flatMap(({ type }) => joinsOf(type).map(({ to }) => to)))
    for (const each of instances) if (joined.has(each.type)) this.#indexNames(each)
    for (const each of instances) this.#indexTargets(each)
  }

  ofType(type: string): readonly Instance[] {
    return this.#byType.get(type) ?? []
  }

  /** The instances of a type that exist in a world and add to one there. */
  of(target: Instance, type: string, world: World): readonly Instance[] {
    const candidates = this.#adding.get(target) ?? []
    return candidates.filter(
      each =>
        each.type === type &&
        each.exists(world) &&
        joinsOf(type).some(join => this.#targets(each, join, world).includes(target)),
    )
  }

  /** The instances of a type of which nobody can tell which resource of another type they add to. */
  loose(type: string, to: string): readonly Instance[] {
    return this.#loose.get(`${type} ${to}`) ?? []
  }

  #indexNames(instance: Instance): void {
    for (const key of WRITTEN_NAMES) {
      const { leaves } = explore(world => textsOf(this.#read(instance, key, world), world))
      const keys = new Set(leaves.flatMap(({ result }) => result.map(text => text.key)))
      for (const text of keys) addTo(this.#byName, `${instance.type} ${text}`, instance)
    }
  }

  #indexTargets(instance: Instance): void {
    const joins = joinsOf(instance.type)
    const found = joins.map(join => {
      const { leaves } = explore(world => ({
        targets: this.#targets(instance, join, world),
        isOpen: isOpen(this.#read(instance, join.by, world)),
      }))
      const targets = new Set(leaves.flatMap(({ result }) => result.targets))
      return { join, targets, isOpen: leaves.some(({ result }) => result.isOpen) }
    })
    for (const target of new Set(found.flatMap(({ targets }) => [...targets])))
      addTo(this.#adding, target, instance)
    for (const { join, isOpen } of found) {
      const isFound = found.some(({ join: { by }, targets }) => by === join.by && targets.size > 0)
      if (isOpen && !isFound) addTo(this.#loose, `${instance.type} ${join.to}`, instance)
    }
  }

  /** One, or several where a list names them. */
  #targets(instance: Instance, { by, to }: Join, world: World): readonly Instance[] {
    const plain = this.#read(instance, by, world)
    const named = plain.kind === 'list' ? plain.items.map(item => item.read(world)) : [plain]
    return named.flatMap(each => this.#target(each, to, world) ?? [])
  }

  #target(plain: Plain, type: string, world: World): Instance | undefined {
    if (plain.kind !== 'text') return undefined
    for (const symbol of plain.text.symbols) {
      if (symbol.kind !== 'name') continue
      const found = this.#byResource.get(symbol.resource)
      const isMeant =
        found?.type === type && namings(symbol.resource).some(({ key }) => key === plain.text.key)
      if (isMeant) return found
    }
    for (const text of textsOf(plain, world)) {
      const found = this.#byName.get(`${type} ${text.key}`) ?? []
      const isNamed = (each: Instance) =>
        each.exists(world) &&
        WRITTEN_NAMES.some(key =>
          textsOf(this.#read(each, key, world), world).some(name => name.key === text.key),
        )
      const named = found.find(isNamed)
      if (named) return named
    }
    return undefined
  }

  #read(instance: Instance, key: string, world: World): Plain {
    const entry = instance.body.entry(key)
    return entry ? settled(entry.value).read(world) : { kind: 'absent' }
  }
}

/** A text as it is written, and as this world knows it. */
function textsOf(plain: Plain, world: World): readonly Text[] {
  if (plain.kind !== 'text') return []
  const expanded = expand(plain.text, world)
  return [plain.text, expanded, world.resolve(expanded)]
}

/** Whether nobody can tell what a value names, and it may be a resource beside it. */
function isOpen(plain: Plain): boolean {
  return plain.kind === 'unknown' && !plain.id.startsWith('tf-outside:')
}
