/** What makes a bucket policy say something else, or one thing more. */
import type { Bucket } from '../model/bucket.ts'
import type { Wanted, WantedRecord, Wish } from '../model/change.ts'
import type { Resource } from '../model/resource.ts'
import { add, also, nameOf, rewrite, set } from '../model/wishes.ts'
import { access } from './bucket.ts'
import type { StatementView } from './statement.ts'

/**
 * A statement that the policy of a bucket shall have too; a bucket without a policy gets one. There is nothing to wish
 * for where the bucket has one in other worlds: it would have two there.
 */
export function stated(bucket: Bucket, statement: WantedRecord): Wish | undefined {
  // Of several policies that name one bucket the last holds, and nobody can tell which that is.
  const [policy] = bucket.policies
  if (policy) return set(policy, { PolicyDocument: { Statement: also(distinguished(bucket, statement)) } })
  const { estate, world } = bucket.estate
  if (estate.naming(world, 'AWS::S3::BucketPolicy', 'Bucket', bucket.resource).length > 0) return undefined
  return add(bucket, 'AWS::S3::BucketPolicy', 'Policy', {
    Bucket: nameOf(bucket),
    PolicyDocument: { Version: '2012-10-17', Statement: [statement] },
  })
}

/** A statement whose Sid no other one of the bucket has. */
function distinguished(bucket: Bucket, statement: WantedRecord): WantedRecord {
  const { Sid: wanted } = statement
  if (typeof wanted !== 'string') return statement
  const taken = new Set(access(bucket).statements.map(({ sid }) => sid))
  let sid = wanted
  for (let number = 2; taken.has(sid); number++) sid = `${wanted}${number}`
  return { ...statement, Sid: sid }
}

/**
 * What a statement of a policy, or the element that a path leads to, shall be. Nothing can be wished for where the
 * statement stands in a text of JSON, or an item of a list has no place of its own.
 */
export function restated(
  policy: { readonly resource: Resource } | undefined,
  statement: StatementView,
  to: Wanted,
  ...path: readonly (string | number)[]
): Wish | undefined {
  return policy && statement.isPlaced ? rewrite(policy, statement.place(...path), to) : undefined
}
