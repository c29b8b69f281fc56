/** The KMS key that encrypts the new objects of a bucket. */
import { Bucket, type EstateView } from './bucket.ts'
import type { Resource } from './resource.ts'
import type { ResourceView } from './resource-view.ts'
import type { PropertiesOf } from './schema/index.ts'
import type { TextView } from './text-view.ts'
import type { Origin } from './value.ts'

export type Key = ResourceView<PropertiesOf<'AWS::KMS::Key'>>

/** The key of a bucket's default encryption. */
export interface BucketKey {
  readonly algorithm: 'aws:kms' | 'aws:kms:dsse'
  readonly algorithmAt: Origin
  /** The place that names the key, or the algorithm where none is named. */
  readonly at: Origin
  /** What names the key; nothing for the AWS managed key. */
  readonly id: TextView | undefined
  /** Whether it surely is `aws/s3`, the key that AWS manages in each account: nobody can change its policy. */
  readonly isManaged: boolean
  /** The key, where it is in the estate. */
  readonly key: Key | undefined
}

/** The key that a bucket's default encryption uses; none with SSE-S3. */
export function keyOf(bucket: Bucket): BucketKey | undefined {
  const byDefault = bucket.encryption?.ServerSideEncryptionByDefault
  const algorithm = byDefault?.SSEAlgorithm
  if (!byDefault || (algorithm !== 'aws:kms' && algorithm !== 'aws:kms:dsse')) return undefined
  const { KMSMasterKeyID: written } = byDefault
  const id = written?.value === '' ? undefined : written
  return {
    algorithm,
    algorithmAt: byDefault.at('SSEAlgorithm'),
    at: byDefault.at(id ? 'KMSMasterKeyID' : 'SSEAlgorithm'),
    id,
    isManaged: id === undefined || isManagedKey(id),
    key: id && keyNamed(id, bucket, bucket.estate),
  }
}

/** Whether a text surely names the key that AWS manages for S3, by its alias or the ARN of that. */
export function isManagedKey(id: TextView): boolean {
  return /(?:^|:)alias\/aws\/s3$/.test(endOf(id))
}

/** The key of the estate that a text surely names: by its id, its ARN, or an alias. */
export function keyNamed(
  id: TextView,
  from: { readonly resource: Resource },
  estate: EstateView,
): Key | undefined {
  const name = /(?:^|:)(alias\/[\w/-]+)$/.exec(endOf(id))?.[1]
  const alias = estate.resource('AWS::KMS::Alias', name === undefined ? id : id.with(name), from)
  const target = alias?.properties.TargetKeyId
  // Inferred apart from what is returned: the compiler gives up on both at once.
  const key = estate.resource('AWS::KMS::Key', target ?? id, from)
  return key
}

/** The region of a key: as its ARN says, else as the estate knows. */
export function regionOfKey(id: TextView, key: Key | undefined): string | undefined {
  const start = id.pieces.find(({ first }) => first)?.text ?? ''
  return /^arn:[\w-]+:kms:([a-z0-9-]+):/.exec(start)?.[1] ?? key?.region.value
}

/** The buckets that a key encrypts by default. */
export function encryptedWith(key: Key, estate: EstateView): readonly Bucket[] {
  const isAliased = estate.referring('AWS::KMS::Alias', 'TargetKeyId', key).length > 0
  const named = estate.estate.naming(estate.world, 'AWS::S3::Bucket', KEY_PATH, key.resource)
  // Aliases are written in many ways: only where there is one are all buckets looked through.
  return (isAliased ? estate.estate.ofType('AWS::S3::Bucket') : named)
    .filter(bucket => bucket.unit === key.resource.unit && bucket.exists(estate.world))
    .map(bucket => new Bucket(bucket, estate))
    .filter(bucket => keyOf(bucket)?.key?.isSame(key))
}

const KEY_PATH =
  'BucketEncryption.ServerSideEncryptionConfiguration[].ServerSideEncryptionByDefault.KMSMasterKeyID'

function endOf(id: TextView): string {
  return id.pieces.find(({ last }) => last)?.text ?? ''
}
