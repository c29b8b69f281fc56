/** The public access block of a bucket, and that of its account, which holds for its buckets too. */
import { Text } from '../../../model/text.ts'
import type { Property } from '../../../model/value.ts'
import type { Cell } from './cell.ts'
import { flag, lazyRecord, propertyOf, type Shapes } from './shape.ts'

const flags: Readonly<Record<string, string>> = {
  BlockPublicAcls: 'block_public_acls',
  BlockPublicPolicy: 'block_public_policy',
  IgnorePublicAcls: 'ignore_public_acls',
  RestrictPublicBuckets: 'restrict_public_buckets',
}

/** The block of a bucket as its own resource writes it. */
export const publicAccessBlock: Shapes = Object.fromEntries(
  Object.entries(flags).map(([property, attribute]) => [property, flag(attribute)]),
)

/** A bucket's block with what the blocks of the account turn on: of both, the strict one holds. */
export function masked(block: Property, accounts: readonly Cell[]): Property {
  if (accounts.length === 0) return block
  return {
    at: block.at,
    value: {
      origin: block.value.origin,
      read(world) {
        const plain = block.value.read(world)
        if (plain.kind !== 'record') return plain
        return lazyRecord(Object.keys(flags), key => {
          const own = plain.entry(key)
          const isForced = accounts.some(account => account.get(flags[key] ?? '').is('true'))
          return isForced ? propertyOf(own?.at ?? block.at, { kind: 'text', text: Text.of('true') }) : own
        })
      },
    },
  }
}
