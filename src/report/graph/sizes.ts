/** How much room things take. */
import { columnsOf } from '../terminal.ts'
import type { Block } from './blocks.ts'
import { marksOf } from './labels.ts'

/** Pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

export const NODE_WIDTH = 232
const NODE_HEIGHT = 50
/** What a row of marks adds. */
const MARKS = 22
/** Between the nodes of a block, and around them where the block has a border. */
export const BLOCK_GAP = 12
/** What a line from a block to itself needs at its right side. */
export const LOOP = 74

/** How the nodes of a block stand. */
export interface Shape extends Size {
  readonly columns: number
  readonly nodeHeight: number
  /** Around the nodes, where arrows start from all of them. */
  readonly border: number
}

/** The shape of a block: about twice as wide as high, and no wider than is asked for. */
export function shapeOf({ nodes, hasArrows, hasLoop }: Block, widest = Infinity): Shape {
  const border = hasArrows && nodes.length > 1 ? BLOCK_GAP : 0
  const step = NODE_WIDTH + BLOCK_GAP
  const best = Math.round(Math.sqrt((nodes.length * NODE_HEIGHT * 2.4) / NODE_WIDTH))
  const columns = Math.max(1, Math.min(best, Math.floor((widest + BLOCK_GAP - 2 * border) / step)))
  const rows = Math.ceil(nodes.length / columns)
  const nodeHeight = NODE_HEIGHT + (nodes.some(node => marksOf(node).length > 0) ? MARKS : 0)
  return {
    columns,
    nodeHeight,
    border,
    width: columns * step - BLOCK_GAP + 2 * border + (hasLoop ? LOOP : 0),
    height: rows * (nodeHeight + BLOCK_GAP) - BLOCK_GAP + 2 * border,
  }
}

/** About how wide a text is in a sans-serif font of this size; fonts differ, so that this is rather too much. */
export function widthOf(text: string, size: number): number {
  let width = 0
  for (const character of text) width += columnsOf(character) * (/[A-Z@%mwMW]/.test(character) ? 0.76 : 0.61)
  return Math.ceil(width * size)
}

/** The text as far as it fits; what is cut is in the middle, since names differ at both ends. */
export function fitted(text: string, size: number, width: number): string {
  if (widthOf(text, size) <= width) return text
  const characters = Array.from(text)
  for (let kept = Math.min(characters.length - 1, 200); kept > 2; kept--) {
    const head = Math.ceil(kept / 2)
    const cut = [...characters.slice(0, head), '…', ...characters.slice(head - kept)].join('')
    if (widthOf(cut, size) <= width) return cut
  }
  return '…'
}
