import {
  behaviorsBefore,
  change,
  cloudformation,
  isWrittenOut,
  oldTlsPolicies,
  resourceRule,
  rewrite,
  s3OriginsOf,
  type PropertiesOf,
  terraform,
} from '../../src/rule.ts'

export default resourceRule<PropertiesOf<'AWS::CloudFront::Distribution'>>({
  on: 'AWS::CloudFront::Distribution',
  title: 'Distribution before a bucket takes plain HTTP or old TLS',
  severity: 'low',
  preset: 'strict',
  consequence: 'exposure',
  why: 'What a bucket holds leaves the distribution in plain text, or by a TLS whose ciphers are broken, to viewers who ask for it so.',
  remedy:
    "Set ViewerProtocolPolicy to 'redirect-to-https' or 'https-only', and MinimumProtocolVersion to TLSv1.2_2021.",
  remedyInCdk:
    'viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS in the behavior, and minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021 on the Distribution.',
  remedyInTerraform:
    'Set viewer_protocol_policy to "redirect-to-https" or "https-only", and minimum_protocol_version to "TLSv1.2_2021".',
  refs: [
    'AmazonCloudFront/latest/DeveloperGuide/using-https-viewers-to-cloudfront.html',
    'AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html',
    'securityhub/latest/userguide/cloudfront-controls.html#cloudfront-3',
  ],
  controls: [
    'SecurityHub CloudFront.3',
    'SecurityHub CloudFront.15',
    'NIST 800-53 SC-8',
    'NIST 800-53 SC-13',
  ],
  *check(distribution, estate) {
    const origins = s3OriginsOf(distribution, estate)
    for (const behavior of behaviorsBefore(distribution, origins))
      if (behavior.ViewerProtocolPolicy?.value === 'allow-all')
        yield {
          at: behavior.at('ViewerProtocolPolicy'),
          message: "viewers may use plain HTTP ('allow-all')",
          change: isWrittenOut(distribution, () => behavior.ViewerProtocolPolicy?.value)
            ? change(
                'redirect viewers to HTTPS',
                'safe',
                rewrite(distribution, behavior.at('ViewerProtocolPolicy'), 'redirect-to-https'),
              )
            : undefined,
        }
    const certificate = distribution.properties.DistributionConfig?.ViewerCertificate
    if (origins.length === 0 || !certificate || certificate.CloudFrontDefaultCertificate) return
    const minimum = certificate.MinimumProtocolVersion?.value
    const version = minimum === undefined ? undefined : oldTlsPolicies.get(minimum)
    if (version !== undefined)
      yield {
        at: certificate.at('MinimumProtocolVersion'),
        message: `viewers may use ${version} ('${minimum ?? ''}')`,
        change: isWrittenOut(distribution, () => certificate.MinimumProtocolVersion?.value)
          ? change(
              'ask viewers for TLS 1.2',
              'review',
              rewrite(distribution, certificate.at('MinimumProtocolVersion'), 'TLSv1.2_2021'),
            )
          : undefined,
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
              DefaultCacheBehavior:
                TargetOriginId: site
                ViewerProtocolPolicy: allow-all # <- viewers may use plain HTTP ('allow-all')
              CacheBehaviors:
                - PathPattern: /images/*
                  TargetOriginId: both
                  ViewerProtocolPolicy: allow-all # <- viewers may use plain HTTP ('allow-all')
                - { PathPattern: /api/*, TargetOriginId: api, ViewerProtocolPolicy: allow-all }
              OriginGroups:
                Quantity: 1
                Items:
                  - Id: both
                    FailoverCriteria: { StatusCodes: { Quantity: 1, Items: [500] } }
                    Members: { Quantity: 2, Items: [{ OriginId: site }, { OriginId: api }] }
              Origins:
                - { Id: site, DomainName: !GetAtt Site.RegionalDomainName, S3OriginConfig: {} }
                - { Id: api, DomainName: api.example.com, CustomOriginConfig: { OriginProtocolPolicy: https-only } }
              ViewerCertificate:
                AcmCertificateArn: !ImportValue Certificate
                SslSupportMethod: sni-only
                MinimumProtocolVersion: TLSv1.1_2016 # <- viewers may use TLS 1.1 ('TLSv1.1_2016')
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
          viewer_protocol_policy = "allow-all" # <- viewers may use plain HTTP ('allow-all')
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
          acm_certificate_arn      = "arn:aws:acm:us-east-1:111122223333:certificate/11112222-3333-4444-5555-666677778888"
          ssl_support_method       = "sni-only"
          minimum_protocol_version = "TLSv1" # <- viewers may use TLS 1.0 ('TLSv1')
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        Policy: { Type: String, Default: redirect-to-https }
      Resources:
        Site:
          Type: AWS::S3::Bucket
        Cdn:
          Type: AWS::CloudFront::Distribution
          Properties:
            DistributionConfig:
              Enabled: true
              DefaultCacheBehavior: { TargetOriginId: site, ViewerProtocolPolicy: !Ref Policy }
              Origins: [{ Id: site, DomainName: !GetAtt Site.RegionalDomainName, S3OriginConfig: {} }]
              ViewerCertificate: { CloudFrontDefaultCertificate: true, MinimumProtocolVersion: TLSv1 }
        Api:
          Type: AWS::CloudFront::Distribution
          Properties:
            DistributionConfig:
              Enabled: true
              DefaultCacheBehavior: { TargetOriginId: api, ViewerProtocolPolicy: allow-all }
              Origins: [{ Id: api, DomainName: api.example.com, CustomOriginConfig: { OriginProtocolPolicy: match-viewer } }]
              ViewerCertificate: { AcmCertificateArn: !ImportValue Certificate, SslSupportMethod: sni-only, MinimumProtocolVersion: TLSv1 }
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
