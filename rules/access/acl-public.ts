import { change, cloudformation, isSettled, rule, terraform, withoutPublicAcl } from '../../src/rule.ts'

/** What the canned ACLs give away; on the bucket itself, as objects have ACLs of their own. */
const gifts: Readonly<Record<string, string>> = {
  PublicRead: 'lets anyone list the bucket',
  PublicReadWrite: 'lets anyone list the bucket, and write and delete its objects',
  AuthenticatedRead: 'lets any AWS account list the bucket',
}

export default rule({
  title: 'ACL grants access to everyone',
  severity: 'high',
  preset: 'recommended',
  consequence: 'exposure',
  why: 'A public ACL gives strangers the keys of the objects, and PublicReadWrite lets them fill and empty the bucket at your cost. AuthenticatedRead is public too: anyone can have an AWS account. A public access block only hides such an ACL until somebody takes the block away.',
  remedy: 'Remove AccessControl, and share through a bucket policy or CloudFront.',
  remedyInCdk: 'Drop accessControl from the Bucket.',
  remedyInTerraform: 'Remove the aws_s3_bucket_acl, and share through an aws_s3_bucket_policy or CloudFront.',
  refs: [
    'AmazonS3/latest/userguide/acl-overview.html',
    'AmazonS3/latest/userguide/access-control-block-public-access.html',
  ],
  controls: [
    'SecurityHub S3.2',
    'SecurityHub S3.3',
    'NIST 800-53 AC-3',
    'NIST 800-53 AC-6',
    'PCI DSS 1.3.6',
    'PCI DSS 7.2.1',
  ],
  *check(bucket) {
    const gift = gifts[bucket.acl]
    // With ACLs disabled S3 refuses to create the bucket at all: acl-rejected says so.
    if (gift === undefined || bucket.ownership === 'BucketOwnerEnforced') return
    const { BlockPublicAcls, IgnorePublicAcls } = bucket.publicAccessBlock
    // A block that rejects the ACL is public-policy-rejected's to tell.
    if (BlockPublicAcls) return
    const acl = `ACL '${bucket.acl}'`
    const at = bucket.place('AccessControl')
    const wishes = withoutPublicAcl(bucket)
    if (IgnorePublicAcls) {
      const isMasked = isSettled(bucket, each => [each.acl, each.publicAccessBlock.IgnorePublicAcls])
      const flag = bucket.properties.PublicAccessBlockConfiguration?.at('IgnorePublicAcls') ?? bucket.at
      yield {
        at,
        severity: 'medium',
        message: `${acl} has no effect while IgnorePublicAcls masks it`,
        notes: [{ at: flag, message: `IgnorePublicAcls is on; without it the ACL ${gift}` }],
        change: change('drop the public ACL', isMasked ? 'safe' : 'review', ...wishes),
      }
    }
    // What people without credentials may do is shown by bucket-publicly-readable and bucket-publicly-writable.
    else if (bucket.acl === 'AuthenticatedRead')
      yield { at, message: `${acl} ${gift}`, change: change('drop the public ACL', 'review', ...wishes) }
  },
  bad: [
    cloudformation`
      Resources:
        Partly:
          Type: AWS::S3::Bucket
          Properties:
            AccessControl: AuthenticatedRead # <- ACL 'AuthenticatedRead' lets any AWS account list the bucket
            OwnershipControls:
              Rules: [{ ObjectOwnership: BucketOwnerPreferred }]
            PublicAccessBlockConfiguration:
              BlockPublicPolicy: true
              RestrictPublicBuckets: true
    `,
    cloudformation`
      Parameters:
        Acl: { Type: String, AllowedValues: [Private, PublicReadWrite] }
      Resources:
        Masked:
          Type: AWS::S3::Bucket
          Properties:
            AccessControl: !Ref Acl # <- ACL 'PublicReadWrite' has no effect while IgnorePublicAcls masks it
            OwnershipControls:
              Rules: [{ ObjectOwnership: ObjectWriter }]
            PublicAccessBlockConfiguration:
              BlockPublicAcls: false
              IgnorePublicAcls: true
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_ownership_controls" "data" {
        bucket = aws_s3_bucket.data.id
        rule {
          object_ownership = "ObjectWriter"
        }
      }
      resource "aws_s3_bucket_public_access_block" "data" {
        bucket                  = aws_s3_bucket.data.id
        block_public_acls       = false
        block_public_policy     = true
        ignore_public_acls      = false
        restrict_public_buckets = true
      }
      resource "aws_s3_bucket_acl" "data" {
        bucket = aws_s3_bucket.data.id
        acl    = "authenticated-read" # <- ACL 'AuthenticatedRead' lets any AWS account list the bucket
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Logs:
          Type: AWS::S3::Bucket
          Properties:
            AccessControl: LogDeliveryWrite
            OwnershipControls:
              Rules: [{ ObjectOwnership: BucketOwnerPreferred }]
        ByDefault:
          Type: AWS::S3::Bucket
        Rejected:
          Type: AWS::S3::Bucket
          Properties:
            AccessControl: PublicRead
        RejectedByBlock:
          Type: AWS::S3::Bucket
          Properties:
            AccessControl: PublicRead
            OwnershipControls:
              Rules: [{ ObjectOwnership: ObjectWriter }]
        Exposed:
          Type: AWS::S3::Bucket
          Properties:
            AccessControl: PublicRead
            OwnershipControls:
              Rules: [{ ObjectOwnership: ObjectWriter }]
            PublicAccessBlockConfiguration:
              BlockPublicAcls: false
              IgnorePublicAcls: false
        Imported:
          Type: AWS::S3::Bucket
          Properties:
            AccessControl: Private
            OwnershipControls: !ImportValue Ownership
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_ownership_controls" "data" {
        bucket = aws_s3_bucket.data.id
        rule {
          object_ownership = "ObjectWriter"
        }
      }
      resource "aws_s3_bucket_acl" "data" {
        bucket = aws_s3_bucket.data.id
        acl    = "private"
      }
    `,
  ],
})
