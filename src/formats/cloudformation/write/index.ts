/** Writes changes into the text of templates. */
import { More, type AddWish, type SetWish, type Wish, type Writer } from '../../../model/change.ts'
import type { Resource } from '../../../model/resource.ts'
import type { Entry, MapNode, Node } from '../../../syntax/node.ts'
import { writtenNode } from '../build.ts'
import { plainScalar } from '../intrinsic.ts'
import type { Template } from '../template.ts'
import { addBehind, addedId } from './add.ts'
import { merge, type Desk, type Outcome } from './amend.ts'
import { entryPart, type Part, type Slot } from './collection.ts'
import { namesIn } from './names.ts'
import { NoRoom } from './no-room.ts'
import { Page, type Piece } from './page.ts'
import { renameAt, rewriteAt } from './rewrite.ts'

/** What writes into a resource; `undefined` for one that nobody wrote: expanded from others, or made by a program. */
export function writerOf(template: Template, section: MapNode, entry: Entry): Writer | undefined {
  const value = writtenNode(entry.value)
  if (value?.kind !== 'map' || typeOf(value) !== typeOf(entry.value)) return undefined
  if (template.surroundings.constructs) return undefined
  const { key, keySpan } = entry
  return wish => {
    try {
      const place = placeOf(template, section, { key, keySpan, value })
      const outcome = carriedOut(template, place, wish)
      if (outcome === 'nothing') return undefined
      const { source } = value
      const pieces = wish.kind === 'add' ? [...outcome, ...dependencies(template, section, wish)] : outcome
      return pieces.map(({ span, text }) => ({ source, span, text }))
    } catch (error) {
      if (error instanceof NoRoom) return undefined
      throw error
    }
  }
}

function typeOf(node: Node): string | undefined {
  return node.kind === 'map' ? plainScalar(node.get('Type')?.value) : undefined
}

/** Where a resource stands. */
interface Place {
  readonly page: Page
  readonly part: Part
  readonly slot: Slot
  /** Where the section ends that it stands in. */
  readonly end: number
}

function carriedOut(template: Template, place: Place, wish: Wish): Outcome {
  const { page, slot } = place
  const desk: Desk = { page, nameOf: namesIn(template, wish.kind === 'add' ? undefined : wish.resource.id) }
  switch (wish.kind) {
    case 'set':
      return merge(desk, slot, recordOf(wish), 'Properties')
    case 'rewrite':
      if (wish.at.source !== slot.node.source) throw new NoRoom()
      return rewriteAt(desk, slot, wish.at.span, wish.to)
    case 'rename':
      if (wish.at.source !== slot.node.source) throw new NoRoom()
      return renameAt(page, slot, wish.at.span, wish.to)
    case 'add':
      return addBehind(desk, template, place, wish)
  }
}

/** What makes the resources that need a new one wait for it. */
function dependencies(template: Template, section: MapNode, wish: AddWish): readonly Piece[] {
  return (wish.before ?? []).flatMap(resource =>
    dependency(template, section, resource, addedId(template, wish)),
  )
}

function dependency(
  template: Template,
  section: MapNode,
  waiting: Resource,
  added: string,
): readonly Piece[] {
  const entry = section.get(waiting.id)
  const value = entry && writtenNode(entry.value)
  if (!entry || value?.kind !== 'map' || template.resources.get(entry.key) !== waiting) return []
  const { page, slot } = placeOf(template, section, { key: entry.key, keySpan: entry.keySpan, value })
  const record = { DependsOn: new More([added]) }
  const outcome = merge({ page, nameOf: namesIn(template) }, slot, record, 'Properties')
  return outcome === 'nothing' ? [] : outcome
}

function recordOf({ properties, attributes }: SetWish) {
  return { ...attributes, ...(properties ? { Properties: properties } : {}) }
}

/** Where the text of a resource is; throws `NoRoom` where it comes by an alias, a merge key or a loop. */
function placeOf({ root }: Template, section: MapNode, entry: Entry): Place {
  const resources = root.get('Resources')
  const { text } = section.source
  const { span } = section
  const first = entry.value.kind === 'map' ? entry.value.entries[0] : undefined
  if (!resources || !first) throw new NoRoom()
  const page = new Page(text, { start: entry.keySpan.start, end: entry.value.span.end }, first.keySpan.start)
  const isBracketed = text[span.start] === '{'
  const isOwnLine = page.isFirstOnLine(entry.keySpan.start)
  const isInside = span.start <= entry.keySpan.start && entry.value.span.end <= span.end
  if (!stands(page, resources, section) || !isInside || !isWritten(text, entry)) throw new NoRoom()
  const indent = page.indentAt(entry.keySpan.start)
  const layout = isBracketed
    ? ({
        kind: 'flow',
        indent: isOwnLine ? indent : undefined,
        isQuoted: text[entry.keySpan.start] === '"',
      } as const)
    : ({ kind: 'block', indent } as const)
  const part = entryPart(page, layout, entry)
  if (!part.slot) throw new NoRoom()
  return { page, part, slot: part.slot, end: isBracketed ? span.end - 1 : span.end }
}

/** Whether the section stands behind its key, with no anchor that others know it by. */
function stands(page: Page, { key, keySpan }: Entry, value: Node): boolean {
  return entryPart(page, { kind: 'block', indent: '' }, { key, keySpan, value }).slot !== undefined
}

/** Whether a resource has the logical id that is written: those of a loop are made from it. */
function isWritten(text: string, { key, keySpan }: Entry): boolean {
  return text.slice(keySpan.start, keySpan.end).replace(/^(["'])(.*)\1$/, '$2') === key
}
