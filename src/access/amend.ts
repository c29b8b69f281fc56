/** What is added to the bucket policy so that it says one thing more. */
import type { Bucket } from '../model/bucket.ts'
import type { WantedRecord, Wish } from '../model/change.ts'
import { add, also, nameOf, set } from '../model/wishes.ts'

/** A statement that the policy of a bucket shall have too; a bucket without a policy gets one. */
export function stated(bucket: Bucket, statement: WantedRecord): Wish {
  // Of several policies that name one bucket the last holds, and nobody can tell which that is.
  const [policy] = bucket.policies
  if (policy) return set(policy, { PolicyDocument: { Statement: also(statement) } })
  return add(bucket, 'AWS::S3::BucketPolicy', 'Policy', {
    Bucket: nameOf(bucket),
    PolicyDocument: { Version: '2012-10-17', Statement: [statement] },
  })
}
