/** Logs that services deliver to a bucket. */
import type { Bucket, EstateView } from './bucket.ts'
import type { ResourceView } from './resource-view.ts'
import type { PropertiesOf } from './schema/index.ts'

/**
 * Who writes the logs: S3 its access logs; load balancers (application and classic) by themselves; CloudFront; or the
 * delivery of CloudWatch Logs for everybody else: network load balancers, flow logs, delivery destinations.
 */
export type Deliverer = 's3' | 'load balancer' | 'cloudfront' | 'log delivery'

/** A resource whose logs are delivered to a bucket. */
export interface Delivery {
  readonly by: Deliverer
  readonly source: ResourceView<unknown>
}

/** The logs that are delivered to a bucket, as far as they are switched on. */
export function deliveriesTo(bucket: Bucket): readonly Delivery[] {
  const { estate } = bucket
  const logged = estate
    .referring('AWS::S3::Bucket', 'LoggingConfiguration.DestinationBucketName', bucket)
    .filter(source => !source.isSame(bucket))
  const balancers = estate
    .referring('AWS::ElasticLoadBalancingV2::LoadBalancer', 'LoadBalancerAttributes[].Value', bucket)
    .filter(source => logsTo(source, bucket, estate))
  const classic = estate
    .referring('AWS::ElasticLoadBalancing::LoadBalancer', 'AccessLoggingPolicy.S3BucketName', bucket)
    .filter(({ properties }) => properties.AccessLoggingPolicy?.Enabled !== false)
  return [
    ...logged.map(source => ({ by: 's3' as const, source })),
    ...balancers.map(source => ({ by: delivererOf(source), source })),
    ...classic.map(source => ({ by: 'load balancer' as const, source })),
    ...estate
      .referring('AWS::CloudFront::Distribution', 'DistributionConfig.Logging.Bucket', bucket)
      .map(source => ({ by: 'cloudfront' as const, source })),
    ...estate
      .referring('AWS::EC2::FlowLog', 'LogDestination', bucket)
      .map(source => ({ by: 'log delivery' as const, source })),
    ...estate
      .referring('AWS::Logs::DeliveryDestination', 'DestinationResourceArn', bucket)
      .map(source => ({ by: 'log delivery' as const, source })),
  ]
}

type LoadBalancer = ResourceView<PropertiesOf<'AWS::ElasticLoadBalancingV2::LoadBalancer'>>

function delivererOf({ properties }: LoadBalancer): Deliverer {
  return properties.Type?.value === 'network' ? 'log delivery' : 'load balancer'
}

/** Whether access or connection logs are switched on, which they are not by default, and go to the bucket. */
function logsTo(balancer: LoadBalancer, bucket: Bucket, estate: EstateView): boolean {
  const attributes = balancer.properties.LoadBalancerAttributes ?? []
  const valueOf = (key: string) => attributes.find(({ Key }) => Key?.value === key)?.Value
  return ['access_logs', 'connection_logs'].some(kind => {
    const target = valueOf(`${kind}.s3.bucket`)
    return (
      valueOf(`${kind}.s3.enabled`)?.value === 'true' &&
      target &&
      estate.bucket(target, balancer)?.isSame(bucket)
    )
  })
}
