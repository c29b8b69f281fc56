import { cloudformation, isLocked, isScratch, rule, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Object Lock is off',
  severity: 'info',
  preset: 'strict',
  consequence: 'data-loss',
  why: 'Without Object Lock whoever may delete versions deletes them for good, an intruder with stolen credentials included.',
  remedy: 'Set ObjectLockEnabled, with a default retention, on buckets whose objects must not change.',
  remedyInCdk: 'objectLockEnabled: true and objectLockDefaultRetention on the Bucket.',
  remedyInTerraform:
    'Set object_lock_enabled = true, with a default_retention in an aws_s3_bucket_object_lock_configuration, on buckets whose objects must not change.',
  refs: [
    'AmazonS3/latest/userguide/object-lock.html',
    'AmazonS3/latest/userguide/object-lock-configure.html',
  ],
  controls: ['SecurityHub S3.15', 'NIST 800-53 CP-6(2)', 'PCI DSS 10.5.1'],
  *check(bucket) {
    // S3 does not deliver access logs to buckets with Object Lock.
    if (isLocked(bucket) || bucket.isLogTarget || bucket.roles.has('generated') || isScratch(bucket)) return
    yield { at: bucket.place('ObjectLockEnabled'), message: 'Object Lock is off' }
  },
  bad: [
    cloudformation`
      Parameters:
        Stage: { Type: String, AllowedValues: [test, prod] }
      Conditions:
        IsProd: !Equals [!Ref Stage, prod]
      Resources:
        Data: # <- Object Lock is off
          Type: AWS::S3::Bucket
        Sometimes:
          Type: AWS::S3::Bucket
          Properties:
            ObjectLockEnabled: !If [IsProd, true, false] # <- Object Lock is off
    `,
    terraform`
      resource "aws_s3_bucket" "data" { # <- Object Lock is off
        bucket = "company-data"
      }
      resource "aws_s3_bucket_versioning" "data" {
        bucket = aws_s3_bucket.data.id
        versioning_configuration {
          status = "Enabled"
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Locked:
          Type: AWS::S3::Bucket
          Properties:
            ObjectLockEnabled: true
            LoggingConfiguration: { DestinationBucketName: !Ref Logs }
        Later:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: Enabled }
            ObjectLockConfiguration: { ObjectLockEnabled: Enabled }
        Logs:
          Type: AWS::S3::Bucket
        Scratch:
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration: { Rules: [{ Status: Enabled, ExpirationInDays: 7 }] }
        Generated:
          Type: AWS::S3::Bucket
          Metadata: { aws:cdk:path: App/CdkStagingBucket/Resource }
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
