/**
 * How many requests S3 sends to KMS, as the workloads of the run say: one for each object that is written or read.
 * Source: "Reducing the cost of SSE-KMS with Amazon S3 Bucket Keys" and "Protecting data using SSE-KMS", Amazon S3 User
 * Guide. Parts of multipart uploads, and what reads nothing (HEAD), are not told apart.
 */
import { SAVED_BY_BUCKET_KEY } from '../data/encryption.ts'
import { Bucket } from './bucket.ts'
import { keyOf } from './bucket-key.ts'

/** Requests to KMS per second, at the peak. */
export interface KmsLoad {
  /** For this bucket. */
  readonly own: number
  /** For all buckets of its account and region, which share a quota. */
  readonly all: number
  /** The same if each of them that can had a bucket key. */
  readonly saving: number
}

/** What a bucket and those beside it cost in requests to KMS; `undefined` where nothing is said of its workload. */
export function kmsLoadOf(bucket: Bucket): KmsLoad | undefined {
  if (!bucket.workload) return undefined
  const { estate, world } = bucket.estate
  const buckets = estate
    .ofType('AWS::S3::Bucket')
    .filter(each => each.exists(world))
    .map(each => new Bucket(each, bucket.estate))
    .filter(other => other.workload && sharesQuota(other, bucket))
  const sum = (rate: (one: Bucket) => number) => buckets.reduce((total, one) => total + rate(one), 0)
  return { own: rateOf(bucket), all: sum(rateOf), saving: sum(one => rateOf(one, true)) }
}

function sharesQuota(other: Bucket, bucket: Bucket): boolean {
  if (other.isSame(bucket)) return true
  return other.region.isSurely(bucket.region) && other.account.isSurely(bucket.account)
}

function rateOf(bucket: Bucket, isSaving = bucket.encryption?.BucketKeyEnabled ?? false): number {
  const algorithm = keyOf(bucket)?.algorithm
  if (!algorithm) return 0
  const { puts = 0, gets = 0 } = bucket.workload ?? {}
  // Two layers of encryption take no bucket key.
  return (puts + gets) * (isSaving && algorithm === 'aws:kms' ? 1 - SAVED_BY_BUCKET_KEY : 1)
}
