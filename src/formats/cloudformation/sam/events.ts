/** Events of a function: who may invoke it, and what buckets have to announce. */
import type { Entry, MapNode, Node } from '../../../syntax/node.ts'
import { build, keyPlace, type Place, type Shape } from '../build.ts'
import { intrinsicOf, mapAt, plainScalar } from '../intrinsic.ts'
import { refName } from '../ref.ts'
import { either } from './conditional.ts'
import { given, type ServerlessResource, type Transform } from './transform.ts'

/** What an event adds to the bucket that it is about. */
export interface Notification {
  /** Where the event's name is written. */
  readonly at: Place
  /** Items of `LambdaConfigurations`. */
  readonly configurations: readonly Node[]
  /** The logical id of the permission that must be there first. */
  readonly permission: string
  /** The condition of the function. */
  readonly condition: Node | undefined
}

/** What events add to buckets, by logical id. */
export type Notifications = Map<string, Notification[]>

/** One event. */
interface FunctionEvent {
  readonly of: ServerlessResource
  readonly name: string
  readonly at: Place
  readonly properties: MapNode
}

/** The resources that a function's events stand for. */
export function eventResources(
  transform: Transform,
  of: ServerlessResource,
  notifications: Notifications,
): Entry[] {
  const events = given(of.properties, 'Events')?.value
  if (!events) return []
  if (events.kind !== 'map' || intrinsicOf(events)) {
    transform.error(`Events of ${of.id} is no map: expected events by name`, events.span)
    return []
  }
  return events.entries.flatMap(written => {
    const at = keyPlace(written)
    const type = written.value.kind === 'map' ? plainScalar(written.value.get('Type')?.value) : undefined
    if (written.value.kind !== 'map' || type === undefined) {
      transform.error(`event ${written.key} of ${of.id} has no Type: expected one such as S3`, at.span)
      return []
    }
    const properties = mapAt(written.value, 'Properties')
    if (!properties) return []
    const event = { of, name: written.key, at, properties }
    if (type === 'S3') return s3Event(transform, event, notifications)
    return type === 'SNS' ? snsEvent(transform, event) : []
  })
}

function s3Event(transform: Transform, event: FunctionEvent, notifications: Notifications): Entry[] {
  const { of, at, properties } = event
  const bucket = bucketOf(transform, event)
  const events = given(properties, 'Events')?.value
  if (!events)
    transform.error(`S3 event ${event.name} of ${of.id} has no Events: expected a list of them`, at.span)
  if (bucket === undefined || !events) return []

  const condition = of.node.get('Condition')?.value
  const items = events.kind === 'list' && !intrinsicOf(events) ? events.items : [events]
  transform.spend(10 * items.length, at)
  const configurations = items.map(item => {
    const configuration = {
      Event: item,
      Function: { 'Fn::GetAtt': [of.id, 'Arn'] },
      Filter: given(properties, 'Filter')?.value,
    }
    return condition ? either(at, condition, configuration) : build(at, configuration)
  })
  const permission = permissionFor(transform, event, 's3.amazonaws.com', {
    SourceAccount: { Ref: 'AWS::AccountId' },
  })
  const notification = { at, configurations, permission: permission.key, condition }
  const known = notifications.get(bucket)
  if (known) known.push(notification)
  else notifications.set(bucket, [notification])
  return [permission]
}

/** The logical id of the bucket that an event is about. */
function bucketOf(transform: Transform, { of, name, at, properties }: FunctionEvent): string | undefined {
  const bucket = given(properties, 'Bucket')?.value
  const id = bucket && refName(bucket)
  const target = id === undefined ? undefined : mapAt(transform.resources, id)
  if (target && plainScalar(target.get('Type')?.value) === 'AWS::S3::Bucket') return id
  const message = `S3 event ${name} of ${of.id} names no bucket of this template: expected Bucket to be the !Ref of one`
  transform.error(message, (bucket ?? at).span)
  return undefined
}

function snsEvent(transform: Transform, event: FunctionEvent): Entry[] {
  const topic = given(event.properties, 'Topic')?.value
  const queue = given(event.properties, 'SqsSubscription')?.value
  // By way of a queue, the function reads the queue and nobody invokes it.
  const direct = !queue || /^false$/i.test(plainScalar(queue) ?? '')
  return topic && direct ? [permissionFor(transform, event, 'sns.amazonaws.com', { SourceArn: topic })] : []
}

function permissionFor(
  transform: Transform,
  { of, name, at }: FunctionEvent,
  principal: string,
  source: Readonly<Record<string, Shape>>,
): Entry {
  return transform.generate(of, at, `${of.id}${name}Permission`, 'AWS::Lambda::Permission', {
    Action: 'lambda:InvokeFunction',
    FunctionName: { Ref: of.id },
    Principal: principal,
    ...source,
  })
}
