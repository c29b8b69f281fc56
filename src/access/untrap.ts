/** What makes a condition do what it says. */
import { gone, type WantedRecord, type Wish } from '../model/change.ts'
import type { Resource } from '../model/resource.ts'
import { rewrite } from '../model/wishes.ts'
import type { BucketPolicyReading } from './bucket-policy.ts'
import type { StatementTrap } from './conditions.ts'
import { shown } from './trap.ts'

/** What takes a trap away, where it is known: another operator, another key, or that the key has to be there. */
export function untrapped(
  policy: { readonly resource: Resource },
  reading: BucketPolicyReading,
  { statement, condition: { operator, key }, instead }: StatementTrap,
): Wish | undefined {
  const name = statement.keyIn(operator, key, shown(key))
  if (!instead || name === undefined) return undefined
  if (instead.isThere) return rewrite(policy, statement.at, { Condition: { Null: { [name]: 'false' } } })
  const values = reading.valuesOf(statement, operator, name).map(({ text }) => text.literal)
  const [first] = values
  if (first === undefined || !values.every(value => value !== undefined)) return undefined
  const moved: WantedRecord = { [instead.key ?? name]: values.length > 1 ? values : first }
  const { operator: other = operator } = instead
  const Condition: WantedRecord =
    other === operator
      ? { [operator]: { [name]: gone, ...moved } }
      : { [operator]: { [name]: gone }, [other]: moved }
  return rewrite(policy, statement.at, { Condition })
}
