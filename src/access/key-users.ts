/** Who uses the KMS key of a bucket beside the account that it is of, and whether the key lets them. */
import type { Bucket } from '../model/bucket.ts'
import { isManagedKey, type Key } from '../model/bucket-key.ts'
import { deliveriesTo } from '../model/deliveries.ts'
import { reference } from '../model/identity.ts'
import { arnOf } from '../model/partition.ts'
import type { ResourceView } from '../model/resource-view.ts'
import type { Text } from '../model/text.ts'
import type { Origin } from '../model/value.ts'
import { grants } from '../proof/index.ts'
import type { KeyUse } from './admission.ts'
import { access } from './bucket.ts'
import { limits } from './identity.ts'
import { Inquiry } from './inquiry.ts'
import { bucketOriginsOf, type BucketOrigin, type Distribution } from './origins.ts'
import { policyAt, refusal, type Refusal } from './policies.ts'

/** Somebody who cannot use a key. */
export interface LockedOut {
  /** How messages call them. */
  readonly who: string
  readonly notes: readonly { readonly at: Origin; readonly message: string }[]
  /** What the key policy would have to allow, if that is all there is to it. */
  readonly lacks?: KeyUse | undefined
}

/** Those who read a bucket and can never use the key that AWS manages for its account, whose policy cannot be changed. */
export function lockedOutOfManagedKey(bucket: Bucket): readonly LockedOut[] {
  const readers = access(bucket)
    .readers()
    .map(({ name, notes }) => ({ who: name, notes }))
  const distributions = readingDistributions(bucket).map(({ distribution, origin }) => ({
    who: `distribution '${distribution.id}'`,
    notes: [{ at: origin.at, message: 'how the distribution reads the bucket' }],
  }))
  return [...readers, ...distributions]
}

/** Services that work with a bucket as its deployment says, and that a key in the estate refuses. */
export function lockedOutOfKey(bucket: Bucket, key: Key): readonly LockedOut[] {
  return [...refusedDistributions(bucket, key), ...refusedDeliveries(bucket, key)]
}

function refusedDistributions(bucket: Bucket, key: Key): LockedOut[] {
  return readingDistributions(bucket).flatMap(({ distribution, origin }) => {
    const who = `distribution '${distribution.id}'`
    const note = { at: origin.at, message: 'how the distribution reads the bucket' }
    if (origin.identity)
      return [{ who: `the origin access identity of ${who}, which KMS never serves,`, notes: [note] }]
    const arn = arnOf(
      distribution.region.text,
      'cloudfront::',
      distribution.account.text,
      ':distribution/',
      reference(distribution.resource),
    )
    const context = { 'aws:SourceArn': arn, 'aws:SourceAccount': distribution.account.text }
    const use = { service: 'cloudfront.amazonaws.com', actions: ['kms:Decrypt'] }
    const refused = refusalByKey(key, use, context)
    return refused ? [{ who, notes: [note, ...refused.denials], lacks: lackIn(refused, use) }] : []
  })
}

/** Load balancers deliver to no bucket with a KMS key at all, which is a defect of its own. */
function refusedDeliveries(bucket: Bucket, key: Key): LockedOut[] {
  const deliveries = deliveriesTo(bucket)
  const services = {
    'logging.s3.amazonaws.com': deliveries.filter(({ by }) => by === 's3'),
    'delivery.logs.amazonaws.com': deliveries.filter(
      ({ by }) => by === 'log delivery' || by === 'cloudfront',
    ),
  }
  return Object.entries(services).flatMap(([service, those]) => {
    const [first] = those
    if (!first) return []
    const context = { 'aws:SourceAccount': first.source.account.text }
    // With a bucket key CloudFront reads the key that S3 keeps.
    const isRead = bucket.encryption?.BucketKeyEnabled && those.some(({ by }) => by === 'cloudfront')
    const use = { service, actions: ['kms:GenerateDataKey', ...(isRead ? ['kms:Decrypt'] : [])] }
    const refused = refusalByKey(key, use, context)
    const sources = those.map(({ source }) => ({ at: source.at, message: 'logs to the bucket' }))
    const lacks = refused && lackIn(refused, use)
    return refused ? [{ who: service, notes: [...sources, ...refused.denials], lacks }] : []
  })
}

/** How a key refuses a service. A key without a policy of its own lets in its account and no service. */
export function refusalByKey(
  key: Key,
  { service, actions }: KeyUse,
  context: Readonly<Record<string, Text>>,
): Refusal | undefined {
  return refusal(new Inquiry(key), `${key.id} lets ${service} in`, (speller, read) =>
    grants({
      ...speller.terms,
      actor: { kind: 'service', id: service },
      actions,
      resources: [speller.spell(key.world, reference(key.resource, 'Arn'))],
      layers: [read(policyAt(key.properties.KeyPolicy, speller, `key policy ${key.id}`))],
      context: limits(context, key, speller),
      owner: speller.spell(key.world, key.account.text),
    }),
  )
}

/** What a key policy does not allow; nothing where it says more against it than that. */
function lackIn({ denied }: Refusal, use: KeyUse): KeyUse | undefined {
  return denied ? undefined : use
}

/** The distributions that read a bucket with an identity of their own. */
function readingDistributions(
  bucket: Bucket,
): readonly { readonly distribution: Distribution; readonly origin: BucketOrigin }[] {
  const { estate } = bucket
  return estate
    .referring('AWS::CloudFront::Distribution', 'DistributionConfig.Origins[].DomainName', bucket)
    .flatMap(distribution =>
      bucketOriginsOf(distribution, estate)
        .filter(origin => origin.bucket.isSame(bucket))
        .slice(0, 1)
        .map(origin => ({ distribution, origin })),
    )
}

/** Where replicas of another account are to be encrypted with the key that AWS manages there, which S3 may not use. */
export function managedReplicaKeys(bucket: Bucket): readonly Origin[] {
  const rules = bucket.properties.ReplicationConfiguration?.Rules ?? []
  return rules.flatMap(({ Status, Destination }) => {
    const encryption = Destination?.EncryptionConfiguration
    const key = encryption?.ReplicaKmsKeyID
    if (Status === 'Disabled' || !encryption || !key || !isManagedKey(key)) return []
    return isForeign(bucket, Destination.Account) || Destination.AccessControlTranslation
      ? [encryption.at('ReplicaKmsKeyID')]
      : []
  })
}

function isForeign({ account }: ResourceView<unknown>, other: Bucket['account'] | undefined): boolean {
  return other?.value !== undefined && account.value !== undefined && other.value !== account.value
}
