/**
 * What others use a bucket for. Rules ask this first: a log bucket needs no log bucket of its own.
 * Nearly each way is a property of another resource that names the bucket.
 */
import { CLOUDFRONT_LOGS, CLOUDFRONT_LOGS_IN_CHINA } from '../data/log-delivery.ts'
import type { Bucket } from './bucket.ts'
import type { Estate } from './estate.ts'
import { grantsOf } from './grants.ts'
import type { Resource } from './resource.ts'

/** A use that a bucket is put to. */
export type Role = 'log target' | 'trail' | 'replica' | 'generated'

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
export function rolesOf(bucket: Bucket): ReadonlySet<Role> {
  const { resource } = bucket
  const { estate, world } = bucket.estate
  const found = uses.filter(([type, path]) => estate.naming(world, type, path, resource).length > 0)
  const roles = new Set<Role>(found.map(([, , role]) => role))
  if (grantsOf(bucket).some(({ grantee }) => isLogDelivery(grantee.value))) roles.add('log target')
  if (isGenerated(resource) || isOfPipeline(resource, estate)) roles.add('generated')
  return roles
}

/** Whether a grant is for CloudFront, which delivers its logs by the ACL. */
function isLogDelivery(grantee: string | undefined): boolean {
  return grantee === CLOUDFRONT_LOGS || grantee === CLOUDFRONT_LOGS_IN_CHINA
}

/**
 * Constructs that CDK itself makes beside what a program asks for: handlers of custom resources with their roles and
 * policies, buckets for pipelines across regions and for staging.
 */
const GENERATED = [
  // Of autoDeleteObjects, BucketDeployment, references across regions and others.
  /^Custom::\w+$/,
  /^BucketNotificationsHandler[0-9a-f]{32}$/,
  /^LogRetention[0-9a-f]{32}$/,
  // Of AwsCustomResource.
  /^AWS[0-9a-f]{32}$/,
  /^(?:CrossRegionCodePipelineReplicationBucket\w*|CdkStagingBucket)$/,
]

/** Whether a construct of the CDK library made a resource on its own account. */
export function isGenerated({ construct }: Resource): boolean {
  const steps = construct?.path.split('/') ?? []
  return steps.some(step => GENERATED.some(pattern => pattern.test(step)))
}

/** Whether a pipeline made the bucket for its artifacts, as it does where it is given none. */
function isOfPipeline({ construct, unit }: Resource, estate: Estate): boolean {
  const parent = /^(.+)\/ArtifactsBucket\/Resource$/.exec(construct?.path ?? '')?.[1]
  if (parent === undefined) return false
  return estate
    .ofType('AWS::CodePipeline::Pipeline')
    .some(pipeline => pipeline.unit === unit && pipeline.construct?.path === `${parent}/Resource`)
}
