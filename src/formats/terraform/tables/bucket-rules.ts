/** How Terraform writes the rules of lifecycles and replications, in resources of their own and inline. */
import { beside, block, blocks, first, fixed, group, naming, pairs, text, type Shapes } from './shape.ts'
import { attributeAt, bodyAt, together, type WantedBody } from './wanted-body.ts'

const switchWords = { true: 'Enabled', false: 'Disabled' }
const zeroIsNone = { '0': undefined }
const falseIsNone = { false: undefined }
const emptyIsNone = { '': undefined }

/** One tag, or the tags of a map. */
const tagFilters = first(
  blocks('filter.tag', { Key: text('key'), Value: text('value') }),
  pairs('filter.and.tags'),
)

const noncurrentTransitions = (days: string) =>
  blocks('noncurrent_version_transition', {
    NewerNoncurrentVersions: text('newer_noncurrent_versions', zeroIsNone),
    StorageClass: text('storage_class'),
    TransitionInDays: text(days),
  })

const transition: Shapes = {
  StorageClass: text('storage_class'),
  TransitionDate: text('date', emptyIsNone),
  // What says neither is due at once.
  TransitionInDays: first(text('days'), cell => (cell.get('date').isAbsent ? fixed('0')(cell) : undefined)),
}

const lifecycleActions: Shapes = {
  Id: text('id'),
  ExpirationDate: text('expiration.date', emptyIsNone),
  ExpirationInDays: text('expiration.days', zeroIsNone),
  ExpiredObjectDeleteMarker: text('expiration.expired_object_delete_marker', falseIsNone),
  Transitions: blocks('transition', transition),
}

const noncurrentExpiration = (days: string) =>
  block('noncurrent_version_expiration', {
    NewerNoncurrentVersions: text('newer_noncurrent_versions', zeroIsNone),
    NoncurrentDays: text(days),
  })

/** Objects of directory buckets have one version, no tags, and stay in their class. */
export const directoryLifecycleRule: Shapes = {
  AbortIncompleteMultipartUpload: block('abort_incomplete_multipart_upload', {
    DaysAfterInitiation: text('days_after_initiation'),
  }),
  ExpirationInDays: text('expiration.days', zeroIsNone),
  Id: text('id'),
  ObjectSizeGreaterThan: first(
    text('filter.object_size_greater_than', zeroIsNone),
    text('filter.and.object_size_greater_than', zeroIsNone),
  ),
  ObjectSizeLessThan: first(
    text('filter.object_size_less_than', zeroIsNone),
    text('filter.and.object_size_less_than', zeroIsNone),
  ),
  Prefix: first(text('filter.prefix'), text('filter.and.prefix'), text('prefix')),
  Status: text('status'),
}

export const lifecycleRule: Shapes = {
  ...lifecycleActions,
  ...directoryLifecycleRule,
  NoncurrentVersionExpiration: noncurrentExpiration('noncurrent_days'),
  NoncurrentVersionTransitions: noncurrentTransitions('noncurrent_days'),
  TagFilters: tagFilters,
}

/** Where a new rule says nothing of the objects that it is for, Terraform wants to read that it is all of them. */
export function wholeLifecycleRule(body: WantedBody): WantedBody {
  const action = [...body.keys()].find(name => !['id', 'status', 'filter', 'prefix'].includes(name))
  const id = attributeAt('id', (action ?? 'rule').replaceAll('_', '-'))
  const filter = bodyAt('filter', { kind: 'block', body: new Map() })
  return together([
    ...(body.has('id') ? [] : [id]),
    ...(body.has('filter') || body.has('prefix') ? [] : [filter]),
    body,
  ])
}

export const inlineLifecycleRule: Shapes = {
  ...lifecycleActions,
  Status: text('enabled', switchWords),
  AbortIncompleteMultipartUpload: group({
    DaysAfterInitiation: text('abort_incomplete_multipart_upload_days', zeroIsNone),
  }),
  NoncurrentVersionExpiration: noncurrentExpiration('days'),
  NoncurrentVersionTransitions: noncurrentTransitions('days'),
  Prefix: text('prefix', emptyIsNone),
  TagFilters: pairs('tags'),
}

const destination: Shapes = {
  Bucket: naming('bucket', 'Arn'),
  Account: first(text('account'), text('account_id')),
  StorageClass: text('storage_class', emptyIsNone),
  AccessControlTranslation: block('access_control_translation', { Owner: text('owner') }),
  EncryptionConfiguration: first(
    block('encryption_configuration', { ReplicaKmsKeyID: naming('replica_kms_key_id', 'Arn') }),
    group({ ReplicaKmsKeyID: naming('replica_kms_key_id', 'Arn') }),
  ),
  Metrics: block('metrics', {
    EventThreshold: first(
      block('event_threshold', { Minutes: text('minutes') }),
      group({ Minutes: text('minutes') }),
    ),
    Status: text('status'),
  }),
  ReplicationTime: block('replication_time', {
    Status: text('status'),
    Time: first(block('time', { Minutes: text('minutes') }), group({ Minutes: text('minutes') })),
  }),
}

const replicationFilter = block('filter', {
  And: block('and', { Prefix: text('prefix'), TagFilters: pairs('tags') }),
  Prefix: text('prefix'),
  TagFilter: block('tag', { Key: text('key'), Value: text('value') }),
})

const sourceSelection = block('source_selection_criteria', {
  ReplicaModifications: block('replica_modifications', { Status: text('status') }),
  SseKmsEncryptedObjects: block('sse_kms_encrypted_objects', {
    Status: first(text('status'), text('enabled', switchWords)),
  }),
})

export const replicationRule: Shapes = {
  Id: text('id'),
  // The provider sends 0 for a rule with a filter that leaves it out.
  Priority: first(text('priority'), beside('filter', fixed('0'))),
  Status: text('status'),
  Prefix: text('prefix'),
  Filter: replicationFilter,
  Destination: block('destination', destination),
  DeleteMarkerReplication: first(
    block('delete_marker_replication', { Status: text('status') }),
    group({ Status: text('delete_marker_replication_status', emptyIsNone) }),
  ),
  SourceSelectionCriteria: sourceSelection,
}
