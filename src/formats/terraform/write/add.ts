/** Resources that shall be there too. */
import type { AddWish } from '../../../model/change.ts'
import type { Edit } from '../../../text/edit.ts'
import type { Instance } from '../configuration/instance.ts'
import { twinOf } from '../tables/properties.ts'
import { twins } from '../tables/types.ts'
import { hasNothing } from '../tables/wanted-body.ts'
import { recordBody } from '../tables/writing.ts'
import type { Instances } from './desk.ts'
import { addedBlock } from './new-block.ts'
import { NoRoom } from './no-room.ts'

/** Puts a resource beside another one. */
export function addEdits(
  owner: Instance,
  { type, suffix, properties }: AddWish,
  instances: Instances,
): readonly Edit[] {
  // Properties of buckets stand in resources of their own.
  const name = type === 'AWS::S3::Bucket' ? undefined : terraformType(type)
  const shapes = name === undefined ? undefined : twinOf(name)?.shapes
  const body = shapes && recordBody(shapes, properties, hasNothing)
  if (name === undefined || !body) throw new NoRoom()
  return [addedBlock(owner, name, suffix, body, instances.of)]
}

/** The first type of the table that is one of CloudFormation. */
function terraformType(type: string): string | undefined {
  return Object.keys(twins).find(name => twins[name]?.type === type)
}
