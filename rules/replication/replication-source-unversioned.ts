import { change, cloudformation, keepingVersions, rule, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Replicated bucket is not versioned',
  severity: 'high',
  preset: 'recommended',
  consequence: 'deploy-failure',
  why: "S3 replicates versions of objects, and rejects a replication configuration, enabled or not, on a bucket whose versioning is not 'Enabled'.",
  remedy: 'Set VersioningConfiguration.Status to Enabled on the bucket.',
  remedyInCdk: 'versioned: true on the Bucket.',
  remedyInTerraform:
    'Set status = "Enabled" in versioning_configuration of an aws_s3_bucket_versioning for the bucket.',
  refs: [
    'AmazonS3/latest/userguide/replication-requirements.html',
    'AmazonS3/latest/userguide/manage-versioning-examples.html',
  ],
  controls: ['SecurityHub S3.7', 'SecurityHub S3.14', 'NIST 800-53 CP-9', 'NIST 800-53 CP-6'],
  *check(bucket) {
    const replication = bucket.properties.ReplicationConfiguration
    if (replication === undefined || bucket.isVersioned) return
    const suspended = bucket.versioning === 'Suspended'
    yield {
      at: bucket.place('ReplicationConfiguration'),
      message: `replication needs versioning, which is ${suspended ? 'suspended' : 'off'}`,
      notes: suspended ? [{ at: bucket.versioningPlace, message: 'versioning is suspended here' }] : [],
      change: change('turn on versioning', 'review', keepingVersions(bucket)),
    }
  },
  bad: [
    cloudformation`
      Resources:
        Never:
          Type: AWS::S3::Bucket
          Properties:
            ReplicationConfiguration: # <- replication needs versioning, which is off
              Role: !ImportValue Role
              Rules:
                - Status: Enabled
                  Destination: { Bucket: !ImportValue Replica }
        Suspended:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: Suspended }
            ReplicationConfiguration: # <- replication needs versioning, which is suspended
              Role: !ImportValue Role
              Rules:
                - Status: Disabled
                  Destination: { Bucket: !ImportValue Replica }
    `,
    cloudformation`
      Parameters:
        Versioned: { Type: String, AllowedValues: ['true', 'false'] }
        Replicated: { Type: String, AllowedValues: ['true', 'false'] }
      Conditions:
        IsVersioned: !Equals [!Ref Versioned, 'true']
        IsReplicated: !Equals [!Ref Replicated, 'true']
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: !If [IsVersioned, { Status: Enabled }, !Ref AWS::NoValue]
            ReplicationConfiguration: # <- replication needs versioning, which is off
              !If
              - IsReplicated
              - Role: !ImportValue Role
                Rules: [{ Status: Enabled, Destination: { Bucket: 'arn:aws:s3:::replica' } }]
              - !Ref AWS::NoValue
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_replication_configuration" "data" { # <- replication needs versioning, which is off
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
            bucket = "arn:aws:s3:::company-replica"
          }
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        Replicated: { Type: String, AllowedValues: ['true', 'false'] }
      Conditions:
        IsReplicated: !Equals [!Ref Replicated, 'true']
      Resources:
        ByDefault:
          Type: AWS::S3::Bucket
        Versioned:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: Enabled }
            ReplicationConfiguration: { Role: !ImportValue Role, Rules: !ImportValue Rules }
        Locked:
          Type: AWS::S3::Bucket
          Properties:
            ObjectLockEnabled: true
            ReplicationConfiguration: { Role: !ImportValue Role, Rules: [] }
        Together:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: !If [IsReplicated, Enabled, Suspended] }
            ReplicationConfiguration:
              !If [IsReplicated, { Role: !ImportValue Role, Rules: [] }, !Ref AWS::NoValue]
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_versioning" "data" {
        bucket = aws_s3_bucket.data.id
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
            bucket = "arn:aws:s3:::company-replica"
          }
        }
      }
    `,
  ],
})
