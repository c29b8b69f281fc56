/**
 * The event notifications of a bucket, whatever their destination, and when two of them get into each other's way.
 * Source: "Event notification types and destinations" and "Configuring event notifications using object key name
 * filtering", Amazon S3 User Guide.
 */
import type { Bucket } from './bucket.ts'
import { expand } from './identity.ts'
import { child, enumOf, itemOf, schemaOf, type Schema } from './schema/index.ts'
import { hingeOf, Text } from './text.ts'
import type { TextView } from './text-view.ts'
import type { Origin } from './value.ts'
import type { World } from './world.ts'

/** Kinds of destinations. */
export type NotificationKind = 'topic' | 'queue' | 'function'

/** One configuration: a kind of event on some keys, and who is told. */
export interface Notification {
  readonly kind: NotificationKind
  /** The place of the configuration as a whole, in which Terraform names several events. */
  readonly place: Origin
  readonly event: string
  /** The place that names the event. */
  readonly at: Origin
  readonly destination: TextView | undefined
  /** The place that names the destination. */
  readonly destinationAt: Origin
  /** What keys begin and end with; empty where every key will do. */
  readonly prefix: Text
  readonly suffix: Text
}

/** The notifications of a bucket: those to topics first, then queues, then functions. */
export function notificationsOf({ properties }: Bucket): readonly Notification[] {
  const {
    TopicConfigurations: topics = [],
    QueueConfigurations: queues = [],
    LambdaConfigurations: functions = [],
  } = properties.NotificationConfiguration ?? {}
  return [
    ...topics.map(each => notification('topic', each, each.Topic, each.at('Topic'))),
    ...queues.map(each => notification('queue', each, each.Queue, each.at('Queue'))),
    ...functions.map(each => notification('function', each, each.Function, each.at('Function'))),
  ]
}

type Configuration = NonNullable<
  NonNullable<Bucket['properties']['NotificationConfiguration']>['TopicConfigurations']
>[number]

function notification(
  kind: NotificationKind,
  configuration: Pick<Configuration, 'Event' | 'Filter'> & { at(key?: 'Event'): Origin },
  destination: TextView | undefined,
  destinationAt: Origin,
): Notification {
  const rules = configuration.Filter?.S3Key?.Rules ?? []
  const affix = (name: string) =>
    rules.find(rule => rule.Name?.toLowerCase() === name)?.Value?.text ?? Text.of()
  return {
    kind,
    place: configuration.at(),
    event: configuration.Event ?? '',
    at: configuration.at('Event'),
    destination,
    destinationAt,
    prefix: affix('prefix'),
    suffix: affix('suffix'),
  }
}

/** The kinds of events that S3 is known to tell of. */
export function knownEvents(): readonly string[] {
  const path = ['NotificationConfiguration', 'TopicConfigurations', 'Event']
  const event = path.reduce((schema: Schema | undefined, key) => {
    const below = schema && child(schema, key)
    return below && (itemOf(below) ?? below)
  }, schemaOf('AWS::S3::Bucket'))
  return (event && enumOf(event)?.values) ?? []
}

/** Whether one object could set off two configurations, which S3 refuses; where a filter is not known a guess decides. */
export function overlap(one: Notification, other: Notification, world: World): boolean {
  return (
    !isSamePlace(one.place, other.place) &&
    (covers(one.event, other.event) || covers(other.event, one.event)) &&
    agree([one.prefix, other.prefix], (text, end) => text.startsWith(end), world) &&
    agree([one.suffix, other.suffix], (text, end) => text.endsWith(end), world)
  )
}

function isSamePlace(one: Origin, other: Origin): boolean {
  return one.source === other.source && one.span.start === other.span.start
}

/** Whether a kind of event is another, or the family of it. */
export function covers(event: string, other: string): boolean {
  return event === other || (event.endsWith(':*') && other.startsWith(event.slice(0, -1)))
}

/** Whether some key can have both ends, which it can where the longer one has the shorter one for its own end. */
function agree(
  affixes: readonly [Text, Text],
  hasEnd: (text: string, end: string) => boolean,
  world: World,
): boolean {
  const [one, other] = affixes.map(affix => world.resolve(expand(affix, world)))
  if (!one || !other || one.key === other.key) return true
  const [a, b] = [one.literal, other.literal]
  if (a === '' || b === '') return true
  if (a !== undefined && b !== undefined) return hasEnd(a, b) || hasEnd(b, a)
  const reason = hingeOf(one) ?? hingeOf(other) ?? { label: `${one.toString()} and ${other.toString()}` }
  return world.guess(
    `filters:${[one.key, other.key].sort().join()}`,
    reason,
    'overlapping',
    'not overlapping',
  )
}
