/** `Fn::If`, as written and as built. */
import type { Node } from '../../../syntax/node.ts'
import { build, type Place, type Shape } from '../build.ts'
import { intrinsicOf } from '../intrinsic.ts'

/** The condition, the value where it holds, and the value where not, of an `Fn::If`. */
export function ifParts(node: Node): readonly [Node, Node, Node] | undefined {
  const use = intrinsicOf(node)
  if (use?.name !== 'Fn::If' || use.argument.kind !== 'list') return undefined
  const [condition, yes, no, ...rest] = use.argument.items
  return condition && yes && no && rest.length === 0 ? [condition, yes, no] : undefined
}

/** An `Fn::If`; a value left out is `AWS::NoValue`, and so is the whole without any value. */
export function either(at: Place, condition: Shape, yes: Shape | undefined, no?: Shape): Node {
  const none = { Ref: 'AWS::NoValue' }
  return build(
    at,
    yes === undefined && no === undefined ? none : { 'Fn::If': [condition, yes ?? none, no ?? none] },
  )
}
