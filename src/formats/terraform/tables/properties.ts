/** All that a resource and others beside it write of one resource of the model. */
import type { Reason } from '../../../model/text.ts'
import type { PlainRecord, Property } from '../../../model/value.ts'
import { additions } from './additions.ts'
import { bucketAttributes } from './bucket-attributes.ts'
import { bucketProperties } from './bucket.ts'
import type { Attribute, Cell } from './cell.ts'
import { joinsOf } from './joins.ts'
import { masked } from './public-access.ts'
import { lazyRecord } from './shape.ts'
import type { Twin } from './twin.ts'
import { twins } from './types.ts'

/** The type that holds for all buckets of an account. */
export const ACCOUNT_BLOCK = 'aws_s3_account_public_access_block'

/** What other resources write of one. */
export interface Others {
  /** The values of the resources of a type that are for this one. */
  of(type: string): readonly Cell[]
  /** What a resource of a type may write here, where nobody can tell what it is for. */
  loose(type: string): Property | undefined
  /** The values of the public access blocks of the account. */
  readonly accountBlocks: () => readonly Cell[]
}

/** Whether resources of a type have a part in the model. */
export function isWanted(type: string): boolean {
  return twinOf(type) !== undefined || joinsOf(type).length > 0
}

export function twinOf(type: string): Twin | undefined {
  return Object.hasOwn(twins, type) ? twins[type] : undefined
}

/** What an attribute of a type is in CloudFormation. */
export function attributeOf(type: string, key: string): Attribute | undefined {
  const attributes = twinOf(type)?.attributes
  return attributes && Object.hasOwn(attributes, key) ? attributes[key] : undefined
}

/** Whether resources of a type are for one bucket, whose name is what they are called by. */
export function isCompanion(type: string): boolean {
  return /^aws_s3_bucket_/.test(type) && type !== 'aws_s3_bucket_object'
}

/** The properties of a resource of a type with a twin, each found when it is asked for; `open` as in `PlainRecord`. */
export function propertiesOf(type: string, cell: Cell, others: Others, open?: Reason): PlainRecord {
  const shapes = twinOf(type)?.shapes ?? {}
  const ofBucket = type === 'aws_s3_bucket' ? bucketProperties : []
  const added = additions.filter(({ to }) => to === type)
  const names = [
    ...Object.keys(shapes),
    ...ofBucket.map(({ property }) => property),
    ...added.map(({ property }) => property),
  ]
  const find = (key: string): Property | undefined => {
    const own = shapes[key]?.(cell) ?? bucketProperty(key, cell, others, ofBucket)
    const adding = added.filter(({ property }) => property === key)
    const parts = adding.flatMap(({ from, shape }) => others.of(from).flatMap(each => shape(each) ?? []))
    const loose = adding.map(({ from }) => others.loose(from)).find(found => found !== undefined)
    return loose ?? joined([...(own ? [own] : []), ...parts])
  }
  return lazyRecord([...new Set(names)], find, open)
}

/** What stands beside the properties of a resource. */
export function attributesOf(type: string, cell: Cell, others: Others): PlainRecord {
  const table = type === 'aws_s3_bucket' ? bucketAttributes : []
  const names = table.map(({ property }) => property)
  return lazyRecord(names, key => bucketProperty(key, cell, others, table))
}

function bucketProperty(
  key: string,
  cell: Cell,
  others: Others,
  table: typeof bucketProperties,
): Property | undefined {
  const entry = table.find(({ property }) => property === key)
  if (!entry) return undefined
  const { companion, inline } = entry
  const [made] = companion ? others.of(companion.type) : []
  const found =
    companion && made
      ? companion.shape(made)
      : ((companion && others.loose(companion.type)) ?? inline?.(cell))
  return found && key === 'PublicAccessBlockConfiguration' ? masked(found, others.accountBlocks()) : found
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
        const last = plains.at(-1) ?? { kind: 'absent' }
        return last.kind === 'list' ? { kind: 'list', items } : last
      },
    },
  }
}
