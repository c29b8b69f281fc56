/** Bodies of blocks that shall say more, or less. */
import type { Wanted } from '../../../model/change.ts'
import type { Attribute, Block, Body, Expression } from '../../../syntax/hcl/ast.ts'
import type { Edit } from '../../../text/edit.ts'
import { isThere, type Has, type Part, type WantedBody } from '../tables/wanted-body.ts'
import { isEmptied, valueEdits } from './expression.ts'
import { indentAt, inserted, lineEnd, replaced, wholeLines } from './lines.ts'
import { blockSpan, layoutEdits, withoutItem } from './layout.ts'
import { NoRoom } from './no-room.ts'
import { blockLines, bodyLines } from './block-text.ts'
import type { Style } from './style.ts'

/** What is at hand where a block is written. */
export interface Hand {
  readonly style: Style
  /** What makes an attribute that is JSON text say something. */
  document(value: Expression, to: Wanted): readonly Edit[]
}

/** Blocks that mean something when they are empty. */
const MEANING_WHEN_EMPTY = new Set(['filter'])

/** What is written in a body. */
export function hasIn(body: Body): Has {
  return path => {
    const [first = '', ...rest] = path.split('.')
    if (rest.length === 0 && body.attributes.has(first)) return true
    const block = body.blocks.find(each => typeOf(each) === first)
    return (
      block !== undefined &&
      (rest.length === 0 || block.type === 'dynamic' || hasIn(block.body)(rest.join('.')))
    )
  }
}

/** What makes a body say what is wanted. */
export function bodyEdits(body: Body, wanted: WantedBody, hand: Hand): readonly Edit[] {
  const edits: Edit[] = []
  const droppedAttributes = new Set<Attribute>()
  const droppedBlocks = new Set<Block>()
  const spread = new Set<Attribute>()
  const fresh: [name: string, part: Part][] = []
  for (const [name, part] of wanted) {
    const attribute = body.attributes.get(name)
    const blocks = body.blocks.filter(block => typeOf(block) === name)
    if (blocks.some(({ type }) => type === 'dynamic')) throw new NoRoom()
    if (attribute && isWithout(attribute, part)) {
      if (hand.style.isGiven(attribute.value)) throw new NoRoom()
      droppedAttributes.add(attribute)
    } else if (attribute) {
      const own = attributeEdits(body, attribute, part, hand)
      if (own.some(edit => isIn(body, attribute.value, edit) && edit.text.includes('\n')))
        spread.add(attribute)
      edits.push(...own)
    } else if (part.kind === 'gone') for (const block of blocks) droppedBlocks.add(block)
    else if (part.kind === 'block' && blocks[0]) {
      if (isLeftEmpty(blocks[0], part.body)) droppedBlocks.add(blocks[0])
      else edits.push(...bodyEdits(blocks[0].body, part.body, hand))
    } else if (part.kind === 'blocks' && blocks[0]) {
      const place = { ...part, name }
      if (part.beside) edits.push(...besideEdits(blocks, place, hand))
      else edits.push(...insteadEdits(body, blocks, place, hand))
    } else if (isThere(part)) fresh.push([name, part])
  }
  return [
    ...edits,
    ...layoutEdits(
      body,
      { droppedAttributes, spread, droppedBlocks },
      bodyLines(new Map(fresh), hand.style, ''),
    ),
  ]
}

/** Whether wants would leave nothing in a block, which is as if it were not there. */
export function isLeftEmpty(block: Block, wanted: WantedBody): boolean {
  if (MEANING_WHEN_EMPTY.has(block.type) || wanted.size === 0) return false
  const { attributes, blocks } = block.body
  const isNew = ([name, part]: [string, Part]) =>
    !attributes.has(name) && !blocks.some(({ type }) => type === name) && isThere(part)
  if ([...wanted].some(isNew)) return false
  const isGone = (name: string) => wanted.get(name)?.kind === 'gone'
  return (
    [...attributes.keys()].every(isGone) &&
    blocks.every(inner => {
      const part = wanted.get(inner.type)
      return part?.kind === 'gone' || (part?.kind === 'block' && isLeftEmpty(inner, part.body))
    })
  )
}

/** `dynamic "rule"` makes blocks of the type `rule`. */
function typeOf({ type, labels: [label] }: Block): string {
  return type === 'dynamic' ? (label ?? type) : type
}

function isWithout(attribute: Attribute, part: Part): boolean {
  return part.kind === 'gone' || (part.kind === 'attribute' && isEmptied(attribute.value, part.value))
}

function attributeEdits(body: Body, { value }: Attribute, part: Part, hand: Hand): readonly Edit[] {
  if (part.kind === 'attribute') return valueEdits(body.source, value, part.value, hand.style)
  if (part.kind === 'document') return hand.document(value, part.value)
  // Blocks may be written as a list of objects, which is rare.
  throw new NoRoom()
}

/** A policy may lie in another block than the attribute that says where. */
function isIn({ source }: Body, { span }: Expression, edit: Edit): boolean {
  return edit.source === source && edit.span.start >= span.start && edit.span.end <= span.end
}

interface NamedBlocks {
  readonly name: string
  readonly bodies: readonly WantedBody[]
}

function besideEdits(blocks: readonly Block[], { name, bodies }: NamedBlocks, { style }: Hand): Edit[] {
  const last = blocks.at(-1)
  if (!last) return []
  const { source } = last.body
  const span = blockSpan(last)
  if (!wholeLines(source.text, span)) throw new NoRoom()
  const indent = indentAt(source.text, span.start)
  const text = bodies.map(body => `\n\n${blockLines(name, body, style, indent)}`).join('')
  return [inserted(source, lineEnd(source.text, span.end), text)]
}

function insteadEdits(
  body: Body,
  blocks: readonly Block[],
  { name, bodies }: NamedBlocks,
  { style }: Hand,
): Edit[] {
  const [first, ...others] = blocks
  if (!first) return []
  const { source } = body
  const span = blockSpan(first)
  const indent = indentAt(source.text, span.start)
  const texts = bodies.map(each => blockLines(name, each, style, indent).trimStart())
  const removed = others.map(block => withoutItem(body, blockSpan(block)))
  if (texts.length === 0) return [withoutItem(body, span), ...removed]
  return [replaced(source, span.start, span.end, texts.join(`\n\n${indent}`)), ...removed]
}
