/** ACLs written grant by grant, for which CloudFormation has no property: they stand beside the others. */
import type { Bucket } from './bucket.ts'
import { TextView } from './text-view.ts'
import type { Origin, Plain, PlainRecord } from './value.ts'

/** One grant of a bucket's ACL. */
export interface AclGrant {
  readonly at: Origin
  /** The URI of a group, or the canonical id of a user. */
  readonly grantee: TextView
  /** `READ`, `WRITE`, `READ_ACP`, `WRITE_ACP` or `FULL_CONTROL`. */
  readonly permission: TextView
}

/** The grants of a bucket's ACL to others than its owner, as far as that is known. */
export function grantsOf(bucket: Bucket): readonly AclGrant[] {
  const { world } = bucket
  const written = writtenFor(bucket)
  if (written?.kind !== 'list') return []
  const owner = bucket.attribute('AclOwner')
  return written.items.flatMap(item => {
    const plain = item.read(world)
    const text = (key: string) => (plain.kind === 'record' ? textAt(plain, key, bucket) : undefined)
    const [grantee, permission] = [text('Grantee'), text('Permission')]
    if (!grantee || !permission || (owner && grantee.isSurely(owner))) return []
    return [{ at: item.origin, grantee, permission }]
  })
}

/** Whether the ACL grants something to others, or may do so. */
export function mayGrant(bucket: Bucket): boolean {
  return writtenFor(bucket)?.kind === 'unknown' || grantsOf(bucket).length > 0
}

function writtenFor({ resource, world }: Bucket): Plain | undefined {
  const attributes = resource.attributes.read(world)
  return attributes.kind === 'record' ? attributes.entry('Grants')?.value.read(world) : undefined
}

function textAt(plain: PlainRecord, key: string, { world }: Bucket): TextView | undefined {
  const entry = plain.entry(key)
  const read = entry?.value.read(world)
  return entry && read?.kind === 'text' ? new TextView(world, read.text, entry.at) : undefined
}
