/** What stands in the picture, as a tree of frames and blocks, and which parts of it lines hold together. */
import type { Graph } from '../../graph/index.ts'
import type { Block, Line } from './blocks.ts'
import { framesOf, type Frame } from './frames.ts'

/** A frame with what stands directly in it. */
export interface FrameItem {
  readonly id: string
  readonly title: string
  readonly items: readonly Item[]
}

/** A frame or a block. */
export type Item = FrameItem | { readonly id: string; readonly block: Block }

/** Items that lines hold together. */
export type Part = readonly Item[]

/** The items of the whole picture. */
export function itemsOf(graph: Graph, blocks: readonly Block[]): readonly Item[] {
  const inFrames = new Map<string, Block[]>()
  for (const block of blocks) {
    const frame = block.group ?? ''
    const known = inFrames.get(frame)
    if (known) known.push(block)
    else inFrames.set(frame, [block])
  }
  const build = ({ id, frames }: Pick<Frame, 'id' | 'frames'>): readonly Item[] => [
    ...(inFrames.get(id) ?? []).map(block => ({ id: block.id, block })),
    ...frames.map(each => ({ id: each.id, title: each.title, items: build(each) })),
  ]
  return build({ id: '', frames: framesOf(graph) })
}

/** The blocks in an item, however deep. */
export function blocksIn(item: Item): readonly Block[] {
  return 'block' in item ? [item.block] : item.items.flatMap(blocksIn)
}

/** Items in parts, each of which lines hold together. */
export function partsOf(items: readonly Item[], lines: readonly Line[]): readonly Part[] {
  const parts = new Map(items.map(item => [item, [item]]))
  const itemOf = new Map(items.flatMap(item => blocksIn(item).map(({ id }) => [id, item])))
  for (const { from, to } of lines) {
    const [start, end] = [itemOf.get(from.id), itemOf.get(to.id)]
    const [one, other] = [start && parts.get(start), end && parts.get(end)]
    if (!one || !other || one === other) continue
    one.push(...other)
    for (const item of other) parts.set(item, one)
  }
  return [...new Set(parts.values())]
}

/** Whether a line leads from a part to something else. */
export function isAnchored(part: Part, lines: readonly Line[]): boolean {
  const inside = new Set(part.flatMap(blocksIn))
  return lines.some(({ from, to }) => inside.has(from) !== inside.has(to))
}
