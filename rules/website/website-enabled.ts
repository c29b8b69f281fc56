import { cloudformation, rule, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Bucket is a static website',
  severity: 'info',
  preset: 'strict',
  consequence: 'exposure',
  why: 'What a website endpoint serves anyone may read, by plain HTTP only; many organizations serve pages by CloudFront alone and want to know of every bucket that does otherwise.',
  remedy: 'Drop the website configuration and serve the bucket by CloudFront with origin access control.',
  remedyInCdk:
    'Drop websiteIndexDocument, and serve the Bucket by a Distribution with S3BucketOrigin.withOriginAccessControl(bucket).',
  remedyInTerraform:
    'Drop the aws_s3_bucket_website_configuration, and serve the bucket by an aws_cloudfront_distribution with origin_access_control_id.',
  refs: [
    'AmazonS3/latest/userguide/WebsiteHosting.html',
    'AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html',
  ],
  controls: [],
  *check(bucket) {
    const website = bucket.properties.WebsiteConfiguration
    // A redirect shows nothing of what is in the bucket.
    if (website && !website.RedirectAllRequestsTo)
      yield { at: bucket.place('WebsiteConfiguration'), message: 'the bucket is a static website' }
  },
  bad: [
    cloudformation`
      Parameters:
        Stage: { Type: String, AllowedValues: [test, prod] }
      Conditions:
        IsTest: !Equals [!Ref Stage, test]
      Resources:
        Site:
          Type: AWS::S3::Bucket
          Properties:
            WebsiteConfiguration: { IndexDocument: index.html } # <- the bucket is a static website
        Preview:
          Type: AWS::S3::Bucket
          Properties:
            WebsiteConfiguration: !If [IsTest, { IndexDocument: index.html }, !Ref AWS::NoValue] # <- the bucket is a static website
    `,
    terraform`
      resource "aws_s3_bucket" "site" {
        bucket = "company-site"
      }
      resource "aws_s3_bucket_website_configuration" "site" { # <- the bucket is a static website
        bucket = aws_s3_bucket.site.id
        index_document {
          suffix = "index.html"
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
        Redirect:
          Type: AWS::S3::Bucket
          Properties: { WebsiteConfiguration: { RedirectAllRequestsTo: { HostName: www.example.com } } }
    `,
    terraform`
      resource "aws_s3_bucket" "site" {
        bucket = "company-site"
      }
      resource "aws_s3_bucket_website_configuration" "site" {
        bucket = aws_s3_bucket.site.id
        redirect_all_requests_to {
          host_name = "www.example.com"
        }
      }
    `,
  ],
})
