/** Values that are not for the block that they are written in to say. */
import type { Expression } from '../../../syntax/hcl/ast.ts'
import type { Module } from '../configuration/module.ts'

/**
 * Whether callers of the module say what a value is, or each copy of the block has its own: what is written in its
 * place would hold for all of them.
 */
export function isGiven(value: Expression, { caller }: Module): boolean {
  const outside = caller ? ['var', 'local', 'each', 'count'] : ['each', 'count']
  const inside = [...expressionsIn(value)]
  // What is put together here is written here, whatever goes into it.
  if (inside.some(({ kind }) => kind === 'object' || kind === 'tuple')) return false
  return inside.some(each => each.kind === 'name' && outside.includes(each.name))
}

/** An expression, and all that it is made of. */
function* expressionsIn(value: unknown): Iterable<Expression> {
  if (typeof value !== 'object' || value === null) return
  if (isExpression(value)) yield value
  for (const part of Object.values(value)) yield* expressionsIn(part)
}

function isExpression(value: object): value is Expression {
  return 'kind' in value && 'span' in value
}
