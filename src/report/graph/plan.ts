/** Pictures with a place for everything, and how they are put beside and around each other. */
import type { Block, Line } from './blocks.ts'
import { widthOf, type Shape, type Size } from './sizes.ts'

/** A place, in pixels from the upper left corner. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** What has a size and a place, that of its upper left corner. */
export type Placed<T> = T & Point & Size

/** A frame of the picture; `depth` counts the frames around it. */
export type PlacedFrame = Placed<{ readonly id: string; readonly title: string; readonly depth: number }>

/** A block of the picture. */
export type PlacedBlock = Block & Shape & Point

/** A line with its way through the picture. */
export interface Routed extends Line {
  readonly points: readonly Point[]
  /** The middle of its label. */
  readonly label: Point
}

/** A picture, or a part of one. */
export interface Plan extends Size {
  readonly frames: readonly PlacedFrame[]
  readonly blocks: readonly PlacedBlock[]
  readonly lines: readonly Routed[]
}

export const GAP = 28
const PADDING = 16
const TITLE = 22
/** Pictures are about so many times as wide as high. */
const ASPECT = 1.6
/** No title makes a frame wider than this. */
const WIDEST_TITLE = 260

/** The frame around what takes up some room. */
export function frameAround(
  inner: Point & Size,
  { id, title }: { readonly id: string; readonly title: string },
  depth: number,
): PlacedFrame {
  return {
    id,
    title,
    depth,
    x: inner.x - PADDING,
    y: inner.y - PADDING - TITLE,
    width: Math.max(inner.width, Math.min(widthOf(title, 12), WIDEST_TITLE)) + 2 * PADDING,
    height: inner.height + 2 * PADDING + TITLE,
  }
}

/** A plan within a frame. */
export function framed(
  plan: Plan,
  frame: { readonly id: string; readonly title: string },
  depth: number,
): Plan {
  const around = frameAround({ x: 0, y: 0, width: plan.width, height: plan.height }, frame, depth)
  const { width, height } = around
  return moved({ ...plan, width, height, frames: [around, ...plan.frames] }, -around.x, -around.y)
}

/** A plan somewhere else. */
export function moved(plan: Plan, dx: number, dy: number): Plan {
  const move = <T extends Point>(it: T): T => ({ ...it, x: it.x + dx, y: it.y + dy })
  return {
    ...plan,
    frames: plan.frames.map(move),
    blocks: plan.blocks.map(move),
    lines: plan.lines.map(line => ({ ...line, points: line.points.map(move), label: move(line.label) })),
  }
}

/** Plans in rows, in their order, as wide as makes the whole well shaped unless a width is given. */
export function packed(plans: readonly Plan[], width?: number): Plan {
  const area = plans.reduce((sum, { width, height }) => sum + (width + GAP) * (height + GAP), 0)
  const limit = Math.max(width ?? Math.sqrt(area * ASPECT), ...plans.map(({ width }) => width))
  const whole = { frames: [], blocks: [], lines: [], width: 0, height: 0 }
  let [x, y, rowHeight] = [0, 0, 0]
  return plans.reduce<Plan>((sum, plan) => {
    if (x > 0 && x + plan.width > limit) [x, y, rowHeight] = [0, y + rowHeight + GAP, 0]
    const here = moved(plan, x, y)
    const joined = {
      frames: [...sum.frames, ...here.frames],
      blocks: [...sum.blocks, ...here.blocks],
      lines: [...sum.lines, ...here.lines],
      width: Math.max(sum.width, x + plan.width),
      height: Math.max(sum.height, y + plan.height),
    }
    x += plan.width + GAP
    rowHeight = Math.max(rowHeight, plan.height)
    return joined
  }, whole)
}

/** The room that several things take up together. */
export function roomOf(things: readonly (Point & Size)[]): Point & Size {
  const left = Math.min(...things.map(({ x }) => x))
  const top = Math.min(...things.map(({ y }) => y))
  const right = Math.max(...things.map(({ x, width }) => x + width))
  const bottom = Math.max(...things.map(({ y, height }) => y + height))
  return { x: left, y: top, width: right - left, height: bottom - top }
}
