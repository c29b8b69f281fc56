/** A bucket with everything on its side that decides about access. */
import { Budget } from '../model/work.ts'
import { aclStatements, type AclGrant } from './acl.ts'
import { bucketActions } from './actions.ts'
import { globOf } from './glob.ts'
import type { Holes } from './holes.ts'
import { isPublic, publicVerdict, truthOf } from './public.ts'
import { POLICY_STEPS } from './search.ts'
import { Space, type Operation, type Refinement, type ResourceDomain, type Scope } from './space.ts'
import type { Policy, Statement } from './statement.ts'
import { and, NO, not, or, YES, type Truth } from './truth.ts'
import { flag, type ActorKind, type Context, type Flag, type KeyLimit, type Verdict } from './types.ts'
import { publicRefinements } from './trust.ts'
import { someText } from './values.ts'

/** Public access block flags; one that is left out is off. */
export interface PublicAccessBlock {
  readonly blockPublicAcls?: Flag
  readonly ignorePublicAcls?: Flag
  readonly blockPublicPolicy?: Flag
  readonly restrictPublicBuckets?: Flag
}

/** An access point of the bucket. */
export interface AccessPointInput {
  /** May contain holes: `arn:aws:s3:us-east-1:111111111111:accesspoint/name`. */
  readonly arn: string
  /** Parsed with `view: 'accessPoint'`. */
  readonly policy?: Policy
  readonly publicAccessBlock?: PublicAccessBlock
  /** Reachable only from a VPC. */
  readonly vpcOrigin?: Flag
}

/** What decides about access to a bucket. AWS's defaults are the caller's to fill in. */
export interface BucketInput {
  readonly holes: Holes
  /** May be, or contain, a hole. */
  readonly name: string
  /** Account of the owner: an id or a hole; unless told, an account of which nothing is known. */
  readonly owner?: string
  readonly partition?: string
  readonly policy?: Policy
  readonly publicAccessBlock?: PublicAccessBlock
  readonly accountPublicAccessBlock?: PublicAccessBlock
  readonly acl?: readonly AclGrant[]
  /** Ownership is BucketOwnerEnforced: ACLs are off. */
  readonly aclsDisabled?: Flag
  readonly accessPoints?: readonly AccessPointInput[]
}

export const ALL_KINDS: readonly ActorKind[] = [
  'anonymous',
  'user',
  'role',
  'root',
  'federated',
  'canonical',
  'service',
]

/** One way to the bucket: directly, or through an access point. */
export interface Path {
  readonly name: 'policy' | 'access point'
  readonly space: Space
  /** Sets of statements each of which must allow. */
  readonly allows: readonly bigint[]
  readonly denies: bigint
}

/** A bucket that questions can be asked about; what is worked out for one question serves the others. */
export class Bucket {
  readonly input: BucketInput
  readonly holes: Holes
  readonly owner: string
  readonly partition: string
  readonly #spaces = new Map<string, Space>()
  readonly #answers = new Map<string, Verdict>()
  readonly #budget = new Budget(POLICY_STEPS)
  #statements: readonly Statement[] | undefined

  constructor(input: BucketInput) {
    this.input = input
    this.holes = input.holes
    this.owner = input.owner ?? input.holes.hole('unknown', 'owner account', 'account')
    this.partition = input.partition ?? 'aws'
  }

  get arn(): string {
    return `arn:${this.partition}:s3:::${this.input.name}`
  }

  /** The answer to a question: found out when it is first asked. */
  answer(question: readonly unknown[], find: () => Verdict): Verdict {
    const key = JSON.stringify(question)
    let answer = this.#answers.get(key)
    if (!answer) this.#answers.set(key, (answer = find()))
    return answer
  }

  /** The statements of the bucket policy as written. */
  get policyStatements(): readonly Statement[] {
    return this.input.policy?.statements ?? []
  }

  /** Either flag, of bucket or account. */
  blocks(name: keyof PublicAccessBlock): Truth {
    return or(flag(this.input.publicAccessBlock?.[name]), flag(this.input.accountPublicAccessBlock?.[name]))
  }

  /** Whether AWS calls the bucket policy public. */
  get policyPublic(): Truth {
    const space = this.space(this.policyStatements)
    return truthOf(this.answer(['public'], () => publicVerdict(space, 'bucket')))
  }

  get aclStatements(): readonly Statement[] {
    const switches = {
      ignorePublic: this.blocks('ignorePublicAcls'),
      disabled: flag(this.input.aclsDisabled),
    }
    return aclStatements(this.input.acl ?? [], switches, this.holes)
  }

  /** Policy and ACL as far as they are in force. */
  get statements(): readonly Statement[] {
    this.#statements ??= [
      ...restricted(this.policyStatements, this.blocks('restrictPublicBuckets'), () => this.policyPublic),
      ...this.aclStatements,
    ]
    return this.#statements
  }

  /** The ways to the bucket, in spaces refined by limits. */
  paths(limits: Readonly<Record<string, KeyLimit>> = {}): readonly Path[] {
    const points = this.input.accessPoints ?? []
    return [
      this.#path('policy', this.space(this.statements, limits)),
      ...points.map(one => this.#through(one, limits)),
    ]
  }

  #path(name: Path['name'], space: Space): Path {
    const allowing = (view: Statement['view']): bigint =>
      space.bits(one => one.effect === 'Allow' && one.view === view)
    const allows = name === 'policy' ? [allowing('bucket')] : [allowing('bucket'), allowing('accessPoint')]
    return { name, space, allows, denies: space.bits(one => one.effect === 'Deny') }
  }

  #through(point: AccessPointInput, limits: Readonly<Record<string, KeyLimit>>): Path {
    const own = point.policy?.statements ?? []
    // S3 evaluates the settings of the access point, of the bucket behind it and of the account.
    const blocks = or(
      flag(point.publicAccessBlock?.restrictPublicBuckets),
      this.blocks('restrictPublicBuckets'),
    )
    const vpc = flag(point.vpcOrigin)
    const isPointPublic = (): Truth => and(not(vpc), isPublic(this.space(own, {}, point), 'accessPoint'))
    const statements = [...this.statements, ...restricted(own, blocks, isPointPublic)]
    return this.#path('access point', this.space(statements, limits, point))
  }

  /** A space for statements about this bucket; refined, if a question limits keys. */
  space(
    statements: readonly Statement[],
    limits: Readonly<Record<string, KeyLimit>> = {},
    accessPoint?: AccessPointInput,
  ): Space {
    const refine: Record<string, Refinement[]> = { 's3:tlsversion': [], ...publicRefinements(statements) }
    const refining = Object.entries(limits).filter(([key]) => !alwaysApart.has(key))
    for (const [key, limit] of refining) (refine[key] ??= []).push(limit)
    const names = statements.map(({ ref, forOutsiders }) => [ref.policy, ref.index, ref.effect, forOutsiders])
    const key = JSON.stringify([names, refining, accessPoint?.arn])
    const known = this.#spaces.get(key)
    if (known !== undefined) return known
    const scope: Scope = {
      holes: this.holes,
      partition: this.partition,
      owner: this.owner,
      operations: this.#operations(accessPoint),
      kinds: ALL_KINDS,
      refine,
      budget: this.#budget,
      ...(accessPoint !== undefined && { accessPoint: contextOf(accessPoint) }),
    }
    const space = new Space(statements, scope)
    this.#spaces.set(key, space)
    return space
  }

  #operations(accessPoint: AccessPointInput | undefined): Operation[] {
    const { holes } = this
    const bucket: ResourceDomain = {
      type: 'bucket',
      prefix: this.arn,
      rest: globOf([], holes),
      ...(accessPoint !== undefined && { accessPointPrefix: accessPoint.arn }),
    }
    const object: ResourceDomain = {
      type: 'object',
      prefix: `${this.arn}/`,
      rest: someText(holes),
      hints: ['object'],
      ...(accessPoint !== undefined && { accessPointPrefix: `${accessPoint.arn}/object/` }),
    }
    return bucketActions().flatMap(action => {
      const through = accessPoint === undefined ? '' : 'accesspoint'
      const reach = (type: string): boolean => through === '' || action.resourceTypes.includes(type)
      return [
        ...(action.resourceTypes.includes('object') && reach('accesspointobject')
          ? [{ name: action.name, action, resource: object }]
          : []),
        ...(action.resourceTypes.includes('bucket') && reach('accesspoint')
          ? [{ name: action.name, action, resource: bucket }]
          : []),
      ]
    })
  }
}

/** Keys whose few values are samples of their own anyway. */
const alwaysApart = new Set(['aws:securetransport', 's3:tlsversion'])

function contextOf({ arn, vpcOrigin }: AccessPointInput): Context {
  return {
    's3:dataaccesspointarn': [arn],
    's3:dataaccesspointaccount': [arn.split(':')[4] ?? ''],
    's3:accesspointnetworkorigin': [vpcOrigin === true ? 'VPC' : 'Internet'],
  }
}

/** RestrictPublicBuckets on a public policy leaves its Allow statements to services and the owner's account. */
function restricted(
  statements: readonly Statement[],
  restricts: Truth,
  policyPublic: () => Truth,
): readonly Statement[] {
  if (restricts === NO) return statements
  const forOutsiders = not(and(restricts, policyPublic()))
  if (forOutsiders === YES) return statements
  return statements.map(one => (one.effect === 'Allow' ? { ...one, forOutsiders } : one))
}
