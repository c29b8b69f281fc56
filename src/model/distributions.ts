/**
 * CloudFront distributions and the buckets behind them.
 * Source: "Using various origins with CloudFront distributions", Amazon CloudFront Developer Guide, and "Website
 * endpoints", Amazon S3 User Guide.
 */
import { Bucket, type EstateView } from './bucket.ts'
import { expand } from './identity.ts'
import { ResourceView } from './resource-view.ts'
import type { PropertiesOf } from './schema/index.ts'
import type { Text } from './text.ts'
import type { TextView } from './text-view.ts'
import type { Origin } from './value.ts'
import type { RecordView } from './view.ts'
import type { World } from './world.ts'

export type Distribution = ResourceView<PropertiesOf<'AWS::CloudFront::Distribution'>>

type Config = NonNullable<PropertiesOf<'AWS::CloudFront::Distribution'>['DistributionConfig']>
type Behavior = RecordView<NonNullable<Config['CacheBehaviors']>[number]>

/** How a bucket is reached: by its REST endpoint or by that of its website, which knows neither HTTPS nor identities. */
export interface Endpoint {
  readonly kind: 'rest' | 'website'
  /** The name of the bucket. */
  readonly name: Text
}

/** An origin of a distribution that is a bucket. */
export interface S3Origin extends Endpoint {
  readonly written: RecordView<NonNullable<Config['Origins']>[number]>
  /** The place that names the bucket. */
  readonly at: Origin
  /** The bucket, where it is in the estate. */
  readonly bucket: Bucket | undefined
}

/** The endpoint of S3 that a domain is, whether its bucket is known or not. */
export function endpointIn(domain: Text, world: World): Endpoint | undefined {
  for (const text of [domain, expand(domain, world)]) {
    const last = text.parts.at(-1)
    if (typeof last === 'string' && !/\.amazonaws\.(?:com|com\.cn|eu)$/.test(last)) continue
    const website = text.before('.s3-website')
    if (website) return { kind: 'website', name: website }
    const name = text.before('.s3.') ?? text.before('.s3-')
    if (name) return { kind: 'rest', name }
  }
  return undefined
}

/** The origins of a distribution that are buckets. */
export function s3OriginsOf(distribution: Distribution, estate: EstateView): readonly S3Origin[] {
  const { world, estate: all } = estate
  return (distribution.properties.DistributionConfig?.Origins ?? []).flatMap((written): S3Origin[] => {
    const { DomainName } = written
    const endpoint = DomainName && endpointIn(DomainName.text, world)
    if (!endpoint) return []
    const found = all.find(world, 'AWS::S3::Bucket', endpoint.name, distribution.resource.unit, true)
    const bucket = found && new Bucket(found, estate)
    return [{ ...endpoint, written, at: written.at('DomainName'), bucket }]
  })
}

/** The distributions of its unit that a bucket is an origin of. */
export function distributionsBefore(bucket: Bucket): readonly Distribution[] {
  const { estate, world, resource } = bucket
  return estate.estate
    .ofType('AWS::CloudFront::Distribution')
    .filter(each => each.unit === resource.unit && each.exists(world))
    .map(each => new ResourceView<PropertiesOf<'AWS::CloudFront::Distribution'>>(each, world))
    .filter(distribution =>
      s3OriginsOf(distribution, estate).some(origin => origin.bucket?.isSame(bucket) ?? false),
    )
}

/** The cache behaviors of a distribution that surely serve from one of these origins, by itself or in a group. */
export function behaviorsBefore(
  distribution: Distribution,
  origins: readonly S3Origin[],
): readonly Behavior[] {
  const {
    DefaultCacheBehavior,
    CacheBehaviors = [],
    OriginGroups,
  } = distribution.properties.DistributionConfig ?? {}
  const isIn = (ids: readonly (TextView | undefined)[], id: TextView | undefined) =>
    ids.some(each => each !== undefined && id?.isSurely(each))
  const own = origins.map(({ written }) => written.Id)
  const groups = (OriginGroups?.Items ?? [])
    .filter(({ Members }) => Members?.Items?.some(({ OriginId }) => isIn(own, OriginId)))
    .map(({ Id }) => Id)
  // What differs between the two is nothing that rules ask for.
  const all = [...(DefaultCacheBehavior ? [DefaultCacheBehavior as Behavior] : []), ...CacheBehaviors]
  return all.filter(({ TargetOriginId }) => isIn([...own, ...groups], TargetOriginId))
}
