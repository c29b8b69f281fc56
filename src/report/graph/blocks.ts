/**
 * Nodes that are related alike, in the same frame, are drawn as one block with one arrow of each kind: forty buckets that
 * log to the same one are a block with an arrow. What is related to nothing makes a block as well.
 */
import type { Arrow, Graph, Node } from '../../graph/index.ts'
import { isPartial } from './labels.ts'

/** Fewer are drawn apart: their arrows are easy to follow. */
const FEWEST_ALIKE = 4

/** One node, or several that are related alike. */
export interface Block {
  readonly id: string
  readonly group: string | undefined
  readonly nodes: readonly Node[]
  readonly hasArrows: boolean
  /** Whether an arrow leads from it to itself. */
  readonly hasLoop: boolean
}

/** Arrows of the same kind between the same blocks, drawn as one. */
export interface Line {
  readonly kind: Arrow['kind']
  readonly from: Block
  readonly to: Block
  readonly partial: boolean
  readonly arrows: readonly Arrow[]
}

/** The blocks of a graph, and the lines between them. */
export function blocksOf({ nodes, arrows }: Graph): {
  readonly blocks: readonly Block[]
  readonly lines: readonly Line[]
} {
  const relations = new Map<string, string[]>(nodes.map(({ id }) => [id, []]))
  for (const { kind, from, to, ...holding } of arrows) {
    const how = `${kind} ${isPartial(holding)}`
    relations.get(from)?.push(`${how} to ${to}`)
    relations.get(to)?.push(`${how} from ${from}`)
  }
  const looped = new Set(arrows.filter(({ from, to }) => from === to).map(({ from }) => from))
  const alike = new Map<string, Node[]>()
  for (const node of nodes) {
    const key = [node.group ?? '', ...(relations.get(node.id) ?? []).sort()].join('\n')
    alike.set(key, [...(alike.get(key) ?? []), node])
  }
  const blocks = [...alike.values()].flatMap(members => {
    const hasArrows = members.some(({ id }) => relations.get(id)?.length)
    const parts = hasArrows && members.length < FEWEST_ALIKE ? members.map(node => [node]) : [members]
    return parts.map(part => ({
      id: `block-${part[0]?.id ?? ''}`,
      group: part[0]?.group,
      nodes: part,
      hasArrows,
      hasLoop: part.some(({ id }) => looped.has(id)),
    }))
  })
  return { blocks, lines: linesOf(arrows, blocks) }
}

function linesOf(arrows: readonly Arrow[], blocks: readonly Block[]): readonly Line[] {
  const blockOf = new Map(blocks.flatMap(block => block.nodes.map(({ id }) => [id, block])))
  const lines = new Map<string, Line>()
  for (const arrow of arrows) {
    const [from, to] = [blockOf.get(arrow.from), blockOf.get(arrow.to)]
    if (!from || !to) continue
    const partial = isPartial(arrow)
    const key = [arrow.kind, from.id, to.id, partial].join(' ')
    const known = lines.get(key)
    lines.set(key, { kind: arrow.kind, from, to, partial, arrows: [...(known?.arrows ?? []), arrow] })
  }
  return [...lines.values()]
}
