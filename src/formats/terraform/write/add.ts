/** Resources that shall be there too. */
import { More, Reference, type AddWish } from '../../../model/change.ts'
import type { Resource } from '../../../model/resource.ts'
import type { Edit } from '../../../text/edit.ts'
import type { Instance } from '../configuration/instance.ts'
import { twinOf } from '../tables/properties.ts'
import { twins } from '../tables/types.ts'
import { attributeAt, hasNothing } from '../tables/wanted-body.ts'
import { recordBody } from '../tables/writing.ts'
import { bodyEdits } from './body.ts'
import { blockOf, handIn, type Instances } from './desk.ts'
import { addedBlock, freeName } from './new-block.ts'
import { NoRoom } from './no-room.ts'

/** Puts a resource beside another one. */
export function addEdits(
  owner: Instance,
  { type, suffix, properties, before }: AddWish,
  instances: Instances,
): readonly Edit[] {
  // Properties of buckets stand in resources of their own.
  const name = type === 'AWS::S3::Bucket' ? undefined : terraformType(type)
  const shapes = name === undefined ? undefined : twinOf(name)?.shapes
  const body = shapes && recordBody(shapes, properties, hasNothing)
  if (name === undefined || !body) throw new NoRoom()
  const added = `${name}.${freeName(owner, name, suffix)}`
  return [
    addedBlock(owner, name, suffix, body, instances.of),
    ...(before ?? []).flatMap(waiting => dependencyEdits(owner, waiting, added, instances)),
  ]
}

/** What makes the notifications of a bucket wait for a new resource of the same module. */
function dependencyEdits(
  owner: Instance,
  waiting: Resource,
  added: string,
  instances: Instances,
): readonly Edit[] {
  const bucket = instances.of(waiting)
  const [notifications] = bucket ? instances.adding(bucket, 'aws_s3_bucket_notification') : []
  if (notifications?.module !== owner.module) return []
  const block = blockOf(notifications)
  const hand = handIn(owner.module, block, instances.of)
  const style = { ...hand.style, named: () => added }
  const wanted = attributeAt('depends_on', new More([new Reference(waiting, 'Ref')]))
  return bodyEdits(block.body, wanted, { ...hand, style })
}

/** The first type of the table that is one of CloudFormation. */
function terraformType(type: string): string | undefined {
  return Object.keys(twins).find(name => twins[name]?.type === type)
}
