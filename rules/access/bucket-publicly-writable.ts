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
  title: 'Strangers can change the bucket',
  severity: 'critical',
  preset: 'recommended',
  consequence: 'data-loss',
  why: 'A request without any credentials, or from any AWS account, may write, delete or change settings: data is destroyed or swapped, malware is served from your name, and you pay for what others store.',
  remedy: 'Name the principals that may write, and turn the public access block on.',
  remedyInCdk:
    'Principals by name in place of AnyPrincipal, and blockPublicAccess: BlockPublicAccess.BLOCK_ALL on the Bucket.',
  remedyInTerraform:
    'Name the principals that may write, and set all four arguments of aws_s3_bucket_public_access_block to true.',
  refs: [
    'AmazonS3/latest/userguide/access-control-block-public-access.html',
    'AmazonS3/latest/userguide/acl-overview.html',
  ],
  controls: [
    'SecurityHub S3.3',
    'NIST 800-53 AC-3',
    'NIST 800-53 AC-6',
    'NIST 800-53 AC-21',
    'PCI DSS 1.3.4',
    'PCI DSS 7.2.1',
  ],
  *check(bucket) {
    const openings = access(bucket).openings('write', 'delete', 'policy', 'configure')
    for (const [index, first] of openings.entries()) {
      const isSame = (other: typeof first) => other.at.address === first.at.address && other.who === first.who
      if (openings.findIndex(isSame) < index) continue
      const deeds = openings.filter(isSame).map(({ capability }) => capability)
      yield {
        at: first.at,
        message: `${first.who} can ${deedsOf(deeds)}`,
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
        Dropbox:
          Type: AWS::S3::Bucket
          Properties:
            PublicAccessBlockConfiguration: { BlockPublicPolicy: false, RestrictPublicBuckets: false }
        DropboxPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Dropbox
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow # <- anyone can write its objects
                  Principal: '*'
                  Action: s3:PutObject
                  Resource: !Sub '\${Dropbox.Arn}/upload/*'
                  Condition: { StringEquals: { s3:x-amz-acl: bucket-owner-full-control } }
        Open:
          Type: AWS::S3::Bucket
          Properties:
            AccessControl: PublicReadWrite # <- anyone can write and delete its objects
            OwnershipControls: { Rules: [{ ObjectOwnership: BucketOwnerPreferred }] }
            PublicAccessBlockConfiguration: { BlockPublicAcls: false, IgnorePublicAcls: false }
    `,
    cloudformation`
      Parameters:
        Who: { Type: String, AllowedValues: ['*', '111122223333'] }
        Block: { Type: String, AllowedValues: ['true', 'false'] }
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            PublicAccessBlockConfiguration:
              BlockPublicPolicy: !Ref Block
              RestrictPublicBuckets: !Ref Block
        DataPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Statement: # <- anyone can change who has access and change its settings
                Effect: Allow
                Principal: { AWS: !Ref Who }
                Action: ['s3:PutBucket*', 's3:Put*Configuration']
                Resource: !Sub '\${Data.Arn}'
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
          Statement = [{ # <- anyone can write and delete its objects
            Effect    = "Allow"
            Principal = { AWS = "*" }
            Action    = ["s3:PutObject", "s3:DeleteObject"]
            Resource  = "\${aws_s3_bucket.data.arn}/*"
          }]
        })
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Uploads:
          Type: AWS::S3::Bucket
          Properties:
            PublicAccessBlockConfiguration: { BlockPublicPolicy: false, RestrictPublicBuckets: false }
        UploadsPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Uploads
            PolicyDocument:
              Statement:
                - Effect: Allow
                  Principal: '*'
                  Action: s3:GetObject
                  Resource: !Sub '\${Uploads.Arn}/*'
                - Effect: Allow
                  Principal: { AWS: arn:aws:iam::111122223333:role/uploader }
                  Action: [s3:PutObject, s3:DeleteObject]
                  Resource: !Sub '\${Uploads.Arn}/*'
                - Effect: Allow
                  Principal: { Service: cloudtrail.amazonaws.com }
                  Action: s3:PutObject
                  Resource: !Sub '\${Uploads.Arn}/*'
                - Effect: Deny
                  Principal: '*'
                  Action: s3:*
                  Resource: !Sub '\${Uploads.Arn}/*'
                  Condition: { Bool: { aws:SecureTransport: false } }
        Blocked:
          Type: AWS::S3::Bucket
        BlockedPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Blocked
            PolicyDocument:
              Statement: { Effect: Allow, Principal: '*', Action: s3:PutObject, Resource: !Sub '\${Blocked.Arn}/*' }
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
            Principal = { AWS = "*" }
            Action    = "s3:PutObject"
            Resource  = "\${aws_s3_bucket.data.arn}/*"
            Condition = { IpAddress = { "aws:SourceIp" = "10.0.0.0/8" }, StringEquals = { "aws:PrincipalAccount" = "111122223333" } }
          }]
        })
      }
    `,
  ],
})
