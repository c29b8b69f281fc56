/** What shall stand where something is written: an attribute, a block, a key of an object, or an item of a list. */
import { Exactly, gone, type RewriteWish, type Wanted } from '../../../model/change.ts'
import type { Attribute, Block } from '../../../syntax/hcl/ast.ts'
import type { Edit } from '../../../text/edit.ts'
import type { Instance } from '../configuration/instance.ts'
import type { Module } from '../configuration/module.ts'
import { hasNothing, isRecord, type WantedBody } from '../tables/wanted-body.ts'
import { recordBody } from '../tables/writing.ts'
import { blockLines } from './block-text.ts'
import { bodyEdits, hasIn, isLeftEmpty, type Hand } from './body.ts'
import { blockSpan, withoutItem } from './layout.ts'
import { blocksIn, handIn, isClosed, type Instances } from './desk.ts'
import { formAt, type Form } from './forms.ts'
import { indentAt, replaced } from './lines.ts'
import { NoRoom } from './no-room.ts'
import { partEdits, partsTo, type Part } from './parts.ts'
import { documentName, encodedValue } from './policy.ts'
import { isLeftVoid, removedBlock } from './removal.ts'

/** Where something stands: in an attribute, or a block. */
interface Place {
  /** The blocks around it, the top-level one first. */
  readonly around: readonly [Block, ...Block[]]
  readonly block?: Block
  readonly attribute?: Attribute
  /** What of the value of the attribute, where it is not all of it. */
  readonly parts?: readonly Part[]
}

/** What makes something that is written say something else. */
export function rewriteEdits(
  { module }: Instance,
  { at, to }: RewriteWish,
  instances: Instances,
): readonly Edit[] {
  const offset = at.span.start
  const top = blocksIn(module).find(
    ({ header, body }) => body.source === at.source && header.start <= offset && offset < body.span.end,
  )
  if (!top || !['resource', 'data', 'locals'].includes(top.type) || isClosed(at.source)) throw new NoRoom()
  if (top.header.start === offset) {
    if (to !== gone) throw new NoRoom()
    return removedBlock(module, top)
  }
  const place = placeAt([top], offset)
  if (!place) throw new NoRoom()
  return new Rewriting(module, place, handIn(module, top, instances.of)).edits(to, /\]$/.test(at.address))
}

function placeAt(around: readonly [Block, ...Block[]], offset: number): Place | undefined {
  const { attributes, blocks } = around.at(-1)?.body ?? around[0].body
  for (const attribute of attributes.values()) {
    if (attribute.nameSpan.start === offset) return { around, attribute }
    const parts = partsTo(attribute.value, offset)
    if (parts) return { around, attribute, parts }
  }
  const block = blocks.find(({ header, body }) => header.start <= offset && offset < body.span.end)
  // What `dynamic` makes is written once for all.
  if (!block || block.type === 'dynamic') return undefined
  return block.header.start === offset ? { around, block } : placeAt([...around, block], offset)
}

class Rewriting {
  readonly #module: Module
  readonly #place: Place
  readonly #hand: Hand
  readonly #form: Form | undefined

  constructor(module: Module, place: Place, hand: Hand) {
    this.#module = module
    this.#place = place
    this.#hand = hand
    const { around, attribute, block } = place
    const path = [...around.slice(1).map(({ type }) => type), attribute?.name ?? block?.type ?? '']
    this.#form = formAt(around[0], path)
  }

  /** `isItem` tells one block from the list of all of its type, which begins at the same place. */
  edits(to: Wanted, isItem: boolean): readonly Edit[] {
    const { around, attribute, block, parts } = this.#place
    if (attribute && parts) {
      const { source } = around[0].body
      return partEdits(source, parts, to, this.#hand.style) ?? this.#without(around, attribute.name)
    }
    if (attribute) return this.#attributeEdits(attribute, to)
    if (!block) throw new NoRoom()
    if (to === gone) return isItem ? this.#withoutBlock(around, block) : this.#without(around, block.type)
    const { inside } = this.#form?.writing ?? {}
    if (inside && to instanceof Exactly)
      return this.#replaced(block, recordBody(inside, to.record, hasNothing))
    if (!inside || !isRecord(to)) return this.#write(to)
    const body = recordBody(inside, to, hasIn(block.body))
    if (!body) throw new NoRoom()
    return isLeftEmpty(block, body)
      ? this.#withoutBlock(around, block)
      : bodyEdits(block.body, body, this.#hand)
  }

  #attributeEdits(attribute: Attribute, to: Wanted): readonly Edit[] {
    const { value } = attribute
    // Everything in a text stands where the text does: nobody can tell which part of it is meant.
    const isText = this.#form?.writing.isDocument && !encodedValue(value) && documentName(value) === undefined
    if (isText) throw new NoRoom()
    return to === gone ? this.#without(this.#place.around, attribute.name) : this.#write(to)
  }

  /** In the words of the table. */
  #write(to: Wanted): readonly Edit[] {
    const { writing, base } = this.#form ?? {}
    const owner = base === undefined ? undefined : this.#place.around[base]
    const body = owner && writing?.write?.(to, hasIn(owner.body))
    if (!owner || !body) throw new NoRoom()
    return bodyEdits(owner.body, body, this.#hand)
  }

  #replaced(block: Block, body: WantedBody | undefined): readonly Edit[] {
    if (!body) throw new NoRoom()
    const { source } = block.body
    const { start, end } = blockSpan(block)
    const text = blockLines(block.type, body, this.#hand.style, indentAt(source.text, start))
    return [replaced(source, start, end, text.trimStart())]
  }

  /** Takes out what is called so; with the block around it where that would be left with nothing to say. */
  #without(around: readonly Block[], name: string): readonly Edit[] {
    const parent = around.at(-1)
    if (!parent) throw new NoRoom()
    const wanted: WantedBody = new Map([[name, { kind: 'gone' }]])
    const isVoid = around.length === 1 ? isLeftVoid(parent, wanted) : isLeftEmpty(parent, wanted)
    if (isVoid || NEEDED.has(name)) return this.#withoutBlock(around.slice(0, -1), parent)
    return bodyEdits(parent.body, wanted, this.#hand)
  }

  #withoutBlock(around: readonly Block[], block: Block): readonly Edit[] {
    const parent = around.at(-1)
    if (!parent) return removedBlock(this.#module, block)
    // A resource without rules is refused.
    const isLast = parent.body.blocks.every(each => each === block || each.type !== block.type)
    if (isLast) return this.#without(around, block.type)
    return [withoutItem(parent.body, blockSpan(block))]
  }
}

/** Attributes that their block is for. */
const NEEDED = new Set(['policy', 'identifiers', 'values'])
