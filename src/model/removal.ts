/** What becomes of a bucket and its objects when the deployment that made it is deleted. */
import type { Bucket } from './bucket.ts'
import type { Origin } from './value.ts'

/** The place that has the objects deleted first: CDK's `autoDeleteObjects`, Terraform's `force_destroy`. */
export function emptiedAt(bucket: Bucket): Origin | undefined {
  const forced = bucket.attribute('ForceDestroy')
  if (forced?.is('true')) return forced.at
  const { estate, world } = bucket.estate
  return estate.referring(world, 'Custom::S3AutoDeleteObjects', 'BucketName', bucket.resource)[0]?.at
}

/** The attributes that keep a bucket: one where the stack is deleted, one where the bucket is replaced. */
const policies = ['DeletionPolicy', 'UpdateReplacePolicy'] as const

/** What lets a bucket go. */
export interface Release {
  readonly policy: (typeof policies)[number]
  /** The place of the policy; the bucket where it is not written. */
  readonly at: Origin
}

/** The policies that do not keep a bucket of CloudFormation, which has its type beside its properties. */
export function releasesOf(bucket: Bucket): readonly Release[] {
  if (bucket.attribute('Type') === undefined) return []
  return policies.flatMap(policy => {
    const written = bucket.attribute(policy)
    const keeps = written !== undefined && (written.is('Retain') || written.is('RetainExceptOnCreate'))
    return keeps ? [] : [{ policy, at: written?.at ?? bucket.at }]
  })
}
