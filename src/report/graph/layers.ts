/**
 * Plans what lines connect, in layers from left to right. What stands in the same frames and is not connected goes
 * above or below, since between the layers it would be in the way.
 */
import type { Block, Line } from './blocks.ts'
import { blocksIn, isAnchored, partsOf, type FrameItem, type Item, type Part } from './items.ts'
import {
  frameAround,
  GAP,
  moved,
  roomOf,
  type PlacedBlock,
  type PlacedFrame,
  type Plan,
  type Point,
} from './plan.ts'
import { routesOf, type Way } from './routes.ts'
import { shapeOf, type Size } from './sizes.ts'
import { sketchOf } from './sketch.ts'

/** Makes a plan of parts side by side, as wide as is asked for. */
type PlanLoose = (parts: readonly Part[], depth: number, width: number) => Plan

/** One part of a picture while it is laid out. */
export class Layers {
  readonly #part: Part
  readonly #lines: readonly Line[]
  readonly #planLoose: PlanLoose
  /** What is connected to something beyond its own frame. */
  readonly #anchored = new Set<Item>()
  #blocks: PlacedBlock[] = []
  /** The frame around each frame and block that is connected. */
  readonly #parents = new Map<string, string>()
  #ways: readonly Way[] = []
  /** What is not, with its place, by the frame it stands in. */
  readonly #loose = new Map<string, Point & { readonly plan: Plan }>()

  constructor(part: Part, lines: readonly Line[], planLoose: PlanLoose) {
    const inside = new Set(part.flatMap(blocksIn))
    this.#part = part
    this.#lines = lines.filter(({ from, to }) => inside.has(from) && inside.has(to))
    this.#planLoose = planLoose
  }

  /** The plan of the part. */
  plan(depth: number): Plan {
    for (const item of this.#part) this.#add(item)
    const anchored = this.#lines.filter(({ from, to }) => this.#isPlaced(from) && this.#isPlaced(to))
    const sketch = sketchOf(this.#blocks, this.#parents, anchored)
    this.#blocks = sketch.blocks
    this.#ways = sketch.ways
    for (const item of this.#part) if ('items' in item) this.#addLoose(item, depth)
    return this.#result(depth)
  }

  #add(item: Item, parent?: string): void {
    this.#anchored.add(item)
    if (parent !== undefined) this.#parents.set(item.id, parent)
    if ('block' in item) {
      this.#blocks.push({ ...item.block, ...shapeOf(item.block), x: 0, y: 0 })
      return
    }
    for (const part of partsOf(item.items, this.#lines))
      if (isAnchored(part, this.#lines)) for (const inner of part) this.#add(inner, item.id)
  }

  #isPlaced(block: Block): boolean {
    return this.#blocks.some(({ id }) => id === block.id)
  }

  /** Makes room above or below what is connected in a frame, where fewer lines pass, and puts there what is not. */
  #addLoose(frame: FrameItem, depth: number): void {
    for (const item of frame.items)
      if ('items' in item && this.#anchored.has(item)) this.#addLoose(item, depth + 1)
    const loose = frame.items.filter(item => !this.#anchored.has(item))
    if (loose.length === 0) return
    const { x, y, width, height } = roomOf(this.#roomsIn(frame, depth))
    const plan = this.#planLoose(partsOf(loose, this.#lines), depth + 1, width)
    const bottom = y + height
    const isBelow = this.#passing(bottom, x, plan.width) <= this.#passing(y, x, plan.width)
    this.#moveDown(isBelow ? bottom : y, plan.height + GAP)
    this.#loose.set(frame.id, { x, y: isBelow ? bottom + GAP : y, plan })
  }

  /** How many lines pass a level between two sides. */
  #passing(level: number, x: number, width: number): number {
    return this.#ways.filter(({ points }) =>
      points.some((point, index) => {
        const next = points[index + 1] ?? point
        const isAcross = point.y < level !== next.y < level
        return isAcross && Math.max(point.x, next.x) > x && Math.min(point.x, next.x) < x + width
      }),
    ).length
  }

  #moveDown(from: number, by: number): void {
    const move = <T extends Point>(it: T): T => (it.y < from ? it : { ...it, y: it.y + by })
    this.#blocks = this.#blocks.map(move)
    this.#ways = this.#ways.map(({ line, points, label }) => ({
      line,
      points: points.map(move),
      label: move(label),
    }))
    for (const [frame, loose] of this.#loose) this.#loose.set(frame, move(loose))
  }

  #roomsIn(frame: FrameItem, depth: number): (Point & Size)[] {
    const loose = this.#loose.get(frame.id)
    const rooms = frame.items.flatMap((item): (Point & Size)[] => {
      if (!this.#anchored.has(item)) return []
      return 'items' in item
        ? [this.#frame(item, depth + 1)]
        : this.#blocks.filter(({ id }) => id === item.id)
    })
    const { width = 0, height = 0 } = loose?.plan ?? {}
    return [...rooms, ...(loose ? [{ x: loose.x, y: loose.y, width, height }] : [])]
  }

  #frame(item: FrameItem, depth: number): PlacedFrame {
    return frameAround(roomOf(this.#roomsIn(item, depth)), item, depth)
  }

  #framesIn(item: Item, depth: number): PlacedFrame[] {
    if ('block' in item || !this.#anchored.has(item)) return []
    return [this.#frame(item, depth), ...item.items.flatMap(inner => this.#framesIn(inner, depth + 1))]
  }

  #result(depth: number): Plan {
    const loose = Array.from(this.#loose.values(), ({ plan, x, y }) => moved(plan, x, y))
    const frames = this.#part.flatMap(item => this.#framesIn(item, depth))
    const lines = routesOf(this.#ways, this.#blocks)
    const points = lines.flatMap(line => line.points.map(point => ({ ...point, width: 0, height: 0 })))
    const { x, y, width, height } = roomOf([...this.#blocks, ...frames, ...points])
    const plan = {
      width,
      height,
      frames: [...frames, ...loose.flatMap(each => each.frames)],
      blocks: [...this.#blocks, ...loose.flatMap(each => each.blocks)],
      lines: [...lines, ...loose.flatMap(each => each.lines)],
    }
    return moved(plan, -x, -y)
  }
}
