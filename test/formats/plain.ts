/** Templates in, plain values out: what tests of rewritten trees compare. */
import { expect } from 'vitest'
import { parseDocument, type MapNode, type Node, type SyntaxProblem } from '../../src/syntax/index.ts'
import { Source } from '../../src/text/source.ts'

/** The root of a template text. */
export function template(text: string): MapNode {
  const { root } = parseDocument(new Source('template.yaml', text))
  if (root?.kind !== 'map') throw new Error(`not a map: ${text}`)
  return root
}

/** A node as texts, lists and records; `!Ref X` as `{ Ref: X }`. */
export function plain(node: Node): unknown {
  if (node.tag === undefined) return untagged(node)
  const name = node.tag.slice(1)
  const value = name === 'GetAtt' && node.kind === 'scalar' ? node.text.split('.') : untagged(node)
  return { [name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`]: value }
}

function untagged(node: Node): unknown {
  if (node.kind === 'scalar') return node.text
  if (node.kind === 'list') return node.items.map(plain)
  return Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]))
}

/** What stands at a path of keys and indices. */
export function at(node: Node, ...path: (string | number)[]): Node {
  return path.reduce<Node>((inner, step) => {
    const next =
      inner.kind === 'map'
        ? inner.get(String(step))?.value
        : inner.kind === 'list'
          ? inner.items[Number(step)]
          : undefined
    expect(next, `nothing at ${step}`).toBeDefined()
    return next ?? inner
  }, node)
}

/** The text at a span of a node's source. */
export function written(node: Node, span = node.span): string {
  return node.source.text.slice(span.start, span.end)
}

/** Problems as lines: kind, the text they point at, message. */
export function lines(root: Node, problems: readonly SyntaxProblem[]): string[] {
  return problems.map(
    ({ kind, message, span }) => `${kind} at ${written(root, span).split('\n')[0] ?? ''}: ${message}`,
  )
}
