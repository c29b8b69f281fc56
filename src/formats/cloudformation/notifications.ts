/** Notifications that CDK sets by a custom resource, written into the buckets that they are of. */
import type { Entry, MapNode, Node } from '../../syntax/node.ts'
import { build, changed, entry, keyPlace, list, map, record, withEntries, type Shape } from './build.ts'
import { intrinsicOf, mapAt, plainScalar } from './intrinsic.ts'
import { refName } from './ref.ts'

const TYPE = 'Custom::S3BucketNotifications'

/** How the API calls configurations and their destinations, and how CloudFormation does. */
const KINDS = [
  ['TopicConfigurations', 'TopicConfigurations', 'TopicArn', 'Topic'],
  ['QueueConfigurations', 'QueueConfigurations', 'QueueArn', 'Queue'],
  ['LambdaFunctionConfigurations', 'LambdaConfigurations', 'LambdaFunctionArn', 'Function'],
] as const

/** The template with what its custom resources set as properties of its buckets; what is set stands where it is written. */
export function withCustomNotifications(template: MapNode): MapNode {
  const section = template.get('Resources')
  const resources = section?.value.kind === 'map' ? section.value : undefined
  const added = new Map<string, Entry>()
  for (const { value } of resources?.entries ?? []) {
    if (value.kind !== 'map' || plainScalar(value.get('Type')?.value) !== TYPE) continue
    const properties = mapAt(value, 'Properties')
    const name = properties?.get('BucketName')?.value
    const written = properties?.get('NotificationConfiguration')
    const id = name && refName(name)
    const configuration = written && bucketForm(written)
    if (id === undefined || !configuration) continue
    const condition = plainScalar(value.get('Condition')?.value)
    const held: Shape =
      condition === undefined
        ? configuration
        : { 'Fn::If': [condition, configuration, { Ref: 'AWS::NoValue' }] }
    // Of several for one bucket each overwrites the others: which one holds is not known.
    added.set(id, changed(written, added.has(id) ? map(written.value, []) : build(written.value, held)))
  }
  if (!section || !resources || added.size === 0) return template
  const notified = resources.entries.flatMap(bucket => {
    const configuration = added.get(bucket.key)
    return configuration ? (notifying(bucket, configuration) ?? []) : []
  })
  return withEntries(template, [changed(section, withEntries(resources, notified))])
}

/** The bucket with the configuration; what it says of its own stays. */
function notifying(bucket: Entry, configuration: Entry): Entry | undefined {
  const { value: node } = bucket
  if (node.kind !== 'map' || plainScalar(node.get('Type')?.value) !== 'AWS::S3::Bucket') return undefined
  const written = node.get('Properties')
  const properties = written ? written.value : map(keyPlace(bucket), [])
  if (properties.kind !== 'map' || properties.get('NotificationConfiguration')) return undefined
  // Properties that a function gives cannot be added to.
  if (properties.entries.some(({ key }) => key.startsWith('Fn::'))) return undefined
  const whole = withEntries(properties, [configuration])
  const own = written ? changed(written, whole) : entry(keyPlace(bucket), 'Properties', whole)
  return changed(bucket, withEntries(node, [own]))
}

/** The configuration as a bucket's property says it; undefined where it is not written out. */
function bucketForm({ value }: Entry): MapNode | undefined {
  if (value.kind !== 'map' || intrinsicOf(value)) return undefined
  const entries: Entry[] = []
  for (const [from, to, arn, destination] of KINDS) {
    const written = value.get(from)
    if (!written) continue
    if (written.value.kind !== 'list') return undefined
    const items = written.value.items.map(item => configurations(item, arn, destination))
    if (items.some(item => item === undefined)) return undefined
    entries.push(
      changed(
        written,
        list(
          written.value,
          items.flatMap(item => item ?? []),
        ),
        to,
      ),
    )
  }
  const bus = value.get('EventBridgeConfiguration')
  if (bus) entries.push(changed(bus, record(bus.value, { EventBridgeEnabled: 'true' })))
  return map(value, entries)
}

/** One configuration for each event. */
function configurations(item: Node, arn: string, destination: string): Node[] | undefined {
  const events = item.kind === 'map' ? item.get('Events')?.value : undefined
  const target = item.kind === 'map' ? item.get(arn) : undefined
  if (item.kind !== 'map' || events?.kind !== 'list' || !target) return undefined
  const filter = item.get('Filter')
  const rules =
    filter?.value.kind === 'map' ? mapAt(filter.value, 'Key')?.get('FilterRules')?.value : undefined
  return events.items.map(event =>
    map(item, [
      entry(event, 'Event', event),
      changed(target, target.value, destination),
      ...(filter && rules ? [changed(filter, record(filter.value, { S3Key: { Rules: rules } }))] : []),
    ]),
  )
}
