/** Access points of all kinds, and the endpoints of networks that lead to them. */
import { block, blocks, naming, policy, text, texts, written, type Shapes } from './shape.ts'
import { allTags } from './tags.ts'
import type { Twin } from './twin.ts'

const publicAccessBlock: Shapes = {
  BlockPublicAcls: text('block_public_acls'),
  BlockPublicPolicy: text('block_public_policy'),
  IgnorePublicAcls: text('ignore_public_acls'),
  RestrictPublicBuckets: text('restrict_public_buckets'),
}

/** Types by their Terraform names. */
export const accessPoints: Readonly<Record<string, Twin>> = {
  aws_s3_access_point: {
    type: 'AWS::S3::AccessPoint',
    attributes: { alias: 'Alias', arn: 'Arn', id: 'AccountAndName', name: 'name' },
    shapes: {
      Name: text('name'),
      Bucket: naming('bucket', 'name'),
      BucketAccountId: written('bucket_account_id', text('bucket_account_id')),
      Policy: written('policy', policy('policy')),
      PublicAccessBlockConfiguration: block('public_access_block_configuration', publicAccessBlock),
      Tags: allTags,
      VpcConfiguration: block('vpc_configuration', { VpcId: naming('vpc_id', 'Ref') }),
    },
  },
  aws_s3control_multi_region_access_point: {
    type: 'AWS::S3::MultiRegionAccessPoint',
    attributes: { alias: 'Alias', arn: 'Arn', id: 'AccountAndName' },
    shapes: {
      Name: text('details.name'),
      PublicAccessBlockConfiguration: block('details.public_access_block', publicAccessBlock),
      Regions: blocks('details.region', {
        Bucket: naming('bucket', 'name'),
        BucketAccountId: written('bucket_account_id', text('bucket_account_id')),
      }),
    },
  },
  aws_s3control_multi_region_access_point_policy: {
    type: 'AWS::S3::MultiRegionAccessPointPolicy',
    shapes: { MrapName: naming('details.name', 'name'), Policy: policy('details.policy') },
  },
  aws_s3control_object_lambda_access_point: {
    type: 'AWS::S3ObjectLambda::AccessPoint',
    attributes: { arn: 'Arn', id: 'AccountAndName', name: 'name' },
    shapes: {
      Name: text('name'),
      ObjectLambdaConfiguration: block('configuration', {
        AllowedFeatures: texts('allowed_features'),
        CloudWatchMetricsEnabled: text('cloud_watch_metrics_enabled'),
        SupportingAccessPoint: naming('supporting_access_point', 'Arn'),
        TransformationConfigurations: blocks('transformation_configuration', {
          Actions: texts('actions'),
          ContentTransformation: block('content_transformation', {
            AwsLambda: block('aws_lambda', {
              FunctionArn: naming('function_arn', 'Arn'),
              FunctionPayload: text('function_payload'),
            }),
          }),
        }),
      }),
    },
  },
  aws_s3control_object_lambda_access_point_policy: {
    type: 'AWS::S3ObjectLambda::AccessPointPolicy',
    shapes: { ObjectLambdaAccessPoint: naming('name', 'name'), PolicyDocument: policy('policy') },
  },
  aws_vpc: { type: 'AWS::EC2::VPC', attributes: { id: 'Ref' }, shapes: {} },
  aws_vpc_endpoint: {
    type: 'AWS::EC2::VPCEndpoint',
    attributes: { id: 'Ref' },
    shapes: {
      PolicyDocument: written('policy', policy('policy')),
      ServiceName: text('service_name'),
      VpcEndpointType: text('vpc_endpoint_type'),
      VpcId: naming('vpc_id', 'Ref'),
    },
  },
}
