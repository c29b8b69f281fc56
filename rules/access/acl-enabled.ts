import { change, cloudformation, mayGrant, rewrite, rule, terraform } from '../../src/rule.ts'

/** Canned ACLs that grant nothing to others. */
const ofOwner = ['Private', 'BucketOwnerRead', 'BucketOwnerFullControl']

export default rule({
  title: 'ACLs are enabled',
  severity: 'low',
  preset: 'strict',
  consequence: 'exposure',
  why: 'With ACLs on, whoever writes an object may own it and decide who else reads it, past the bucket policy. New buckets have them off; few uses are left that need them.',
  remedy:
    'Leave OwnershipControls out, or set ObjectOwnership to BucketOwnerEnforced, and share by policies.',
  remedyInCdk:
    'objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED on the Bucket; for a log target set the feature flag @aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy.',
  remedyInTerraform:
    'Set object_ownership = "BucketOwnerEnforced" in the rule of aws_s3_bucket_ownership_controls, and share by policies.',
  refs: [
    'AmazonS3/latest/userguide/about-object-ownership.html',
    'AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html',
  ],
  controls: ['SecurityHub S3.12', 'NIST 800-53 AC-2(1)', 'NIST 800-53 AC-3', 'NIST 800-53 AC-6'],
  *check(bucket) {
    const [written] = bucket.properties.OwnershipControls?.Rules ?? []
    const ownership = written?.ObjectOwnership
    if (!written || ownership === undefined || ownership === 'BucketOwnerEnforced') return
    // Logs of some services come by ACL; an ACL that is written is used, and judged by rules of its own.
    if (bucket.isLogTarget || !ofOwner.includes(bucket.acl) || mayGrant(bucket)) return
    const at = written.at('ObjectOwnership')
    yield {
      at,
      message: `ACLs are enabled: object ownership is '${ownership}'`,
      change: change('disable ACLs', 'review', rewrite(bucket, at, 'BucketOwnerEnforced')),
    }
  },
  bad: [
    cloudformation`
      Conditions:
        IsOld: !Equals [!Ref AWS::Region, us-east-1]
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            OwnershipControls:
              Rules:
                - ObjectOwnership: BucketOwnerPreferred # <- ACLs are enabled: object ownership is 'BucketOwnerPreferred'
        Sometimes:
          Type: AWS::S3::Bucket
          Properties:
            AccessControl: Private
            OwnershipControls:
              Rules:
                - ObjectOwnership: !If [IsOld, ObjectWriter, BucketOwnerEnforced] # <- ACLs are enabled: object ownership is 'ObjectWriter'
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_ownership_controls" "data" {
        bucket = aws_s3_bucket.data.id
        rule {
          object_ownership = "ObjectWriter" # <- ACLs are enabled: object ownership is 'ObjectWriter'
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        ByDefault:
          Type: AWS::S3::Bucket
        Enforced:
          Type: AWS::S3::Bucket
          Properties: { OwnershipControls: { Rules: [{ ObjectOwnership: BucketOwnerEnforced }] } }
        Delivered:
          Type: AWS::S3::Bucket
          Properties:
            AccessControl: LogDeliveryWrite
            OwnershipControls: { Rules: [{ ObjectOwnership: ObjectWriter }] }
        OfDistribution:
          Type: AWS::S3::Bucket
          Properties: { OwnershipControls: { Rules: [{ ObjectOwnership: BucketOwnerPreferred }] } }
        Distribution:
          Type: AWS::CloudFront::Distribution
          Properties:
            DistributionConfig:
              Enabled: true
              Logging: { Bucket: !GetAtt OfDistribution.DomainName }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_ownership_controls" "data" {
        bucket = aws_s3_bucket.data.id
        rule {
          object_ownership = "BucketOwnerEnforced"
        }
      }
    `,
  ],
})
