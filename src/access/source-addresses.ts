/** Ranges in conditions on `aws:SourceIp` that hold no address, or all of them. */
import type { BucketPolicyReading } from './bucket-policy.ts'
import type { StatementView } from './statement.ts'
import { isForEveryone, trap, type Condition, type Trap } from './trap.ts'

/** Where an address range lets requests in: an Allow for those in it, a Deny for those not in it. */
function lets({ effect }: StatementView, { negated }: Condition): boolean {
  return (effect === 'Allow') !== negated
}

/** The traps in the address ranges of a statement. */
export function addressTraps(policy: BucketPolicyReading, statement: StatementView): Trap[] {
  const found: Trap[] = []
  for (const condition of statement.proof.conditions) {
    const { key, comparand, operator } = condition
    if (key !== 'aws:sourceip' || comparand.family !== 'address' || !lets(statement, condition)) continue
    const ranges = policy.valuesOf(statement, operator, key).flatMap(text => {
      const { value } = text
      return value === undefined ? [] : [{ at: text.at, value }]
    })
    const everything = ranges.find(({ value }) => bitsOf(value) === 0)
    const wide = ranges.find(({ value }) => isWide(value))
    const own = ranges.filter(({ value }) => isPrivate(value))
    if (everything)
      found.push(trap(statement, condition, `aws:SourceIp '${everything.value}' is every address`))
    else if (wide && statement.effect === 'Allow' && isForEveryone(statement))
      found.push(
        trap(
          statement,
          condition,
          `aws:SourceIp '${wide.value}' is so wide that AWS calls the policy public`,
        ),
      )
    const [first] = own
    if (first)
      found.push(
        trap(
          statement,
          condition,
          `aws:SourceIp is never in the private range '${first.value}': requests from a VPC carry aws:VpcSourceIp`,
          own.length < ranges.length ? undefined : { key: 'aws:VpcSourceIp' },
          own.length < ranges.length,
        ),
      )
  }
  return found
}

function bitsOf(range: string): number {
  const [, bits] = /\/(\d+)$/.exec(range) ?? []
  return bits === undefined ? (range.includes(':') ? 128 : 32) : Number(bits)
}

/** As the user guide has it: wider than /8, or /32 for IPv6. */
function isWide(range: string): boolean {
  return bitsOf(range) < (range.includes(':') ? 32 : 8)
}

function isPrivate(range: string): boolean {
  const [first = NaN, second = NaN] = range.split('.').map(Number)
  const bits = bitsOf(range)
  return (
    (first === 10 && bits >= 8) ||
    (first === 172 && second >= 16 && second < 32 && bits >= 12) ||
    (first === 192 && second === 168 && bits >= 16)
  )
}
