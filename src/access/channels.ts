/** Topics and queues that take event notifications, their policies, and the buckets that notify them. */
import { Bucket, type EstateView } from '../model/bucket.ts'
import { reference } from '../model/identity.ts'
import type { ResourceView } from '../model/resource-view.ts'
import type { Text } from '../model/text.ts'
import type { TextView } from '../model/text-view.ts'

/** What the types that carry policies of topics and queues have in common. */
export interface ChannelPolicyProperties {
  readonly PolicyDocument?: unknown
  readonly Topics?: readonly string[]
  readonly TopicArn?: string
  readonly Queues?: readonly string[]
  readonly Queue?: string
}

export type ChannelPolicy = ResourceView<ChannelPolicyProperties>

/** A topic or queue of the estate. */
export interface Channel {
  readonly kind: 'topic' | 'queue'
  readonly resource: ResourceView<unknown>
  readonly arn: Text
}

/** The topics and queues of the estate that a policy is of. */
export function channelsOf(policy: ChannelPolicy, estate: EstateView): readonly Channel[] {
  const { Topics = [], TopicArn, Queues = [], Queue } = policy.properties
  const named = (type: 'AWS::SNS::Topic' | 'AWS::SQS::Queue', texts: readonly (TextView | undefined)[]) =>
    texts.flatMap(text => (text && estate.resource(type, text, policy)) ?? []).map(channelOf)
  return [...named('AWS::SNS::Topic', [...Topics, TopicArn]), ...named('AWS::SQS::Queue', [...Queues, Queue])]
}

/** A topic or queue with its ARN. */
export function channelOf(resource: ResourceView<unknown>): Channel {
  return resource.resource.type === 'AWS::SNS::Topic'
    ? { kind: 'topic', resource, arn: reference(resource.resource) }
    : { kind: 'queue', resource, arn: reference(resource.resource, 'Arn') }
}

/** The buckets that notify a topic or queue. */
export function notifiersOf({ kind, resource }: Channel, estate: EstateView): readonly Bucket[] {
  const path = {
    topic: 'NotificationConfiguration.TopicConfigurations[].Topic',
    queue: 'NotificationConfiguration.QueueConfigurations[].Queue',
  }[kind]
  return estate
    .referring('AWS::S3::Bucket', path, resource)
    .map(({ resource: bucket }) => new Bucket(bucket, estate))
}
