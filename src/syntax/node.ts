/** The one tree that YAML and JSON are read into: text values with places, meaning nothing yet. */
import type { Source, Span } from '../text/source.ts'

/** A node of a document. Nodes reached by a YAML alias are shared, never copied. */
export type Node = ScalarNode | ListNode | MapNode

interface NodeBase {
  readonly source: Source
  /** Where the value stands. JSON finds it on first use, so ask only for what is shown. */
  readonly span: Span
  /** The YAML tag as written, such as `!Ref`; absent where there is none. */
  readonly tag?: string | undefined
}

/** A single value, kept as text: what it means (`yes`, `010`, `2012-10-17`) is decided by who reads it. */
export interface ScalarNode extends NodeBase {
  readonly kind: 'scalar'
  readonly text: string
  /** Written without quotes (YAML) or as number, boolean or null (JSON): may mean something other than text. */
  readonly plain: boolean
}

/** A sequence of values. */
export interface ListNode extends NodeBase {
  readonly kind: 'list'
  readonly items: readonly Node[]
}

/** A mapping with text keys, in the order written; of a key written twice the last one holds. */
export interface MapNode extends NodeBase {
  readonly kind: 'map'
  readonly entries: readonly Entry[]
  get(key: string): Entry | undefined
}

/** A key with its value. */
export interface Entry {
  readonly key: string
  readonly keySpan: Span
  readonly value: Node
}

/** Something the parser has to say about a text: an error leaves no tree, a notice does. */
export interface SyntaxProblem {
  readonly kind: 'error' | 'notice'
  /** What is wrong and what was expected, in one sentence without a final period. */
  readonly message: string
  readonly span: Span
}

/** A parsed document: `root` is absent where the text has an error or holds no value. */
export interface Parsed {
  readonly root?: Node | undefined
  readonly problems: readonly SyntaxProblem[]
}

/** Bounds on one document; hitting one is an error that names it. */
export const BOUNDS = {
  /** Nesting of lists and maps. */
  depth: 500,
  /** Values after following every alias: stops alias bombs. */
  expandedNodes: 2_000_000,
} as const

/** Whether the node is YAML's or JSON's null. */
export function isNull(node: Node): boolean {
  return node.kind === 'scalar' && node.plain && /^(?:|~|null|Null|NULL)$/.test(node.text)
}
