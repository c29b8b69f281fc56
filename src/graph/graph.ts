/** The estate as a picture shows it: plain data, from which every format is drawn. */
import type { Location, Witness } from '../finding.ts'
import type { When } from '../model/merge.ts'
import type { Role } from '../model/roles.ts'
import type { Capability } from '../proof/index.ts'

/** In which worlds something holds: in all of them where `when` is empty and it is certain. */
export interface Holding {
  readonly when: readonly When[]
  /** `possible` rests on a guess. */
  readonly certainty: 'certain' | 'possible'
}

/** Where resources are deployed together: an account, a region of it, a deployment unit there. */
export interface Group {
  readonly id: string
  readonly kind: 'account' | 'region' | 'unit'
  /** Absent where nobody says which account or region it is. */
  readonly name?: string
  readonly parent?: string
}

/** What a node stands for; `outside` is named, and not among what was read. */
export type NodeKind =
  | 'bucket'
  | 'access point'
  | 'multi-region access point'
  | 'topic'
  | 'queue'
  | 'function'
  | 'distribution'
  | 'trail'
  | 'configuration recorder'
  | 'flow log'
  | 'load balancer'
  | 'log delivery'
  | 'outside'

/** A bucket, or what an arrow leads to or comes from. */
export interface Node extends Holding {
  readonly id: string
  readonly kind: NodeKind
  /** Logical id or Terraform address; for what is outside the name by which it is called. */
  readonly address: string
  /** The name as written, where one is: `logs-${Stage}`. */
  readonly name?: string
  /** The construct path, where a program wrote the template. */
  readonly construct?: string
  readonly location?: Location
  readonly group?: string
  readonly facts: readonly Fact[]
}

/** One thing that is known about a node. */
export type Fact = Holding & Property

/** What a fact says. */
export type Property =
  | {
      readonly kind: 'public'
      readonly access: 'read' | 'write'
      readonly who: string
      readonly can: readonly Capability[]
      readonly witness: Witness
      /** What lets them. */
      readonly location: Location
    }
  | { readonly kind: 'versioning'; readonly value: 'enabled' | 'suspended' | 'off' }
  | { readonly kind: 'encryption'; readonly value: 'SSE-S3' | 'SSE-KMS' | 'DSSE-KMS'; readonly key?: string }
  | { readonly kind: 'object lock' }
  | { readonly kind: 'website' }
  | { readonly kind: 'role'; readonly value: Role }

/** What an arrow means; it points the way that data or messages go. */
export type ArrowKind =
  'logs to' | 'replicates to' | 'notifies' | 'served by' | 'access point of' | 'delivers to'

/** A relation of two nodes. */
export interface Arrow extends Holding {
  readonly kind: ArrowKind
  readonly from: string
  readonly to: string
  /** The prefix of logs, the kinds of events. */
  readonly details: readonly string[]
  /** Where it is written. */
  readonly location: Location
}

/** The whole picture. */
export interface Graph {
  readonly groups: readonly Group[]
  readonly nodes: readonly Node[]
  readonly arrows: readonly Arrow[]
  /** Addresses of resources that can be deployed in more ways than were looked at. */
  readonly notFullyFollowed: readonly string[]
}
