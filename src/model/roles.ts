/**
 * What others use a bucket for. Rules ask this first: a log bucket needs no log bucket of its own.
 * Each way is a property of another resource that names the bucket.
 */
import type { EstateView } from './bucket.ts'
import type { Resource } from './resource.ts'

/** A use that a bucket is put to. */
export type Role = 'log target' | 'trail' | 'replica'

const uses: readonly (readonly [type: string, path: string, role: Role])[] = [
  ['AWS::S3::Bucket', 'LoggingConfiguration.DestinationBucketName', 'log target'],
  ['AWS::S3::Bucket', 'ReplicationConfiguration.Rules[].Destination.Bucket', 'replica'],
  ['AWS::CloudTrail::Trail', 'S3BucketName', 'trail'],
  ['AWS::CloudFront::Distribution', 'DistributionConfig.Logging.Bucket', 'log target'],
  ['AWS::Config::DeliveryChannel', 'S3BucketName', 'log target'],
  ['AWS::EC2::FlowLog', 'LogDestination', 'log target'],
  ['AWS::ElasticLoadBalancing::LoadBalancer', 'AccessLoggingPolicy.S3BucketName', 'log target'],
  ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'LoadBalancerAttributes[].Value', 'log target'],
  ['AWS::Logs::DeliveryDestination', 'DestinationResourceArn', 'log target'],
]

/** The uses that the estate knows of: a bucket that is made for logs is one even where nothing writes any. */
export function rolesOf(bucket: Resource, { estate, world }: EstateView): ReadonlySet<Role> {
  const found = uses.filter(([type, path]) => estate.naming(world, type, path, bucket).length > 0)
  return new Set(found.map(([, , role]) => role))
}
