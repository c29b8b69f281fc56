import {
  behaviorsBefore,
  cloudformation,
  resourceRule,
  s3OriginsOf,
  type PropertiesOf,
  terraform,
} from '../../src/rule.ts'

export default resourceRule<PropertiesOf<'AWS::CloudFront::Distribution'>>({
  on: 'AWS::CloudFront::Distribution',
  title: 'Distribution reads a bucket as anyone could',
  severity: 'medium',
  preset: 'recommended',
  consequence: 'exposure',
  why: 'Without origin access control CloudFront signs no request: it serves only what anyone may read from the bucket itself, past the HTTPS, the headers and the firewall of the distribution.',
  remedy:
    'Give the origin an origin access control, allow cloudfront.amazonaws.com s3:GetObject for the distribution, and block public access to the bucket.',
  remedyInCdk:
    'origin: S3BucketOrigin.withOriginAccessControl(bucket) in the behavior, which writes the policy.',
  remedyInTerraform:
    'Set origin_access_control_id of the origin to an aws_cloudfront_origin_access_control, allow cloudfront.amazonaws.com s3:GetObject for the distribution, and block public access to the bucket.',
  refs: [
    'AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html',
    'securityhub/latest/userguide/cloudfront-controls.html#cloudfront-13',
  ],
  controls: ['SecurityHub CloudFront.13', 'SecurityHub CloudFront.2'],
  *check(distribution, estate) {
    for (const origin of s3OriginsOf(distribution, estate)) {
      const { written, kind, bucket, name, at } = origin
      const { OriginAccessControlId: control, S3OriginConfig: config } = written
      // Website endpoints take no signed requests, which website-plain-http and others speak of.
      if (kind === 'website') continue
      const identity = config?.OriginAccessIdentity
      const label = `'${bucket?.id ?? name.toString()}'`
      if (control && control.value !== '') {
        const known = estate.resource('AWS::CloudFront::OriginAccessControl', control, distribution)
        const settings = known?.properties.OriginAccessControlConfig
        if (settings?.SigningBehavior?.value === 'never')
          yield {
            at: written.at('OriginAccessControlId'),
            message: `the origin access control never signs: bucket ${label} serves only what anyone may read`,
            notes: [{ at: settings.at('SigningBehavior'), message: 'signs never' }],
          }
      } else if (config && identity && identity.value !== '') {
        if (identity.pieces.length === 0) continue
        yield {
          at: config.at('OriginAccessIdentity'),
          severity: 'info',
          message: `bucket ${label} is read with an origin access identity, which knows neither KMS nor newer regions`,
        }
      } else if (!behaviorsBefore(distribution, [origin]).some(signs))
        yield { at, message: `bucket ${label} is read without origin access control` }
    }
  },
  bad: [
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
                - Id: site
                  DomainName: !GetAtt Site.RegionalDomainName # <- bucket 'Site' is read without origin access control
                  S3OriginConfig: { OriginAccessIdentity: '' }
                - Id: custom
                  DomainName: !Sub '\${Site}.s3.amazonaws.com' # <- bucket 'Site' is read without origin access control
                  CustomOriginConfig: { OriginProtocolPolicy: https-only }
                - Id: elsewhere
                  DomainName: shared-assets.s3.eu-west-1.amazonaws.com # <- bucket 'shared-assets' is read without origin access control
                  S3OriginConfig: {}
                - Id: old
                  DomainName: !GetAtt Site.DomainName
                  S3OriginConfig:
                    OriginAccessIdentity: !Sub origin-access-identity/cloudfront/\${Identity} # <- bucket 'Site' is read with an origin access identity, which knows neither KMS nor newer regions
                - Id: unsigned
                  DomainName: !GetAtt Site.DomainName
                  OriginAccessControlId: !Ref Never # <- the origin access control never signs: bucket 'Site' serves only what anyone may read
                  S3OriginConfig: {}
        Identity:
          Type: AWS::CloudFront::CloudFrontOriginAccessIdentity
          Properties: { CloudFrontOriginAccessIdentityConfig: { Comment: site } }
        Never:
          Type: AWS::CloudFront::OriginAccessControl
          Properties:
            OriginAccessControlConfig:
              { Name: never, OriginAccessControlOriginType: s3, SigningBehavior: never, SigningProtocol: sigv4 }
    `,
    cloudformation`
      Parameters:
        Stage: { Type: String, AllowedValues: [test, prod] }
      Conditions:
        IsProd: !Equals [!Ref Stage, prod]
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
                - Id: site
                  DomainName: !GetAtt Site.RegionalDomainName # <- bucket 'Site' is read without origin access control
                  OriginAccessControlId: !If [IsProd, !ImportValue Control, !Ref AWS::NoValue]
                  S3OriginConfig: {}
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_cloudfront_distribution" "cdn" {
        enabled = true
        origin {
          origin_id   = "data"
          domain_name = aws_s3_bucket.data.bucket_regional_domain_name # <- bucket 'aws_s3_bucket.data' is read without origin access control
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
      Parameters:
        Control: { Type: String }
      Resources:
        Site:
          Type: AWS::S3::Bucket
        Cdn:
          Type: AWS::CloudFront::Distribution
          Properties:
            DistributionConfig:
              Enabled: true
              DefaultCacheBehavior: { TargetOriginId: site, ViewerProtocolPolicy: https-only }
              CacheBehaviors:
                - TargetOriginId: signed
                  PathPattern: /signed/*
                  ViewerProtocolPolicy: https-only
                  LambdaFunctionAssociations: [{ EventType: origin-request, LambdaFunctionARN: !ImportValue Signer }]
              Origins:
                - { Id: site, DomainName: !GetAtt Site.RegionalDomainName, OriginAccessControlId: !Ref Control, S3OriginConfig: {} }
                - { Id: imported, DomainName: !GetAtt Site.RegionalDomainName, OriginAccessControlId: !ImportValue Control, S3OriginConfig: {} }
                - { Id: signed, DomainName: !GetAtt Site.DomainName, S3OriginConfig: {} }
                - { Id: api, DomainName: api.example.com, CustomOriginConfig: { OriginProtocolPolicy: https-only } }
                - { Id: given, DomainName: !ImportValue Domain, CustomOriginConfig: { OriginProtocolPolicy: https-only } }
                - Id: website
                  DomainName: !Select [2, !Split ['/', !GetAtt Site.WebsiteURL]]
                  CustomOriginConfig: { OriginProtocolPolicy: http-only }
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
    `,
  ],
})

/** Whether a function of its own signs what a behavior asks of its origin. */
function signs({ LambdaFunctionAssociations = [] }: ReturnType<typeof behaviorsBefore>[number]): boolean {
  return LambdaFunctionAssociations.some(({ EventType }) => EventType?.value === 'origin-request')
}
