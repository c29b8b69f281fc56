import { cloudformation, mayAdmit, rule, siteOriginsOf, websitesBeside, terraform } from '../../src/rule.ts'

export default rule({
  title: 'CORS names none of the websites that are deployed with the bucket',
  severity: 'info',
  preset: 'strict',
  consequence: 'broken',
  why: 'A browser shows the pages of a website nothing that comes from a bucket whose CORS rules leave out the origin of the website: fonts, scripts and uploads fail, with no trace on the side of AWS.',
  remedy: 'Name the origin of the website, https:// and its domain, in AllowedOrigins.',
  remedyInTerraform: 'Name the origin of the website, https:// and its domain, in allowed_origins.',
  refs: ['AmazonS3/latest/userguide/cors.html', 'AmazonS3/latest/userguide/ManageCorsUsing.html'],
  controls: [],
  *check(bucket) {
    const cors = bucket.properties.CorsConfiguration
    const rules = cors?.CorsRules ?? []
    if (!cors || rules.length === 0) return
    const websites = websitesBeside(bucket)
    const admits = websites.some(website =>
      // A list that is not known may hold any origin.
      rules.some(
        ({ AllowedOrigins }) =>
          AllowedOrigins?.some(origin => mayAdmit(origin, siteOriginsOf(website), bucket)) ?? true,
      ),
    )
    const [first] = websites
    if (first && !admits)
      yield {
        at: cors.at('CorsRules'),
        message: `no rule names the origin of the website in bucket '${first.id}'`,
        notes: websites.map(({ at }) => ({ at, message: 'a website' })),
      }
  },
  bad: [
    cloudformation`
      Resources:
        Site:
          Type: AWS::S3::Bucket
          Properties: { WebsiteConfiguration: { IndexDocument: index.html } }
        Cdn:
          Type: AWS::CloudFront::Distribution
          Properties:
            DistributionConfig:
              Enabled: true
              Aliases: [www.example.com]
              DefaultRootObject: index.html
              DefaultCacheBehavior: { TargetOriginId: site, ViewerProtocolPolicy: https-only }
              Origins: [{ Id: site, DomainName: !GetAtt Site.RegionalDomainName, S3OriginConfig: {} }]
        Assets:
          Type: AWS::S3::Bucket
          Properties:
            CorsConfiguration:
              CorsRules: # <- no rule names the origin of the website in bucket 'Site'
                - { AllowedMethods: [GET], AllowedOrigins: ['https://example.com', 'http://localhost:3000', 'https://*.example.org'] }
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
      resource "aws_cloudfront_distribution" "cdn" {
        enabled = true
        aliases = ["www.example.com"]
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
      resource "aws_s3_bucket" "assets" {
        bucket = "company-assets"
      }
      resource "aws_s3_bucket_cors_configuration" "assets" {
        bucket = aws_s3_bucket.assets.id
        cors_rule { # <- no rule names the origin of the website in bucket 'aws_s3_bucket.data'
          allowed_methods = ["GET"]
          allowed_origins = ["https://example.com"]
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        Origin: { Type: String }
      Resources:
        Site:
          Type: AWS::S3::Bucket
          Properties:
            WebsiteConfiguration: { IndexDocument: index.html }
            CorsConfiguration: { CorsRules: [{ AllowedMethods: [GET], AllowedOrigins: ['https://elsewhere.example.com'] }] }
        Cdn:
          Type: AWS::CloudFront::Distribution
          Properties:
            DistributionConfig:
              Enabled: true
              Aliases: [www.example.com]
              DefaultRootObject: index.html
              DefaultCacheBehavior: { TargetOriginId: site, ViewerProtocolPolicy: https-only }
              Origins:
                - { Id: site, DomainName: !GetAtt Site.RegionalDomainName, S3OriginConfig: {} }
                - { Id: same, DomainName: !GetAtt SameOrigin.RegionalDomainName, S3OriginConfig: {} }
        SameOrigin:
          Type: AWS::S3::Bucket
          Properties:
            CorsConfiguration: { CorsRules: [{ AllowedMethods: [GET], AllowedOrigins: ['https://elsewhere.example.com'] }] }
        Named:
          Type: AWS::S3::Bucket
          Properties:
            CorsConfiguration: { CorsRules: [{ AllowedMethods: [GET], AllowedOrigins: ['https://www.example.com'] }] }
        Wild:
          Type: AWS::S3::Bucket
          Properties:
            CorsConfiguration: { CorsRules: [{ AllowedMethods: [GET], AllowedOrigins: ['https://*.example.com'] }] }
        ByDomain:
          Type: AWS::S3::Bucket
          Properties:
            CorsConfiguration: { CorsRules: [{ AllowedMethods: [GET], AllowedOrigins: [!Sub 'https://\${Cdn.DomainName}'] }] }
        ByWebsite:
          Type: AWS::S3::Bucket
          Properties:
            CorsConfiguration: { CorsRules: [{ AllowedMethods: [GET], AllowedOrigins: [!GetAtt Site.WebsiteURL] }] }
        Given:
          Type: AWS::S3::Bucket
          Properties:
            CorsConfiguration: { CorsRules: [{ AllowedMethods: [PUT], AllowedOrigins: [!Ref Origin] }] }
        Imported:
          Type: AWS::S3::Bucket
          Properties: { CorsConfiguration: { CorsRules: [{ AllowedMethods: [PUT], AllowedOrigins: !ImportValue Origins }] } }
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
      resource "aws_cloudfront_distribution" "cdn" {
        enabled = true
        aliases = ["www.example.com"]
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
      resource "aws_s3_bucket" "assets" {
        bucket = "company-assets"
      }
      resource "aws_s3_bucket_cors_configuration" "assets" {
        bucket = aws_s3_bucket.assets.id
        cors_rule {
          allowed_methods = ["GET"]
          allowed_origins = ["https://www.example.com"]
        }
      }
    `,
  ],
})
