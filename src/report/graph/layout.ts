/**
 * Where everything goes. Frames and blocks that lines connect are laid out together, in layers from left to right; what
 * is not connected is packed into rows.
 */
import type { Graph } from '../../graph/index.ts'
import { blocksOf, type Line } from './blocks.ts'
import { itemsOf, partsOf, type Item, type Part } from './items.ts'
import { Layers } from './layers.ts'
import { framed, packed, type Plan } from './plan.ts'
import { loopOf } from './routes.ts'
import { shapeOf } from './sizes.ts'

/** Lays out a graph. */
export function layoutOf(graph: Graph): Plan {
  const { blocks, lines } = blocksOf(graph)
  const between = lines.filter(({ from, to }) => from !== to)
  const plan = sideBySide(partsOf(itemsOf(graph, blocks), between), between, 0)
  const loops = plan.blocks.flatMap(block =>
    lines.filter(({ from, to }) => from === to && from.id === block.id).map(line => loopOf(line, block)),
  )
  return { ...plan, lines: [...plan.lines, ...loops] }
}

/** Parts side by side, within a width where one is given. */
function sideBySide(parts: readonly Part[], lines: readonly Line[], depth: number, width?: number): Plan {
  return packed(
    parts.map(part => partPlan(part, lines, depth, width)),
    width,
  )
}

function partPlan(part: Part, lines: readonly Line[], depth: number, width: number | undefined): Plan {
  const [only, ...others] = part
  if (only && others.length === 0) return itemPlan(only, lines, depth, width)
  const layers = new Layers(part, lines, (loose, below, widest) => sideBySide(loose, lines, below, widest))
  return layers.plan(depth)
}

function itemPlan(item: Item, lines: readonly Line[], depth: number, width: number | undefined): Plan {
  if ('items' in item) return framed(sideBySide(partsOf(item.items, lines), lines, depth + 1), item, depth)
  const shape = shapeOf(item.block, width)
  const block = { ...item.block, ...shape, x: 0, y: 0 }
  return { width: shape.width, height: shape.height, frames: [], blocks: [block], lines: [] }
}
