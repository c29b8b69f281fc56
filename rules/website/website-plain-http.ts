import { cloudformation, distributionsBefore, rule, servesPages, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Website is served by plain HTTP',
  severity: 'low',
  preset: 'recommended',
  consequence: 'exposure',
  why: 'Website endpoints of S3 know no HTTPS: whoever is on the way reads and changes the pages.',
  remedy:
    'Put a CloudFront distribution in front of the REST endpoint of the bucket, with origin access control, and drop the website configuration.',
  remedyInCdk:
    'Drop websiteIndexDocument, and serve the Bucket by a Distribution with S3BucketOrigin.withOriginAccessControl(bucket).',
  remedyInTerraform:
    'Put an aws_cloudfront_distribution with origin_access_control_id in front of the bucket_regional_domain_name, and drop the aws_s3_bucket_website_configuration.',
  refs: [
    'AmazonS3/latest/userguide/WebsiteEndpoints.html',
    'AmazonS3/latest/userguide/website-hosting-cloudfront-walkthrough.html',
  ],
  controls: ['NIST 800-53 SC-8'],
  *check(bucket) {
    const website = bucket.properties.WebsiteConfiguration
    // Where nobody may read, nobody uses the endpoint, which website-forbidden says.
    if (!website || website.RedirectAllRequestsTo || distributionsBefore(bucket).length > 0) return
    if (servesPages(bucket))
      yield {
        at: bucket.place('WebsiteConfiguration'),
        message: 'the pages are served by plain HTTP: no CloudFront distribution stands before the website',
      }
  },
  bad: [
    cloudformation`
      Resources:
        Site:
          Type: AWS::S3::Bucket
          Properties:
            PublicAccessBlockConfiguration: { BlockPublicPolicy: false, RestrictPublicBuckets: false }
            WebsiteConfiguration: # <- the pages are served by plain HTTP: no CloudFront distribution stands before the website
              IndexDocument: index.html
        SitePolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Site
            PolicyDocument:
              Statement: { Effect: Allow, Principal: '*', Action: 's3:GetObject', Resource: !Sub '\${Site.Arn}/*' }
        Other:
          Type: AWS::S3::Bucket
        Cdn:
          Type: AWS::CloudFront::Distribution
          Properties:
            DistributionConfig:
              Enabled: true
              DefaultCacheBehavior: { TargetOriginId: other, ViewerProtocolPolicy: https-only }
              Origins: [{ Id: other, DomainName: !GetAtt Other.RegionalDomainName, S3OriginConfig: {} }]
    `,
    terraform`
      resource "aws_s3_bucket" "site" {
        bucket = "company-site"
      }
      resource "aws_s3_bucket_website_configuration" "site" { # <- the pages are served by plain HTTP: no CloudFront distribution stands before the website
        bucket = aws_s3_bucket.site.id
        index_document {
          suffix = "index.html"
        }
      }
      resource "aws_s3_bucket_public_access_block" "site" {
        bucket                  = aws_s3_bucket.site.id
        block_public_acls       = true
        block_public_policy     = false
        ignore_public_acls      = true
        restrict_public_buckets = false
      }
      resource "aws_s3_bucket_policy" "site" {
        bucket = aws_s3_bucket.site.id
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect    = "Allow"
            Principal = "*"
            Action    = "s3:GetObject"
            Resource  = "\${aws_s3_bucket.site.arn}/*"
          }]
        })
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Behind:
          Type: AWS::S3::Bucket
          Properties:
            PublicAccessBlockConfiguration: { BlockPublicPolicy: false, RestrictPublicBuckets: false }
            WebsiteConfiguration: { IndexDocument: index.html }
        BehindPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Behind
            PolicyDocument:
              Statement: { Effect: Allow, Principal: '*', Action: 's3:GetObject', Resource: !Sub '\${Behind.Arn}/*' }
        Cdn:
          Type: AWS::CloudFront::Distribution
          Properties:
            DistributionConfig:
              Enabled: true
              DefaultCacheBehavior: { TargetOriginId: site, ViewerProtocolPolicy: redirect-to-https }
              Origins:
                - Id: site
                  DomainName: !Select [2, !Split ['/', !GetAtt Behind.WebsiteURL]]
                  CustomOriginConfig: { OriginProtocolPolicy: http-only }
        Forbidden:
          Type: AWS::S3::Bucket
          Properties: { WebsiteConfiguration: { IndexDocument: index.html } }
        Redirect:
          Type: AWS::S3::Bucket
          Properties: { WebsiteConfiguration: { RedirectAllRequestsTo: { HostName: www.example.com } } }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_website_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        index_document {
          suffix = "index.html"
        }
      }
      resource "aws_s3_bucket_public_access_block" "data" {
        bucket                  = aws_s3_bucket.data.id
        block_public_acls       = true
        block_public_policy     = false
        ignore_public_acls      = true
        restrict_public_buckets = false
      }
      resource "aws_s3_bucket_policy" "data" {
        bucket = aws_s3_bucket.data.id
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect    = "Allow"
            Principal = "*"
            Action    = "s3:GetObject"
            Resource  = "\${aws_s3_bucket.data.arn}/*"
          }]
        })
      }
      resource "aws_cloudfront_distribution" "cdn" {
        enabled = true
        origin {
          origin_id   = "data"
          domain_name = aws_s3_bucket_website_configuration.data.website_endpoint
          custom_origin_config {
            http_port              = 80
            https_port             = 443
            origin_protocol_policy = "http-only"
            origin_ssl_protocols   = ["TLSv1.2"]
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
    `,
  ],
})
