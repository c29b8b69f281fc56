/** Whether a bucket policy denies its own account every change of it. */
import type { Bucket } from '../model/bucket.ts'
import { everyRequestDenied } from '../proof/index.ts'
import { basis, type Basis } from './inquiry.ts'
import { accountsIn, type StatementView } from './statement.ts'
import { BucketSubject } from './subject.ts'

/** Policies that name more accounts than this are not asked about. */
const MOST_ACCOUNTS = 8

/**
 * The statements that deny every change of the policy to everybody in the own account, whichever of the accounts that
 * they write down is that one: people write the account that they deploy to as often as another.
 */
export function lockoutOf(bucket: Bucket, statements: readonly StatementView[]): readonly Basis[] {
  if (!statements.some(mayLockOut)) return []
  const accounts = accountsIn(statements)
  if (accounts.length > MOST_ACCOUNTS) return []
  const verdicts = ['apart', ...accounts].map(account => deniedTo(bucket, account))
  const by = verdicts[0]?.by ?? []
  return verdicts.every(({ answer }) => answer === 'yes') ? basis(by) : []
}

/** Whether a statement may deny such a change that is sent over HTTPS; most deny plain HTTP only. */
function mayLockOut({ proof: { effect, actions, conditions } }: StatementView): boolean {
  if (effect !== 'Deny') return false
  const isOnHttp = conditions.some(
    ({ key, operator, values }) =>
      key === 'aws:securetransport' && operator === 'Bool' && values.join() === 'false',
  )
  const isOnPolicy =
    actions.negated || actions.texts.some(text => /[*?\uE000-\uF8FF]|BucketPolicy$/i.test(text))
  return isOnPolicy && !isOnHttp
}

function deniedTo(bucket: Bucket, account: string) {
  const subjects = new BucketSubject(bucket, account)
  return subjects.inquiry.ask(speller => {
    const subject = subjects.in(speller)
    const context = { 'aws:PrincipalAccount': { anyOf: [subject.owner] } }
    const actions = ['s3:PutBucketPolicy', 's3:DeleteBucketPolicy']
    return everyRequestDenied(subject, { actors: ['user', 'role', 'root'], actions, context }, 'explicit')
  })
}
