/** What the tables of types say. */
import type { Attribute } from './cell.ts'
import type { Shapes } from './shape.ts'

/** A Terraform type as its CloudFormation twin. */
export interface Twin {
  readonly type: string
  readonly shapes: Shapes
  /** What its attributes are in CloudFormation; without any, nothing names it. */
  readonly attributes?: Readonly<Record<string, Attribute>>
  readonly policy?: OwnPolicy
}

/** A policy that is written in the resource itself, and in CloudFormation is a resource which names that one. */
export interface OwnPolicy {
  readonly type: string
  readonly property: string
  readonly list?: boolean
  /** The Terraform type that writes the policy as a resource of its own. */
  readonly alone: string
}
