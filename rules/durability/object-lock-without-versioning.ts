import {
  change,
  cloudformation,
  isLocked,
  lockPlace,
  rule,
  set,
  terraform,
  versioned,
} from '../../src/rule.ts'

export default rule({
  title: 'Object Lock without versioning',
  severity: 'high',
  preset: 'recommended',
  consequence: 'deploy-failure',
  why: 'Object Lock protects versions of objects. S3 rejects to suspend versioning on a bucket with Object Lock, and to configure Object Lock on a bucket that is not versioned.',
  remedy: 'Set VersioningConfiguration.Status to Enabled.',
  remedyInCdk: 'versioned: true on the Bucket.',
  remedyInTerraform:
    'Set status = "Enabled" in versioning_configuration of an aws_s3_bucket_versioning for the bucket.',
  refs: [
    'AmazonS3/latest/userguide/object-lock-managing.html',
    'AmazonS3/latest/userguide/object-lock-configure.html',
  ],
  controls: ['SecurityHub S3.14', 'SecurityHub S3.15'],
  *check(bucket) {
    if (!isLocked(bucket) || bucket.isVersioned) return
    // Of a bucket with the lock from its beginning versioning is on, whatever is written.
    const safety = bucket.objectLock ? 'safe' : 'review'
    const turnOn = change('turn on versioning', safety, set(bucket, versioned(bucket)))
    const isOn = { at: lockPlace(bucket), message: 'Object Lock is on here' }
    if (bucket.versioning === 'Suspended')
      yield {
        at: bucket.versioningPlace,
        message: 'Object Lock needs versioning, which is suspended',
        notes: [isOn],
        change: turnOn,
      }
    else yield { at: isOn.at, message: 'Object Lock needs versioning, which is off', change: turnOn }
  },
  bad: [
    cloudformation`
      Resources:
        Suspended:
          Type: AWS::S3::Bucket
          Properties:
            ObjectLockEnabled: true
            VersioningConfiguration:
              Status: Suspended # <- Object Lock needs versioning, which is suspended
        Configured:
          Type: AWS::S3::Bucket
          Properties:
            ObjectLockConfiguration: { ObjectLockEnabled: Enabled } # <- Object Lock needs versioning, which is off
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
            ObjectLockEnabled: true
            VersioningConfiguration:
              Status: !If [IsProd, Enabled, Suspended] # <- Object Lock needs versioning, which is suspended
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket              = "company-data"
        object_lock_enabled = true
      }
      resource "aws_s3_bucket_versioning" "data" {
        bucket = aws_s3_bucket.data.id
        versioning_configuration {
          status = "Suspended" # <- Object Lock needs versioning, which is suspended
        }
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
        TurnedOnByTheLock:
          Type: AWS::S3::Bucket
          Properties: { ObjectLockEnabled: true }
        Existing:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: Enabled }
            ObjectLockConfiguration: { ObjectLockEnabled: Enabled }
        Unlocked:
          Type: AWS::S3::Bucket
          Properties:
            ObjectLockEnabled: false
            VersioningConfiguration: { Status: Suspended }
        Together:
          Type: AWS::S3::Bucket
          Properties:
            ObjectLockEnabled: !If [IsProd, true, false]
            VersioningConfiguration: { Status: !If [IsProd, Enabled, Suspended] }
        Imported:
          Type: AWS::S3::Bucket
          Properties: { ObjectLockEnabled: !ImportValue Locked }
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
      resource "aws_s3_bucket_versioning" "data" {
        bucket = aws_s3_bucket.data.id
        versioning_configuration {
          status = "Enabled"
        }
      }
    `,
  ],
})
