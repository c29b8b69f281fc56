/**
 * Destinations that S3 refuses to notify, as far as their names tell.
 * Source: "Event notification types and destinations", Amazon S3 User Guide.
 */
import type { Bucket } from './bucket.ts'
import { expand } from './identity.ts'
import type { Notification, NotificationKind } from './notifications.ts'
import type { Resource } from './resource.ts'

const services: Readonly<Record<string, NotificationKind>> = {
  sns: 'topic',
  sqs: 'queue',
  lambda: 'function',
}

const types: Readonly<Record<NotificationKind, string>> = {
  topic: 'AWS::SNS::Topic',
  queue: 'AWS::SQS::Queue',
  function: 'AWS::Lambda::Function',
}

/** Types whose names are no ARNs, as those of versions and aliases of functions are. */
const namedTypes = ['AWS::SNS::Topic', 'AWS::SQS::Queue', 'AWS::Lambda::Function', 'AWS::S3::Bucket']

/** Why S3 refuses a destination. */
export interface Flaw {
  readonly message: string
  /** What is meant, where it is there and only its ARN is not given. */
  readonly meant?: { readonly resource: Resource } | undefined
}

/** Why S3 refuses a destination; `undefined` where nothing is known against it. */
export function flawOf(notification: Notification, bucket: Bucket): Flaw | undefined {
  const { kind, destination } = notification

  if (!destination) return undefined
  const { world, region } = bucket
  const [named] = destination.text.symbols.flatMap(symbol => (symbol.kind === 'name' ? symbol.resource : []))
  const shown = `'${named?.id ?? destination.toString()}'`
  const [written, ...rest] = destination.text.parts
  if (typeof written === 'object' && rest.length === 0 && named && namedTypes.includes(named.type))
    return { message: `${shown} is given by its name, not by its ARN`, meant: meantBy(named, kind) }
  const known = world.resolve(expand(destination.text, world))
  const [start] = known.parts
  if (typeof start !== 'string') return undefined
  if (/^https?:/.test(start))
    return { message: `${shown} is given by its URL, not by its ARN`, meant: meantBy(named, kind) }
  if (!start.startsWith('arn:'))
    return known.literal === undefined ? undefined : { message: `${shown} is no ARN` }
  const [, , service, there, , name] = known.split(':').map(({ literal }) => literal)
  const is = service !== undefined && Object.hasOwn(services, service) ? services[service] : undefined
  if (service !== undefined && is !== kind) return { message: `${shown} is no ${kind}` }
  if (kind !== 'function' && (name?.endsWith('.fifo') || isFifo(destination, kind, bucket)))
    return { message: `S3 notifies no FIFO ${kind}, as ${shown} is` }
  const here = region.value
  if (here !== undefined && there !== undefined && there !== here)
    return { message: `the ${kind} is in ${there}, the bucket in ${here}` }
  return undefined
}

function meantBy(named: Resource | undefined, kind: NotificationKind): Flaw['meant'] {
  return named && named.type === types[kind] ? { resource: named } : undefined
}

function isFifo(
  destination: NonNullable<Notification['destination']>,
  kind: 'topic' | 'queue',
  bucket: Bucket,
): boolean {
  const { estate } = bucket
  return kind === 'topic'
    ? (estate.resource('AWS::SNS::Topic', destination, bucket)?.properties.FifoTopic ?? false)
    : (estate.resource('AWS::SQS::Queue', destination, bucket)?.properties.FifoQueue ?? false)
}
