/** What a role of the model may do: the policies attached to it, wherever they are written, and who may assume it. */
import type { EstateView } from '../model/bucket.ts'
import { reference } from '../model/identity.ts'
import type { ResourceView } from '../model/resource-view.ts'
import type { PropertiesOf } from '../model/schema/index.ts'
import type { Text } from '../model/text.ts'
import type { TextView } from '../model/text-view.ts'
import { grants, type Actor, type GrantVerdict, type KeyLimit, type Policy } from '../proof/index.ts'
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

  /** Whether the trust policy lets a service assume the role for a resource. */
  mayBeAssumedBy(service: string, context: Readonly<Record<string, Text>>): boolean {
    const { world, properties } = this.#role
    const document = properties.AssumeRolePolicyDocument
    if (!document) return false
    const verdict = this.#inquiry.ask(speller =>
      grants({
        holes: speller.holes,
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
        holes: speller.holes,
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
    for (const inline of role.properties.Policies ?? [])
      yield* policyAt(inline.PolicyDocument, speller, `policy of ${role.id}`, 'identity')
    const attached = [
      ...this.#estate.referring('AWS::IAM::Policy', 'Roles[]', role),
      ...this.#estate.referring('AWS::IAM::ManagedPolicy', 'Roles[]', role),
      ...this.#estate.referring('AWS::IAM::RolePolicy', 'RoleName', role),
    ]
    for (const { id, properties } of attached)
      yield* policyAt(properties.PolicyDocument, speller, `policy ${id}`, 'identity')
    for (const arn of role.properties.ManagedPolicyArns ?? []) yield* this.#managed(arn, speller)
    const { open, name } = role.resource.unit
    if (open) role.world.assumeNothingAdded(name, open)
  }

  #managed(arn: TextView, speller: Speller): Policy[] {
    const written = this.#estate.resource('AWS::IAM::ManagedPolicy', arn, this.#role)
    if (written)
      return policyAt(written.properties.PolicyDocument, speller, `managed policy ${written.id}`, 'identity')
    const name = arn.after('arn:aws:iam::aws:policy/')?.value
    const known = name === undefined ? undefined : managedPolicies.get(name)
    // What an unknown policy adds is not known; that it denies is unheard of.
    const anything = speller.holes.hole('unknown', `managed policy ${arn.toString()}`)
    const document = known ?? { Statement: { Effect: 'Allow', Action: anything, Resource: '*' } }
    return [policyOf(document, speller, `managed policy ${arn.toString()}`, 'identity', arn.at)]
  }
}

/** A role as the sender of a request; `near` is what it stands beside. */
export function roleActor(arn: Text, near: ResourceView<unknown>, speller: Speller): Actor {
  const account = arn.after('arn:aws:iam::')?.before(':') ?? near.account.text
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
  ['CloudWatchLogsFullAccess', { Statement: { Effect: 'Allow', Action: 'logs:*', Resource: '*' } }],
])
