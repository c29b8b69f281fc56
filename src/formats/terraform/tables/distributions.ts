/** CloudFront distributions, and the identities that they read buckets with. */
import { beside, block, blocks, group, naming, text, texts, type Shapes } from './shape.ts'
import type { Twin } from './twin.ts'

const emptyIsNone = { '': undefined }

const cacheBehavior: Shapes = {
  AllowedMethods: texts('allowed_methods'),
  FunctionAssociations: blocks('function_association', {
    EventType: text('event_type'),
    FunctionARN: text('function_arn'),
  }),
  LambdaFunctionAssociations: blocks('lambda_function_association', {
    EventType: text('event_type'),
    LambdaFunctionARN: naming('lambda_arn', 'Arn'),
  }),
  TargetOriginId: text('target_origin_id'),
  ViewerProtocolPolicy: text('viewer_protocol_policy'),
}

const origin: Shapes = {
  CustomOriginConfig: block('custom_origin_config', {
    OriginProtocolPolicy: text('origin_protocol_policy'),
    OriginSSLProtocols: texts('origin_ssl_protocols'),
  }),
  DomainName: naming('domain_name', 'DomainName'),
  Id: text('origin_id'),
  OriginAccessControlId: naming('origin_access_control_id', 'Id'),
  OriginPath: text('origin_path', emptyIsNone),
  S3OriginConfig: block('s3_origin_config', {
    OriginAccessIdentity: naming('origin_access_identity', 'Path'),
  }),
}

/** Types by their Terraform names. */
export const distributions: Readonly<Record<string, Twin>> = {
  aws_cloudfront_distribution: {
    type: 'AWS::CloudFront::Distribution',
    attributes: { arn: 'Arn', domain_name: 'DomainName', id: 'Id' },
    shapes: {
      DistributionConfig: group({
        Aliases: texts('aliases'),
        CacheBehaviors: blocks('ordered_cache_behavior', {
          ...cacheBehavior,
          PathPattern: text('path_pattern'),
        }),
        DefaultCacheBehavior: block('default_cache_behavior', cacheBehavior),
        DefaultRootObject: text('default_root_object', emptyIsNone),
        Enabled: text('enabled'),
        Logging: block('logging_config', {
          Bucket: naming('bucket', 'DomainName'),
          Prefix: text('prefix', emptyIsNone),
        }),
        OriginGroups: beside(
          'origin_group',
          group({
            Items: blocks('origin_group', {
              Id: text('origin_id'),
              Members: group({ Items: blocks('member', { OriginId: text('origin_id') }) }),
            }),
          }),
        ),
        Origins: blocks('origin', origin),
        ViewerCertificate: block('viewer_certificate', {
          AcmCertificateArn: text('acm_certificate_arn', emptyIsNone),
          CloudFrontDefaultCertificate: text('cloudfront_default_certificate'),
          IamCertificateId: text('iam_certificate_id', emptyIsNone),
          MinimumProtocolVersion: text('minimum_protocol_version'),
          SslSupportMethod: text('ssl_support_method', emptyIsNone),
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
  aws_cloudfront_origin_access_identity: {
    type: 'AWS::CloudFront::CloudFrontOriginAccessIdentity',
    attributes: {
      cloudfront_access_identity_path: 'Path',
      iam_arn: 'IamArn',
      id: 'Id',
      s3_canonical_user_id: 'S3CanonicalUserId',
    },
    shapes: {
      CloudFrontOriginAccessIdentityConfig: group({ Comment: text('comment', emptyIsNone) }),
    },
  },
}
