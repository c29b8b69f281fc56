/** Recognizes CloudFormation's intrinsic functions in their short (`!Ref`) and long (`Ref:`, `Fn::Sub:`) forms. */
import type { MapNode, Node, ScalarNode } from '../../syntax/node.ts'

/** A use of a function. */
export interface Intrinsic {
  /** The long name: `Ref`, `Condition`, `Fn::Sub`. */
  readonly name: string
  /** The node that holds the argument; in the short form the node itself. */
  readonly argument: Node
}

/** The function that a node is a use of, if it is one. `Condition` counts as one only where conditions stand. */
export function intrinsicOf(node: Node): Intrinsic | undefined {
  if (node.tag === undefined) return longForm(node)
  const short = node.tag.replace(/^!/, '')
  return { name: short === 'Ref' || short === 'Condition' ? short : `Fn::${short}`, argument: node }
}

/** The function that a node is a use of in the long form, whatever its own tag. */
export function longForm(node: Node): Intrinsic | undefined {
  if (node.kind !== 'map' || node.entries.length !== 1) return undefined
  const [entry] = node.entries
  if (entry && (entry.key === 'Ref' || entry.key === 'Condition' || entry.key.startsWith('Fn::')))
    return { name: entry.key, argument: entry.value }
  return undefined
}

/** The items of a list argument; in the long form a single value counts as a list of one. */
export function listArgument(node: Node): readonly Node[] {
  if (node.kind === 'list') return node.items
  return node.tag === undefined ? [node] : []
}

/** The text of a scalar, if the node is one that no function makes. */
export function plainScalar(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' && node.tag === undefined ? node.text : undefined
}

/** A scalar's text as CloudFormation takes it: `True` written without quotes is the boolean true. */
export function scalarValue({ text, plain }: ScalarNode): string {
  return plain && /^(?:True|TRUE|False|FALSE)$/.test(text) ? text.toLowerCase() : text
}

/** The value of a key, if it is a map. */
export function mapAt(node: MapNode, key: string): MapNode | undefined {
  const value = node.get(key)?.value
  return value?.kind === 'map' ? value : undefined
}
