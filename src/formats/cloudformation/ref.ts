/** References by `Ref`. */
import type { Node } from '../../syntax/node.ts'
import { intrinsicOf } from './intrinsic.ts'

/** The name that a `Ref` refers to; undefined for any other node. */
export function refName(node: Node): string | undefined {
  const use = intrinsicOf(node)
  return use?.name === 'Ref' && use.argument.kind === 'scalar' ? use.argument.text : undefined
}

/** Whether a node is `Ref: AWS::NoValue`. */
export function isNoValue(node: Node): boolean {
  return refName(node) === 'AWS::NoValue'
}
