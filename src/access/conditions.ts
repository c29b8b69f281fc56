/** Conditions of bucket policies that do not do what they say. */
import type { Bucket } from '../model/bucket.ts'
import type { Origin } from '../model/value.ts'
import { readBucketPolicy, type BucketPolicyReading } from './bucket-policy.ts'
import type { Basis } from './inquiry.ts'
import { addressTraps } from './source-addresses.ts'
import type { StatementView } from './statement.ts'
import {
  isForEveryone,
  shown,
  trap,
  trapOfOperator,
  type Condition,
  type Instead,
  type Trap,
} from './trap.ts'

/** A trap, and the statement that it stands in. */
export interface StatementTrap extends Trap {
  readonly statement: StatementView
}

/** What is wrong with a condition, and what would be right. */
interface Flaw {
  readonly message: string
  readonly instead?: Instead
}

/** The traps in the conditions of a policy. */
export function trapsIn(policy: BucketPolicyReading): StatementTrap[] {
  const asksForMfa = policy.statements.some(
    ({ effect, proof }) =>
      effect === 'Deny' &&
      proof.conditions.some(({ key, operator }) => operator === 'Null' && /multifactorauth/.test(key)),
  )
  return policy.statements.flatMap(statement => {
    const traps = [
      ...statement.proof.conditions.flatMap(condition => {
        const mistyped = comparedAsText(condition)
        if (mistyped !== undefined) return [trapOfOperator(statement, condition, mistyped)]
        const found =
          wildcardWithoutLike(condition, policy) ??
          rangeAsText(condition) ??
          (asksForMfa ? undefined : missedWithoutMfa(statement, condition))
        return found ? [trap(statement, condition, found.message, found.instead)] : []
      }),
      ...addressTraps(policy, statement),
      ...limitsNobody(statement),
    ]
    return traps.map(each => ({ ...each, statement }))
  })
}

/** The traps by which the statement at a place lets strangers in; none where it lets them in openly. */
export function trapsBehind(bucket: Bucket, at: Origin): readonly Basis[] {
  return bucket.policies
    .flatMap(policy => readBucketPolicy(policy) ?? [])
    .flatMap(trapsIn)
    .filter(({ statement }) => statement.effect === 'Allow' && statement.at.address === at.address)
    .map(({ at, message }) => ({ at, message }))
}

function wildcardWithoutLike(
  { comparand, values, operator, key }: Condition,
  policy: BucketPolicyReading,
): Flaw | undefined {
  if (comparand.family !== 'text' || !comparand.exact || operator.includes('Binary')) return undefined
  const wild = values.find(value => value.includes('*'))
  if (wild === undefined) return undefined
  const isArn = /arn$/.test(key)
  const like = isArn ? 'ArnLike or StringLike' : 'StringLike'
  return {
    message: `'${operator}' takes the '*' of '${policy.shown([wild]).join('')}' as it is: wildcards need ${like}`,
    ...inFamily(operator, isArn ? 'ArnLike' : 'StringLike'),
  }
}

const negations = { ArnLike: 'ArnNotLike', IpAddress: 'NotIpAddress', StringLike: 'StringNotLike' } as const

/** The operator of a family in the place of one that compares texts; what case does not matter to has no other. */
function inFamily(operator: string, family: keyof typeof negations): { readonly instead?: Instead } {
  const [text, not] = /String(Not)?(?:Equals|Like)(?!Ignore)/.exec(operator) ?? []
  if (text === undefined) return {}
  return { instead: { operator: operator.replace(text, not === undefined ? family : negations[family]) } }
}

const numbers = new Set([
  's3:signatureage',
  'aws:multifactorauthage',
  's3:max-keys',
  's3:object-lock-remaining-retention-days',
])
const dates = new Set([
  'aws:currenttime',
  'aws:epochtime',
  'aws:tokenissuetime',
  's3:object-lock-retain-until-date',
])

function comparedAsText({ comparand, key, operator }: Condition): string | undefined {
  if (comparand.family !== 'text') return undefined
  if (numbers.has(key)) return `'${operator}' compares ${shown(key)} as text: use a Numeric operator`
  if (dates.has(key)) return `'${operator}' compares ${shown(key)} as text: use a Date operator`
  return undefined
}

function rangeAsText({ comparand, key, operator, values }: Condition): Flaw | undefined {
  if (comparand.family !== 'text' || (key !== 'aws:sourceip' && key !== 'aws:vpcsourceip')) return undefined
  const range = values.find(value => /^[\d.:a-f]+\/\d+$/i.test(value))
  if (range === undefined) return undefined
  return {
    message: `'${operator}' compares ${shown(key)} with '${range}' as text, which no address equals: use IpAddress`,
    ...inFamily(operator, 'IpAddress'),
  }
}

function missedWithoutMfa({ effect }: StatementView, { key, operator, values }: Condition): Flaw | undefined {
  if (effect !== 'Deny' || key !== 'aws:multifactorauthpresent' || operator !== 'Bool') return undefined
  if (!values.some(value => value.toLowerCase() === 'false')) return undefined
  return {
    message: `'Bool' is not met by requests without ${shown(key)}, such as those with access keys: use BoolIfExists`,
    instead: { operator: 'BoolIfExists' },
  }
}

/** Conditions of an Allow for everyone that look like limits, where nothing else limits who gets in. */
function limitsNobody(statement: StatementView): Trap[] {
  const { conditions } = statement.proof
  if (statement.effect !== 'Allow' || !isForEveryone(statement)) return []
  const judged = conditions.map(condition => ({ condition, escape: escapeOf(condition, conditions) }))
  if (judged.some(({ condition, escape }) => escape === undefined && mayLimit(condition))) return []
  return judged.flatMap(({ condition, escape }) =>
    escape === undefined
      ? []
      : [
          trapOfOperator(
            statement,
            condition,
            `${escape}: the statement lets anyone in`,
            withoutEscape(condition),
          ),
        ],
  )
}

/** What requests without the key do not meet; what clients send at will has nothing of the kind. */
function withoutEscape({ key, operator, quantifier, ifExists }: Condition): Instead | undefined {
  if (key === 'aws:referer' || key === 'aws:useragent') return undefined
  if (quantifier === 'all') return { isThere: true }
  return ifExists ? { operator: operator.replace(/IfExists$/, '') } : undefined
}

/** How a request that nobody meant gets past a condition. */
function escapeOf(
  { key, operator, quantifier, ifExists, comparand }: Condition,
  all: readonly Condition[],
): string | undefined {
  if (comparand.family === 'unknown' || saysNothingOfSender(key)) return undefined
  if (key === 'aws:referer' || key === 'aws:useragent') return `${shown(key)} is whatever the client sends`
  const mustExist = all.some(
    one => one.key === key && one.operator === 'Null' && one.values.includes('false'),
  )
  if (mustExist || (quantifier !== 'all' && !ifExists)) return undefined
  return `'${operator}' is met by requests without ${shown(key)}`
}

/** Keys that nobody takes for a limit of who gets in. */
function saysNothingOfSender(key: string): boolean {
  return /^(?:aws:(?:securetransport|currenttime|epochtime|requestedregion|resource.*|tagkeys|requesttag.*)|s3:(?!dataaccesspoint|accesspoint).*)$/.test(
    key,
  )
}

function mayLimit({ key, comparand }: Condition): boolean {
  if (saysNothingOfSender(key)) return comparand.family === 'unknown'
  return !(comparand.family === 'address' && comparand.ranges.some(({ bits }) => bits === 0))
}
