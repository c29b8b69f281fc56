/** How Terraform writes the resource types that stand for one CloudFormation type, as far as rules read them. */
import {
  block,
  each,
  known,
  naming,
  namings,
  policy,
  recordAt,
  some,
  text,
  written,
  type Shape,
  type Shapes,
} from './shape.ts'
import type { Twin } from './twin.ts'
import { writers } from './writers.ts'

const arn: Twin['attributes'] = { arn: 'Arn' }
const named: Twin['attributes'] = { arn: 'Arn', id: 'name', name: 'name', function_name: 'name' }
const identityPolicy: Shapes = { PolicyDocument: policy('policy') }

const publicAccessBlock: Shapes = {
  BlockPublicAcls: text('block_public_acls'),
  BlockPublicPolicy: text('block_public_policy'),
  IgnorePublicAcls: text('ignore_public_acls'),
  RestrictPublicBuckets: text('restrict_public_buckets'),
}

/** Types whose instances are resources of the model; buckets are put together elsewhere. */
export const twins: Readonly<Record<string, Twin>> = {
  aws_s3_bucket: {
    type: 'AWS::S3::Bucket',
    // A name that is made up at deployment is a name that nobody else wrote down.
    shapes: { BucketName: known('bucket'), BucketNamespace: known('bucket_namespace') },
    attributes: {
      id: 'name',
      bucket: 'name',
      arn: 'Arn',
      bucket_domain_name: 'DomainName',
      bucket_regional_domain_name: 'RegionalDomainName',
    },
    policy: { type: 'AWS::S3::BucketPolicy', property: 'Bucket', alone: 'aws_s3_bucket_policy' },
  },
  aws_s3_bucket_policy: {
    type: 'AWS::S3::BucketPolicy',
    shapes: { Bucket: naming('bucket', 'name'), PolicyDocument: policy('policy') },
  },
  aws_s3_access_point: {
    type: 'AWS::S3::AccessPoint',
    attributes: arn,
    shapes: {
      Name: text('name'),
      Bucket: naming('bucket', 'name'),
      BucketAccountId: written('bucket_account_id', text('bucket_account_id')),
      Policy: written('policy', policy('policy')),
      PublicAccessBlockConfiguration: block('public_access_block_configuration', publicAccessBlock),
      VpcConfiguration: block('vpc_configuration', { VpcId: text('vpc_id') }),
    },
  },
  aws_kms_key: {
    type: 'AWS::KMS::Key',
    attributes: { arn: 'Arn', key_id: 'name', id: 'name' },
    shapes: {
      KeyPolicy: written('policy', policy('policy')),
      EnableKeyRotation: text('enable_key_rotation'),
      Enabled: text('is_enabled'),
    },
  },
  aws_iam_role: {
    type: 'AWS::IAM::Role',
    attributes: named,
    shapes: {
      RoleName: known('name'),
      Path: text('path'),
      AssumeRolePolicyDocument: policy('assume_role_policy'),
      PermissionsBoundary: naming('permissions_boundary', 'Ref'),
      ManagedPolicyArns: written('managed_policy_arns', namings('managed_policy_arns', 'Ref')),
      Policies: written(
        'inline_policy',
        each('inline_policy', item =>
          item.get('policy').isAbsent
            ? []
            : recordAt(item, { PolicyName: text('name'), PolicyDocument: policy('policy') }),
        ),
      ),
    },
  },
  aws_iam_role_policy: {
    type: 'AWS::IAM::RolePolicy',
    shapes: { RoleName: naming('role', 'name'), PolicyName: text('name'), ...identityPolicy },
  },
  aws_iam_policy: {
    type: 'AWS::IAM::ManagedPolicy',
    attributes: { arn: 'Ref', id: 'Ref' },
    shapes: { ManagedPolicyName: known('name'), ...identityPolicy },
  },
  aws_iam_user_policy: {
    type: 'AWS::IAM::UserPolicy',
    shapes: { UserName: text('user'), PolicyName: text('name'), ...identityPolicy },
  },
  aws_iam_group_policy: {
    type: 'AWS::IAM::GroupPolicy',
    shapes: { GroupName: text('group'), PolicyName: text('name'), ...identityPolicy },
  },
  aws_sns_topic: {
    type: 'AWS::SNS::Topic',
    attributes: { arn: 'Ref', id: 'Ref' },
    policy: { type: 'AWS::SNS::TopicPolicy', property: 'Topics', list: true, alone: 'aws_sns_topic_policy' },
    shapes: {
      TopicName: known('name'),
      KmsMasterKeyId: naming('kms_master_key_id', 'Arn'),
    },
  },
  aws_sns_topic_policy: {
    type: 'AWS::SNS::TopicPolicy',
    shapes: { Topics: some(naming('arn', 'Ref')), ...identityPolicy },
  },
  aws_sqs_queue: {
    type: 'AWS::SQS::Queue',
    attributes: { arn: 'Arn', id: 'Ref', url: 'Ref' },
    policy: { type: 'AWS::SQS::QueuePolicy', property: 'Queues', list: true, alone: 'aws_sqs_queue_policy' },
    shapes: {
      QueueName: known('name'),
      KmsMasterKeyId: naming('kms_master_key_id', 'Arn'),
    },
  },
  aws_sqs_queue_policy: {
    type: 'AWS::SQS::QueuePolicy',
    shapes: { Queues: some(naming('queue_url', 'Ref')), ...identityPolicy },
  },
  aws_lambda_function: {
    type: 'AWS::Lambda::Function',
    attributes: named,
    shapes: { FunctionName: known('function_name'), Role: naming('role', 'Arn') },
  },
  aws_lambda_permission: {
    type: 'AWS::Lambda::Permission',
    shapes: {
      Action: text('action'),
      FunctionName: naming('function_name', 'name'),
      Principal: text('principal'),
      SourceArn: naming('source_arn', 'Arn'),
      SourceAccount: text('source_account'),
    },
  },
  ...writers,
}

/** A resource of its own that writes a property of another one. */
export interface Addition {
  /** The type of the other one, and where it is named. */
  readonly to: string
  readonly by: string
  readonly property: string
  readonly shape: Shape
}

/** Additions to resources other than buckets. */
export const additions: Readonly<Record<string, Addition>> = {
  aws_kms_key_policy: { to: 'aws_kms_key', by: 'key_id', property: 'KeyPolicy', shape: policy('policy') },
  aws_s3control_access_point_policy: {
    to: 'aws_s3_access_point',
    by: 'access_point_arn',
    property: 'Policy',
    shape: policy('policy'),
  },
  aws_iam_role_policy_attachment: attachment('role'),
  // One for many roles: where it is not clear which, it may be for any.
  aws_iam_policy_attachment: attachment('roles'),
}

/** A managed policy that a role is given. */
function attachment(by: string): Addition {
  const shape = some(naming('policy_arn', 'Ref'))
  return { to: 'aws_iam_role', by, property: 'ManagedPolicyArns', shape }
}
