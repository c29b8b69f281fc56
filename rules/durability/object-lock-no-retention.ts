import {
  cloudformation,
  defaultRetention,
  isLocked,
  isReplica,
  lockPlace,
  rule,
  terraform,
} from '../../src/rule.ts'

export default rule({
  title: 'Object Lock without a default retention',
  severity: 'low',
  preset: 'recommended',
  consequence: 'data-loss',
  why: 'Object Lock by itself locks nothing: without a default retention only objects are protected that are uploaded with a retention of their own, or given one afterwards.',
  remedy:
    'Set ObjectLockConfiguration.Rule.DefaultRetention, unless what writes the objects gives each its retention, as backup software does.',
  remedyInCdk: 'objectLockDefaultRetention: ObjectLockRetention.governance(Duration.days(30)) on the Bucket.',
  remedyInTerraform:
    'Set default_retention in the rule of an aws_s3_bucket_object_lock_configuration, unless what writes the objects gives each its retention, as backup software does.',
  refs: [
    'AmazonS3/latest/userguide/object-lock.html',
    'AmazonS3/latest/userguide/object-lock-configure.html',
  ],
  controls: ['SecurityHub S3.15', 'NIST 800-53 CP-6(2)', 'PCI DSS 10.5.1'],
  *check(bucket) {
    if (!isLocked(bucket) || defaultRetention(bucket)) return
    // Replicas bring the retention of their source along; S3 delivers no logs to a bucket with a default retention.
    if (isReplica(bucket) || bucket.isLogTarget) return
    yield { at: lockPlace(bucket), message: 'Object Lock is on, but there is no default retention' }
  },
  bad: [
    cloudformation`
      Parameters:
        Stage: { Type: String, AllowedValues: [test, prod] }
      Conditions:
        IsProd: !Equals [!Ref Stage, prod]
      Resources:
        Bare:
          Type: AWS::S3::Bucket
          Properties:
            ObjectLockEnabled: true # <- Object Lock is on, but there is no default retention
        Configured:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: Enabled }
            ObjectLockConfiguration: # <- Object Lock is on, but there is no default retention
              ObjectLockEnabled: Enabled
        Sometimes:
          Type: AWS::S3::Bucket
          Properties:
            ObjectLockEnabled: true # <- Object Lock is on, but there is no default retention
            ObjectLockConfiguration:
              ObjectLockEnabled: Enabled
              Rule: !If [IsProd, { DefaultRetention: { Mode: COMPLIANCE, Days: 30 } }, !Ref AWS::NoValue]
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket              = "company-data"
        object_lock_enabled = true # <- Object Lock is on, but there is no default retention
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        ByDefault:
          Type: AWS::S3::Bucket
        Data:
          Type: AWS::S3::Bucket
          Properties:
            ObjectLockEnabled: true
            LoggingConfiguration: { DestinationBucketName: !Ref Logs }
            ObjectLockConfiguration:
              ObjectLockEnabled: Enabled
              Rule: { DefaultRetention: { Mode: GOVERNANCE, Days: 30 } }
            ReplicationConfiguration:
              Role: !ImportValue Role
              Rules: [{ Status: Enabled, Prefix: '', Destination: { Bucket: !GetAtt Replica.Arn } }]
        Replica:
          Type: AWS::S3::Bucket
          Properties: { ObjectLockEnabled: true }
        Logs:
          Type: AWS::S3::Bucket
          Properties: { ObjectLockEnabled: true }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket              = "company-data"
        object_lock_enabled = true
      }
      resource "aws_s3_bucket_object_lock_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        rule {
          default_retention {
            mode = "GOVERNANCE"
            days = 30
          }
        }
      }
    `,
  ],
})
