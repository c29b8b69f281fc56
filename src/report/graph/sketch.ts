/** Where blocks and lines that are connected go, before there is room for anything else. */
import { Graph, layout, type EdgeLabel, type GraphLabel, type NodeLabel } from '@dagrejs/dagre'
import type { Line } from './blocks.ts'
import type { PlacedBlock } from './plan.ts'
import type { Way } from './routes.ts'
import { widthOf } from './sizes.ts'

/** Blocks and lines with their places. */
interface Sketch {
  readonly blocks: PlacedBlock[]
  readonly ways: readonly Way[]
}

type Layered = Graph<GraphLabel, NodeLabel, EdgeLabel>

const LABEL_HEIGHT = 16
/** Finding layers for more takes too long. */
const MOST_BLOCKS = 250
const MOST_LINES = 300
/** Between blocks of a column: the titles and borders of frames have room. */
const COLUMN_GAP = 120
const COLUMN_REACH = 90

/** Ways to find layers: on rare graphs with frames the library gives up, and with another way it does not. */
const rankers = ['network-simplex', 'tight-tree', 'longest-path'] as const

/** Puts blocks into layers from left to right; into one column where that cannot be. `parents` are frames. */
export function sketchOf(
  blocks: readonly PlacedBlock[],
  parents: ReadonlyMap<string, string>,
  lines: readonly Line[],
): Sketch {
  if (blocks.length > MOST_BLOCKS || lines.length > MOST_LINES) return columnOf(blocks, lines)
  const graph: Layered = new Graph({ compound: true, multigraph: true })
  for (const { id, width, height } of blocks) graph.setNode(id, { width, height })
  for (const [inner, outer] of parents) {
    if (!graph.hasNode(outer)) graph.setNode(outer, { width: 0, height: 0 })
    if (!graph.hasNode(inner)) graph.setNode(inner, { width: 0, height: 0 })
    graph.setParent(inner, outer)
  }
  for (const [index, { kind, from, to }] of lines.entries()) {
    const label = { width: widthOf(kind, 11) + 14, height: LABEL_HEIGHT, labelpos: 'c' as const }
    graph.setEdge(from.id, to.id, label, String(index))
  }
  if (!rankers.some(ranker => isLaidOut(graph, ranker))) return columnOf(blocks, lines)
  return {
    blocks: blocks.map(block => {
      const { x = 0, y = 0 } = graph.node(block.id)
      return { ...block, x: x - block.width / 2, y: y - block.height / 2 }
    }),
    ways: lines.map((line, index) => {
      const { points = [], x = 0, y = 0 } = graph.edge(line.from.id, line.to.id, String(index))
      return { line, points, label: { x, y } }
    }),
  }
}

function isLaidOut(graph: Layered, ranker: (typeof rankers)[number]): boolean {
  graph.setGraph({ rankdir: 'LR', nodesep: 30, edgesep: 20, ranksep: 60, ranker })
  try {
    layout(graph)
    return true
  } catch {
    return false
  }
}

/** Blocks below each other; lines go out and come back at the right side. */
function columnOf(blocks: readonly PlacedBlock[], lines: readonly Line[]): Sketch {
  let y = 0
  const placed = blocks.map(block => {
    const here = { ...block, x: -block.width / 2, y }
    y += block.height + COLUMN_GAP
    return here
  })
  const middles = new Map(placed.map(block => [block.id, { x: 0, y: block.y + block.height / 2 }]))
  const reach = Math.max(...blocks.map(({ width }) => width / 2)) + COLUMN_REACH
  const ways = lines.flatMap(line => {
    const [from, to] = [middles.get(line.from.id), middles.get(line.to.id)]
    if (!from || !to) return []
    const label = { x: reach, y: (from.y + to.y) / 2 }
    return [{ line, points: [from, label, to], label }]
  })
  return { blocks: placed, ways }
}
