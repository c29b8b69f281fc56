/** How the tests of this folder look at trees and problems. */
import { parseJson, parseYaml, type Node, type Parsed, type ScalarNode } from '../../src/syntax/index.ts'
import { Source, type Span } from '../../src/text/source.ts'

export const yaml = (text: string): Parsed => parseYaml(new Source('template.yaml', text))
export const json = (text: string): Parsed => parseJson(new Source('template.json', text))

/** The tree as plain data: text as it is when plain, in double quotes otherwise; tags stand before it. */
export function data(node: Node | undefined): unknown {
  if (!node) return undefined
  if (node.kind === 'list') return tagged(node.tag, node.items.map(data))
  if (node.kind === 'map')
    return tagged(node.tag, Object.fromEntries(node.entries.map(({ key, value }) => [key, data(value)])))
  const text = node.plain ? node.text : JSON.stringify(node.text)
  return node.tag ? `${node.tag} ${text}` : text
}

function tagged(tag: string | undefined, value: unknown): unknown {
  return tag ? { [tag]: value } : value
}

/** The problems as `kind line:column "underlined" message`. */
export function problems(parsed: Parsed, text: string): string[] {
  const source = new Source('', text)
  return parsed.problems.map(({ kind, message, span }) => {
    const { line, column } = source.position(span.start)
    return `${kind} ${line}:${column} ${JSON.stringify(text.slice(span.start, span.end))} ${message}`
  })
}

/** What stands at a span. */
export function slice(node: { readonly span: Span; readonly source: Source }): string {
  return node.source.text.slice(node.span.start, node.span.end)
}

/** The value at a path of keys and indices. */
export function at(root: Node | undefined, ...path: (string | number)[]): Node {
  let node = root
  for (const step of path) {
    if (node?.kind === 'map') node = node.get(String(step))?.value
    else node = node?.kind === 'list' ? node.items[Number(step)] : undefined
  }
  if (!node) throw new Error(`nothing at ${path.join('.')}`)
  return node
}

/** All nodes of a tree, those behind aliases once for each. */
export function* nodes(node: Node): Generator<Node> {
  yield node
  if (node.kind === 'list') for (const item of node.items) yield* nodes(item)
  if (node.kind === 'map') for (const { value } of node.entries) yield* nodes(value)
}

export function scalars(node: Node): ScalarNode[] {
  return [...nodes(node)].filter(each => each.kind === 'scalar')
}
