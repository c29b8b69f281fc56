/** What S3 must be allowed to replicate a bucket: as the role of the configuration, on the source and on replicas. */
import type { Bucket } from '../model/bucket.ts'
import { reference } from '../model/identity.ts'
import { afterArn } from '../model/partition.ts'
import type { PropertiesOf } from '../model/schema/index.ts'
import { Text } from '../model/text.ts'
import type { Origin } from '../model/value.ts'
import type { RecordView } from '../model/view.ts'
import { grants, type Policy } from '../proof/index.ts'
import type { Speller } from './document.ts'
import { roleActor, RoleAccess, withoutEndpoint, type Role } from './identity.ts'
import { Inquiry } from './inquiry.ts'
import type { Permit } from './permit.ts'
import { onlyAllowing, policiesOfBucket, policyAt, policyOf, refusal, type Refusal } from './policies.ts'

type Configuration = NonNullable<PropertiesOf<'AWS::S3::Bucket'>['ReplicationConfiguration']>
type Rule = RecordView<NonNullable<Configuration['Rules']>[number]>
export type { Rule as ReplicationRule }

/** A rule of a replication configuration that is in force, with the bucket it replicates to. */
export interface Replication {
  readonly rule: Rule
  /** The place that names the replica. */
  readonly at: Origin
  readonly arn: Text
  /** The replica, where it is in the estate. */
  readonly replica: Bucket | undefined
  /** How messages call the replica. */
  readonly label: string
}

/** The replications of a bucket to other buckets. */
export function replicationsOf(source: Bucket): readonly Replication[] {
  const rules = source.properties.ReplicationConfiguration?.Rules ?? []
  return rules.flatMap(rule => {
    const written = rule.Destination?.Bucket
    if (rule.Status === 'Disabled' || !rule.Destination || !written) return []
    const replica = source.estate.bucket(written, source, true)
    if (replica?.isSame(source)) return []
    const label = replica?.id ?? (afterArn(written, 's3:::') ?? written).toString()
    return { rule, at: rule.Destination.at('Bucket'), arn: written.text, replica, label: `'${label}'` }
  })
}

/** Actions that a role lacks on one resource. */
export interface Lack extends Permit {
  /** How messages call the resource, or what it is in. */
  readonly on: string
}

/** What a role lacks to replicate a bucket; each resource once. */
export function lackingForReplication(source: Bucket, role: Role): readonly Lack[] {
  const access = new RoleAccess(role, source.estate)
  const arn = reference(source.resource, 'Arn')
  const policies = (speller: Speller) => policiesOfBucket(source, speller)
  const replications = replicationsOf(source)
  const needs = replications.flatMap(({ rule, replica, arn: replicaArn, label: on }) => [
    {
      on: 'the source',
      actions: ['s3:GetObjectVersionForReplication', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging'],
      // The older action serves as well, but for objects that are encrypted with KMS.
      instead: replicatesEncrypted(rule)
        ? {}
        : { 's3:GetObjectVersionForReplication': 's3:GetObjectVersion' },
      resource: objectsOf(arn, rule),
      policies,
    },
    {
      on,
      actions: [...writing(rule), 's3:ReplicateTags'],
      resource: objectsOf(replicaArn, rule),
      // What the replica denies is a defect of its own.
      policies: (speller: Speller) => (replica ? policiesOfBucket(replica, speller).map(onlyAllowing) : []),
    },
  ])
  const settings = {
    on: 'the source',
    actions: ['s3:GetReplicationConfiguration', 's3:ListBucket'],
    resource: arn,
    policies,
  }
  const lacking = access.lacking([settings, ...needs], `the replication of ${source.id}`)
  return collected([
    ...lacking.map(({ need: { on, resource }, action }) => ({ on, actions: [action], resource })),
    ...replications.flatMap(({ rule }) => missingKeys(source, rule, access)),
  ])
}

/** Whether the trust policy of a role lets S3 assume it for a bucket. */
export function mayBeAssumedForReplication(source: Bucket, role: Role): boolean {
  return new RoleAccess(role, source.estate).mayBeAssumedBy('s3.amazonaws.com', {
    'aws:SourceArn': reference(source.resource, 'Arn'),
    'aws:SourceAccount': source.account.text,
  })
}

/** The ARNs that the role of a bucket's replications may have; none where it is given by name only. */
export function rolesOfReplication(source: Bucket): readonly Text[] {
  const written = source.properties.ReplicationConfiguration?.Role
  const role = written && source.estate.resource('AWS::IAM::Role', written, source)
  if (!role) return written ? [written.text] : []
  const arn = reference(role.resource, 'Arn')
  const path = role.properties.Path?.text
  const head = path && arn.before('role/')
  return head ? [arn, Text.of(head, 'role', path, role.name.text)] : [arn]
}

/** What the policies of a replica in the estate refuse to the role; `roles` are the ARNs that it may have. */
export function refusedByReplica(
  source: Bucket,
  { rule, arn }: Replication,
  replica: Bucket,
  roles: readonly Text[],
): Refusal | undefined {
  const inquiry = new Inquiry(source)
  const foreign = isForeign(source, rule, replica)
  const refusals = roles.map(role =>
    refusal(inquiry, `${replica.id} lets the role replicate`, (speller, read) => {
      const policies = policiesOfBucket(replica, speller)
      // In the same account the policies of the role allow.
      const own = policyOf({ Statement: everything }, speller, 'policies of the role', 'identity')
      return grants({
        ...speller.terms,
        actor: roleActor(role, source, speller),
        actions: writing(rule),
        resources: [speller.spell(source.world, objectsOf(arn, rule))],
        layers: [read(foreign ? policies : [...policies, own])],
        context: withoutEndpoint,
        owner: speller.spell(replica.world, replica.account.text),
      })
    }),
  )
  return refusals.includes(undefined) ? undefined : refusals[0]
}

const everything = { Effect: 'Allow', Action: '*', Resource: '*' }

/** Whether the replica is of another account: it says so, and is deployed apart. */
function isForeign(source: Bucket, { Destination }: Rule, replica: Bucket): boolean {
  const account = Destination?.Account
  return (
    account !== undefined &&
    replica.resource.unit !== source.resource.unit &&
    !account.isSurely(source.account)
  )
}

/** What S3 does to the replica with each object. */
function writing({ Filter, DeleteMarkerReplication }: Rule): string[] {
  // Without a filter it is a rule of the first version, which replicates delete markers always.
  const deletes = DeleteMarkerReplication ? DeleteMarkerReplication.Status === 'Enabled' : !Filter
  return ['s3:ReplicateObject', ...(deletes ? ['s3:ReplicateDelete'] : [])]
}

function objectsOf(bucket: Text, { Prefix, Filter }: Rule): Text {
  const prefix = Prefix ?? Filter?.Prefix ?? Filter?.And?.Prefix
  return Text.of(bucket, '/', prefix?.text ?? '', '*')
}

function replicatesEncrypted({ SourceSelectionCriteria }: Rule): boolean {
  return SourceSelectionCriteria?.SseKmsEncryptedObjects?.Status === 'Enabled'
}

/** The keys that the role certainly may not use: that of the source to read, that of the replica to write. */
function missingKeys(source: Bucket, rule: Rule, access: RoleAccess): Lack[] {
  if (!replicatesEncrypted(rule)) return []
  const read = source.encryption?.ServerSideEncryptionByDefault?.KMSMasterKeyID
  const write = rule.Destination?.EncryptionConfiguration?.ReplicaKmsKeyID
  return [
    { id: read, action: 'kms:Decrypt' },
    { id: write, action: 'kms:Encrypt' },
  ].flatMap(({ id, action }) => {
    const key = id && source.estate.resource('AWS::KMS::Key', id, source)
    if (!key) return []
    const resource = reference(key.resource, 'Arn')
    const policies = (speller: Speller): Policy[] =>
      policyAt(key.properties.KeyPolicy, speller, `key policy ${key.id}`).map(namingPrincipals)
    return access.surelyLacks({ actions: [action], resource, policies })
      ? [{ actions: [action], on: `'${key.id}'`, resource }]
      : []
  })
}

/** What a key policy allows by itself: by naming the account it only lets policies of the account's roles count. */
function namingPrincipals({ statements, ...policy }: Policy): Policy {
  const named = statements.filter(
    ({ effect, principals }) =>
      effect === 'Allow' && !principals.entries.every(({ kind }) => kind === 'account'),
  )
  return { ...policy, statements: named }
}

/** The same with each resource once. */
function collected(lacks: readonly Lack[]): readonly Lack[] {
  const byResource = new Map<string, Lack>()
  for (const lack of lacks) {
    const { key } = lack.resource
    const actions = [...(byResource.get(key)?.actions ?? []), ...lack.actions]
    byResource.set(key, { ...lack, actions: [...new Set(actions)] })
  }
  return [...byResource.values()]
}
