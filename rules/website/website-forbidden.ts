import {
  cloudformation,
  rule,
  servedByOthers,
  servesPages,
  wouldServePages,
  type Bucket,
  type EstateView,
  terraform,
} from '../../src/rule.ts'

export default rule({
  title: 'Website that nobody may read',
  severity: 'medium',
  preset: 'recommended',
  consequence: 'broken',
  why: 'The website endpoint serves what anyone may read and answers everything else with 403 Forbidden: nobody sees a page.',
  remedy:
    'Serve the bucket by CloudFront with origin access control and drop the website configuration, or allow everyone s3:GetObject and turn its public access block off.',
  remedyInCdk:
    'Drop websiteIndexDocument, and serve the Bucket by a Distribution with S3BucketOrigin.withOriginAccessControl(bucket).',
  remedyInTerraform:
    'Serve the bucket by an aws_cloudfront_distribution with origin_access_control_id and drop the aws_s3_bucket_website_configuration, or allow everyone s3:GetObject and set restrict_public_buckets and block_public_policy to false.',
  refs: [
    'AmazonS3/latest/userguide/WebsiteAccessPermissionsReqd.html',
    'AmazonS3/latest/userguide/WebsiteEndpoints.html',
  ],
  controls: [],
  *check(bucket, estate) {
    const { WebsiteConfiguration: website } = bucket.properties
    // Redirecting every request reads no object.
    if (!website || website.RedirectAllRequestsTo || mayHavePublicObjects(bucket) || servesPages(bucket))
      return
    if (servedByOthers(bucket) || isOrigin(bucket, estate)) return
    const { RestrictPublicBuckets, BlockPublicPolicy } = bucket.publicAccessBlock
    if (!wouldServePages(bucket)) {
      const message =
        bucket.policies.length > 0
          ? 'the website serves only 403: the bucket policy lets nobody read without credentials'
          : 'the website serves only 403: no policy lets anyone read'
      yield { at: bucket.place('WebsiteConfiguration'), message }
    } else if (RestrictPublicBuckets && !BlockPublicPolicy)
      // With BlockPublicPolicy the deployment fails already, which public-policy-rejected says.
      yield {
        at: bucket.properties.PublicAccessBlockConfiguration?.at('RestrictPublicBuckets') ?? bucket.at,
        message: 'the website serves only 403: RestrictPublicBuckets keeps everyone out',
        notes: [{ at: bucket.place('WebsiteConfiguration'), message: 'the website' }],
      }
  },
  bad: [
    cloudformation`
      Resources:
        Site:
          Type: AWS::S3::Bucket
          Properties:
            WebsiteConfiguration: { IndexDocument: index.html } # <- the website serves only 403: no policy lets anyone read
    `,
    cloudformation`
      Resources:
        Site:
          Type: AWS::S3::Bucket
          Properties:
            WebsiteConfiguration: # <- the website serves only 403: the bucket policy lets nobody read without credentials
              IndexDocument: index.html
            PublicAccessBlockConfiguration: { BlockPublicPolicy: false, RestrictPublicBuckets: false }
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Site
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: '*'
                  Action: s3:GetObject
                  Resource: !Sub '\${Site.Arn}/*'
                  Condition: { Bool: { aws:SecureTransport: 'false' } }
                - Effect: Deny
                  Principal: '*'
                  Action: s3:*
                  Resource: !Sub '\${Site.Arn}/*'
                  Condition: { Bool: { aws:SecureTransport: 'false' } }
    `,
    cloudformation`
      Resources:
        Site:
          Type: AWS::S3::Bucket
          Properties:
            WebsiteConfiguration: { IndexDocument: index.html }
            PublicAccessBlockConfiguration:
              BlockPublicPolicy: false
              RestrictPublicBuckets: true # <- the website serves only 403: RestrictPublicBuckets keeps everyone out
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Site
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                Effect: Allow
                Principal: '*'
                Action: s3:GetObject
                Resource: !Sub '\${Site.Arn}/*'
    `,
    terraform`
      resource "aws_s3_bucket" "site" {
        bucket = "company-site"
      }
      resource "aws_s3_bucket_website_configuration" "site" { # <- the website serves only 403: no policy lets anyone read
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
        Site:
          Type: AWS::S3::Bucket
          Properties:
            WebsiteConfiguration: { IndexDocument: index.html }
            PublicAccessBlockConfiguration: { BlockPublicPolicy: false, RestrictPublicBuckets: false }
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Site
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                Effect: Allow
                Principal: '*'
                Action: s3:GetObject
                Resource: !Sub '\${Site.Arn}/*'
                Condition: { IpAddress: { aws:SourceIp: 203.0.113.0/24 } }
    `,
    cloudformation`
      Resources:
        Redirect:
          Type: AWS::S3::Bucket
          Properties:
            WebsiteConfiguration: { RedirectAllRequestsTo: { HostName: example.com } }
        ObjectAcls:
          Type: AWS::S3::Bucket
          Properties:
            WebsiteConfiguration: { IndexDocument: index.html }
            PublicAccessBlockConfiguration: { BlockPublicPolicy: true }
            OwnershipControls: { Rules: [{ ObjectOwnership: ObjectWriter }] }
    `,
    cloudformation`
      Resources:
        Site:
          Type: AWS::S3::Bucket
          Properties:
            WebsiteConfiguration: { IndexDocument: index.html }
        Policy:
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
                Condition: { StringEquals: { aws:SourceAccount: !Ref AWS::AccountId } }
    `,
    terraform`
      resource "aws_s3_bucket" "site" {
        bucket = "company-site"
      }
      resource "aws_s3_bucket_website_configuration" "site" {
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
})

/** ACLs may open single objects; a public ACL that is rejected has a rule of its own. */
function mayHavePublicObjects(bucket: Bucket): boolean {
  if (bucket.ownership === 'BucketOwnerEnforced') return bucket.acl.startsWith('Public')
  const { BlockPublicAcls, IgnorePublicAcls } = bucket.publicAccessBlock
  return !BlockPublicAcls && !IgnorePublicAcls
}

/** Whether a distribution names the bucket itself as its origin: then CloudFront serves the pages. */
function isOrigin(bucket: Bucket, estate: EstateView): boolean {
  const origin = 'DistributionConfig.Origins[].DomainName'
  return estate.referring('AWS::CloudFront::Distribution', origin, bucket).length > 0
}
