/** Whether the buckets behind CloudFront distributions let CloudFront read. */
import { Bucket, type EstateView } from '../model/bucket.ts'
import { endpointIn, type Distribution } from '../model/distributions.ts'
import { reference } from '../model/identity.ts'
import { arnOf } from '../model/partition.ts'
import { Text } from '../model/text.ts'
import type { Origin } from '../model/value.ts'
import { grants, type Actor, type GrantVerdict, type Policy } from '../proof/index.ts'
import type { Speller } from './document.ts'
import { limits } from './identity.ts'
import { Inquiry } from './inquiry.ts'
import { policiesOfBucket, refusal, type Refusal } from './policies.ts'

export type { Distribution }

/** A bucket of the estate that a distribution reads with an identity of its own. */
export interface BucketOrigin {
  /** The place that names the identity. */
  readonly at: Origin
  readonly bucket: Bucket
  readonly path: Text
  /** The origin access identity; without one the distribution signs its requests (origin access control). */
  readonly identity: Text | undefined
}

/** The origins of a distribution that are buckets of its unit and are read with an identity. */
export function bucketOriginsOf(distribution: Distribution, estate: EstateView): readonly BucketOrigin[] {
  const origins = distribution.properties.DistributionConfig?.Origins ?? []
  return origins.flatMap((origin): BucketOrigin[] => {
    const { OriginAccessControlId: control, S3OriginConfig, OriginPath, DomainName } = origin
    const endpoint = DomainName && endpointIn(DomainName.text, estate.world)
    // Website endpoints take no identity.
    const name = endpoint?.kind === 'rest' ? endpoint.name : undefined
    const found =
      name && estate.estate.find(estate.world, 'AWS::S3::Bucket', name, distribution.resource.unit)
    if (!found) return []
    const shared = { bucket: new Bucket(found, estate), path: OriginPath?.text ?? Text.of() }
    if (control && !control.is('')) {
      const written = estate.resource('AWS::CloudFront::OriginAccessControl', control, distribution)
      const signing = written?.properties.OriginAccessControlConfig?.SigningBehavior
      return signing?.is('never')
        ? []
        : [{ ...shared, at: origin.at('OriginAccessControlId'), identity: undefined }]
    }
    const identity = S3OriginConfig?.OriginAccessIdentity?.after('origin-access-identity/cloudfront/')
    return S3OriginConfig && identity
      ? [{ ...shared, at: S3OriginConfig.at('OriginAccessIdentity'), identity: identity.text }]
      : []
  })
}

/** How a bucket refuses a distribution everything. */
export function refusalOf(origin: BucketOrigin, distribution: Distribution): Refusal | undefined {
  const { bucket } = origin
  const inquiry = new Inquiry(distribution)
  return refusal(inquiry, `${bucket.id} lets ${distribution.id} read`, (speller, read) => {
    const policies = policiesOfBucket(bucket, speller)
    const verdicts = actorsOf(origin, policies, speller).flatMap(({ actor, context }) =>
      objectsOf(origin, policies, speller).map(objects =>
        grants({
          ...speller.terms,
          actor,
          actions: ['s3:GetObject'],
          resources: [objects],
          layers: [read(policies)],
          context: limits(context, bucket, speller),
          owner: speller.spell(bucket.world, bucket.account.text),
        }),
      ),
    )
    const answered = (wanted: GrantVerdict['answer']) => verdicts.find(({ answer }) => answer === wanted)
    return (
      answered('yes') ??
      answered('unknown') ??
      verdicts[0] ?? { answer: 'yes', hinge: [], by: [], missing: [] }
    )
  })

  /** As whom CloudFront reads: either is enough. */
  function actorsOf({ identity }: BucketOrigin, policies: readonly Policy[], speller: Speller) {
    if (identity)
      return identitiesOf(identity, bucket, policies, speller).map(actor => ({ actor, context: {} }))
    const account = distribution.account.text
    const arn = arnOf(
      distribution.region.text,
      'cloudfront::',
      account,
      ':distribution/',
      reference(distribution.resource),
    )
    const actor: Actor = { kind: 'service', id: 'cloudfront.amazonaws.com' }
    return [{ actor, context: { 'aws:SourceArn': arn, 'aws:SourceAccount': account } }]
  }
}

/** An origin access identity under the names by which policies call it; none where one cannot be told. */
function identitiesOf(
  identity: Text,
  { world, region }: Bucket,
  policies: readonly Policy[],
  speller: Speller,
): Actor[] {
  const user = arnOf(region.text, 'iam::cloudfront:user/CloudFront Origin Access Identity ', identity)
  const [symbol] = identity.symbols
  if (symbol?.kind === 'name') {
    const canonical = reference(symbol.resource, 'S3CanonicalUserId')
    return [user, canonical].map(text => ({ kind: 'canonical', id: speller.spell(world, text) }))
  }
  const texts = policies.flatMap(({ statements }) => statements.flatMap(({ principals }) => principals))
  const isNumbered = texts.some(({ entries, texts: written }) =>
    entries.some(({ kind }, index) => kind === 'canonical' && !written[index]?.startsWith('arn:')),
  )
  return isNumbered ? [] : [{ kind: 'canonical', id: speller.spell(world, user) }]
}

/** Sets of objects of which one has to be readable: all below the origin's path, or those that a statement names. */
function objectsOf({ bucket, path }: BucketOrigin, policies: readonly Policy[], speller: Speller): string[] {
  const below = speller.spell(bucket.world, Text.of(reference(bucket.resource, 'Arn'), path, '/'))
  const named = policies.flatMap(({ statements }) =>
    statements.flatMap(({ resources }) => resources.texts.filter(text => text.startsWith(below))),
  )
  return [...new Set([`${below}*`, ...named])]
}
