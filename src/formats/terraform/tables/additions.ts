/** Resources of their own that write a property of another one, beside those that write a property of buckets alone. */
import { constant } from '../../../model/value.ts'
import { directoryLifecycleRule, wholeLifecycleRule } from './bucket-rules.ts'
import { directoryEncryption } from './bucket.ts'
import {
  block,
  blocks,
  both,
  first,
  fixed,
  group,
  naming,
  namings,
  pairs,
  policy,
  propertyOf,
  recordAt,
  some,
  text,
  texts,
  type Shape,
  type Shapes,
} from './shape.ts'
import { writingItem } from './writing.ts'

/** What a type writes in another one. Where it writes a list, there can be several. */
export interface Addition {
  readonly from: string
  readonly to: string
  /** Where it names the other one. */
  readonly by: string
  readonly property: string
  readonly shape: Shape
}

/** A list with one item, which is the resource as a whole. */
function item(shapes: Shapes): Shape {
  return both(
    cell => propertyOf(cell.at, { kind: 'list', items: [constant(cell.at, recordAt(cell, shapes))] }),
    writingItem(group(shapes)),
  )
}

const filter: Shapes = { Prefix: text('filter.prefix'), TagFilters: pairs('filter.tags') }

const analysis = item({
  ...filter,
  Id: text('name'),
  StorageClassAnalysis: first(
    block('storage_class_analysis', {
      DataExport: block('data_export', {
        Destination: block('destination.s3_bucket_destination', {
          BucketAccountId: text('bucket_account_id'),
          BucketArn: naming('bucket_arn', 'Arn'),
          Format: first(text('format'), fixed('CSV')),
          Prefix: text('prefix'),
        }),
        OutputSchemaVersion: first(text('output_schema_version'), fixed('V_1')),
      }),
    }),
    // An analysis that is exported nowhere is looked at in the console.
    cell => propertyOf(cell.at, recordAt(cell, {})),
  ),
})

const inventory = item({
  Destination: block('destination.bucket', {
    BucketAccountId: text('account_id'),
    BucketArn: naming('bucket_arn', 'Arn'),
    Format: text('format'),
    Prefix: text('prefix'),
  }),
  Enabled: first(text('enabled'), fixed('true')),
  Id: text('name'),
  IncludedObjectVersions: text('included_object_versions'),
  OptionalFields: texts('optional_fields'),
  Prefix: text('filter.prefix'),
  ScheduleFrequency: text('schedule.frequency'),
})

const tiering = item({
  ...filter,
  Id: text('name'),
  Status: first(text('status'), fixed('Enabled')),
  Tierings: blocks('tiering', { AccessTier: text('access_tier'), Days: text('days') }),
})

const metrics = item({ ...filter, AccessPointArn: naming('filter.access_point', 'Arn'), Id: text('name') })

function ofBucket(suffix: string, property: string, shape: Shape): Addition {
  return { from: `aws_s3_bucket_${suffix}`, to: 'aws_s3_bucket', by: 'bucket', property, shape }
}

/** Directory buckets take some of the resources that are made for buckets. */
function ofDirectory(suffix: string, property: string, shape: Shape): Addition {
  return { ...ofBucket(suffix, property, shape), to: 'aws_s3_directory_bucket' }
}

function keyPolicy(to: string): Addition {
  return { from: 'aws_kms_key_policy', to, by: 'key_id', property: 'KeyPolicy', shape: policy('policy') }
}

/** Managed policies that a user, group or role is given. */
function attached(from: string, to: string, by: string, shape = some(naming('policy_arn', 'Ref'))): Addition {
  return { from, to, by, property: 'ManagedPolicyArns', shape }
}

const exclusive = namings('policy_arns', 'Ref')

/** Everything of the kind. */
export const additions: readonly Addition[] = [
  ofBucket('analytics_configuration', 'AnalyticsConfigurations', analysis),
  ofBucket('intelligent_tiering_configuration', 'IntelligentTieringConfigurations', tiering),
  ofBucket('inventory', 'InventoryConfigurations', inventory),
  ofBucket('metric', 'MetricsConfigurations', metrics),
  ofDirectory(
    'lifecycle_configuration',
    'LifecycleConfiguration',
    group({ Rules: blocks('rule', directoryLifecycleRule, wholeLifecycleRule) }),
  ),
  ofDirectory(
    'server_side_encryption_configuration',
    'BucketEncryption',
    group({ ServerSideEncryptionConfiguration: blocks('rule', directoryEncryption) }),
  ),
  keyPolicy('aws_kms_key'),
  keyPolicy('aws_kms_external_key'),
  keyPolicy('aws_kms_replica_key'),
  keyPolicy('aws_kms_replica_external_key'),
  {
    from: 'aws_s3control_access_point_policy',
    to: 'aws_s3_access_point',
    by: 'access_point_arn',
    property: 'Policy',
    shape: policy('policy'),
  },
  {
    from: 'aws_vpc_endpoint_policy',
    to: 'aws_vpc_endpoint',
    by: 'vpc_endpoint_id',
    property: 'PolicyDocument',
    shape: policy('policy'),
  },
  {
    from: 'aws_guardduty_detector_feature',
    to: 'aws_guardduty_detector',
    by: 'detector_id',
    property: 'Features',
    shape: item({ Name: text('name'), Status: text('status') }),
  },
  {
    from: 'aws_lambda_function_recursion_config',
    to: 'aws_lambda_function',
    by: 'function_name',
    property: 'RecursiveLoop',
    shape: text('recursive_loop'),
  },
  attached('aws_iam_role_policy_attachment', 'aws_iam_role', 'role'),
  attached('aws_iam_user_policy_attachment', 'aws_iam_user', 'user'),
  attached('aws_iam_group_policy_attachment', 'aws_iam_group', 'group'),
  // One for many: where it is not clear which, it may be for any.
  attached('aws_iam_policy_attachment', 'aws_iam_role', 'roles'),
  attached('aws_iam_policy_attachment', 'aws_iam_user', 'users'),
  attached('aws_iam_policy_attachment', 'aws_iam_group', 'groups'),
  attached('aws_iam_role_policy_attachments_exclusive', 'aws_iam_role', 'role_name', exclusive),
  attached('aws_iam_user_policy_attachments_exclusive', 'aws_iam_user', 'user_name', exclusive),
  attached('aws_iam_group_policy_attachments_exclusive', 'aws_iam_group', 'group_name', exclusive),
]
