/** Finds what stands at a place, and changes that alone. */
import type { Wanted } from '../../../model/change.ts'
import type { Span } from '../../../text/source.ts'
import { amend, amendBranches, branchesOf, isFunction, settle, type Desk, type Outcome } from './amend.ts'
import { collectionOf, type Slot } from './collection.ts'
import { NoRoom } from './no-room.ts'
import type { Page, Piece } from './page.ts'

/** Changes the value at a place within a slot: that of the key there, or the item; throws `NoRoom` if there is none. */
export function rewriteAt(desk: Desk, slot: Slot, at: Span, wanted: Wanted): Outcome {
  const { page } = desk
  if (isSame(slot.node.span, at)) return amend(desk, slot, wanted)
  const branches = branchesOf(page, slot)
  if (branches) {
    if (!branches.some(branch => holds(branch.node.span, at))) throw new NoRoom()
    return amendBranches(desk, branches, branch =>
      holds(branch.node.span, at) ? rewriteAt(desk, branch, at, wanted) : [],
    )
  }
  if (isFunction(slot.node)) throw new NoRoom()
  const collection = collectionOf(page, slot)
  for (const part of collection.parts) {
    if (part.keySpan && isSame(part.keySpan, at))
      return settle(desk, slot, collection, new Map([[part, amend(desk, part.slot, wanted)]]))
    if (part.slot && holds(part.slot.node.span, at))
      return settle(desk, slot, collection, new Map([[part, rewriteAt(desk, part.slot, at, wanted)]]))
  }
  throw new NoRoom()
}

/** Puts another key in the place of one within a slot; throws `NoRoom` where no word stands there. */
export function renameAt({ text }: Page, { node }: Slot, at: Span, key: string): Piece[] {
  const [word, quote = ''] = /^(["']?)[\w.:-]+\1$/.exec(text.slice(at.start, at.end)) ?? []
  if (word === undefined || !holds(node.span, at)) throw new NoRoom()
  return [{ span: at, text: quote + key + quote }]
}

function isSame(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end
}

function holds(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end
}
