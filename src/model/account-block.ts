/** The public access block of an account, as far as it makes up for what its buckets switch off. */
import { publicAccessFlags, type Bucket, type PublicAccessFlag } from './bucket.ts'
import type { Origin } from './value.ts'

/** A flag that a bucket's own block switches off, with the place that says so, or of the block. */
export interface Overruled {
  readonly flag: PublicAccessFlag
  readonly at: Origin
}

/** The flags that a bucket surely switches off and the account, seen in the same unit, turns on for all its buckets. */
export function overruledByAccount(bucket: Bucket): readonly Overruled[] {
  const { resource, world } = bucket
  const attributes = resource.attributes.read(world)
  const own = attributes.kind === 'record' ? attributes.entry('OwnPublicAccessBlock') : undefined
  const block = own?.value.read(world)
  if (!own || block?.kind !== 'record') return []
  return publicAccessFlags.flatMap(flag => {
    const written = block.entry(flag)
    const plain = written?.value.read(world)
    const isOff = plain?.kind === 'text' ? plain.text.literal === 'false' : plain?.kind !== 'unknown'
    return isOff && bucket.publicAccessBlock[flag] ? { flag, at: written?.at ?? own.at } : []
  })
}
