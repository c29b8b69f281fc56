/** What a resource shall say: in a resource of its own that says it already, in the resource itself, or in a new one. */
import { gone, type SetWish, type Wanted, type WantedRecord } from '../../../model/change.ts'
import type { Edit } from '../../../text/edit.ts'
import type { Instance } from '../configuration/instance.ts'
import { additions } from '../tables/additions.ts'
import { bucketAttributes } from '../tables/bucket-attributes.ts'
import { bucketProperties } from '../tables/bucket.ts'
import { twinOf } from '../tables/properties.ts'
import { attributeAt, hasNothing, together, type WantedBody } from '../tables/wanted-body.ts'
import { pathsOf, type Writing } from '../tables/writing.ts'
import { bodyEdits, hasIn } from './body.ts'
import { blockOf, handIn, type Instances } from './desk.ts'
import { addedBlock, namingFor } from './new-block.ts'
import { NoRoom } from './no-room.ts'
import { isOldStyle } from './old-style.ts'
import { isLeftVoid, removed } from './removal.ts'

/** Where a property is written. */
export interface Written {
  readonly own?: Writing | undefined
  /** Types of their own that write it, and the attribute that says for which resource. */
  readonly beside: readonly { readonly type: string; readonly by: string; readonly writing: Writing }[]
}

/** What one block shall say, of all that is wanted. */
type Wants = Map<
  string,
  { readonly where: Instance | string; readonly by: string; readonly bodies: WantedBody[] }
>

/** What makes a resource say something. */
export function setEdits(instance: Instance, wish: SetWish, instances: Instances): readonly Edit[] {
  const wants: Wants = new Map()
  const edits: Edit[] = []
  const add = (where: Instance | string, by: string, body: WantedBody | undefined) => {
    if (!body) throw new NoRoom()
    const key = typeof where === 'string' ? where : where.address
    const known = wants.get(key) ?? { where, by, bodies: [] }
    known.bodies.push(body)
    wants.set(key, known)
  }
  for (const [key, to] of Object.entries({ ...wish.properties, ...wish.attributes } satisfies WantedRecord)) {
    const written = writtenFor(
      instance.type,
      key,
      wish.attributes !== undefined && Object.hasOwn(wish.attributes, key),
    )
    const companion = companionOf(instance, written, instances)
    if (companion && to === gone) edits.push(...removed(companion.there))
    else if (companion) add(companion.there, '', companion.write?.(to, hasIn(blockOf(companion.there).body)))
    else placeBeside(instance, written, to, add)
  }
  for (const { where, by, bodies } of wants.values()) {
    const body = together(bodies)
    if (typeof where !== 'string') {
      const block = blockOf(where)
      const isVoid = where !== instance && isLeftVoid(block, body)
      edits.push(
        ...(isVoid ? removed(where) : bodyEdits(block.body, body, handIn(where.module, block, instances.of))),
      )
    } else {
      const reference = namingFor(instance, by)
      if (!reference) throw new NoRoom()
      const suffix = where.replace(/^aws_(?:s3_bucket_|s3control_)?/, '')
      edits.push(
        addedBlock(instance, where, suffix, together([attributeAt(by, reference), body]), instances.of),
      )
    }
  }
  return edits
}

/** Where a property of a type, or what stands beside the properties, is written. */
function writtenFor(type: string, key: string, isAttribute: boolean): Written {
  const table = type === 'aws_s3_bucket' ? (isAttribute ? bucketAttributes : bucketProperties) : []
  const entry = table.find(({ property }) => property === key)
  const shapes = isAttribute ? {} : (twinOf(type)?.shapes ?? {})
  const added = isAttribute ? [] : additions.filter(({ to, property }) => to === type && property === key)
  return {
    own: entry?.inline ?? (Object.hasOwn(shapes, key) ? shapes[key] : undefined),
    beside: [
      ...(entry?.companion
        ? [{ type: entry.companion.type, by: 'bucket', writing: entry.companion.shape }]
        : []),
      ...added.map(({ from, by, shape }) => ({ type: from, by, writing: shape })),
    ],
  }
}

/** The resource of its own that says it already. */
function companionOf(instance: Instance, { beside }: Written, instances: Instances) {
  for (const { type, writing } of beside) {
    if (instances.isLoose(type, instance.type)) throw new NoRoom()
    const [there] = instances.adding(instance, type)
    if (there) return { there, write: writing.write }
  }
  return undefined
}

function placeBeside(
  instance: Instance,
  { own, beside: [companion] }: Written,
  to: Wanted,
  add: (where: Instance | string, by: string, body: WantedBody | undefined) => void,
): void {
  const has = hasIn(blockOf(instance).body)
  const isWritten = (path: string) => has(path.split('.')[0] ?? '')
  const isInline = own && (!companion || pathsOf(own).some(isWritten) || isOldStyle(instance))
  if (isInline) add(instance, '', own.write?.(to, has))
  else if (!companion) throw new NoRoom()
  else if (to !== gone) add(companion.type, companion.by, companion.writing.write?.(to, hasNothing))
}
