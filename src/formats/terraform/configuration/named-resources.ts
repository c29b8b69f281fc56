/** Which resources an expression names. */
import type { Expression } from '../../../syntax/hcl/ast.ts'

/** The resources that an expression names: `aws_s3_bucket.logs` in `aws_s3_bucket.logs[0].id`. */
export function resourcesIn(expression: Expression): string[] {
  if (expression.kind === 'attribute' && expression.of.kind === 'name')
    return [`${expression.of.name}.${expression.name}`]
  return Object.values(expression).flatMap((part: unknown) =>
    [part].flat().flatMap(each => (isExpression(each) ? resourcesIn(each) : [])),
  )
}

function isExpression(value: unknown): value is Expression {
  return (
    typeof value === 'object' && value !== null && ('kind' in value || 'value' in value || 'key' in value)
  )
}
