/** What lets services of AWS in where they are kept out, and keeps out those that act for somebody else. */
import type { Key } from '../model/bucket-key.ts'
import type { WantedRecord, Wish } from '../model/change.ts'
import type { Bucket } from '../model/bucket.ts'
import { reference } from '../model/identity.ts'
import type { Resource } from '../model/resource.ts'
import { isSettledIn } from '../model/settled.ts'
import type { Origin } from '../model/value.ts'
import { accountOf, addBefore, also, arnOf, exactly, nameOf, rewrite, set } from '../model/wishes.ts'
import type { Channel, ChannelPolicy } from './channels.ts'
import { madeAfter, type Destination, type Rejection } from './destinations.ts'
import { areFixed, isForService, writtenStatement } from './written.ts'

interface Named {
  readonly resource: Resource
}

const S3 = 's3.amazonaws.com'
const VERSION = '2012-10-17'

/** What a service does with a key. */
export interface KeyUse {
  readonly service: string
  readonly actions: readonly string[]
}

/**
 * What makes a key let services use it for its account; what is true of a key without a policy is written down. Nothing
 * where it has one in other worlds, which shall stay.
 */
export function letUse(key: Key, uses: readonly KeyUse[]): Wish | undefined {
  const statements = uses.map(({ service, actions }) => ({
    Effect: 'Allow',
    Principal: { Service: service },
    // Who uploads in parts reads them too.
    Action: actions.includes('kms:GenerateDataKey') ? ['kms:GenerateDataKey*', 'kms:Decrypt'] : actions,
    Resource: '*',
    Condition: actingFor(key),
  }))
  if (key.properties.KeyPolicy) return set(key, { KeyPolicy: { Statement: also(...statements) } })
  if (!isSettledIn(key, ({ properties }) => properties.KeyPolicy)) return undefined
  const account = { Effect: 'Allow', Principal: { AWS: accountOf(key) }, Action: 'kms:*', Resource: '*' }
  return set(key, { KeyPolicy: { Version: VERSION, Statement: [account, ...statements] } })
}

/**
 * What makes a topic, queue or function take the notifications of the buckets of its account; nothing where something
 * denies them, or where more than one policy is there to say it.
 */
export function letNotify(
  destination: Destination,
  bucket: Bucket,
  { denied, policies }: Rejection,
): Wish | undefined {
  if (denied) return undefined
  const { kind, resource, arn } = destination
  // All that notify it, not this bucket alone; those that do not wait for it may be what it waits for.
  const addition = (type: string, suffix: string, properties: WantedRecord) =>
    addBefore(madeAfter(destination, bucket.estate), resource, type, suffix, properties)
  if (kind === 'function') {
    // Aliases and versions have permissions of their own.
    if (arn.key !== reference(resource.resource, 'Arn').key) return undefined
    return addition('AWS::Lambda::Permission', 'Permission', {
      Action: 'lambda:InvokeFunction',
      FunctionName: nameOf(resource),
      Principal: S3,
      SourceAccount: accountOf(resource),
    })
  }
  const isTopic = kind === 'topic'
  const statement = {
    Effect: 'Allow',
    Principal: { Service: S3 },
    Action: isTopic ? 'sns:Publish' : 'sqs:SendMessage',
    Resource: isTopic ? nameOf(resource) : arnOf(resource),
    Condition: actingFor(resource),
  }
  const [policy, ...others] = policies
  if (others.length > 0) return undefined
  if (policy) return set(policy, { PolicyDocument: { Statement: also(statement) } })
  const [type, list] = isTopic
    ? (['AWS::SNS::TopicPolicy', 'Topics'] as const)
    : (['AWS::SQS::QueuePolicy', 'Queues'] as const)
  const { estate, world } = bucket.estate
  // One that is there in other worlds would say the same twice.
  if (estate.naming(world, type, `${list}[]`, resource.resource).length > 0) return undefined
  return addition(type, 'Policy', {
    [list]: [nameOf(resource)],
    PolicyDocument: { Version: VERSION, Statement: [statement] },
  })
}

/** What makes a statement for S3 hold for the buckets of the account alone, and whether it is for nobody else. */
export function limitedToAccount(
  policy: ChannelPolicy,
  { resource }: Channel,
  at: Origin,
): { readonly wish: Wish; readonly isForS3: boolean } | undefined {
  const { PolicyDocument: document } = policy.properties
  const statement = document && writtenStatement(document, at)
  if (!statement || !areFixed(document.world, statement, ['Condition'])) return undefined
  return {
    wish: rewrite(policy, at, { Condition: actingFor(resource) }),
    isForS3: isForService(document.world, statement, S3),
  }
}

/** What makes a statement for everyone one for S3, acting for the account. */
export function limitedToS3(policy: ChannelPolicy, { resource }: Channel, at: Origin): Wish | undefined {
  const { PolicyDocument: document } = policy.properties
  const statement = document && writtenStatement(document, at)
  if (!statement || !areFixed(document.world, statement, ['Principal', 'Condition'])) return undefined
  return rewrite(policy, at, { Principal: exactly({ Service: S3 }), Condition: actingFor(resource) })
}

/** The condition that a service acts for the account that something is in. */
function actingFor(resource: Named): WantedRecord {
  return { StringEquals: { 'aws:SourceAccount': accountOf(resource) } }
}
