/**
 * How Terraform writes the properties of `AWS::S3::Bucket`: in resources of their own, and inline as before version 4
 * of the provider, which still reports there what it finds. Source: the provider's schemas of these types.
 */
import { bucketAttributes } from './bucket-attributes.ts'
import { of, type BucketProperty } from './bucket-property.ts'
import { grants } from './grants.ts'
import { notification } from './notifications.ts'
import { inlineLifecycleRule, lifecycleRule, replicationRule, wholeLifecycleRule } from './bucket-rules.ts'
import {
  block,
  blocks,
  first,
  fixed,
  group,
  naming,
  text,
  texts,
  word,
  written,
  type Shapes,
} from './shape.ts'
import { publicAccessBlock } from './public-access.ts'
import { allTags } from './tags.ts'
import { inlineWebsite, website } from './website.ts'

const zeroIsNone = { '0': undefined }
const falseIsNone = { false: undefined }
const emptyIsNone = { '': undefined }

/** Each by its name, since a variable may hold any of them: the most common first. */
const cannedAcl = word('acl', {
  private: 'Private',
  '': undefined,
  'public-read': 'PublicRead',
  'public-read-write': 'PublicReadWrite',
  'log-delivery-write': 'LogDeliveryWrite',
  'authenticated-read': 'AuthenticatedRead',
  'aws-exec-read': 'AwsExecRead',
  'bucket-owner-read': 'BucketOwnerRead',
  'bucket-owner-full-control': 'BucketOwnerFullControl',
})

export const directoryEncryption: Shapes = {
  ServerSideEncryptionByDefault: block('apply_server_side_encryption_by_default', {
    SSEAlgorithm: text('sse_algorithm'),
    KMSMasterKeyID: naming('kms_master_key_id', 'Arn'),
  }),
  BucketKeyEnabled: text('bucket_key_enabled'),
}

const defaultEncryption: Shapes = {
  ...directoryEncryption,
  BlockedEncryptionTypes: group({ EncryptionType: texts('blocked_encryption_types') }),
}

const logging: Shapes = {
  DestinationBucketName: naming('target_bucket', 'name'),
  LogFilePrefix: text('target_prefix'),
}

const corsRule: Shapes = {
  AllowedHeaders: texts('allowed_headers'),
  AllowedMethods: texts('allowed_methods'),
  AllowedOrigins: texts('allowed_origins'),
  ExposedHeaders: texts('expose_headers'),
  Id: text('id'),
  MaxAge: text('max_age_seconds', zeroIsNone),
}

const retention = block('rule', {
  DefaultRetention: block('default_retention', {
    Days: text('days', zeroIsNone),
    Mode: text('mode'),
    Years: text('years', zeroIsNone),
  }),
})

/** The properties of a bucket. */
export const bucketProperties: readonly BucketProperty[] = [
  {
    property: 'AccelerateConfiguration',
    companion: of('accelerate_configuration', group({ AccelerationStatus: text('status') })),
    inline: group({
      AccelerationStatus: written('acceleration_status', text('acceleration_status', emptyIsNone)),
    }),
  },
  {
    property: 'AccessControl',
    companion: of(
      'acl',
      first(cannedAcl, grants('access_control_policy.grant', 'grantee.uri', 'permission')),
    ),
    inline: first(written('acl', cannedAcl), grants('grant', 'uri', 'permissions')),
  },
  {
    property: 'BucketEncryption',
    companion: of(
      'server_side_encryption_configuration',
      group({ ServerSideEncryptionConfiguration: blocks('rule', defaultEncryption) }),
    ),
    inline: written(
      'server_side_encryption_configuration',
      block('server_side_encryption_configuration', {
        ServerSideEncryptionConfiguration: blocks('rule', defaultEncryption),
      }),
    ),
  },
  {
    property: 'CorsConfiguration',
    companion: of('cors_configuration', group({ CorsRules: blocks('cors_rule', corsRule) })),
    inline: written('cors_rule', group({ CorsRules: blocks('cors_rule', corsRule) })),
  },
  {
    property: 'LifecycleConfiguration',
    companion: of(
      'lifecycle_configuration',
      group({ Rules: blocks('rule', lifecycleRule, wholeLifecycleRule) }),
    ),
    inline: written('lifecycle_rule', group({ Rules: blocks('lifecycle_rule', inlineLifecycleRule) })),
  },
  {
    property: 'LoggingConfiguration',
    companion: of('logging', group(logging)),
    inline: written('logging', block('logging', logging)),
  },
  { property: 'NotificationConfiguration', companion: of('notification', group(notification)) },
  {
    property: 'ObjectLockConfiguration',
    companion: of(
      'object_lock_configuration',
      group({ ObjectLockEnabled: fixed('Enabled'), Rule: retention }),
    ),
    inline: written(
      'object_lock_configuration',
      block('object_lock_configuration', { ObjectLockEnabled: text('object_lock_enabled'), Rule: retention }),
    ),
  },
  {
    property: 'ObjectLockEnabled',
    inline: written('object_lock_enabled', text('object_lock_enabled', falseIsNone)),
  },
  {
    property: 'OwnershipControls',
    companion: of(
      'ownership_controls',
      group({ Rules: blocks('rule', { ObjectOwnership: text('object_ownership') }) }),
    ),
  },
  {
    property: 'PublicAccessBlockConfiguration',
    companion: of('public_access_block', group(publicAccessBlock)),
  },
  {
    property: 'ReplicationConfiguration',
    companion: of(
      'replication_configuration',
      group({ Role: naming('role', 'Arn'), Rules: blocks('rule', replicationRule) }),
    ),
    inline: written(
      'replication_configuration',
      block('replication_configuration', {
        Role: naming('role', 'Arn'),
        Rules: blocks('rules', replicationRule),
      }),
    ),
  },
  { property: 'Tags', inline: allTags },
  {
    property: 'VersioningConfiguration',
    companion: of(
      'versioning',
      group({ Status: text('versioning_configuration.status', { Disabled: undefined }) }),
    ),
    inline: written(
      'versioning',
      group({ Status: text('versioning.enabled', { true: 'Enabled', false: undefined }) }),
    ),
  },
  {
    property: 'WebsiteConfiguration',
    companion: of('website_configuration', group(website)),
    inline: written('website', block('website', inlineWebsite)),
  },
]

/** The types of resources that write properties of a bucket. */
export const companionTypes: ReadonlySet<string> = new Set(
  [...bucketProperties, ...bucketAttributes].flatMap(({ companion }) => companion?.type ?? []),
)
