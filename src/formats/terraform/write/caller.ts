/** The account that a configuration is applied in, which a data source tells. */
import type { Edit } from '../../../text/edit.ts'
import type { Block } from '../../../syntax/hcl/ast.ts'
import type { Instance } from '../configuration/instance.ts'
import type { Module } from '../configuration/module.ts'
import { blockSpan } from './layout.ts'
import { inserted, lineEnd } from './lines.ts'
import { NoRoom } from './no-room.ts'
import type { Place } from './reference.ts'

const TYPE = 'aws_caller_identity'
const NEW = 'current'

/** The expression that gives the id of the account of an instance; throws `NoRoom` where a provider of its own may be elsewhere. */
export function callerAccount({ module, block }: Place, instance: Instance): string {
  const isHere = [block, instance.block].every(({ body }) => !body.attributes.has('provider'))
  if (instance.module !== module || !isHere) throw new NoRoom()
  const known = callersIn(module)
  const name = known.find(isPlain)?.labels[1] ?? NEW
  // That of another provider may be called so.
  if (name === NEW && known.some(each => each.labels[1] === NEW && !isPlain(each))) throw new NoRoom()
  return `data.${TYPE}.${name}.account_id`
}

/** The data source that edits ask for, where there is none yet; always in one place, so that no two of them meet. */
export function callerEdits(module: Module, edits: readonly Edit[]): readonly Edit[] {
  if (!edits.some(({ text }) => text.includes(`data.${TYPE}.${NEW}.`))) return []
  if (callersIn(module).some(({ labels }) => labels[1] === NEW)) return []
  const blocks = module.folder.files.flatMap(({ body }) => body.blocks)
  const file = module.folder.files.find(({ body }) => body.blocks.some(({ type }) => type === 'resource'))
  const last = blocks.findLast(({ type }) => type === 'data') ?? file?.body.blocks.at(-1)
  const source = last?.body.source
  if (!last || !source || source.path.endsWith('.json')) throw new NoRoom()
  const at = lineEnd(source.text, blockSpan(last).end)
  return [inserted(source, at, `\n\ndata "${TYPE}" "${NEW}" {}`)]
}

function callersIn({ folder }: Module): readonly Block[] {
  const blocks = folder.files.flatMap(({ body }) => body.blocks)
  return blocks.filter(({ type, labels }) => type === 'data' && labels[0] === TYPE)
}

/** Whether there is one of it, for the provider that is meant where none is named. */
function isPlain({ body }: Block): boolean {
  return !['count', 'for_each', 'provider'].some(name => body.attributes.has(name))
}
