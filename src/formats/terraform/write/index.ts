/** Writes changes into the configurations that resources were read from. */
import { type SetWish, type Wish, type Writer } from '../../../model/change.ts'
import type { Edit } from '../../../text/edit.ts'
import type { Instance } from '../configuration/instance.ts'
import { policy } from '../tables/shape.ts'
import { addEdits } from './add.ts'
import { bodyEdits, hasIn } from './body.ts'
import { callerEdits } from './caller.ts'
import { blockOf, handIn, type Instances } from './desk.ts'
import { NoRoom } from './no-room.ts'
import { rewriteEdits } from './rewrite.ts'
import { setEdits } from './set.ts'

export { instancesIn } from './desk.ts'

/** Writes into the block of an instance and those for it; with `isPolicy` into the policy that stands in the block. */
export function writerFor(instance: Instance, isPolicy: boolean, instances: Instances): Writer {
  return wish => {
    try {
      const edits = tidy(wished(instance, isPolicy, wish, instances))
      return [...edits, ...tidy(callerEdits(instance.module, edits))]
    } catch (failure) {
      if (!(failure instanceof NoRoom)) throw failure
      return undefined
    }
  }
}

function wished(instance: Instance, isPolicy: boolean, wish: Wish, instances: Instances): readonly Edit[] {
  if (wish.kind === 'add') return addEdits(instance, wish, instances)
  // Arguments that a resource does not have are not read.
  if (wish.kind === 'rename') throw new NoRoom()
  if (wish.kind === 'rewrite') return rewriteEdits(instance, wish, instances)
  return isPolicy ? ownPolicyEdits(instance, wish, instances) : setEdits(instance, wish, instances)
}

/** What makes the policy say something that is written in the resource that it is for. */
function ownPolicyEdits(
  instance: Instance,
  { properties = {}, attributes }: SetWish,
  instances: Instances,
): readonly Edit[] {
  const { PolicyDocument: to, ...others } = properties
  const block = blockOf(instance)
  const body = to === undefined ? undefined : policy('policy').write?.(to, hasIn(block.body))
  if (!body || attributes || Object.keys(others).length > 0) throw new NoRoom()
  return bodyEdits(block.body, body, handIn(instance.module, block, instances.of))
}

/** Edits in the line breaks of their text, and what is taken out twice taken out once. */
function tidy(edits: readonly Edit[]): readonly Edit[] {
  const inOrder = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
  const tidied: Edit[] = []
  for (const { source, span, text } of inOrder) {
    const before = tidied.findLast(edit => edit.source === source)
    if (before && before.span.end > span.start) {
      if (before.text !== '' || text !== '') throw new NoRoom()
      const end = Math.max(before.span.end, span.end)
      tidied[tidied.indexOf(before)] = { source, span: { start: before.span.start, end }, text: '' }
    } else {
      const lines = source.text.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text
      tidied.push({ source, span: { start: span.start, end: span.end }, text: lines })
    }
  }
  return tidied
}
