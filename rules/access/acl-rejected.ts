import {
  accountOf,
  arnOf,
  change,
  cloudformation,
  gone,
  isSettled,
  rule,
  set,
  stated,
  terraform,
  type Bucket,
} from '../../src/rule.ts'

/** ACLs that grant something beyond the owner: S3 takes those for the owner alone with the bucket, if not later. */
const granting = ['PublicRead', 'PublicReadWrite', 'AuthenticatedRead', 'AwsExecRead', 'LogDeliveryWrite']

export default rule({
  title: 'ACL is set while ACLs are disabled',
  severity: 'high',
  preset: 'recommended',
  consequence: 'deploy-failure',
  why: 'Object ownership is BucketOwnerEnforced unless something else is written (new buckets since April 2023), and with it S3 takes no ACL: creating the bucket fails with InvalidBucketAclWithObjectOwnership.',
  remedy:
    'Grant access in a bucket policy, or set OwnershipControls to BucketOwnerPreferred or ObjectWriter.',
  remedyInCdk: 'Drop accessControl, or set objectOwnership: ObjectOwnership.OBJECT_WRITER on the Bucket.',
  remedyInTerraform:
    'Grant access in an aws_s3_bucket_policy, or set object_ownership = "BucketOwnerPreferred" or "ObjectWriter" in aws_s3_bucket_ownership_controls.',
  refs: [
    'AmazonS3/latest/userguide/object-ownership-error-responses.html',
    'AmazonS3/latest/userguide/about-object-ownership.html',
    'AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html',
  ],
  controls: [],
  *check(bucket) {
    const { acl } = bucket
    const isPut = bucket.putsAcl && bucket.properties.AccessControl === 'Private'
    if (!(granting.includes(acl) || isPut) || bucket.ownership !== 'BucketOwnerEnforced') return
    const [written] = bucket.properties.OwnershipControls?.Rules ?? []
    const isOwn = written && isSettled(bucket, each => each.ownership)
    yield {
      at: bucket.place('AccessControl'),
      message: `ACL '${acl}' is rejected: ownership BucketOwnerEnforced${written ? '' : ', the default,'} disables ACLs`,
      notes: written ? [{ at: written.at('ObjectOwnership'), message: 'ACLs are disabled here' }] : [],
      // A bucket that is older than the default may have taken the ACL, and takes it where ownership is another one.
      change: change(
        acl === 'LogDeliveryWrite' ? 'let S3 deliver logs by the bucket policy' : 'drop the ACL',
        isOwn && acl !== 'LogDeliveryWrite' ? 'safe' : 'review',
        set(bucket, { AccessControl: gone }),
        ...(acl === 'LogDeliveryWrite' ? [stated(bucket, delivery(bucket))] : []),
      ),
    }
  },
  bad: [
    cloudformation`
      Resources:
        Logs:
          Type: AWS::S3::Bucket
          Properties:
            AccessControl: LogDeliveryWrite # <- ACL 'LogDeliveryWrite' is rejected: ownership BucketOwnerEnforced, the default, disables ACLs
        Site:
          Type: AWS::S3::Bucket
          Properties:
            LoggingConfiguration: { DestinationBucketName: !Ref Logs }
            AccessControl: PublicRead # <- ACL 'PublicRead' is rejected: ownership BucketOwnerEnforced disables ACLs
            OwnershipControls:
              Rules:
                - ObjectOwnership: BucketOwnerEnforced
    `,
    cloudformation`
      Parameters:
        Stage: { Type: String, AllowedValues: [test, prod] }
      Conditions:
        IsProd: !Equals [!Ref Stage, prod]
      Resources:
        Images:
          Type: AWS::S3::Bucket
          Properties:
            AccessControl: !If [IsProd, AwsExecRead, Private] # <- ACL 'AwsExecRead' is rejected: ownership BucketOwnerEnforced, the default, disables ACLs
            OwnershipControls: !If
              - IsProd
              - !Ref AWS::NoValue
              - Rules: [{ ObjectOwnership: ObjectWriter }]
    `,
    terraform`
      variable "acl" {
        default = "private"
      }
      resource "aws_s3_bucket" "later" {
        bucket = "company-later"
      }
      resource "aws_s3_bucket_acl" "later" {
        bucket = aws_s3_bucket.later.id
        acl    = var.acl # <- ACL 'Private' is rejected: ownership BucketOwnerEnforced, the default, disables ACLs
      }
    `,
    terraform`
      resource "aws_s3_bucket" "logs" {
        bucket = "company-logs"
      }
      resource "aws_s3_bucket_acl" "logs" {
        bucket = aws_s3_bucket.logs.id
        acl    = "log-delivery-write" # <- ACL 'LogDeliveryWrite' is rejected: ownership BucketOwnerEnforced, the default, disables ACLs
      }
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_logging" "data" {
        bucket        = aws_s3_bucket.data.id
        target_bucket = aws_s3_bucket.logs.id
        target_prefix = "data/"
      }
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        Stage: { Type: String, AllowedValues: [test, prod] }
      Conditions:
        IsProd: !Equals [!Ref Stage, prod]
      Resources:
        ByDefault:
          Type: AWS::S3::Bucket
        Private:
          Type: AWS::S3::Bucket
          Properties:
            AccessControl: Private
        Owner:
          Type: AWS::S3::Bucket
          Properties:
            AccessControl: BucketOwnerFullControl
        Logs:
          Type: AWS::S3::Bucket
          Properties:
            AccessControl: LogDeliveryWrite
            OwnershipControls:
              Rules: [{ ObjectOwnership: BucketOwnerPreferred }]
        Together:
          Type: AWS::S3::Bucket
          Properties:
            AccessControl: !If [IsProd, LogDeliveryWrite, !Ref AWS::NoValue]
            OwnershipControls:
              Rules: [{ ObjectOwnership: !If [IsProd, ObjectWriter, BucketOwnerEnforced] }]
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket" "at-once" {
        bucket = "company-at-once"
        acl    = "private"
      }
      resource "aws_s3_bucket_ownership_controls" "data" {
        bucket = aws_s3_bucket.data.id
        rule {
          object_ownership = "BucketOwnerPreferred"
        }
      }
      resource "aws_s3_bucket_acl" "data" {
        bucket = aws_s3_bucket.data.id
        acl    = "log-delivery-write"
      }
    `,
  ],
})

/** What the ACL was for: the buckets of the own account log into this one. */
function delivery(bucket: Bucket) {
  return {
    Sid: 'AllowAccessLogs',
    Effect: 'Allow',
    Principal: { Service: 'logging.s3.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: arnOf(bucket, '/*'),
    Condition: { StringEquals: { 'aws:SourceAccount': accountOf(bucket) } },
  }
}
