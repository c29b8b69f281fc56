import {
  arnOf,
  type Bucket,
  bucketOriginsOf,
  change,
  cloudformation,
  refusalOf,
  resourceRule,
  stated,
  type PropertiesOf,
  type ResourceView,
  terraform,
} from '../../src/rule.ts'

type Distribution = ResourceView<PropertiesOf<'AWS::CloudFront::Distribution'>>

export default resourceRule<PropertiesOf<'AWS::CloudFront::Distribution'>>({
  on: 'AWS::CloudFront::Distribution',
  title: 'Bucket does not let the distribution in front of it read',
  severity: 'high',
  preset: 'recommended',
  consequence: 'broken',
  why: 'A distribution with an origin access control (or identity) signs its requests to the bucket, and the bucket answers 403 AccessDenied to all of them unless its policy lets this distribution read.',
  remedy:
    'Allow cloudfront.amazonaws.com s3:GetObject on the objects of the bucket, with the ARN of the distribution as AWS:SourceArn.',
  remedyInCdk:
    'origin: S3BucketOrigin.withOriginAccessControl(bucket) in the behavior, which writes the policy.',
  remedyInTerraform:
    'Allow cloudfront.amazonaws.com s3:GetObject on the objects of the bucket in an aws_s3_bucket_policy, with the ARN of the aws_cloudfront_distribution as AWS:SourceArn.',
  refs: [
    'AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html',
    'AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html#oac-permission-to-access-s3',
  ],
  controls: ['SecurityHub CloudFront.13'],
  *check(distribution, estate) {
    for (const origin of bucketOriginsOf(distribution, estate)) {
      const { at, bucket, identity } = origin
      const refusal = refusalOf(origin, distribution)
      if (!refusal) continue
      const { policies } = bucket
      const reader = identity ? 'the origin access identity' : 'the distribution'
      yield {
        at,
        message: refusal.denied
          ? `a policy of bucket '${bucket.id}' denies ${reader} to read`
          : `no policy of bucket '${bucket.id}' lets ${reader} read`,
        notes: [
          ...refusal.denials,
          ...(policies.length > 0
            ? policies.map(policy => ({
                at: policy.properties.at('PolicyDocument'),
                message: 'what the bucket allows',
              }))
            : [{ at: bucket.at, message: 'the bucket, which has no policy' }]),
        ],
        change: refusal.denied || identity ? undefined : letting(distribution, bucket),
      }
    }
  },
  bad: [
    cloudformation`
      Resources:
        Site:
          Type: AWS::S3::Bucket
        SitePolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Site
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                Effect: Allow
                Principal: { Service: cloudfront.amazonaws.com }
                Action: s3:GetObject
                Resource: !Sub '\${Site.Arn}/*'
                Condition:
                  StringEquals:
                    AWS:SourceArn: !Sub 'arn:aws:cloudfront::\${AWS::AccountId}:distribution/E1EXAMPLE'
        Downloads:
          Type: AWS::S3::Bucket
        Cdn:
          Type: AWS::CloudFront::Distribution
          Properties:
            DistributionConfig:
              Enabled: true
              DefaultCacheBehavior: { TargetOriginId: site, ViewerProtocolPolicy: https-only }
              Origins:
                - Id: site
                  DomainName: !GetAtt Site.RegionalDomainName
                  OriginAccessControlId: !Ref Control # <- no policy of bucket 'Site' lets the distribution read
                  S3OriginConfig: { OriginAccessIdentity: '' }
                - Id: downloads
                  DomainName: !Sub \${Downloads}.s3.amazonaws.com
                  OriginAccessControlId: !GetAtt Control.Id # <- no policy of bucket 'Downloads' lets the distribution read
                  S3OriginConfig: {}
        Control:
          Type: AWS::CloudFront::OriginAccessControl
          Properties:
            OriginAccessControlConfig:
              Name: control
              OriginAccessControlOriginType: s3
              SigningBehavior: always
              SigningProtocol: sigv4
    `,
    cloudformation`
      Resources:
        Site:
          Type: AWS::S3::Bucket
        SitePolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Site
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: { CanonicalUser: !GetAtt Identity.S3CanonicalUserId }
                  Action: s3:GetObject
                  Resource: !GetAtt Site.Arn
        Cdn:
          Type: AWS::CloudFront::Distribution
          Properties:
            DistributionConfig:
              Enabled: true
              DefaultCacheBehavior: { TargetOriginId: site, ViewerProtocolPolicy: https-only }
              Origins:
                - Id: site
                  DomainName: !GetAtt Site.DomainName
                  S3OriginConfig:
                    OriginAccessIdentity: !Sub origin-access-identity/cloudfront/\${Identity} # <- no policy of bucket 'Site' lets the origin access identity read
        Identity:
          Type: AWS::CloudFront::CloudFrontOriginAccessIdentity
          Properties: { CloudFrontOriginAccessIdentityConfig: { Comment: site } }
    `,
    cloudformation`
      Resources:
        Site:
          Type: AWS::S3::Bucket
        SitePolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Site
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: { Service: cloudfront.amazonaws.com }
                  Action: s3:GetObject
                  Resource: !Sub '\${Site.Arn}/*'
                - Effect: Deny
                  Principal: '*'
                  Action: s3:*
                  Resource: [!GetAtt Site.Arn, !Sub '\${Site.Arn}/*']
                  Condition: { StringNotEquals: { aws:SourceArn: 'arn:aws:cloudfront::111122223333:distribution/E1EXAMPLE' } }
        Cdn:
          Type: AWS::CloudFront::Distribution
          Properties:
            DistributionConfig:
              Enabled: true
              DefaultCacheBehavior: { TargetOriginId: site, ViewerProtocolPolicy: https-only }
              Origins:
                - Id: site
                  DomainName: !GetAtt Site.RegionalDomainName
                  OriginAccessControlId: E2EXAMPLE # <- a policy of bucket 'Site' denies the distribution to read
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_cloudfront_origin_access_control" "data" {
        name                              = "data"
        origin_access_control_origin_type = "s3"
        signing_behavior                  = "always"
        signing_protocol                  = "sigv4"
      }
      resource "aws_cloudfront_distribution" "cdn" {
        enabled = true
        origin {
          origin_id                = "data"
          domain_name              = aws_s3_bucket.data.bucket_regional_domain_name
          origin_access_control_id = aws_cloudfront_origin_access_control.data.id # <- no policy of bucket 'aws_s3_bucket.data' lets the distribution read
        }
        default_cache_behavior {
          target_origin_id       = "data"
          viewer_protocol_policy = "redirect-to-https"
          allowed_methods        = ["GET", "HEAD"]
          cached_methods         = ["GET", "HEAD"]
          cache_policy_id        = "658327ea-f89d-4fab-a63d-7e88639e58f6"
        }
        restrictions {
          geo_restriction {
            restriction_type = "none"
          }
        }
        viewer_certificate {
          cloudfront_default_certificate = true
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Site:
          Type: AWS::S3::Bucket
        Assets:
          Type: AWS::S3::Bucket
        Old:
          Type: AWS::S3::Bucket
        Older:
          Type: AWS::S3::Bucket
        SitePolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Site
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: { Service: cloudfront.amazonaws.com }
                  Action: [s3:GetObject, s3:ListBucket]
                  Resource: [!GetAtt Site.Arn, !Sub '\${Site.Arn}/*']
                  Condition:
                    StringEquals:
                      AWS:SourceArn: !Sub 'arn:\${AWS::Partition}:cloudfront::\${AWS::AccountId}:distribution/\${Cdn}'
                - Effect: Deny
                  Principal: '*'
                  Action: s3:*
                  Resource: !Sub '\${Site.Arn}/*'
                  Condition: { Bool: { aws:SecureTransport: false } }
        AssetsPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Assets
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                Effect: Allow
                Principal: { Service: cloudfront.amazonaws.com }
                Action: s3:Get*
                Resource: !Sub '\${Assets.Arn}/assets/*'
                Condition: { ArnLike: { aws:SourceArn: !Sub 'arn:aws:cloudfront::*:distribution/\${Cdn.Id}' } }
        OldPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Old
            PolicyDocument:
              Statement:
                Effect: Allow
                Principal: { AWS: !Sub 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity \${Identity}' }
                Action: s3:GetObject
                Resource: !Sub '\${Old.Arn}/*'
        OlderPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Older
            PolicyDocument:
              Statement:
                Effect: Allow
                Principal: { CanonicalUser: !GetAtt Identity.S3CanonicalUserId }
                Action: s3:GetObject
                Resource: !Sub '\${Older.Arn}/*'
        Identity:
          Type: AWS::CloudFront::CloudFrontOriginAccessIdentity
          Properties: { CloudFrontOriginAccessIdentityConfig: { Comment: site } }
        Cdn:
          Type: AWS::CloudFront::Distribution
          Properties:
            DistributionConfig:
              Enabled: true
              DefaultCacheBehavior: { TargetOriginId: site, ViewerProtocolPolicy: https-only }
              Origins:
                - { Id: site, DomainName: !GetAtt Site.RegionalDomainName, OriginAccessControlId: E2EXAMPLE }
                - { Id: assets, DomainName: !GetAtt Assets.DomainName, OriginAccessControlId: E2EXAMPLE }
                - Id: old
                  DomainName: !Sub \${Old}.s3-\${AWS::Region}.amazonaws.com
                  S3OriginConfig: { OriginAccessIdentity: !Sub 'origin-access-identity/cloudfront/\${Identity}' }
                - Id: older
                  DomainName: !GetAtt Older.DomainName
                  S3OriginConfig: { OriginAccessIdentity: !Join ['', [origin-access-identity/cloudfront/, !Ref Identity]] }
    `,
    cloudformation`
      Resources:
        Site:
          Type: AWS::S3::Bucket
        Cdn:
          Type: AWS::CloudFront::Distribution
          Properties:
            DistributionConfig:
              Enabled: true
              DefaultCacheBehavior: { TargetOriginId: site, ViewerProtocolPolicy: https-only }
              Origins:
                - { Id: site, DomainName: !GetAtt Site.DomainName, S3OriginConfig: { OriginAccessIdentity: '' } }
                - { Id: api, DomainName: api.example.com, OriginAccessControlId: E2EXAMPLE }
                - { Id: other, DomainName: !ImportValue OtherDomain, OriginAccessControlId: E2EXAMPLE }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_cloudfront_origin_access_control" "data" {
        name                              = "data"
        origin_access_control_origin_type = "s3"
        signing_behavior                  = "always"
        signing_protocol                  = "sigv4"
      }
      resource "aws_cloudfront_distribution" "cdn" {
        enabled = true
        origin {
          origin_id                = "data"
          domain_name              = aws_s3_bucket.data.bucket_regional_domain_name
          origin_access_control_id = aws_cloudfront_origin_access_control.data.id
        }
        default_cache_behavior {
          target_origin_id       = "data"
          viewer_protocol_policy = "redirect-to-https"
          allowed_methods        = ["GET", "HEAD"]
          cached_methods         = ["GET", "HEAD"]
          cache_policy_id        = "658327ea-f89d-4fab-a63d-7e88639e58f6"
        }
        restrictions {
          geo_restriction {
            restriction_type = "none"
          }
        }
        viewer_certificate {
          cloudfront_default_certificate = true
        }
      }
      resource "aws_s3_bucket_policy" "data" {
        bucket = aws_s3_bucket.data.id
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect    = "Allow"
            Principal = { Service = "cloudfront.amazonaws.com" }
            Action    = "s3:GetObject"
            Resource  = "\${aws_s3_bucket.data.arn}/*"
            Condition = { StringEquals = { "aws:SourceArn" = aws_cloudfront_distribution.cdn.arn } }
          }]
        })
      }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_cloudfront_origin_access_identity" "data" {
        comment = "data"
      }
      resource "aws_cloudfront_distribution" "cdn" {
        enabled = true
        origin {
          origin_id   = "data"
          domain_name = aws_s3_bucket.data.bucket_regional_domain_name
          s3_origin_config {
            origin_access_identity = aws_cloudfront_origin_access_identity.data.cloudfront_access_identity_path
          }
        }
        default_cache_behavior {
          target_origin_id       = "data"
          viewer_protocol_policy = "redirect-to-https"
          allowed_methods        = ["GET", "HEAD"]
          cached_methods         = ["GET", "HEAD"]
          cache_policy_id        = "658327ea-f89d-4fab-a63d-7e88639e58f6"
        }
        restrictions {
          geo_restriction {
            restriction_type = "none"
          }
        }
        viewer_certificate {
          cloudfront_default_certificate = true
        }
      }
      resource "aws_s3_bucket_policy" "data" {
        bucket = aws_s3_bucket.data.id
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect    = "Allow"
            Principal = { AWS = aws_cloudfront_origin_access_identity.data.iam_arn }
            Action    = "s3:GetObject"
            Resource  = "\${aws_s3_bucket.data.arn}/*"
          }]
        })
      }
    `,
  ],
})

function letting(distribution: Distribution, bucket: Bucket) {
  return change(
    'let the distribution read',
    'review',
    stated(bucket, {
      Sid: 'AllowCloudFront',
      Effect: 'Allow',
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Action: 's3:GetObject',
      Resource: arnOf(bucket, '/*'),
      Condition: { StringEquals: { 'aws:SourceArn': arnOf(distribution) } },
    }),
  )
}
