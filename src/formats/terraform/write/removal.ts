/** Resources that shall not be there any more. */
import type { Edit } from '../../../text/edit.ts'
import type { Block } from '../../../syntax/hcl/ast.ts'
import type { Instance } from '../configuration/instance.ts'
import type { Module } from '../configuration/module.ts'
import { joinsOf } from '../tables/joins.ts'
import { isThere, type WantedBody } from '../tables/wanted-body.ts'
import { isLeftEmpty } from './body.ts'
import { blockSpan, withoutItem } from './layout.ts'
import { blockOf, isClosed } from './desk.ts'
import { NoRoom } from './no-room.ts'
import { pathOf } from './reference.ts'

/** Takes out the block of an instance, unless something else in its module speaks of it. */
export function removed(instance: Instance): readonly Edit[] {
  return removedBlock(instance.module, blockOf(instance))
}

/** Takes a top-level block out, unless something else in its module speaks of it. */
export function removedBlock({ folder }: Module, block: Block): readonly Edit[] {
  if (block.type !== 'resource' || isClosed(block.body.source)) throw new NoRoom()
  const span = blockSpan(block)
  const path = pathOf(block)
  for (const { body } of folder.files) {
    const { text } = body.source
    const isOwn = body.source === block.body.source
    const others = isOwn ? text.slice(0, span.start) + text.slice(span.end) : text
    if (others.includes(path)) throw new NoRoom()
  }
  return [withoutItem(block.body, span)]
}

/** Whether a resource that is for another one would say no more than for which. */
export function isLeftVoid({ labels: [type = ''], body }: Block, wanted: WantedBody): boolean {
  if (joinsOf(type).length === 0) return false
  const isGone = (name: string) => wanted.get(name)?.kind === 'gone'
  const isNew = [...wanted].some(
    ([name, part]) =>
      isThere(part) && !body.attributes.has(name) && body.blocks.every(({ type }) => type !== name),
  )
  return (
    !isNew &&
    [...body.attributes.keys()].every(name => isGone(name) || NAMING.has(name)) &&
    body.blocks.every(block => {
      const part = wanted.get(block.type)
      const isEmpty = part?.kind === 'block' && isLeftEmpty(block, part.body)
      return isEmpty || isGone(block.type) || MACHINERY.has(block.type)
    })
  )
}

/** What a resource without rules would still say. */
const NAMING = new Set([
  'bucket',
  'expected_bucket_owner',
  'count',
  'for_each',
  'provider',
  'region',
  'depends_on',
])

/** Blocks that any resource may have. */
const MACHINERY = new Set(['lifecycle', 'timeouts'])
