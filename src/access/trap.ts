/** What rules say of a condition that does not do what it says, and how its key is called. */
import type { Origin } from '../model/value.ts'
import type { Statement } from '../proof/index.ts'
import type { StatementView } from './statement.ts'

export type Condition = Statement['conditions'][number]

/** A condition that does something else than it says. */
export interface Trap {
  readonly at: Origin
  readonly message: string
  /** Some of it does what it says. */
  readonly partly: boolean
  readonly condition: Condition
  /** What does what it says, where that is plain. */
  readonly instead: Instead | undefined
}

/** What stands for a condition instead: another operator, another key, or that its key has to be there too. */
export interface Instead {
  readonly operator?: string
  readonly key?: string
  readonly isThere?: true
}

/** A trap in the values of a condition. */
export function trap(
  statement: StatementView,
  condition: Condition,
  message: string,
  instead?: Instead,
  partly = false,
): Trap {
  const { operator, key } = condition
  const name = statement.keyIn(operator, key, shown(key)) ?? key
  return { at: statement.place('Condition', operator, name), message, partly, condition, instead }
}

/** A trap whatever the values are. */
export function trapOfOperator(
  statement: StatementView,
  condition: Condition,
  message: string,
  instead?: Instead,
): Trap {
  const at = statement.place('Condition', condition.operator)
  return { at, message, partly: false, condition, instead }
}

/** How AWS writes the keys that traps are about. */
const spelling: ReadonlyMap<string, string> = new Map(
  [
    'aws:CurrentTime',
    'aws:EpochTime',
    'aws:MultiFactorAuthAge',
    'aws:MultiFactorAuthPresent',
    'aws:PrincipalAccount',
    'aws:PrincipalArn',
    'aws:PrincipalOrgID',
    'aws:PrincipalOrgPaths',
    'aws:Referer',
    'aws:SourceAccount',
    'aws:SourceArn',
    'aws:SourceIp',
    'aws:SourceVpc',
    'aws:SourceVpce',
    'aws:TokenIssueTime',
    'aws:UserAgent',
    'aws:VpcSourceIp',
    's3:signatureAge',
  ].map(key => [key.toLowerCase(), key]),
)

/** A key as AWS writes it. */
export function shown(key: string): string {
  return spelling.get(key) ?? key
}

/** Whether a statement is for everyone, with an account or without. */
export function isForEveryone({ proof: { principals } }: StatementView): boolean {
  return !principals.negated && principals.entries.some(({ kind }) => kind === 'everyone')
}
