/** What is added to the bucket policy so that it says one thing more. */
import type { Bucket } from '../model/bucket.ts'
import type { WantedRecord, Wish } from '../model/change.ts'
import { add, also, nameOf, set } from '../model/wishes.ts'

/**
 * A statement that the policy of a bucket shall have too; a bucket without a policy gets one. There is nothing to wish
 * for where the bucket has one in other worlds: it would have two there.
 */
export function stated(bucket: Bucket, statement: WantedRecord): Wish | undefined {
  // Of several policies that name one bucket the last holds, and nobody can tell which that is.
  const [policy] = bucket.policies
  if (policy) return set(policy, { PolicyDocument: { Statement: also(statement) } })
  const { estate, world } = bucket.estate
  if (estate.naming(world, 'AWS::S3::BucketPolicy', 'Bucket', bucket.resource).length > 0) return undefined
  return add(bucket, 'AWS::S3::BucketPolicy', 'Policy', {
    Bucket: nameOf(bucket),
    PolicyDocument: { Version: '2012-10-17', Statement: [statement] },
  })
}
