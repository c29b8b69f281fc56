import {
  access,
  change,
  cloudformation,
  deedsOf,
  rule,
  trapsBehind,
  terraform,
  withoutPublicAcl,
} from '../../src/rule.ts'

export default rule({
  title: 'Strangers can read the bucket',
  severity: 'critical',
  preset: 'recommended',
  consequence: 'exposure',
  why: 'A request without any credentials, or from any AWS account, gets through policy, ACL, ownership and public access block taken together: whoever finds the name of the bucket has its data.',
  remedy: 'Limit the principal or take the public access away, and serve public content through CloudFront.',
  remedyInCdk:
    'Drop publicReadAccess: true or the statement with AnyPrincipal, and set blockPublicAccess: BlockPublicAccess.BLOCK_ALL on the Bucket.',
  remedyInTerraform:
    'Limit the principal, or set all four arguments of aws_s3_bucket_public_access_block to true, and serve public content through CloudFront.',
  refs: [
    'AmazonS3/latest/userguide/access-control-block-public-access.html',
    'AmazonS3/latest/userguide/acl-overview.html',
  ],
  controls: [
    'SecurityHub S3.2',
    'NIST 800-53 AC-3',
    'NIST 800-53 AC-6',
    'NIST 800-53 AC-21',
    'PCI DSS 1.3.6',
    'PCI DSS 7.2.1',
  ],
  *check(bucket) {
    const isWebsite = bucket.properties.WebsiteConfiguration?.IndexDocument !== undefined
    const openings = access(bucket).openings('read', 'list')
    for (const [index, first] of openings.entries()) {
      const isSame = (other: typeof first) => other.at.address === first.at.address && other.who === first.who
      // A website has visitors; what it has on show is theirs to read, if not to list.
      const isMeant = isWebsite && first.capability === 'read'
      if (!isWebsite && openings.findIndex(isSame) < index) continue
      const deeds = isWebsite
        ? [first.capability]
        : openings.filter(isSame).map(({ capability }) => capability)
      yield {
        at: first.at,
        message: `${first.who} can ${deedsOf(deeds)}${isMeant ? ', as visitors of its website do' : ''}`,
        ...(isMeant ? { severity: 'low' as const } : {}),
        notes: [{ at: bucket.at, message: 'the bucket' }, ...trapsBehind(bucket, first.at)],
        witness: first.witness,
        // Who is meant by a statement for everyone is not written anywhere.
        change:
          first.at.address === bucket.place('AccessControl').address
            ? change('drop the public ACL', 'review', ...withoutPublicAcl(bucket))
            : undefined,
      }
    }
  },
  bad: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            PublicAccessBlockConfiguration: { BlockPublicPolicy: false, RestrictPublicBuckets: false }
        DataPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow # <- anyone can read and list its objects
                  Principal: '*'
                  Action: [s3:GetObject, s3:ListBucket]
                  Resource: [!GetAtt Data.Arn, !Sub '\${Data.Arn}/*']
                - Effect: Deny
                  Principal: '*'
                  Action: s3:*
                  Resource: !Sub '\${Data.Arn}/*'
                  Condition: { Bool: { aws:SecureTransport: false } }
        Listed:
          Type: AWS::S3::Bucket
          Properties:
            AccessControl: PublicRead # <- anyone can list its objects
            OwnershipControls: { Rules: [{ ObjectOwnership: ObjectWriter }] }
            PublicAccessBlockConfiguration: { BlockPublicPolicy: true, RestrictPublicBuckets: true }
    `,
    cloudformation`
      Parameters:
        Stage: { Type: String, AllowedValues: [test, prod] }
      Conditions:
        IsProd: !Equals [!Ref Stage, prod]
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            PublicAccessBlockConfiguration:
              BlockPublicPolicy: !If [IsProd, true, false]
              RestrictPublicBuckets: !If [IsProd, true, false]
        DataPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Statement: # <- anyone can read its objects
                Effect: Allow
                Principal: { AWS: '*' }
                Action: s3:Get*
                Resource: !Sub 'arn:aws:s3:::\${Data}/*'
                Condition: { StringLike: { aws:Referer: 'https://example.com/*' } }
        Site:
          Type: AWS::S3::Bucket
          Properties:
            PublicAccessBlockConfiguration: { BlockPublicPolicy: false }
            WebsiteConfiguration: { IndexDocument: index.html }
        SitePolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Site
            PolicyDocument:
              Statement:
                - Effect: Allow # <- anyone can read its objects, as visitors of its website do
                  Principal: '*'
                  Action: s3:GetObject
                  Resource: !Sub 'arn:aws:s3:::\${Site}/*'
                - Effect: Allow # <- anyone with an AWS account can list its objects
                  Principal: '*'
                  Action: s3:ListBucket
                  Resource: !GetAtt Site.Arn
                  Condition: { StringEquals: { aws:PrincipalType: [User, AssumedRole] } }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
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
          Statement = [{ # <- anyone can read its objects
            Effect    = "Allow"
            Principal = "*"
            Action    = "s3:GetObject"
            Resource  = "\${aws_s3_bucket.data.arn}/*"
          }]
        })
      }
    `,
    terraform`
      variable "acl" {
        type    = string
        default = "public-read"
      }
      resource "aws_s3_bucket" "open" {
        bucket = "company-open"
      }
      resource "aws_s3_bucket_ownership_controls" "open" {
        bucket = aws_s3_bucket.open.id
        rule {
          object_ownership = "ObjectWriter"
        }
      }
      resource "aws_s3_bucket_public_access_block" "open" {
        bucket             = aws_s3_bucket.open.id
        block_public_acls  = false
        ignore_public_acls = false
      }
      resource "aws_s3_bucket_acl" "open" {
        bucket = aws_s3_bucket.open.id
        acl    = var.acl # <- anyone can list its objects
      }
    `,
    terraform`
      resource "aws_s3_bucket" "listed" {
        bucket = "company-listed"
      }
      resource "aws_s3_bucket_public_access_block" "listed" {
        bucket                  = aws_s3_bucket.listed.id
        block_public_acls       = true
        block_public_policy     = false
        ignore_public_acls      = true
        restrict_public_buckets = false
      }
      data "aws_iam_policy_document" "listed" {
        statement { # <- anyone can read and list its objects
          actions   = ["s3:GetObject", "s3:ListBucket"]
          resources = [aws_s3_bucket.listed.arn, "\${aws_s3_bucket.listed.arn}/*"]
          principals {
            type        = "*"
            identifiers = ["*"]
          }
        }
      }
      resource "aws_s3_bucket_policy" "listed" {
        bucket = aws_s3_bucket.listed.id
        policy = data.aws_iam_policy_document.listed.json
      }
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        Endpoint: { Type: String }
      Resources:
        Restricted:
          Type: AWS::S3::Bucket
        RestrictedPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Restricted
            PolicyDocument:
              Statement:
                Effect: Allow
                Principal: '*'
                Action: s3:GetObject
                Resource: !Sub '\${Restricted.Arn}/*'
        Limited:
          Type: AWS::S3::Bucket
          Properties:
            PublicAccessBlockConfiguration: { BlockPublicPolicy: false, RestrictPublicBuckets: false }
        LimitedPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Limited
            PolicyDocument:
              Statement:
                - Effect: Allow
                  Principal: '*'
                  Action: s3:*
                  Resource: !Sub '\${Limited.Arn}/*'
                  Condition: { StringEquals: { aws:PrincipalOrgID: o-a1b2c3d4e5 } }
                - Effect: Allow
                  Principal: '*'
                  Action: s3:GetObject
                  Resource: !Sub '\${Limited.Arn}/*'
                  Condition: { StringEquals: { aws:SourceVpce: !Ref Endpoint } }
                - Effect: Allow
                  Principal: '*'
                  Action: s3:ListBucket
                  Resource: !GetAtt Limited.Arn
                  Condition: { IpAddress: { aws:SourceIp: 203.0.113.0/24 } }
        Denied:
          Type: AWS::S3::Bucket
          Properties:
            PublicAccessBlockConfiguration: { BlockPublicPolicy: false, RestrictPublicBuckets: false }
        DeniedPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Denied
            PolicyDocument:
              Statement:
                - { Effect: Allow, Principal: '*', Action: s3:GetObject, Resource: !Sub '\${Denied.Arn}/*' }
                - Effect: Deny
                  Principal: '*'
                  Action: s3:*
                  Resource: [!GetAtt Denied.Arn, !Sub '\${Denied.Arn}/*']
                  Condition: { StringNotEquals: { aws:PrincipalAccount: !Ref AWS::AccountId } }
    `,
    cloudformation`
      Resources:
        Masked:
          Type: AWS::S3::Bucket
          Properties:
            AccessControl: PublicRead
            OwnershipControls: { Rules: [{ ObjectOwnership: ObjectWriter }] }
            PublicAccessBlockConfiguration: { IgnorePublicAcls: true }
        Delegating:
          Type: AWS::S3::Bucket
          Properties:
            PublicAccessBlockConfiguration: { BlockPublicPolicy: false, RestrictPublicBuckets: false }
        DelegatingPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Delegating
            PolicyDocument:
              Statement:
                Effect: Allow
                Principal: { AWS: '*' }
                Action: '*'
                Resource: [!GetAtt Delegating.Arn, !Sub '\${Delegating.Arn}/*']
                Condition: { StringEquals: { s3:DataAccessPointAccount: !Ref AWS::AccountId } }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
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
            Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-a1b2c3d4e5" } }
          }]
        })
      }
    `,
  ],
})
