/** What makes a bucket policy deny every request of a kind. */
import type { Bucket } from '../model/bucket.ts'
import type { WantedRecord, Wish } from '../model/change.ts'
import { also, arnOf, exactly } from '../model/wishes.ts'
import { restated, stated } from './amend.ts'
import { access, type BucketAccess } from './bucket.ts'
import type { StatementView } from './statement.ts'
import { isForEveryone } from './trap.ts'
import { areFixed, writtenStatement } from './written.ts'

type BucketPolicy = Bucket['policies'][number]

/** The condition that such requests meet: one value of one key. */
type Meeting = readonly [operator: string, key: string, value: string]

/**
 * Everyone is denied everything where a condition is met: a statement that denies some of it is completed; where
 * there is none one is `stated`.
 */
export function denied(bucket: Bucket, sid: string, condition: Meeting): Wish | undefined {
  const questions = access(bucket)
  const partial = questions.statements.find(statement => deniesSome(statement, condition))
  const policy = partial && questions.policyOf(partial)
  if (partial?.isPlaced && isFixedIn(policy, partial))
    return restated(policy, partial, completed(partial, condition, questions, bucket))
  return stated(bucket, {
    Sid: sid,
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [arnOf(bucket), arnOf(bucket, '/*')],
    Condition: asWritten(condition),
  })
}

/** Whether a statement denies something to somebody on this condition and no other. */
function deniesSome({ effect, proof }: StatementView, [operator, key, value]: Meeting): boolean {
  const { principals, actions, resources, conditions } = proof
  if (effect !== 'Deny' || [principals, actions, resources].some(({ negated }) => negated)) return false
  const [condition, ...others] = conditions
  if (!condition || others.length > 0) return false
  if (condition.operator !== operator || condition.key !== key.toLowerCase()) return false
  return saysSame(condition.values, value) || isWeaker(operator, condition.values, value)
}

/** Whether bounds deny less than one that is wanted; what denies more shall go on doing so. */
function isWeaker(operator: string, bounds: readonly string[], wanted: string): boolean {
  if (operator === 'NumericLessThan') return bounds.every(bound => Number(bound) < Number(wanted))
  return operator === 'NumericGreaterThan' && bounds.every(bound => Number(bound) > Number(wanted))
}

/** Whether the condition of a statement is the same however it is deployed: one that is wanted may weaken another. */
function isFixedIn(policy: BucketPolicy | undefined, { at }: StatementView): boolean {
  const document = policy?.properties.PolicyDocument
  const written = document && writtenStatement(document, at)
  return document !== undefined && written !== undefined && areFixed(document.world, written, ['Condition'])
}

function saysSame(values: readonly string[], value: string): boolean {
  return values.every(each => each.toLowerCase() === value.toLowerCase())
}

function asWritten([operator, key, value]: Meeting): WantedRecord {
  return { [operator]: { [key]: value } }
}

/** What a statement has to say otherwise to be for everyone, everything and the whole bucket. */
function completed(
  statement: StatementView,
  condition: Meeting,
  questions: BucketAccess,
  bucket: Bucket,
): WantedRecord {
  const { actions, conditions } = statement.proof
  const [, , value] = condition
  const isMet = conditions.every(({ values }) => saysSame(values, value))
  const missed = questions.missedBy(statement)
  const arns = missed.map(after => arnOf(bucket, after))
  return {
    ...(isForEveryone(statement) ? {} : { Principal: '*' }),
    ...(actions.texts.some(text => /^(?:s3:)?\*$/i.test(text)) ? {} : { Action: 's3:*' }),
    // A part of the bucket that it names is a part of what it is for now.
    ...(missed.length > 0 && { Resource: missed.length > 1 ? arns : also(...arns) }),
    ...(isMet ? {} : { Condition: exactly(asWritten(condition)) }),
  }
}
