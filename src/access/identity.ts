/** What a role of the model may do: the policies attached to it, wherever they are written, and who may assume it. */
import type { EstateView } from '../model/bucket.ts'
import { reference } from '../model/identity.ts'
import { afterArn } from '../model/partition.ts'
import type { ResourceView } from '../model/resource-view.ts'
import type { PropertiesOf } from '../model/schema/index.ts'
import type { Text } from '../model/text.ts'
import type { TextView } from '../model/text-view.ts'
import type { AnyView } from '../model/view.ts'
import {
  actionsMatching,
  grants,
  type Actor,
  type GrantVerdict,
  type KeyLimit,
  type Policy,
} from '../proof/index.ts'
import type { Speller } from './document.ts'
import { Inquiry } from './inquiry.ts'
import { hingesOnRequest, policyAt, policyOf, surelyOrGuessed } from './policies.ts'

export type Role = ResourceView<PropertiesOf<'AWS::IAM::Role'>>

/** Something that a role has to be allowed. */
export interface Need {
  readonly actions: readonly string[]
  /** Other actions that serve as well. */
  readonly instead?: Readonly<Record<string, string>>
  /** The ARN; `*` stands for any text. */
  readonly resource: Text
  /** Policies of the resource that count beside those of the role. */
  readonly policies?: (speller: Speller) => readonly Policy[]
}

/** An action that a role lacks. */
export interface Lacking<N extends Need> {
  readonly need: N
  readonly action: string
}

/** Requests that S3 sends as a role do not come through an endpoint of the customer. */
export const withoutEndpoint: Readonly<Record<string, KeyLimit>> = {
  'aws:sourcevpc': { anyOf: [null] },
  'aws:sourcevpce': { anyOf: [null] },
}

/** The access side of a role in one world. */
export class RoleAccess {
  readonly #role: Role
  readonly #estate: EstateView
  readonly #inquiry: Inquiry
  readonly #policies = new Map<Speller, readonly Policy[]>()

  constructor(role: Role, estate: EstateView) {
    this.#role = role
    this.#estate = estate
    this.#inquiry = new Inquiry(role)
  }

  /**
   * The needed actions that the role is surely not allowed; if there are none but some are open, a guess decides
   * about all of them at once. `purpose` is what they are needed for.
   */
  lacking<N extends Need>(needs: readonly N[], purpose: string): readonly Lacking<N>[] {
    const judged = needs.flatMap(need =>
      need.actions.map(action => ({ need, action, verdict: this.#bestOf(action, need) })),
    )
    const missing = judged.filter(({ verdict }) => verdict.answer === 'no')
    if (missing.length > 0) return missing
    const open = judged.filter(({ verdict }) => verdict.answer === 'unknown' && !hingesOnRequest(verdict))
    if (open.length === 0) return []
    const hinge = open.flatMap(({ verdict }) => verdict.hinge)
    const clause = `${this.#role.id} may do all that ${purpose} needs`
    return this.#inquiry.holds(clause, { answer: 'unknown', hinge }) ? [] : open
  }

  /** Whether it is certain that the role is allowed none of the actions. */
  surelyLacks(need: Need): boolean {
    return need.actions.every(action => this.#ask(action, need).answer === 'no')
  }

  /** Whether some policy of the role allows an action of S3 on anything, or may do so. */
  mayUseS3(): boolean {
    const { holes } = this.#inquiry.asWritten
    const concernsS3 = (text: string) => holes.in(text).length > 0 || actionsMatching(text).length > 0
    return this.#policiesIn(this.#inquiry.asWritten).some(({ statements }) =>
      statements.some(
        ({ effect, actions }) => effect === 'Allow' && (actions.negated || actions.texts.some(concernsS3)),
      ),
    )
  }

  /** Whether the trust policy lets a service assume the role for a resource. */
  mayBeAssumedBy(service: string, context: Readonly<Record<string, Text>>): boolean {
    const { world, properties } = this.#role
    const document = properties.AssumeRolePolicyDocument
    if (!document) return false
    const verdict = this.#inquiry.ask(speller =>
      grants({
        ...speller.terms,
        actor: { kind: 'service', id: service },
        actions: ['sts:AssumeRole'],
        resources: [speller.spell(world, reference(this.#role.resource, 'Arn'))],
        layers: [policyAt(document, speller, `trust policy ${this.#role.id}`, 'trust')],
        context: limits(context, this.#role, speller),
      }),
    )
    return surelyOrGuessed(this.#inquiry, `${service} may assume ${this.#role.id}`, verdict)
  }

  #bestOf(action: string, need: Need): GrantVerdict {
    const verdict = this.#ask(action, need)
    const other = verdict.answer === 'yes' ? undefined : need.instead?.[action]
    if (other === undefined) return verdict
    const otherwise = this.#ask(other, need)
    return otherwise.answer === 'no' ? verdict : otherwise
  }

  #ask(action: string, { resource, policies }: Need): GrantVerdict {
    const { world, account } = this.#role
    return this.#inquiry.ask(speller =>
      grants({
        ...speller.terms,
        actor: roleActor(reference(this.#role.resource, 'Arn'), this.#role, speller),
        actions: [action],
        resources: [speller.spell(world, resource)],
        layers: [[...this.#policiesIn(speller), ...(policies?.(speller) ?? [])]],
        context: withoutEndpoint,
        owner: speller.spell(world, account.text),
      }),
    )
  }

  #policiesIn(speller: Speller): readonly Policy[] {
    let policies = this.#policies.get(speller)
    if (!policies) this.#policies.set(speller, (policies = [...this.#readPolicies(speller)]))
    return policies
  }

  *#readPolicies(speller: Speller): Iterable<Policy> {
    const role = this.#role
    for (const { name, document } of documentsOf(role, this.#estate))
      yield* policyAt(document, speller, name, 'identity')
    for (const arn of role.properties.ManagedPolicyArns ?? []) yield* this.#managed(arn, speller)
    role.assumeNothingAdded()
  }

  #managed(arn: TextView, speller: Speller): Policy[] {
    const written = this.#estate.resource('AWS::IAM::ManagedPolicy', arn, this.#role)
    if (written)
      return policyAt(written.properties.PolicyDocument, speller, `managed policy ${written.id}`, 'identity')
    const name = afterArn(arn, 'iam::aws:policy/')?.value
    const known = name === undefined ? undefined : managedPolicies.get(name)
    // What an unknown policy adds is not known; that it denies is unheard of.
    const anything = speller.holes.hole('unknown', `managed policy ${arn.toString()}`)
    const document = known ?? { Statement: { Effect: 'Allow', Action: anything, Resource: '*' } }
    return [policyOf(document, speller, `managed policy ${arn.toString()}`, 'identity', arn.at)]
  }
}

/** The policy documents that are written for a role, inline and beside it. */
export function documentsOf(
  role: Role,
  estate: EstateView,
): readonly { readonly name: string; readonly document: AnyView | undefined }[] {
  return [
    ...(role.properties.Policies ?? []).map(({ PolicyDocument: document }) => ({
      name: `policy of ${role.id}`,
      document,
    })),
    ...attachedTo(role, estate).map(({ id, properties }) => ({
      name: `policy ${id}`,
      document: properties.PolicyDocument,
    })),
  ]
}

/** The policies beside a role that say that they are for it. */
export function attachedTo(role: Role, estate: EstateView) {
  return [
    ...estate.referring('AWS::IAM::Policy', 'Roles[]', role),
    ...estate.referring('AWS::IAM::ManagedPolicy', 'Roles[]', role),
    ...estate.referring('AWS::IAM::RolePolicy', 'RoleName', role),
  ]
}

/** A role as the sender of a request; `near` is what it stands beside. */
export function roleActor(arn: Text, near: ResourceView<unknown>, speller: Speller): Actor {
  const account = afterArn(arn, 'iam::')?.before(':') ?? near.account.text
  return { kind: 'role', id: speller.spell(near.world, arn), account: speller.spell(near.world, account) }
}

/** Condition keys with one value each. */
export function limits(
  context: Readonly<Record<string, Text>>,
  { world }: ResourceView<unknown>,
  speller: Speller,
): Record<string, KeyLimit> {
  return Object.fromEntries(
    Object.entries(context).map(([key, text]) => [key, { anyOf: [speller.spell(world, text)] }]),
  )
}

/**
 * Policies that AWS manages, as far as S3 is concerned.
 * Source: AWS Managed Policy Reference Guide.
 */
export const managedPolicies: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['AdministratorAccess', { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }],
  [
    'PowerUserAccess',
    { Statement: { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' } },
  ],
  [
    'AmazonS3FullAccess',
    { Statement: { Effect: 'Allow', Action: ['s3:*', 's3-object-lambda:*'], Resource: '*' } },
  ],
  [
    'AmazonS3ReadOnlyAccess',
    {
      Statement: {
        Effect: 'Allow',
        Action: ['s3:Get*', 's3:List*', 's3:Describe*', 's3-object-lambda:Get*', 's3-object-lambda:List*'],
        Resource: '*',
      },
    },
  ],
  [
    'service-role/AWSLambdaBasicExecutionRole',
    { Statement: { Effect: 'Allow', Action: 'logs:*', Resource: '*' } },
  ],
  [
    'service-role/AmazonS3ObjectLambdaExecutionRolePolicy',
    {
      Statement: {
        Effect: 'Allow',
        Action: [
          'logs:CreateLogGroup',
          'logs:CreateLogStream',
          'logs:PutLogEvents',
          's3-object-lambda:WriteGetObjectResponse',
        ],
        Resource: '*',
      },
    },
  ],
  ['CloudWatchLogsFullAccess', { Statement: { Effect: 'Allow', Action: 'logs:*', Resource: '*' } }],
])
