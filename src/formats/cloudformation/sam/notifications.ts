/** Puts what events announce into the buckets they are about. */
import type { Entry, MapNode, Node } from '../../../syntax/node.ts'
import { build, changed, entry, list, map, withEntries, type Place } from '../build.ts'
import { intrinsicOf } from '../intrinsic.ts'
import { either } from './conditional.ts'
import type { Notification } from './events.ts'
import { given, type Transform } from './transform.ts'

/** The bucket with the notifications, and with the dependencies that S3 checks when it takes them. */
export function withNotifications(
  transform: Transform,
  bucket: Entry,
  notifications: readonly [Notification, ...Notification[]],
): Entry {
  const { at } = notifications[0]
  const node = bucket.value.kind === 'map' ? bucket.value : undefined
  const properties = node && plainMap(node, 'Properties', at)
  const configuration = properties && plainMap(properties, 'NotificationConfiguration', at)
  const lambdas = configuration && plainList(configuration, 'LambdaConfigurations', at)
  if (!lambdas) {
    const message = `events cannot be added to the notifications of ${bucket.key}: expected a map with a list of LambdaConfigurations`
    transform.error(message, bucket.keySpan)
    return bucket
  }
  // SAM does not add what is there already.
  const known = new Set(lambdas.items.map(canonical))
  const added = notifications
    .flatMap(({ configurations }) => configurations)
    .filter(item => known.size < known.add(canonical(item)).size)
  const items = list(lambdas, [...lambdas.items, ...added])
  const notifying = set(configuration, 'LambdaConfigurations', at, items)
  const notified = set(properties, 'NotificationConfiguration', at, notifying)
  const waiting = set(node, 'Properties', at, withDependencyTags(notified, notifications))
  return changed(bucket, withDependencies(waiting, notifications))
}

/** A resource that depends on the permissions that are always there. */
function withDependencies(node: MapNode, notifications: readonly Notification[]): MapNode {
  const ids = notifications.flatMap(({ at, permission, condition }) =>
    condition ? [] : build(at, permission),
  )
  const [first] = ids
  if (!first) return node
  const old = given(node, 'DependsOn')?.value ?? list(first, [])
  return set(node, 'DependsOn', first, list(old, [...(old.kind === 'list' ? old.items : [old]), ...ids]))
}

/** Properties with tags that refer to the permissions that only a condition brings: so SAM makes a bucket wait for them. */
function withDependencyTags(properties: MapNode, notifications: readonly Notification[]): MapNode {
  const added = notifications.flatMap(({ at, permission, condition }) => {
    if (!condition) return []
    const value = either(at, condition, { Ref: permission }, 'no dependency')
    return build(at, { Key: `sam:ConditionalDependsOn:${permission}`, Value: value })
  })
  const [first] = added
  const tags = first && plainList(properties, 'Tags', first)
  return tags ? set(properties, 'Tags', first, list(tags, [...tags.items, ...added])) : properties
}

/** A text that is the same for nodes that mean the same, in the short and the long form: what is written twice is one. */
function canonical(node: Node): string {
  const use = intrinsicOf(node)
  if (!use) return plainCanonical(node)
  const { name, argument } = use
  const isDotted = name === 'Fn::GetAtt' && argument.kind === 'scalar'
  const value = isDotted ? JSON.stringify(argument.text.split('.')) : plainCanonical(argument)
  return `{${JSON.stringify(name)}:${value}}`
}

function plainCanonical(node: Node): string {
  switch (node.kind) {
    case 'scalar':
      return JSON.stringify(node.text)
    case 'list':
      return `[${node.items.map(canonical).join()}]`
    case 'map': {
      const entries = node.entries.map(({ key, value }) => `${JSON.stringify(key)}:${canonical(value)}`)
      return `{${entries.sort().join()}}`
    }
  }
}

/** The map at a key, an empty one where nothing is written; undefined where something else is. */
function plainMap(node: MapNode, key: string, otherwise: Place): MapNode | undefined {
  const value = given(node, key)?.value ?? map(otherwise, [])
  return value.kind === 'map' && !intrinsicOf(value) ? value : undefined
}

/** The list at a key, an empty one where nothing is written; undefined where something else is. */
function plainList(node: MapNode, key: string, otherwise: Place) {
  const value = given(node, key)?.value ?? list(otherwise, [])
  return value.kind === 'list' && !intrinsicOf(value) ? value : undefined
}

/** A map with a value at a key, in the place of the one written, or in another one where none is. */
function set(node: MapNode, key: string, otherwise: Place, value: Node): MapNode {
  const written = node.get(key)
  return withEntries(node, [written ? changed(written, value) : entry(otherwise, key, value)])
}
