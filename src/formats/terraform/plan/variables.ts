/** What the variables of a plan were given, as the expressions that a tfvars file would hold. */
import type { Expression } from '../../../syntax/hcl/ast.ts'
import { isNull, type MapNode, type Node } from '../../../syntax/node.ts'
import { mapAt } from './instance.ts'

const NOWHERE = { start: 0, end: 0 }

/** By the names of the variables. */
export function variablesIn(root: MapNode): ReadonlyMap<string, Expression> {
  const entries = mapAt(root, 'variables')?.entries ?? []
  return new Map(
    entries.flatMap(({ key, value }) => {
      const given = value.kind === 'map' ? value.get('value')?.value : undefined
      return given ? [[key, expressionOf(given)] as const] : []
    }),
  )
}

function expressionOf(node: Node): Expression {
  switch (node.kind) {
    case 'scalar':
      return { kind: 'literal', type: typeOf(node), text: node.text, span: NOWHERE }
    case 'list':
      return { kind: 'tuple', items: node.items.map(expressionOf), span: NOWHERE }
    case 'map':
      return {
        kind: 'object',
        entries: node.entries.map(({ key, value }) => ({
          key: { kind: 'literal', type: 'string', text: key, span: NOWHERE },
          value: expressionOf(value),
        })),
        span: NOWHERE,
      }
  }
}

function typeOf(node: Extract<Node, { kind: 'scalar' }>): 'string' | 'number' | 'bool' | 'null' {
  if (isNull(node)) return 'null'
  if (!node.plain) return 'string'
  return node.text === 'true' || node.text === 'false' ? 'bool' : 'number'
}
