/** Services that write to buckets or read from them, as far as rules ask for them. */
import { block, blocks, fixed, group, known, naming, some, text, texts, where, type Shapes } from './shape.ts'
import type { Twin } from './twin.ts'

const cacheBehavior: Shapes = {
  TargetOriginId: text('target_origin_id'),
  ViewerProtocolPolicy: text('viewer_protocol_policy'),
  AllowedMethods: texts('allowed_methods'),
  PathPattern: text('path_pattern'),
}

/** Types by their Terraform names. */
export const writers: Readonly<Record<string, Twin>> = {
  aws_cloudtrail: {
    type: 'AWS::CloudTrail::Trail',
    attributes: { arn: 'Arn' },
    shapes: {
      TrailName: known('name'),
      S3BucketName: naming('s3_bucket_name', 'name'),
      S3KeyPrefix: text('s3_key_prefix', { '': undefined }),
      KMSKeyId: naming('kms_key_id', 'Arn'),
      IsLogging: text('enable_logging'),
      IsMultiRegionTrail: text('is_multi_region_trail'),
      IsOrganizationTrail: text('is_organization_trail'),
      EnableLogFileValidation: text('enable_log_file_validation'),
    },
  },
  aws_cloudfront_distribution: {
    type: 'AWS::CloudFront::Distribution',
    attributes: { id: 'Id' },
    shapes: {
      DistributionConfig: group({
        Enabled: text('enabled'),
        DefaultRootObject: text('default_root_object', { '': undefined }),
        Origins: blocks('origin', {
          Id: text('origin_id'),
          DomainName: naming('domain_name', 'DomainName'),
          OriginPath: text('origin_path', { '': undefined }),
          OriginAccessControlId: naming('origin_access_control_id', 'Id'),
          S3OriginConfig: block('s3_origin_config', {
            OriginAccessIdentity: text('origin_access_identity'),
          }),
          CustomOriginConfig: block('custom_origin_config', {
            OriginProtocolPolicy: text('origin_protocol_policy'),
          }),
        }),
        DefaultCacheBehavior: block('default_cache_behavior', cacheBehavior),
        CacheBehaviors: blocks('ordered_cache_behavior', cacheBehavior),
        Logging: block('logging_config', {
          Bucket: naming('bucket', 'DomainName'),
          Prefix: text('prefix', { '': undefined }),
        }),
      }),
    },
  },
  aws_cloudfront_origin_access_control: {
    type: 'AWS::CloudFront::OriginAccessControl',
    attributes: { id: 'Id' },
    shapes: {
      OriginAccessControlConfig: group({
        Name: text('name'),
        OriginAccessControlOriginType: text('origin_access_control_origin_type'),
        SigningBehavior: text('signing_behavior'),
        SigningProtocol: text('signing_protocol'),
      }),
    },
  },
  aws_lb: {
    type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    shapes: {
      LoadBalancerAttributes: some(
        where('access_logs.bucket', {
          Key: fixed('access_logs.s3.bucket'),
          Value: naming('access_logs.bucket', 'name'),
        }),
      ),
    },
  },
  aws_elb: {
    type: 'AWS::ElasticLoadBalancing::LoadBalancer',
    shapes: { AccessLoggingPolicy: block('access_logs', { S3BucketName: naming('bucket', 'name') }) },
  },
  aws_flow_log: {
    type: 'AWS::EC2::FlowLog',
    shapes: { LogDestination: naming('log_destination', 'Arn') },
  },
  aws_config_delivery_channel: {
    type: 'AWS::Config::DeliveryChannel',
    shapes: { S3BucketName: naming('s3_bucket_name', 'name') },
  },
}
