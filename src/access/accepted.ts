/** What makes a bucket policy take what it denies for the sake of a header. */
import type { Bucket } from '../model/bucket.ts'
import type { Wish } from '../model/change.ts'
import { also, rewrite } from '../model/wishes.ts'
import { access } from './bucket.ts'

const HEADER = 's3:x-amz-server-side-encryption'

/** What makes statements that deny uploads with anything but SSE-S3 take another algorithm too; empty if there are none. */
export function accepting(bucket: Bucket, algorithm: string): readonly (Wish | undefined)[] {
  const questions = access(bucket)
  return questions.statements.flatMap(statement => {
    if (statement.effect !== 'Deny') return []
    return statement.proof.conditions.flatMap(({ operator, key, negated, values }) => {
      if (key !== HEADER || !negated || !values.every(value => value === 'AES256')) return []
      const policy = questions.policyOf(statement)
      const isWritten = statement.keyIn(operator, HEADER) !== undefined
      const place = statement.place('Condition', operator, HEADER)
      return [policy && isWritten ? rewrite(policy, place, also(algorithm)) : undefined]
    })
  })
}
