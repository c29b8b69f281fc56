/** What relates a bucket or distribution to others, each in one world. */
import { functionNamed } from '../access/functions.ts'
import { locationOf, type Location } from '../finding.ts'
import { Bucket, type EstateView } from '../model/bucket.ts'
import { deliveriesTo } from '../model/deliveries.ts'
import { expand } from '../model/identity.ts'
import { notificationsOf, type Notification } from '../model/notifications.ts'
import { afterArn } from '../model/partition.ts'
import type { Resource } from '../model/resource.ts'
import { ResourceView } from '../model/resource-view.ts'
import type { PropertiesOf } from '../model/schema/index.ts'
import type { Text } from '../model/text.ts'
import type { TextView } from '../model/text-view.ts'
import { replicationsOf } from '../access/replication.ts'
import type { ArrowKind } from './graph.ts'

/** One end of a relation: a resource, or the text that names something outside. */
export type End = Resource | Text

/** A relation in one world. */
export interface Relation {
  readonly kind: ArrowKind
  readonly from: End
  readonly to: End
  readonly detail?: string | undefined
  readonly location: Location
}

/** Gives relations in one world. */
export type Relate = (resource: Resource, estate: EstateView) => readonly Relation[]

const ofBuckets: readonly ((bucket: Bucket) => readonly Relation[])[] = [
  logging,
  replication,
  notification,
  bucket =>
    deliveriesTo(bucket).flatMap(({ by, source }) => (by === 's3' ? [] : to(bucket, 'logs to', source))),
  bucket => referring(bucket, 'delivers to', 'AWS::CloudTrail::Trail', 'S3BucketName'),
  bucket => referring(bucket, 'delivers to', 'AWS::Config::DeliveryChannel', 'S3BucketName'),
  bucket => referring(bucket, 'access point of', 'AWS::S3::AccessPoint', 'Bucket'),
  bucket => referring(bucket, 'access point of', 'AWS::S3::MultiRegionAccessPoint', 'Regions[].Bucket'),
]

/** Ways in which resources relate to others, by the type of the resource. Each is asked on its own. */
export const relates: Readonly<Record<string, readonly Relate[]>> = {
  'AWS::S3::Bucket': ofBuckets.map(relate => (resource, estate) => relate(new Bucket(resource, estate))),
  'AWS::CloudFront::Distribution': [serving],
}

function logging(bucket: Bucket): readonly Relation[] {
  const { logging: written, estate, resource } = bucket
  if (!written) return []
  const { target, prefix, at } = written
  const found = estate.bucket(target, bucket, true)?.resource ?? outside(target)
  const detail = prefix && prefix.value !== '' ? `prefix ${prefix.toString()}` : undefined
  return found ? [{ kind: 'logs to', from: resource, to: found, detail, location: locationOf(at) }] : []
}

function replication(bucket: Bucket): readonly Relation[] {
  return replicationsOf(bucket).flatMap(({ rule, replica, at }) => {
    const name = rule.Destination?.Bucket
    const found = replica?.resource ?? (name && outside(name))
    return found
      ? [{ kind: 'replicates to', from: bucket.resource, to: found, location: locationOf(at) }]
      : []
  })
}

function notification(bucket: Bucket): readonly Relation[] {
  return notificationsOf(bucket).flatMap(each => {
    const { kind, destination, event, destinationAt } = each
    if (!destination) return []
    const found = destinationOf(kind, destination, bucket) ?? outside(destination)
    const keys = each.prefix.literal === '' && each.suffix.literal === '' ? '' : ` of ${keysOf(each)}`
    const detail = event + keys
    const location = locationOf(destinationAt)
    return found ? [{ kind: 'notifies', from: bucket.resource, to: found, detail, location }] : []
  })
}

function keysOf({ prefix, suffix }: Notification): string {
  return `${prefix.toString()}*${suffix.toString()}`
}

function destinationOf(kind: Notification['kind'], text: TextView, bucket: Bucket): Resource | undefined {
  const { estate } = bucket
  if (kind === 'function') return functionNamed(text, bucket, estate)?.resource.resource
  const type = kind === 'topic' ? 'AWS::SNS::Topic' : 'AWS::SQS::Queue'
  return estate.resource(type, text, bucket)?.resource
}

function serving(distribution: Resource, estate: EstateView): readonly Relation[] {
  const { properties } = new ResourceView<PropertiesOf<'AWS::CloudFront::Distribution'>>(
    distribution,
    estate.world,
  )
  return (properties.DistributionConfig?.Origins ?? []).flatMap(origin => {
    const name = origin.DomainName && bucketNameIn(origin.DomainName, estate)
    const bucket = name && estate.estate.find(estate.world, 'AWS::S3::Bucket', name, distribution.unit)
    const location = locationOf(origin.at('DomainName'))
    return bucket ? [{ kind: 'served by', from: bucket, to: distribution, location }] : []
  })
}

/** The bucket in the name of an endpoint, of the REST interface or of a website. */
function bucketNameIn({ text }: TextView, { world }: EstateView): Text | undefined {
  const known = expand(text, world)
  return known.before('.s3.') ?? known.before('.s3-')
}

function referring(bucket: Bucket, kind: ArrowKind, type: string, path: string): readonly Relation[] {
  const { estate, world } = bucket.estate
  return estate
    .referring(world, type, path, bucket.resource)
    .flatMap(resource => to(bucket, kind, { resource }))
}

function to({ resource }: Bucket, kind: ArrowKind, from: { readonly resource: Resource }): Relation[] {
  return [{ kind, from: from.resource, to: resource, location: locationOf(from.resource.at) }]
}

/** What is named and not among what was read. What names a resource that was, in a world without it, leads nowhere. */
function outside({ text }: TextView): Text | undefined {
  const isInside = text.symbols.some(({ kind }) => kind === 'name' || kind === 'attribute')
  return isInside ? undefined : (afterArn(text, 's3:::') ?? text)
}
