/**
 * Where the AWS service spec knows less about S3 than is known otherwise. `refresh-schemas.mjs` merges each entry into
 * the schema of the definition (`Transition`) or property (`Transition.StorageClass`) it names; for a list of values the
 * entry goes to its items. The names are those of CloudFormation's property types. Refreshing fails where an entry names
 * nothing or where the spec has caught up, so that none outlives its reason.
 *
 * `open: true` on an enum: the service adds values, so that one not listed here is unusual rather than wrong (the CDK's
 * own lists lag). On an object: keys that are not listed are let through.
 *
 * Sources: [registry] CloudFormation registry schema as shipped in cfn-lint 1.51.0 (May 2026); [api] botocore S3 model
 * of 7 Aug 2026; [guide] Amazon S3 User Guide, April 2026.
 */
const open = { open: true }

/** [api] Event; ObjectAnnotation is newer than botocore 1.43.11, which has the rest. */
const event = {
  enum: [
    's3:IntelligentTiering',
    's3:LifecycleExpiration:*',
    's3:LifecycleExpiration:Delete',
    's3:LifecycleExpiration:DeleteMarkerCreated',
    's3:LifecycleTransition',
    's3:ObjectAcl:Put',
    's3:ObjectAnnotation:*',
    's3:ObjectCreated:*',
    's3:ObjectCreated:CompleteMultipartUpload',
    's3:ObjectCreated:Copy',
    's3:ObjectCreated:Post',
    's3:ObjectCreated:Put',
    's3:ObjectRemoved:*',
    's3:ObjectRemoved:Delete',
    's3:ObjectRemoved:DeleteMarkerCreated',
    's3:ObjectRestore:*',
    's3:ObjectRestore:Completed',
    's3:ObjectRestore:Delete',
    's3:ObjectRestore:Post',
    's3:ObjectTagging:*',
    's3:ObjectTagging:Delete',
    's3:ObjectTagging:Put',
    's3:ReducedRedundancyLostObject',
    's3:Replication:*',
    's3:Replication:OperationFailedReplication',
    's3:Replication:OperationMissedThreshold',
    's3:Replication:OperationNotTracked',
    's3:Replication:OperationReplicatedAfterThreshold',
  ],
  open: true,
}

/** [registry] InventoryConfiguration.OptionalFields, the same as [api] InventoryOptionalField. */
const inventoryField = {
  enum: [
    'BucketKeyStatus',
    'ChecksumAlgorithm',
    'ETag',
    'EncryptionStatus',
    'IntelligentTieringAccessTier',
    'IsMultipartUploaded',
    'LastModifiedDate',
    'LifecycleExpirationDate',
    'ObjectAccessControlList',
    'ObjectLockLegalHoldStatus',
    'ObjectLockMode',
    'ObjectLockRetainUntilDate',
    'ObjectOwner',
    'ReplicationStatus',
    'Size',
    'StorageClass',
  ],
  open: true,
}

export const gaps = {
  'AWS::S3::Bucket': {
    // [registry], and patched in by cfn-lint: the one value there is.
    'AccessControlTranslation.Owner': { enum: ['Destination'] },
    // [registry] [guide] ManageCorsUsing: upper case only, no `*`, OPTIONS or PATCH; the rule cors-invalid tells of others.
    'CorsRule.AllowedMethods': { enum: ['GET', 'PUT', 'HEAD', 'POST', 'DELETE'], open: true },
    // The spec says "replacement", [registry] and CloudFormation's documentation "no interruption" (Object Lock can be
    // enabled on existing buckets since November 2023): nobody should promise either.
    'Bucket.ObjectLockEnabled': { replace: 'maybe' },
    // Event-based holds came on 30 September 2026 and are not documented in full: more keys may follow.
    DefaultRetention: open,
    'FilterRule.Name': { enum: ['prefix', 'suffix'], open: true }, // [api] FilterRuleName; the service may take other cases
    'LambdaConfiguration.Event': event,
    'QueueConfiguration.Event': event,
    'TopicConfiguration.Event': event,
    'InventoryConfiguration.OptionalFields': inventoryField,
    'ObjectLockConfiguration.ObjectLockEnabled': { enum: ['Enabled'] }, // [api] ObjectLockEnabled; patched in by cfn-lint
    // Storage classes and encryption types: sets that grow. `Glacier` (lifecycle only) is a legacy spelling and valid.
    'NoncurrentVersionTransition.StorageClass': open,
    'ReplicationDestination.StorageClass': open,
    'Transition.StorageClass': open,
    'BlockedEncryptionTypes.EncryptionType': open,
    'MetadataTableEncryptionConfiguration.SseAlgorithm': open,
    'ServerSideEncryptionByDefault.SSEAlgorithm': open,
  },
  'AWS::S3Express::DirectoryBucket': {
    'InventoryConfiguration.OptionalFields': open,
    'ServerSideEncryptionByDefault.SSEAlgorithm': open,
  },
  'AWS::S3Tables::Table': { 'StorageClassConfiguration.StorageClass': open },
  'AWS::S3Tables::TableBucket': {
    'EncryptionConfiguration.SSEAlgorithm': open,
    'StorageClassConfiguration.StorageClass': open,
  },
  'AWS::S3Vectors::Index': { 'EncryptionConfiguration.SseType': open },
  'AWS::S3Vectors::VectorBucket': { 'EncryptionConfiguration.SseType': open },
}
