/** The vocabulary of questions and answers. */
import type { Truth } from './truth.ts'

/** Something the caller knows, or does not. */
export type Flag = boolean | 'unknown'

/** Who sends a request. `canonical` is an account or identity known by a literal id only (canonical user, OAI). */
export type ActorKind = 'anonymous' | 'user' | 'role' | 'root' | 'service' | 'federated' | 'canonical'

/** The sender of one request. */
export interface Actor {
  readonly kind: ActorKind
  /** User, role or root ARN; name of the service; identity provider; canonical id or literal ARN. */
  readonly id: string
  /** Session name of a role. */
  readonly session?: string
  /** Account of a user, role or root. */
  readonly account?: string
}

/** Condition keys in lower case with the values a request carries; a key that is not there is absent. */
export type Context = Readonly<Record<string, readonly string[]>>

/** One concrete request. */
export interface Request {
  readonly actor: Actor
  /** Such as `s3:GetObject`. */
  readonly action: string
  /** ARN, as a bucket policy sees it. */
  readonly resource: string
  /** ARN by which an access point's policy sees the resource, when the request goes through one. */
  readonly accessPointResource?: string
  readonly context: Context
}

/** Which statement an answer speaks of. */
export interface StatementRef {
  /** Name of the policy as given to `parsePolicy` or `bucketAccess`: "bucket policy", "ACL", … */
  readonly policy: string
  /** Place in the policy's statement list, from 0. */
  readonly index: number
  readonly sid: string | undefined
  readonly effect: 'Allow' | 'Deny'
  /** Whatever the caller attached. */
  readonly origin: unknown
}

/** A request that shows an answer. All texts are rendered for people: holes as `${label}`. */
export interface Witness extends Request {
  /** One line: who sends what, from where, and what the request carries. */
  readonly sentence: string
}

/**
 * The answer to a yes/no question.
 *
 * A `yes` or `no` holds for every value of what is not known. Whichever of the two says that some request exists
 * carries it as `witness`; whichever says that none exists carries in `by` the statements that see to it.
 */
export interface Verdict {
  readonly answer: 'yes' | 'no' | 'unknown'
  readonly witness?: Witness
  readonly by: readonly StatementRef[]
  /** For `unknown`: labels of what the answer depends on, including bounds that were hit. */
  readonly hinge: readonly string[]
}

/** What is wrong with a policy document; `path` leads to the place: `['Statement', 2, 'Action']`. */
export interface Issue {
  readonly path: readonly (string | number)[]
  readonly problem: IssueProblem
  readonly message: string
}

/**
 * - `structure`: a value of the wrong type, or one that the grammar has no place for
 * - `missing`: a required element is not there
 * - `conflict`: two elements exclude each other
 * - `principal`, `action`, `resource`: text of the wrong form
 * - `operator`: no such condition operator
 * - `value`: a condition value that the operator cannot read
 * - `version`: unknown version, or policy variables without 2012-10-17
 * - `duplicate`: the same Sid twice
 * - `bound`: more than the engine reads; the rest counts as unknown
 */
export type IssueProblem =
  | 'structure'
  | 'missing'
  | 'conflict'
  | 'principal'
  | 'action'
  | 'resource'
  | 'operator'
  | 'value'
  | 'version'
  | 'duplicate'
  | 'bound'

/** Limits the values of a condition key in a class of requests. `null` means that the key is absent. */
export interface KeyLimit {
  /** All the values that the request carries, in any order; none means that the key is absent. */
  readonly exactly?: readonly string[]
  readonly anyOf?: readonly (string | null)[]
  readonly noneOf?: readonly (string | null)[]
  /** Only numbers below (or from) this bound; an absent key is outside. */
  readonly below?: number
  readonly atLeast?: number
}

/** A class of requests to one bucket. Everything left out is free. */
export interface RequestClass {
  readonly actors?: readonly ActorKind[]
  /** Only principals of the owner's account. */
  readonly ownersOnly?: boolean
  /** Action patterns such as `s3:Put*`. */
  readonly actions?: readonly string[]
  readonly context?: Readonly<Record<string, KeyLimit>>
}

/** Whether a flag holds, in three values. */
export const flag = (value: Flag | undefined): Truth => (value === true ? 2 : value === 'unknown' ? 1 : 0)
