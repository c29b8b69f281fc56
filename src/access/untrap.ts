/** What makes a condition do what it says. */
import { gone, type Wanted, type WantedRecord, type Wish } from '../model/change.ts'
import type { Resource } from '../model/resource.ts'
import { restated } from './amend.ts'
import type { BucketPolicyReading } from './bucket-policy.ts'
import type { StatementTrap } from './conditions.ts'
import type { StatementView } from './statement.ts'
import { shown, type Instead } from './trap.ts'

interface Policy {
  readonly resource: Resource
}

/** What takes a trap away, where it is known: another operator, another key, or that the key has to be there. */
export function untrapped(
  policy: Policy,
  reading: BucketPolicyReading,
  { statement, condition: { operator, key }, instead }: StatementTrap,
): Wish | undefined {
  const name = statement.keyIn(operator, key, shown(key))
  if (!instead || name === undefined) return undefined
  if (instead.isThere && statement.keyIn('Null', name) !== undefined) return undefined
  if (instead.isThere) return restated(policy, statement, { Condition: { Null: { [name]: 'false' } } })
  return moved(policy, reading, statement, operator, [key], instead)
}

/** Keys of an operator under another operator, or by another name; `undefined` where a value is not written out. */
export function moved(
  policy: Policy,
  reading: BucketPolicyReading,
  statement: StatementView,
  operator: string,
  keys: readonly string[],
  { operator: other = operator, key: otherKey }: Instead,
): Wish | undefined {
  const from: Record<string, Wanted> = {}
  const to: Record<string, Wanted> = {}
  for (const key of keys) {
    const name = statement.keyIn(operator, key, shown(key))
    const values =
      name === undefined ? [] : reading.valuesOf(statement, operator, name).map(({ text }) => text.literal)
    const [first, ...others] = values.filter(value => value !== undefined)
    if (name === undefined || first === undefined || others.length + 1 < values.length) return undefined
    // Where it would stand there is something else already.
    if (statement.keyIn(other, otherKey ?? name) !== undefined) return undefined
    from[name] = gone
    to[otherKey ?? name] = others.length > 0 ? [first, ...others] : first
  }
  const Condition: WantedRecord =
    other === operator ? { [operator]: { ...from, ...to } } : { [operator]: from, [other]: to }
  return restated(policy, statement, { Condition })
}
