/** The ways of lines: out of the right side of one block and into the left side of the next, around all others. */
import type { Line } from './blocks.ts'
import type { PlacedBlock, Point, Routed } from './plan.ts'
import { LOOP, widthOf } from './sizes.ts'

/** A line with the points it was laid through. */
export interface Way {
  readonly line: Line
  readonly points: readonly Point[]
  readonly label: Point
}

/** One end of a line, and the point next to it. */
interface End {
  readonly way: Way
  readonly block: PlacedBlock
  readonly next: Point
  readonly side: 'left' | 'right'
}

/** Lines are straight for so long before and after a layer. */
const STUB = 14

/** Leads lines along the layers that they pass, so that they bend between layers and never behind a block. */
export function routesOf(ways: readonly Way[], blocks: readonly PlacedBlock[]): readonly Routed[] {
  const byId = new Map(blocks.map(block => [block.id, block]))
  const ends = ways.flatMap(way => [
    ...endOf(way, byId.get(way.line.from.id), way.points[1]),
    ...endOf(way, byId.get(way.line.to.id), way.points.at(-2)),
  ])
  const places = placesOf(ends, blocks)
  return ways.map(way => {
    const [from, to] = ends.filter(end => end.way === way).map(end => places.get(end))
    const between = way.points.slice(1, -1).flatMap((point, index) => {
      const isLabel = Math.abs(point.x - way.label.x) < 1
      const reach = Math.max(reachOf(point.x, blocks), isLabel ? widthOf(way.line.kind, 11) / 2 : 0)
      const previous = way.points[index]
      const goesRight = previous === undefined || previous.x <= point.x
      const [start, end] = goesRight ? [-reach, reach] : [reach, -reach]
      return reach === 0 ? [point] : [start, end].map(dx => ({ x: point.x + dx, y: point.y }))
    })
    const points = [...(from ?? []), ...between, ...(to ?? []).toReversed()]
    return { ...way.line, points, label: way.label }
  })
}

/** A line that goes out of the right side of a block and comes back there. */
export function loopOf(line: Line, { x, y, width, height }: PlacedBlock): Routed {
  const right = x + width - LOOP
  const middle = y + height / 2
  return {
    ...line,
    points: [
      { x: right, y: middle - 14 },
      { x: right, y: middle + 14 },
    ],
    label: { x: right + LOOP / 2 + 6, y: middle },
  }
}

function endOf(way: Way, block: PlacedBlock | undefined, next: Point | undefined): End[] {
  if (!block || !next) return []
  return [{ way, block, next, side: next.x < block.x + block.width / 2 ? 'left' : 'right' }]
}

/** Where lines touch blocks, side by side in the order in which they go on, and where they are clear of the layer. */
function placesOf(
  ends: readonly End[],
  blocks: readonly PlacedBlock[],
): ReadonlyMap<End, readonly [Point, Point]> {
  const bySide = new Map<string, End[]>()
  for (const end of ends) {
    const key = `${end.side} ${end.block.id}`
    bySide.set(key, [...(bySide.get(key) ?? []), end])
  }
  const places = new Map<End, readonly [Point, Point]>()
  for (const together of bySide.values()) {
    together.sort((a, b) => a.next.y - b.next.y)
    for (const [index, end] of together.entries()) {
      const { block, side } = end
      const right = block.x + block.width - (block.hasLoop ? LOOP : 0)
      const y = block.y + (block.height * (index + 1)) / (together.length + 1)
      const middle = block.x + block.width / 2
      const clear = reachOf(middle, blocks) + STUB
      places.set(
        end,
        side === 'left'
          ? [
              { x: block.x, y },
              { x: middle - clear, y },
            ]
          : [
              { x: right, y },
              { x: middle + clear, y },
            ],
      )
    }
  }
  return places
}

/** How far the blocks of the layer at this place reach to either side; none where only lines pass. */
function reachOf(x: number, blocks: readonly PlacedBlock[]): number {
  const layer = blocks.filter(block => Math.abs(block.x + block.width / 2 - x) < 1)
  return Math.max(0, ...layer.map(({ width }) => width / 2))
}
