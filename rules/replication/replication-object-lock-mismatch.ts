import { cloudformation, isLocked, lockPlace, replicationsOf, rule, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Locked objects are replicated to a bucket without Object Lock',
  severity: 'high',
  preset: 'recommended',
  consequence: 'deploy-failure',
  why: 'A bucket with Object Lock replicates only to buckets that have Object Lock as well: S3 rejects the replication, and replicas would not be protected.',
  remedy: 'Set ObjectLockEnabled on the destination.',
  remedyInCdk: 'objectLockEnabled: true on the destination.',
  remedyInTerraform: 'Set object_lock_enabled = true on the destination.',
  refs: [
    'AmazonS3/latest/userguide/replication-requirements.html',
    'AmazonS3/latest/userguide/object-lock-managing.html',
  ],
  controls: ['SecurityHub S3.7', 'SecurityHub S3.15'],
  *check(bucket) {
    if (!isLocked(bucket)) return
    const told = new Set<string>()
    for (const { replica, at } of replicationsOf(bucket)) {
      if (!replica || told.has(replica.id) || isLocked(replica)) continue
      told.add(replica.id)
      yield {
        at,
        message: `the bucket has Object Lock, its destination '${replica.id}' has not`,
        notes: [
          { at: lockPlace(bucket), message: 'Object Lock is on here' },
          { at: replica.at, message: 'the destination' },
        ],
      }
    }
  },
  bad: [
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
            ReplicationConfiguration:
              Role: !ImportValue Role
              Rules:
                - Status: Enabled
                  Prefix: a/
                  Destination:
                    Bucket: !GetAtt Replica.Arn # <- the bucket has Object Lock, its destination 'Replica' has not
                - Status: Enabled
                  Prefix: b/
                  Destination:
                    Bucket: arn:aws:s3:::company-archive # <- the bucket has Object Lock, its destination 'Archive' has not
        Replica:
          Type: AWS::S3::Bucket
          Properties: { VersioningConfiguration: { Status: Enabled } }
        Archive:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: company-archive
            ObjectLockEnabled: !If [IsProd, true, !Ref AWS::NoValue]
            VersioningConfiguration: { Status: Enabled }
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
      resource "aws_s3_bucket" "replica" {
        bucket = "company-replica"
      }
      resource "aws_s3_bucket_versioning" "replica" {
        bucket = aws_s3_bucket.replica.id
        versioning_configuration {
          status = "Enabled"
        }
      }
      resource "aws_s3_bucket_replication_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        role   = "arn:aws:iam::111122223333:role/replication"
        rule {
          id     = "all"
          status = "Enabled"
          filter {}
          delete_marker_replication {
            status = "Enabled"
          }
          destination {
            bucket = aws_s3_bucket.replica.arn # <- the bucket has Object Lock, its destination 'aws_s3_bucket.replica' has not
          }
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
        Data:
          Type: AWS::S3::Bucket
          Properties:
            ObjectLockEnabled: !If [IsProd, true, !Ref AWS::NoValue]
            VersioningConfiguration: { Status: Enabled }
            ReplicationConfiguration:
              Role: !ImportValue Role
              Rules:
                - { Status: Enabled, Prefix: a/, Destination: { Bucket: !GetAtt Replica.Arn } }
                - { Status: Enabled, Prefix: b/, Destination: { Bucket: !GetAtt Later.Arn } }
                - { Status: Enabled, Prefix: c/, Destination: { Bucket: !ImportValue Elsewhere } }
                - { Status: Disabled, Prefix: d/, Destination: { Bucket: !GetAtt Off.Arn } }
        Replica:
          Type: AWS::S3::Bucket
          Properties: { ObjectLockEnabled: !If [IsProd, true, !Ref AWS::NoValue] }
        Later:
          Type: AWS::S3::Bucket
          Properties: { ObjectLockConfiguration: { ObjectLockEnabled: Enabled } }
        Off:
          Type: AWS::S3::Bucket
        Unlocked:
          Type: AWS::S3::Bucket
          Properties:
            ReplicationConfiguration:
              Role: !ImportValue Role
              Rules: [{ Status: Enabled, Prefix: '', Destination: { Bucket: !GetAtt Off.Arn } }]
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
      resource "aws_s3_bucket" "replica" {
        bucket              = "company-replica"
        object_lock_enabled = true
      }
      resource "aws_s3_bucket_object_lock_configuration" "replica" {
        bucket = aws_s3_bucket.replica.id
        rule {
          default_retention {
            mode = "GOVERNANCE"
            days = 30
          }
        }
      }
      resource "aws_s3_bucket_replication_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        role   = "arn:aws:iam::111122223333:role/replication"
        rule {
          id     = "all"
          status = "Enabled"
          filter {}
          delete_marker_replication {
            status = "Enabled"
          }
          destination {
            bucket = aws_s3_bucket.replica.arn
          }
        }
      }
    `,
  ],
})
