/** Whether topics, queues and functions of the estate take the event notifications of a bucket. */
import { Bucket, type EstateView } from '../model/bucket.ts'
import type { ResourceView } from '../model/resource-view.ts'
import { reference } from '../model/identity.ts'
import type { Text } from '../model/text.ts'
import type { TextView } from '../model/text-view.ts'
import type { Origin } from '../model/value.ts'
import { grants, type Policy } from '../proof/index.ts'
import type { Speller } from './document.ts'
import { functionNamed, permissionsOf, policyOfPermission } from './functions.ts'
import { limits } from './identity.ts'
import { Inquiry } from './inquiry.ts'
import { policyAt, refusal, type Refusal } from './policies.ts'

/** A destination in the estate that a bucket notifies. */
export interface Destination {
  /** The place that names it. */
  readonly at: Origin
  readonly kind: 'topic' | 'queue' | 'function'
  readonly resource: ResourceView<unknown>
  /** Its ARN, which for a function ends in the alias or version that is called. */
  readonly arn: Text
  /** Whether the bucket refers to it, and is made after it. */
  readonly isFirst: boolean
}

/** Why a destination takes no notifications, with its policies and permissions. */
export interface Rejection extends Refusal {
  readonly policies: readonly ResourceView<unknown>[]
}

/** The destinations of a bucket's notifications that are in the estate. */
export function notifiedBy(bucket: Bucket): readonly Destination[] {
  const { estate, properties } = bucket
  const configuration = properties.NotificationConfiguration
  const topics = (configuration?.TopicConfigurations ?? []).flatMap((each): Destination[] => {
    const arn = each.Topic
    const resource = arn && estate.resource('AWS::SNS::Topic', arn, bucket)
    return resource
      ? [
          {
            at: each.at('Topic'),
            kind: 'topic',
            resource,
            arn: reference(resource.resource),
            isFirst: refersTo(arn, resource),
          },
        ]
      : []
  })
  const queues = (configuration?.QueueConfigurations ?? []).flatMap((each): Destination[] => {
    const arn = each.Queue
    const resource = arn && estate.resource('AWS::SQS::Queue', arn, bucket)
    return resource
      ? [
          {
            at: each.at('Queue'),
            kind: 'queue',
            resource,
            arn: reference(resource.resource, 'Arn'),
            isFirst: refersTo(arn, resource),
          },
        ]
      : []
  })
  const functions = (configuration?.LambdaConfigurations ?? []).flatMap((each): Destination[] => {
    const arn = each.Function
    const named = arn && functionNamed(arn, bucket, estate)
    return named
      ? [{ at: each.at('Function'), kind: 'function', ...named, isFirst: refersTo(arn, named.resource) }]
      : []
  })
  return [...topics, ...queues, ...functions]
}

function refersTo({ text }: TextView, { resource }: ResourceView<unknown>): boolean {
  return text.symbols.some(symbol => 'resource' in symbol && symbol.resource === resource)
}

const namedAt = {
  topic: 'NotificationConfiguration.TopicConfigurations[].Topic',
  queue: 'NotificationConfiguration.QueueConfigurations[].Queue',
  function: 'NotificationConfiguration.LambdaConfigurations[].Function',
}

/** The buckets that refer to a destination, and are made after it. */
export function madeAfter({ kind, resource }: Destination, estate: EstateView): readonly Bucket[] {
  return estate
    .referring('AWS::S3::Bucket', namedAt[kind], resource)
    .map(each => new Bucket(each.resource, estate))
    .filter(bucket => notifiedBy(bucket).some(each => each.isFirst && each.resource.isSame(resource)))
}

/** The buckets of its unit that call the function which a permission is of, by itself or by an alias. */
export function callersOf(
  permission: ResourceView<{ FunctionName?: string }>,
  view: EstateView,
): readonly Bucket[] {
  const name = permission.properties.FunctionName
  const { world, estate } = view
  const called = name && functionNamed(name, permission, view)?.resource
  if (!called) return []
  return estate
    .ofType('AWS::S3::Bucket')
    .filter(bucket => bucket.unit === permission.resource.unit && bucket.exists(world))
    .map(bucket => new Bucket(bucket, view))
    .filter(bucket =>
      notifiedBy(bucket).some(({ kind, resource }) => kind === 'function' && resource.isSame(called)),
    )
}

const requests = { topic: 'sns:Publish', queue: 'sqs:SendMessage', function: 'lambda:InvokeFunction' }

/** Why a destination takes no notifications of a bucket; `undefined` where it takes them. */
export function rejectionBy(destination: Destination, bucket: Bucket): Rejection | undefined {
  const inquiry = new Inquiry(bucket)
  const { kind, resource, arn } = destination
  const attached = attachedTo(destination, bucket)
  resource.assumeNothingAdded()
  const context = {
    'aws:SourceArn': reference(bucket.resource, 'Arn'),
    'aws:SourceAccount': bucket.account.text,
  }
  const refused = refusal(
    inquiry,
    `${resource.id} takes notifications of ${bucket.id}`,
    (speller, policies) =>
      grants({
        ...speller.terms,
        actor: { kind: 'service', id: 's3.amazonaws.com' },
        actions: [requests[kind]],
        resources: [speller.spell(bucket.world, arn)],
        layers: [policies(attached.flatMap(({ read }) => read(speller)))],
        context: limits(context, bucket, speller),
      }),
  )
  return refused && { ...refused, policies: attached.map(({ policy }) => policy) }
}

interface Attached {
  readonly policy: ResourceView<unknown>
  readonly read: (speller: Speller) => readonly Policy[]
}

/** The policies of a destination. */
function attachedTo({ kind, resource }: Destination, { estate }: Bucket): Attached[] {
  if (kind === 'function')
    return permissionsOf(resource, estate).map(policy => ({
      policy,
      read: speller => [policyOfPermission(policy, resource.resource, speller)],
    }))
  const policies =
    kind === 'topic'
      ? [
          ...estate.referring('AWS::SNS::TopicPolicy', 'Topics[]', resource),
          ...estate.referring('AWS::SNS::TopicInlinePolicy', 'TopicArn', resource),
        ]
      : [
          ...estate.referring('AWS::SQS::QueuePolicy', 'Queues[]', resource),
          ...estate.referring('AWS::SQS::QueueInlinePolicy', 'Queue', resource),
        ]
  return policies.map(policy => ({
    policy,
    read: speller => policyAt(policy.properties.PolicyDocument, speller, policy.id),
  }))
}
