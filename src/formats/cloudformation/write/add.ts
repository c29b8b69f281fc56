/** Writes a new resource behind another one. */
import type { AddWish } from '../../../model/change.ts'
import type { Node } from '../../../syntax/node.ts'
import { mapAt, plainScalar } from '../intrinsic.ts'
import type { Template } from '../template.ts'
import type { Desk } from './amend.ts'
import type { Part, Slot } from './collection.ts'
import { insertions } from './insert.ts'
import type { Page, Piece } from './page.ts'
import { memberText } from './render.ts'
import { membersOf, type Tree } from './tree.ts'

/** The pieces of text that change; `part` is the resource that it stands behind, in a section that ends at `end`. */
export function addBehind(
  { page, nameOf }: Desk,
  template: Template,
  { part, slot, end }: { readonly part: Part; readonly slot: Slot; readonly end: number },
  wish: AddWish,
): Piece[] {
  const condition = conditionOf(slot.node)
  const resource = new Map<string, Tree>([
    ['Type', wish.type],
    ...(condition === undefined ? [] : [['Condition', condition] as const]),
    ['Properties', membersOf(wish.properties, nameOf)],
  ])
  const key = addedId(template, wish)
  const text = memberText(page, slot.layout, { key, tree: resource })
  const pieces = insertions(page, { layout: slot.layout, end }, part, [text])
  return isAiry(page, part, end) ? pieces.map(piece => aired(page, piece)) : pieces
}

function conditionOf(node: Node): string | undefined {
  return node.kind === 'map' ? plainScalar(node.get('Condition')?.value) : undefined
}

/** The logical id of a new resource: one that nothing in the template has yet. */
export function addedId({ root }: Template, { resource, suffix }: AddWish): string {
  const wanted = resource.id + suffix
  const taken = (id: string) =>
    ['Resources', 'Parameters', 'Conditions'].some(section => mapAt(root, section)?.get(id))
  for (let count = 1; ; count++) {
    const id = count === 1 ? wanted : `${wanted}${count}`
    if (!taken(id)) return id
  }
}

/** Whether a blank line stands between a resource and a neighbour. */
function isAiry({ text }: Page, { span }: Part, end: number): boolean {
  return (
    /^[^\n]*\r?\n[ \t]*\r?\n/.test(text.slice(span.end, end)) ||
    /\n[ \t]*\r?\n(?:[ \t]*#[^\n]*\n)*[ \t]*["']?$/.test(text.slice(0, span.start))
  )
}

/** With a blank line before the first line that is put in. */
function aired({ eol }: Page, { span, text }: Piece): Piece {
  return { span, text: text.replace(/^,?\r?\n/, start => start + eol) }
}
