/** A resource as rules read it, in one world. */
import { nameOf } from './identity.ts'
import type { Resource } from './resource.ts'
import { isGenerated } from './roles.ts'
import { schemaOf } from './schema/index.ts'
import { Text } from './text.ts'
import { TextView } from './text-view.ts'
import { record, type Origin, type PlainRecord, type Value } from './value.ts'
import { recordView, type RecordView } from './view.ts'
import type { World } from './world.ts'

/** A resource in one world; `P` are the properties of its type's schema. */
export class ResourceView<P> {
  readonly resource: Resource
  readonly world: World

  constructor(resource: Resource, world: World) {
    this.resource = resource
    this.world = world
  }

  /** Logical id or Terraform address. */
  get id(): string {
    return this.resource.id
  }

  /** The place of the resource as a whole. */
  get at(): Origin {
    return this.resource.at
  }

  get name(): TextView {
    return new TextView(this.world, nameOf(this.resource, this.world), this.at)
  }

  get region(): TextView {
    return new TextView(this.world, this.resource.region, this.at)
  }

  get account(): TextView {
    return new TextView(this.world, this.resource.account, this.at)
  }

  /** The properties by the names of the CloudFormation schema. */
  get properties(): RecordView<P> {
    const schema = schemaOf(this.resource.type) ?? {}
    return recordView(this.world, this.at, plainRecord(this.world, this.resource.properties), schema)
  }

  /** Whether the CDK library made it beside what a program asked for: nobody can change it from there. */
  get isGenerated(): boolean {
    return isGenerated(this.resource)
  }

  /** The text of an attribute beside the properties, such as `DeletionPolicy`. */
  attribute(key: string): TextView | undefined {
    const entry = plainRecord(this.world, this.resource.attributes).entry(key)
    const plain = entry?.value.read(this.world)
    if (!entry || (plain?.kind !== 'text' && plain?.kind !== 'unknown')) return undefined
    return new TextView(this.world, plain.kind === 'text' ? plain.text : Text.of(plain), entry.at)
  }

  /** Goes on where nothing that cannot be read says more of it: no macro, no module from elsewhere. */
  assumeNothingAdded(): void {
    const { open, unit, id } = this.resource
    if (unit.open) this.world.assumeNothingAdded(unit.name, unit.open)
    if (open) this.world.assumeNothingAdded(`${unit.name}:${id}`, open)
  }

  /** Whether it is the same resource, in whatever world. */
  isSame(other: { readonly resource: Resource }): boolean {
    return this.resource === other.resource
  }
}

/** A value read as a record: empty where there is none, open where it is unknown. */
function plainRecord(world: World, value: Value): PlainRecord {
  const plain = value.read(world)
  if (plain.kind === 'record') return plain
  return record(new Map(), plain.kind === 'unknown' ? plain.reason : undefined)
}
