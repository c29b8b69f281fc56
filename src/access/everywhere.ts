/** Identity policies that allow writing to buckets which nobody named. */
import { afterArn } from '../model/partition.ts'
import type { ResourceView } from '../model/resource-view.ts'
import type { TextView } from '../model/text-view.ts'
import type { Origin } from '../model/value.ts'
import type { AnyView } from '../model/view.ts'
import { actionsMatching, grants, type Policy, type Statement } from '../proof/index.ts'
import { readPolicy, type Speller } from './document.ts'
import { managedPolicies } from './identity.ts'
import { Inquiry } from './inquiry.ts'
import { policyOf } from './policies.ts'

/** What the types that carry identity policies have in common. */
export interface IdentityProperties {
  readonly PolicyDocument?: unknown
  readonly Policies?: readonly { readonly PolicyDocument?: unknown }[]
  readonly ManagedPolicyArns?: readonly string[]
  readonly PermissionsBoundary?: string
  readonly Path?: string
}

/** Something that allows writing to every bucket. */
export interface WideGrant {
  readonly at: Origin
  /** As it is written: patterns of actions, or the name of a policy that AWS manages. */
  readonly allowed: readonly string[]
}

/** What makes a bucket another one, and what changes or destroys its objects. */
const writes = [
  's3:PutObject',
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3:PutObjectAcl',
  's3:PutObjectRetention',
  's3:RestoreObject',
  's3:DeleteBucket',
  's3:DeleteBucketPolicy',
  's3:PutBucketAcl',
  's3:PutBucketPolicy',
  's3:PutBucketPublicAccessBlock',
  's3:PutBucketVersioning',
  's3:PutEncryptionConfiguration',
  's3:PutLifecycleConfiguration',
  's3:PutReplicationConfiguration',
]

/** The statements and managed policies of an identity that allow writing to every bucket, whatever else is denied. */
export function writingEverywhere(holder: ResourceView<IdentityProperties>): readonly WideGrant[] {
  const { PolicyDocument, Policies, ManagedPolicyArns } = holder.properties
  const documents = [PolicyDocument, ...(Policies ?? []).map(inline => inline.PolicyDocument)].filter(
    each => each !== undefined,
  )
  return [
    ...documents.flatMap(document => wideStatements(document, holder)),
    ...(ManagedPolicyArns ?? [])
      .filter(arn => isWide(arn, holder))
      .map(arn => ({ at: arn.at, allowed: [arn.toString()] })),
  ]
}

/** The statements of a policy that allow writing to every bucket; `kind` says whether it names principals. */
export function wideStatements(
  document: AnyView,
  holder: ResourceView<unknown>,
  kind: 'identity' | 'resource' = 'identity',
): WideGrant[] {
  const inquiry = new Inquiry(holder)
  const read = (speller: Speller) => readPolicy(document, speller, { name: holder.id, kind })
  return read(inquiry.asWritten).statements.flatMap((statement): WideGrant[] => {
    if (statement.effect !== 'Allow' || !mayBeWide(statement.proof)) return []
    // Denials of buckets by name leave all others.
    const alone = ({ statements, ...policy }: Policy): Policy => ({
      ...policy,
      statements: statements.filter(each =>
        each.effect === 'Deny' ? mayBeWide(each) : each.ref.index === statement.index,
      ),
    })
    const granted = writes.filter(
      action =>
        inquiry.ask(speller => everywhere(action, alone(read(speller).policy), speller)).answer === 'yes',
    )
    if (granted.length === 0) return []
    const { negated, texts } = statement.proof.actions
    const covering = texts.filter(text => actionsMatching(text).some(({ name }) => granted.includes(name)))
    return [{ at: statement.place('Resource'), allowed: negated ? granted : covering }]
  })
}

/** Whether a statement speaks of more than resources whose names begin with text that was written down. */
function mayBeWide({ resources }: Statement): boolean {
  return (
    resources.negated ||
    resources.texts.some(text => !/^arn:[^:*]*:[^:*]*:[^:*]*:[^:*]*:[A-Za-z0-9]/.test(text))
  )
}

function isWide(arn: TextView, holder: ResourceView<unknown>): boolean {
  const name = afterArn(arn, 'iam::aws:policy/')?.value
  const document = name === undefined ? undefined : managedPolicies.get(name)
  if (document === undefined) return false
  const inquiry = new Inquiry(holder)
  const verdict = inquiry.ask(speller =>
    everywhere('s3:PutObject', policyOf(document, speller, 'managed policy', 'identity'), speller),
  )
  return verdict.answer === 'yes'
}

/** Whether an action is allowed on a bucket of which nothing is known, whoever owns it. */
function everywhere(action: string, policy: Policy, { holes, partition }: Speller) {
  const bucket = `arn:${partition}:s3:::${holes.hole('opaque', 'any bucket', 'atom')}`
  const account = holes.hole('opaque', 'the account', 'account')
  return grants({
    holes,
    partition,
    actor: { kind: 'role', id: `arn:${partition}:iam::${account}:role/holder`, account },
    actions: [action],
    resources: [bucket, `${bucket}/*`],
    layers: [[policy]],
    owner: holes.hole('opaque', 'any account', 'account'),
  })
}
