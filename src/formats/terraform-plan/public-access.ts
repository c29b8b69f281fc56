/** The public access block of an account, which holds for its buckets too. */
import { Text } from '../../model/text.ts'
import { record, type Property } from '../../model/value.ts'
import type { Instance } from './instance.ts'
import { textAt } from './instance.ts'
import { propertyOf } from './shape.ts'

const flags: readonly (readonly [property: string, attribute: string])[] = [
  ['BlockPublicAcls', 'block_public_acls'],
  ['BlockPublicPolicy', 'block_public_policy'],
  ['IgnorePublicAcls', 'ignore_public_acls'],
  ['RestrictPublicBuckets', 'restrict_public_buckets'],
]

/** A bucket's block with what the blocks of the account turn on: of both, the strict one holds. */
export function masked(block: Property, accounts: readonly Instance[]): Property {
  const forced = flags.filter(([, attribute]) =>
    accounts.some(({ values }) => textAt(values, attribute) === 'true'),
  )
  if (forced.length === 0) return block
  return {
    at: block.at,
    value: {
      origin: block.value.origin,
      read(world) {
        const plain = block.value.read(world)
        if (plain.kind !== 'record') return plain
        const properties = new Map<string, Property>()
        for (const key of plain.keys) {
          const property = plain.entry(key)
          if (property) properties.set(key, property)
        }
        for (const [key] of forced)
          properties.set(
            key,
            propertyOf(properties.get(key)?.at ?? block.at, { kind: 'text', text: Text.of('true') }),
          )
        return record(properties)
      },
    },
  }
}
