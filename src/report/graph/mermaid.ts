/** The picture as text for Mermaid, which GitHub, GitLab and many wikis draw. */
import type { Graph, Group, Node } from '../../graph/index.ts'
import { framesOf, type Frame } from './frames.ts'
import { isPartial, marksOf, subtitleOf, tellHolding, titleOf } from './labels.ts'

/** A flowchart with a subgraph for each frame. */
export function mermaidOf(graph: Graph): string {
  const isIn = (id: Group['id'] | undefined) => (node: Node) => node.group === id
  const frameLines = (frame: Frame, indent: string): string[] => [
    `${indent}subgraph ${frame.id}[${quoted(frame.title)}]`,
    ...graph.nodes.filter(isIn(frame.id)).map(node => `${indent}  ${nodeText(node)}`),
    ...frame.frames.flatMap(inner => frameLines(inner, `${indent}  `)),
    `${indent}end`,
  ]
  return [
    'flowchart LR',
    ...framesOf(graph).flatMap(frame => frameLines(frame, '  ')),
    ...graph.nodes.filter(isIn(undefined)).map(node => `  ${nodeText(node)}`),
    ...graph.arrows.map(arrow => {
      const label = [arrow.kind, tellHolding(arrow)].filter(Boolean).join(' ')
      return `  ${arrow.from} ${isPartial(arrow) ? '-.->' : '-->'}|${quoted(label)}| ${arrow.to}`
    }),
    '  classDef public stroke:#c3282b,stroke-width:2px',
    '  classDef partial stroke-dasharray:5 4',
    '  classDef outside fill:none,stroke-dasharray:2 3',
    '',
  ].join('\n')
}

function nodeText(node: Node): string {
  const [title, subtitle] = [titleOf(node), subtitleOf(node)]
  const marks = marksOf(node).map(({ text, holding }) => [text, holding].filter(Boolean).join(' '))
  // Buckets are known by their shape.
  const lines = [title, ...(subtitle === 'bucket' ? [] : [subtitle]), tellHolding(node) ?? '', ...marks]
  const text = quoted(...lines.filter(Boolean))
  const shape = node.kind === 'bucket' ? `[(${text})]` : node.kind === 'outside' ? `[${text}]` : `([${text}])`
  const isPublic = node.facts.some(({ kind }) => kind === 'public')
  // A node has one class: the worst.
  const look = isPublic
    ? 'public'
    : node.kind === 'outside'
      ? 'outside'
      : isPartial(node)
        ? 'partial'
        : undefined
  return `${node.id}${shape}${look === undefined ? '' : `:::${look}`}`
}

/** Lines of text in quotes; all that Mermaid could take for anything but text is told by its number. */
function quoted(...lines: readonly string[]): string {
  const escaped = lines.map(line =>
    line.replace(/[^\p{L}\p{M}\p{N} ._/,:()+·…-]/gu, character => `#${character.codePointAt(0) ?? 0};`),
  )
  return `"${escaped.join('<br>')}"`
}
