import { cloudformation, lostOrigins, resourceRule, type PropertiesOf, terraform } from '../../src/rule.ts'

export default resourceRule<PropertiesOf<'AWS::CloudFront::Distribution'>>({
  on: 'AWS::CloudFront::Distribution',
  title: 'Distribution reads from a bucket that nobody makes',
  severity: 'high',
  preset: 'recommended',
  consequence: 'exposure',
  why: 'Names of buckets are free for everyone: whoever makes a bucket of that name serves what they like under your domain, with your certificate and your cookies.',
  remedy: 'Define the bucket beside the distribution and name it by reference, or take the origin away.',
  remedyInTerraform:
    'Define the aws_s3_bucket beside the distribution and set domain_name to its bucket_regional_domain_name, or take the origin away.',
  refs: [
    'AmazonCloudFront/latest/DeveloperGuide/DownloadDistS3AndCustomOrigins.html',
    'securityhub/latest/userguide/cloudfront-controls.html#cloudfront-12',
  ],
  controls: ['SecurityHub CloudFront.12'],
  *check(distribution, estate) {
    for (const { origin, name, siblings } of lostOrigins(distribution, estate))
      yield {
        at: origin.at,
        message: `no bucket '${name.toString()}' is defined: whoever makes one serves the pages`,
        notes: siblings.flatMap(({ bucket, at }) =>
          bucket ? [{ at, message: `bucket '${bucket.id}' is defined here` }] : [],
        ),
      }
  },
  bad: [
    cloudformation`
      Parameters:
        Project: { Type: String }
      Resources:
        Site:
          Type: AWS::S3::Bucket
          Properties: { BucketName: !Sub '\${Project}-site' }
        Images:
          Type: AWS::S3::Bucket
          Properties: { BucketName: example-images }
        Cdn:
          Type: AWS::CloudFront::Distribution
          Properties:
            DistributionConfig:
              Enabled: true
              DefaultCacheBehavior: { TargetOriginId: site, ViewerProtocolPolicy: https-only }
              Origins:
                - { Id: site, DomainName: !GetAtt Site.RegionalDomainName, S3OriginConfig: {} }
                - { Id: images, DomainName: example-images.s3.amazonaws.com, S3OriginConfig: {} }
                - Id: assets
                  DomainName: !Sub '\${Project}-assets.s3.amazonaws.com' # <- no bucket '\${Project}-assets' is defined: whoever makes one serves the pages
                  S3OriginConfig: {}
                - Id: downloads
                  DomainName: example-downloads.s3.eu-west-1.amazonaws.com # <- no bucket 'example-downloads' is defined: whoever makes one serves the pages
                  S3OriginConfig: {}
                - Id: shared
                  DomainName: other-assets.s3.amazonaws.com # <- possibly: no bucket 'other-assets' is defined: whoever makes one serves the pages
                  S3OriginConfig: {}
    `,
    cloudformation`
      Resources:
        Cdn:
          Type: AWS::CloudFront::Distribution
          Properties:
            DistributionConfig:
              Enabled: true
              DefaultCacheBehavior: { TargetOriginId: site, ViewerProtocolPolicy: https-only }
              Origins:
                - Id: site
                  DomainName: !Sub '\${AWS::StackName}-site.s3-website-us-east-1.amazonaws.com' # <- no bucket '\${AWS::StackName}-site' is defined: whoever makes one serves the pages
                  CustomOriginConfig: { OriginProtocolPolicy: http-only }
    `,
    terraform`
      resource "aws_s3_bucket" "images" {
        bucket = "example-images"
      }
      resource "aws_cloudfront_distribution" "cdn" {
        enabled = true
        origin {
          origin_id   = "data"
          domain_name = "example-downloads.s3.eu-west-1.amazonaws.com" # <- no bucket 'example-downloads' is defined: whoever makes one serves the pages
        }
        origin {
          origin_id   = "images"
          domain_name = aws_s3_bucket.images.bucket_regional_domain_name
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
        Shared: { Type: String }
      Resources:
        Site:
          Type: AWS::S3::Bucket
          Properties: { BucketName: !Sub '\${AWS::StackName}-site' }
        Cdn:
          Type: AWS::CloudFront::Distribution
          Properties:
            DistributionConfig:
              Enabled: true
              DefaultCacheBehavior: { TargetOriginId: site, ViewerProtocolPolicy: https-only }
              Origins:
                - { Id: site, DomainName: !Sub '\${AWS::StackName}-site.s3.\${AWS::Region}.amazonaws.com', S3OriginConfig: {} }
                - { Id: shared, DomainName: !Sub '\${Shared}.s3.amazonaws.com', S3OriginConfig: {} }
                - { Id: imported, DomainName: !ImportValue AssetsDomain, S3OriginConfig: {} }
                - { Id: api, DomainName: api.example.com, CustomOriginConfig: { OriginProtocolPolicy: https-only } }
        Elsewhere:
          Type: AWS::CloudFront::Distribution
          Properties:
            DistributionConfig:
              Enabled: true
              DefaultCacheBehavior: { TargetOriginId: site, ViewerProtocolPolicy: https-only }
              Origins: [{ Id: site, DomainName: other-site.s3.amazonaws.com, S3OriginConfig: {} }]
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_cloudfront_distribution" "cdn" {
        enabled = true
        origin {
          origin_id   = "data"
          domain_name = aws_s3_bucket.data.bucket_regional_domain_name
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
