/**
 * The estate: all resources of a run and how they name each other. Inside a unit everything links; across units only
 * symbols do (exports, nested stacks) and, where a relation asks for it, literal names that one unit alone defines.
 */
import { expand, nameOf, namings } from './identity.ts'
import { afterArn } from './partition.ts'
import { Recent, Remembered } from './remembered.ts'
import type { Resource, Unit } from './resource.ts'
import type { Text } from './text.ts'
import type { Value } from './value.ts'
import type { Workloads } from './workload.ts'
import { free } from './work.ts'
import { explore, type World } from './world.ts'

/** Resources by the keys of texts that may name them. */
type Index = ReadonlyMap<string, readonly Resource[]>

/** Whom the people who run this trust: ids of accounts and of organizations. */
export interface Trust {
  readonly accounts: ReadonlySet<string>
  readonly organizations: ReadonlySet<string>
}

const nobody: Trust = { accounts: new Set(), organizations: new Set() }

/** All units of a run. Look-ups that depend on decisions are made in a world. */
export class Estate {
  readonly units: readonly Unit[]
  readonly trust: Trust
  readonly workloads: Workloads
  readonly #byType = new Map<string, Resource[]>()
  readonly #names = new Map<string, Index>()
  readonly #references = new Map<string, Index>()
  readonly #naming = new Recent<Resource, Map<string, Remembered<Resource[]>>>()

  constructor(units: readonly Unit[], trust: Trust = nobody, workloads: Workloads = {}) {
    this.units = units
    this.trust = trust
    this.workloads = workloads
    for (const resource of units.flatMap(unit => unit.resources)) {
      const same = this.#byType.get(resource.type)
      if (same) same.push(resource)
      else this.#byType.set(resource.type, [resource])
    }
  }

  /** Every resource of a type, existing or not. */
  ofType(type: string): readonly Resource[] {
    return this.#byType.get(type) ?? []
  }

  /**
   * The resource of a type that a text names, if it surely names one that exists in this world. Names that are only
   * equal as text link inside `unit`, and elsewhere when a single unit has them and `anywhere` is asked for.
   */
  find(world: World, type: string, text: Text, unit: Unit, anywhere = false): Resource | undefined {
    const direct = namedBy(text, type)
    if (direct) return direct.exists(world) ? direct : undefined
    const index = this.#namesOf(type)
    for (const known of variants(world, text)) {
      const named = namedBy(known, type)
      if (named) return named.exists(world) ? named : undefined
      const isNamed = (resource: Resource) => isNamedIn(world, resource, known)
      // Units are told apart before names are read: reading them takes the decisions of their unit.
      const all = index.get(known.key) ?? []
      const near = all.filter(resource => resource.unit === unit).find(isNamed)
      if (near) return near
      const isOnlyUnit = all.every(resource => resource.unit === all[0]?.unit)
      const far = anywhere && isOnlyUnit ? all.find(isNamed) : undefined
      if (far) return far
    }
    return undefined
  }

  /** The first resource of the type and unit that surely has the same name in this world, if there is one before it. */
  namesake(world: World, resource: Resource): Resource | undefined {
    const index = this.#namesOf(resource.type)
    for (const known of variants(world, nameOf(resource, world))) {
      const near = (index.get(known.key) ?? []).filter(({ unit }) => unit === resource.unit)
      const found = near.slice(0, near.indexOf(resource)).find(other => isNamedIn(world, other, known))
      if (found) return found
    }
    return undefined
  }

  /**
   * The resources of `type` that exist in this world and name `target` at `path`, such as `S3BucketName` or
   * `Rules[].Destination.Bucket`: by its name, by its ARN, or as bucket by its domain.
   */
  referring(world: World, type: string, path: string, target: Resource): Resource[] {
    return this.naming(world, type, path, target).filter(resource => resource.exists(world))
  }

  /** The same, whether they exist in this world or not. */
  naming(world: World, type: string, path: string, target: Resource): Resource[] {
    if (!this.#byType.has(type)) return []
    const index = this.#referencesOf(type, path)
    if (index.size === 0) return []
    const known = this.#naming.get(target, () => new Map<string, Remembered<Resource[]>>())
    const find = (each: World) => findNaming(each, index, path, target)
    return cached(known, `${type}.${path}`, () => new Remembered(find)).in(world)
  }

  #namesOf(type: string): Index {
    return cached(this.#names, type, () => free(() => indexBy(this.ofType(type), namings)))
  }

  #referencesOf(type: string, path: string): Index {
    return cached(this.#references, `${type}.${path}`, () =>
      free(() => indexBy(this.ofType(type), (resource, world) => namesAt(world, resource.properties, path))),
    )
  }
}

/** The resources of an index that name `target` at `path` in this world. */
function findNaming(world: World, index: Index, path: string, target: Resource): Resource[] {
  const names = namings(target)
  const keys = new Set(names.flatMap(name => [name.key, ...variants(world, name).map(text => text.key)]))
  const bySymbol = names.flatMap(name => index.get(name.key) ?? [])
  const byText = [...keys].flatMap(key => index.get(key) ?? []).filter(({ unit }) => unit === target.unit)
  return [...new Set([...bySymbol, ...byText])].filter(resource =>
    namesAt(world, resource.properties, path).some(text => {
      const direct = onlyName(text) ?? namedBy(text, target.type)
      if (direct) return direct === target
      return resource.unit === target.unit && variants(world, text).some(known => keys.has(known.key))
    }),
  )
}

function cached<T>(cache: Map<string, T>, key: string, make: () => T): T {
  let value = cache.get(key)
  if (value === undefined) cache.set(key, (value = make()))
  return value
}

/** An index over every text that is read in some world. */
function indexBy(
  resources: readonly Resource[],
  read: (resource: Resource, world: World) => readonly Text[],
): Index {
  const index = new Map<string, Resource[]>()
  for (const resource of resources) {
    const { leaves } = explore(world =>
      read(resource, world).flatMap(text => [text, ...variants(world, text)]),
    )
    const keys = new Set(leaves.flatMap(({ result }) => result.map(text => text.key)))
    for (const key of keys) {
      const same = index.get(key)
      if (same) same.push(resource)
      else index.set(key, [resource])
    }
  }
  return index
}

function isNamedIn(world: World, resource: Resource, text: Text): boolean {
  return (
    namings(resource).some(name => variants(world, name).some(({ key }) => key === text.key)) &&
    resource.exists(world)
  )
}

/** Ways in which this world can write a text: names taken from properties, then variables by their values. */
function variants(world: World, text: Text): Text[] {
  const expanded = expand(text, world)
  const resolved = world.resolve(expanded)
  return resolved.key === expanded.key ? [expanded] : [expanded, resolved]
}

/** The names at a path of a value; `[]` goes through the items of a list. */
function namesAt(world: World, value: Value, path: string): Text[] {
  if (path === '') {
    const plain = value.read(world)
    return plain.kind === 'text' ? [bucketName(plain.text)] : []
  }
  const [, key = '', items, rest = ''] = /^(\w+)(\[\])?\.?(.*)$/.exec(path) ?? []
  const plain = value.read(world)
  const below = plain.kind === 'record' ? plain.entry(key)?.value : undefined
  if (!below) return []
  if (!items) return namesAt(world, below, rest)
  const list = below.read(world)
  // CloudFormation takes one value for a list of one.
  return list.kind === 'list'
    ? list.items.flatMap(item => namesAt(world, item, rest))
    : namesAt(world, below, rest)
}

/** The name of the bucket that an ARN or a domain is of; any other text as it is. */
function bucketName(text: Text): Text {
  const name = afterArn(text, 's3:::')
  if (name) return name.before('/') ?? name
  return text.before('.s3.') ?? text
}

/** The resource of a type whose name or ARN a text is, as its symbols say. */
function namedBy(text: Text, type: string): Resource | undefined {
  for (const symbol of text.symbols)
    if (symbol.kind === 'name' && symbol.resource.type === type)
      return namings(symbol.resource).some(name => name.key === text.key) ? symbol.resource : undefined
  return undefined
}

function onlyName(text: Text): Resource | undefined {
  const [part] = text.parts
  return text.parts.length === 1 && typeof part === 'object' && part.kind === 'name'
    ? part.resource
    : undefined
}
