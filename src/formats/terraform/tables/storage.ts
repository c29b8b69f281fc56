/** Buckets of all kinds, their policies, and objects. Properties of general purpose buckets stand in a table of their own. */
import { first, fixed, flag, known, naming, policy, text, written, type Shapes } from './shape.ts'
import { allTags } from './tags.ts'
import type { Twin } from './twin.ts'

const emptyIsNone = { '': undefined }

const object: Shapes = {
  Acl: written('acl', text('acl', emptyIsNone)),
  Bucket: naming('bucket', 'name'),
  Key: text('key'),
  KmsKeyId: written('kms_key_id', naming('kms_key_id', 'Arn')),
  ServerSideEncryption: written('server_side_encryption', text('server_side_encryption', emptyIsNone)),
}

/** Types by their Terraform names. */
export const storage: Readonly<Record<string, Twin>> = {
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
      website_endpoint: 'WebsiteEndpoint',
    },
    policy: { type: 'AWS::S3::BucketPolicy', property: 'Bucket', alone: 'aws_s3_bucket_policy' },
  },
  aws_s3_bucket_policy: {
    type: 'AWS::S3::BucketPolicy',
    shapes: { Bucket: naming('bucket', 'name'), PolicyDocument: policy('policy') },
  },
  aws_s3_directory_bucket: {
    type: 'AWS::S3Express::DirectoryBucket',
    attributes: { arn: 'Arn', bucket: 'name', id: 'name' },
    shapes: {
      BucketName: known('bucket'),
      DataRedundancy: first(
        written('data_redundancy', text('data_redundancy')),
        fixed('SingleAvailabilityZone'),
      ),
      LocationName: text('location.name'),
      Tags: allTags,
    },
  },
  aws_s3_account_public_access_block: {
    type: 'AWS::S3::AccountPublicAccessBlock',
    shapes: {
      BlockPublicAcls: flag('block_public_acls'),
      BlockPublicPolicy: flag('block_public_policy'),
      IgnorePublicAcls: flag('ignore_public_acls'),
      RestrictPublicBuckets: flag('restrict_public_buckets'),
    },
  },
  aws_s3_object: { type: 'AWS::S3::Object', shapes: object },
  aws_s3_bucket_object: { type: 'AWS::S3::Object', shapes: object },
  aws_s3_object_copy: { type: 'AWS::S3::Object', shapes: object },
  aws_s3tables_table_bucket: {
    type: 'AWS::S3Tables::TableBucket',
    shapes: { TableBucketName: text('name'), Tags: allTags },
  },
  aws_s3vectors_vector_bucket: {
    type: 'AWS::S3Vectors::VectorBucket',
    shapes: { Tags: allTags, VectorBucketName: text('vector_bucket_name') },
  },
}
