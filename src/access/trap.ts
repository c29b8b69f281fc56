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
}

/** A trap in the values of a condition. */
export function trap(
  statement: StatementView,
  { operator, key }: Condition,
  message: string,
  partly = false,
): Trap {
  return { at: statement.place('Condition', operator, ...written(statement, operator, key)), message, partly }
}

/** A trap whatever the values are. */
export function trapOfOperator(statement: StatementView, { operator }: Condition, message: string): Trap {
  return { at: statement.place('Condition', operator), message, partly: false }
}

/** The key as its author wrote it, if its place is known. */
function written(statement: StatementView, operator: string, key: string): string[] {
  const known = spelling.get(key)
  const spellings = [key, ...(known === undefined ? [] : [known])]
  const above = statement.place('Condition', operator)
  return spellings.filter(each => statement.place('Condition', operator, each) !== above).slice(0, 1)
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
