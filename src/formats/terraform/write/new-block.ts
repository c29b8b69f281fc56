/** Resources that are new: they stand behind the one that they are for, and are called like it. */
import { Reference } from '../../../model/change.ts'
import type { Block } from '../../../syntax/hcl/ast.ts'
import type { Edit } from '../../../text/edit.ts'
import type { Instance } from '../configuration/instance.ts'
import type { WantedBody } from '../tables/wanted-body.ts'
import { blockLines } from './block-text.ts'
import { blockSpan } from './layout.ts'
import { joinsOf } from '../tables/joins.ts'
import { blockOf, blocksIn, handBeside } from './desk.ts'
import { inserted, lineEnd } from './lines.ts'
import { NoRoom } from './no-room.ts'
import { attributeFor, pathOf, type InstanceOf } from './reference.ts'

/** What a resource may say of where it is. */
const WHERE = ['provider', 'region']

/** Puts a resource of a type behind the block of an instance: one for each of its instances. */
export function addedBlock(
  owner: Instance,
  type: string,
  suffix: string,
  body: WantedBody,
  of: InstanceOf,
): Edit {
  const block = blockOf(owner)
  if (hasOne(owner, type)) throw new NoRoom()
  const { source } = block.body
  const { style } = handBeside(owner, of)
  const header = `resource "${type}" "${freeName(owner, type, suffix)}"`
  const text = withLead(blockLines(header, body, style, ''), leadOf(block))
  return inserted(source, lineEnd(source.text, blockSpan(block).end), `\n\n${text}`)
}

/** Whether a block of a type is for the same resource, if only for some of its instances or under a condition. */
function hasOne({ module, block }: Instance, type: string): boolean {
  const path = pathOf(block)
  const places = joinsOf(type).map(({ by }) => by)
  return blocksIn(module)
    .filter(each => each.type === 'resource' && each.labels[0] === type)
    .some(({ body: { source, attributes } }) =>
      places.some(by => {
        const { start, end } = attributes.get(by)?.value.span ?? { start: 0, end: 0 }
        const [, ...behind] = source.text.slice(start, end).split(path)
        return behind.some(rest => !/^[\w-]/.test(rest))
      }),
    )
}

/** What names an instance in an attribute of a resource that is for it. */
export function namingFor(owner: Instance, by: string): Reference | undefined {
  const attribute = /(?:^|_)arn$/.test(by) ? 'Arn' : 'Ref'
  attributeFor(owner.type, attribute)
  return owner.resource && new Reference(owner.resource, attribute)
}

/** What says how often a block is made, and where. */
function leadOf({ labels, body }: Block): readonly string[] {
  const path = pathOf({ type: 'resource', labels, header: body.span, body })
  const where = WHERE.flatMap(name => {
    const value = body.attributes.get(name)?.value
    return value ? [[name, body.source.text.slice(value.span.start, value.span.end)] as const] : []
  })
  const copies = [
    ...(body.attributes.has('count') ? [['count', `length(${path})`] as const] : []),
    ...(body.attributes.has('for_each') ? [['for_each', path] as const] : []),
  ]
  const all = [...copies, ...where]
  const width = Math.max(0, ...all.map(([name]) => name.length))
  return all.map(([name, text]) => `  ${name.padEnd(width)} = ${text}`)
}

function withLead(text: string, lead: readonly string[]): string {
  if (lead.length === 0) return text
  const start = text.indexOf('\n')
  return `${text.slice(0, start)}\n${lead.join('\n')}\n${text.slice(start)}`
}

/** The name of the owner; where that is taken, with more words. */
export function freeName({ module, block }: Instance, type: string, suffix: string): string {
  const taken = new Set(
    blocksIn(module).flatMap(each =>
      each.type === 'resource' && each.labels[0] === type ? each.labels[1] : [],
    ),
  )
  const name = block.labels[1] ?? ''
  const longer = `${name}_${suffix.replace(/(?!^)[A-Z]/g, '_$&').toLowerCase()}`
  const free = [name, longer].find(each => !taken.has(each))
  if (free !== undefined) return free
  let number = 2
  while (taken.has(`${longer}_${number}`)) number++
  return `${longer}_${number}`
}
