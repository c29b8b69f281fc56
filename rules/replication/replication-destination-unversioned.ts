import { change, cloudformation, keepingVersions, rule, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Replication destination is not versioned',
  severity: 'high',
  preset: 'recommended',
  consequence: 'deploy-failure',
  why: 'S3 rejects a replication configuration that names a destination whose versioning is not \'Enabled\' ("Destination bucket must have versioning enabled"), and where versioning is suspended later, replication fails.',
  remedy: 'Set VersioningConfiguration.Status to Enabled on the destination bucket.',
  remedyInCdk: 'versioned: true on the destination.',
  remedyInTerraform:
    'Set status = "Enabled" in versioning_configuration of an aws_s3_bucket_versioning for the destination bucket.',
  refs: [
    'AmazonS3/latest/userguide/replication-requirements.html',
    'AmazonS3/latest/API/API_PutBucketReplication.html',
  ],
  controls: ['SecurityHub S3.7', 'SecurityHub S3.14', 'NIST 800-53 CP-9', 'NIST 800-53 CP-6'],
  *check(bucket, estate) {
    const told = new Set<string>()
    for (const { Destination: written } of bucket.properties.ReplicationConfiguration?.Rules ?? []) {
      const destination = written?.Bucket && estate.bucket(written.Bucket, bucket, true)
      // A bucket that replicates to itself is unversioned as the source already.
      if (!destination || destination.isSame(bucket) || told.has(destination.id) || destination.isVersioned)
        continue
      told.add(destination.id)
      const state = destination.versioning === 'Suspended' ? 'suspended' : 'off'
      yield {
        at: written.at('Bucket'),
        message: `versioning of the destination '${destination.id}' is ${state}`,
        notes: [{ at: destination.versioningPlace, message: `versioning is ${state} here` }],
        change: change('turn on versioning of the destination', 'review', keepingVersions(destination)),
      }
    }
  },
  bad: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: Enabled }
            ReplicationConfiguration:
              Role: !ImportValue Role
              Rules:
                - Status: Enabled
                  Destination:
                    Bucket: !GetAtt Replica.Arn # <- versioning of the destination 'Replica' is off
                - Status: Enabled
                  Destination:
                    Bucket: !Sub arn:aws:s3:::\${Old} # <- versioning of the destination 'Old' is suspended
                - Status: Enabled
                - Status: Disabled
                  Destination:
                    Bucket: !Join ['', ['arn:aws:s3:::', !Ref Replica]]
        Replica:
          Type: AWS::S3::Bucket
        Old:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: Suspended }
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
            VersioningConfiguration: { Status: Enabled }
            ReplicationConfiguration:
              Role: !ImportValue Role
              Rules:
                - Status: Enabled
                  Destination:
                    Bucket: arn:aws:s3:::company-replica # <- versioning of the destination 'Replica' is off
        Replica:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: company-replica
            VersioningConfiguration: !If [IsProd, { Status: Enabled }, !Ref AWS::NoValue]
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
      resource "aws_s3_bucket" "replica" {
        bucket = "company-replica"
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
            bucket = aws_s3_bucket.replica.arn # <- versioning of the destination 'aws_s3_bucket.replica' is off
          }
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Conditions:
        IsMain: !Equals [!Ref AWS::Region, eu-west-1]
      Resources:
        ByDefault:
          Type: AWS::S3::Bucket
        Data:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: Enabled }
            ReplicationConfiguration:
              Role: !ImportValue Role
              Rules:
                - { Status: Enabled, Destination: { Bucket: !GetAtt Versioned.Arn } }
                - { Status: Enabled, Destination: { Bucket: !GetAtt Locked.Arn } }
                - { Status: Enabled, Destination: { Bucket: !ImportValue Elsewhere } }
                - { Status: Enabled, Destination: { Bucket: 'arn:aws:s3:::not-in-here' } }
        Versioned:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: Enabled }
        Locked:
          Type: AWS::S3::Bucket
          Properties:
            ObjectLockEnabled: true
        Main:
          Type: AWS::S3::Bucket
          Condition: IsMain
          Properties:
            VersioningConfiguration: { Status: Enabled }
            ReplicationConfiguration:
              Role: !ImportValue Role
              Rules: [{ Status: Enabled, Destination: { Bucket: !GetAtt Together.Arn } }]
        Together:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: !If [IsMain, { Status: Enabled }, !Ref AWS::NoValue]
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
            bucket = aws_s3_bucket.replica.arn
          }
        }
      }
    `,
  ],
})
