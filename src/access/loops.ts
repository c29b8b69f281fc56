/** Functions that a bucket calls and that can write nowhere but where that calls them again. */
import type { Bucket } from '../model/bucket.ts'
import { reference } from '../model/identity.ts'
import { covers, notificationsOf, type Notification } from '../model/notifications.ts'
import { afterArn } from '../model/partition.ts'
import { ResourceView } from '../model/resource-view.ts'
import type { PropertiesOf } from '../model/schema/index.ts'
import type { TextView } from '../model/text-view.ts'
import type { Origin } from '../model/value.ts'
import { actionsMatching } from '../proof/index.ts'
import { readPolicy } from './document.ts'
import { functionNamed } from './functions.ts'
import { documentsOf, RoleAccess, type Role } from './identity.ts'
import { Inquiry } from './inquiry.ts'
import { textsAt } from './texts.ts'

/** A notification that calls a function of the estate, which sets it off again. */
export interface Loop {
  readonly at: Origin
  readonly function: ResourceView<unknown>
  readonly action: string
  /** The statements that let the function do it. */
  readonly statements: readonly Origin[]
}

/** Events by what sets them off: a function that uploads does so in one go or in parts. */
const causes: readonly (readonly [event: string, action: string])[] = [
  ['s3:ObjectCreated:Put', 's3:PutObject'],
  ['s3:ObjectTagging:Put', 's3:PutObjectTagging'],
  ['s3:ObjectAcl:Put', 's3:PutObjectAcl'],
]

/** The loops of a bucket; each function once. */
export function loopsOf(bucket: Bucket): readonly Loop[] {
  const loops = new Map<ResourceView<unknown>['resource'], Loop>()
  for (const notification of notificationsOf(bucket)) {
    const action = causes.find(([event]) => covers(notification.event, event))?.[1]
    const { kind, destination, destinationAt: at } = notification
    if (kind !== 'function' || action === undefined || !destination) continue
    const named = functionNamed(destination, bucket, bucket.estate)?.resource.resource
    if (!named || loops.has(named)) continue
    const view = new ResourceView<PropertiesOf<'AWS::Lambda::Function'>>(named, bucket.world)
    const { Role: name, RecursiveLoop } = view.properties
    const role = name && bucket.estate.resource('AWS::IAM::Role', name, view)
    // Who allows recursion in so many words means it.
    if (!role || RecursiveLoop === 'Allow') continue
    const statements = onlyWithin(notification, action, role, bucket)
    if (statements.length > 0) loops.set(named, { at, function: view, action, statements })
  }
  return [...loops.values()]
}

/**
 * The statements that let a role do something with objects that set off the notification; none where it may do the
 * same anywhere else: then nobody can tell where it does.
 */
function onlyWithin(trigger: Notification, action: string, role: Role, bucket: Bucket): readonly Origin[] {
  const speller = new Inquiry(role).asWritten
  const arn = speller.spell(bucket.world, reference(bucket.resource, 'Arn'))
  const [prefix, suffix] = [trigger.prefix, trigger.suffix].map(text => speller.spell(bucket.world, text))
  const start = `${arn}/${prefix ?? ''}`
  const isWithin = (resource: string) =>
    resource.startsWith(start) &&
    !/[*?]/.test(start) &&
    (/[^*?]*$/.exec(resource.slice(start.length))?.[0] ?? '').endsWith(suffix ?? '')
  const found: { readonly at: Origin; readonly resources: readonly TextView[] }[] = []
  for (const { name, document } of documentsOf(role, bucket.estate)) {
    if (!document) continue
    const { statements, policy } = readPolicy(document, speller, { name, kind: 'identity' })
    if (statements.length < policy.statements.length) return []
    for (const { effect, proof, at, index } of statements) {
      const { actions, resources } = proof
      if (effect !== 'Allow' || !mayDo(actions, action)) continue
      const objects = resources.texts.filter(text => text !== arn)
      if (resources.negated || !isNamed(actions, action) || !objects.every(isWithin)) return []
      const written = textsAt(document, ['Statement', index, 'Resource'])
      found.push({ at, resources: written.filter(text => isWithin(speller.spell(bucket.world, text.text))) })
    }
  }
  if ((role.properties.ManagedPolicyArns ?? []).some(mayWrite)) return []
  const access = new RoleAccess(role, bucket.estate)
  const isAllowed = (resource: TextView) =>
    access.lacking([{ actions: [action], resource: resource.text }], 'its writing').length === 0
  return found.filter(({ resources }) => resources.some(isAllowed)).map(({ at }) => at)
}

type Actions = { readonly negated: boolean; readonly texts: readonly string[] }

function mayDo({ negated, texts }: Actions, action: string): boolean {
  return negated || texts.some(text => actionsMatching(text).some(({ name }) => name === action))
}

/** Whether the action is meant: who allows all that there is may think of reading. */
function isNamed({ negated, texts }: Actions, action: string): boolean {
  const narrow = texts.filter(text => !/^(?:s3:)?\*$/i.test(text))
  return !negated && mayDo({ negated, texts: narrow }, action)
}

/** Whether a policy that is attached by name may let a role write to buckets. */
function mayWrite(arn: TextView): boolean {
  const name = afterArn(arn, 'iam::aws:policy/')?.value
  return name === undefined || /S3|Administrator|PowerUser|FullAccess/.test(name)
}
