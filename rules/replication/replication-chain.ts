import { chainsFrom, change, cloudformation, rewrite, rule, unsyncedFrom, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Replication that relies on a chain',
  severity: 'medium',
  preset: 'recommended',
  consequence: 'broken',
  why: 'S3 replicates what was put into a bucket, never replicas: objects of the first bucket of a chain do not reach the last one. Between two buckets that replicate to each other, changes to tags and other metadata of replicas stay where they were made unless the rules replicate them.',
  remedy:
    'Replicate from the first bucket to each of the others, with ReplicaModifications enabled where two replicate to each other.',
  remedyInTerraform:
    'Add a rule for each of the other buckets to the aws_s3_bucket_replication_configuration of the first one; where two replicate to each other, set status = "Enabled" in replica_modifications of source_selection_criteria.',
  refs: [
    'AmazonS3/latest/userguide/replication-what-is-isnot-replicated.html',
    'AmazonS3/latest/userguide/replication-for-metadata-changes.html',
  ],
  controls: ['SecurityHub S3.7', 'NIST 800-53 CP-9'],
  *check(bucket) {
    const told = new Set<string>()
    for (const { first, next } of chainsFrom(bucket)) {
      const message = `objects replicated to ${first.label} are not replicated on from there to ${next.label}`
      if (told.has(message)) continue
      told.add(message)
      yield { at: first.at, message, notes: [{ at: next.at, message: 'leaves replicas out' }] }
    }
    for (const { rule, at, label } of unsyncedFrom(bucket))
      yield {
        at: rule.Destination?.at() ?? at,
        message: `replication to and from ${label} does not take over changes to the metadata of replicas`,
        severity: 'low',
        change: change(
          'replicate changes of replicas',
          'review',
          rewrite(bucket, rule.at(), {
            SourceSelectionCriteria: { ReplicaModifications: { Status: 'Enabled' } },
          }),
        ),
      }
  },
  bad: [
    cloudformation`
      Parameters:
        Archived: { Type: String, AllowedValues: ['true', 'false'] }
      Conditions:
        IsArchived: !Equals [!Ref Archived, 'true']
      Resources:
        First:
          Type: AWS::S3::Bucket
          Properties:
            ReplicationConfiguration:
              Role: !ImportValue Role
              Rules:
                - Status: Enabled
                  Prefix: data/
                  Destination:
                    Bucket: !GetAtt Second.Arn # <- objects replicated to 'Second' are not replicated on from there to 'Third'
        Second:
          Type: AWS::S3::Bucket
          Properties:
            ReplicationConfiguration:
              Role: !ImportValue Role
              Rules:
                - Status: !If [IsArchived, Enabled, Disabled]
                  Prefix: data/new/
                  Destination: { Bucket: !GetAtt Third.Arn }
        Third:
          Type: AWS::S3::Bucket
        Here:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: company-here
            ReplicationConfiguration:
              Role: !ImportValue Role
              Rules:
                - Status: Enabled
                  Priority: 1
                  Filter: {}
                  DeleteMarkerReplication: { Status: Enabled }
                  Destination: # <- replication to and from 'There' does not take over changes to the metadata of replicas
                    Bucket: arn:aws:s3:::company-there
        There:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: company-there
            ReplicationConfiguration:
              Role: !ImportValue Role
              Rules:
                - Status: Enabled
                  Priority: 1
                  Filter: {}
                  DeleteMarkerReplication: { Status: Enabled }
                  SourceSelectionCriteria: { ReplicaModifications: { Status: Enabled } }
                  Destination: { Bucket: 'arn:aws:s3:::company-here' }
    `,
    terraform`
      resource "aws_s3_bucket" "first" {
        bucket = "company-first"
      }
      resource "aws_s3_bucket_versioning" "first" {
        bucket = aws_s3_bucket.first.id
        versioning_configuration {
          status = "Enabled"
        }
      }
      resource "aws_s3_bucket" "second" {
        bucket = "company-second"
      }
      resource "aws_s3_bucket_versioning" "second" {
        bucket = aws_s3_bucket.second.id
        versioning_configuration {
          status = "Enabled"
        }
      }
      resource "aws_s3_bucket" "third" {
        bucket = "company-third"
      }
      resource "aws_s3_bucket_versioning" "third" {
        bucket = aws_s3_bucket.third.id
        versioning_configuration {
          status = "Enabled"
        }
      }
      resource "aws_s3_bucket_replication_configuration" "first" {
        bucket = aws_s3_bucket.first.id
        role   = "arn:aws:iam::111122223333:role/replication"
        rule {
          id     = "all"
          status = "Enabled"
          filter {}
          delete_marker_replication {
            status = "Enabled"
          }
          destination {
            bucket = aws_s3_bucket.second.arn # <- objects replicated to 'aws_s3_bucket.second' are not replicated on from there to 'aws_s3_bucket.third'
          }
        }
      }
      resource "aws_s3_bucket_replication_configuration" "second" {
        bucket = aws_s3_bucket.second.id
        role   = "arn:aws:iam::111122223333:role/replication"
        rule {
          id     = "all"
          status = "Enabled"
          filter {}
          delete_marker_replication {
            status = "Enabled"
          }
          destination {
            bucket = aws_s3_bucket.third.arn
          }
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        First:
          Type: AWS::S3::Bucket
          Properties:
            ReplicationConfiguration:
              Role: !ImportValue Role
              Rules:
                - { Status: Enabled, Prefix: data/, Destination: { Bucket: !GetAtt Second.Arn } }
                - { Status: Enabled, Prefix: data/, Destination: { Bucket: 'arn:aws:s3:::company-third' } }
                - { Status: Enabled, Prefix: logs/, Destination: { Bucket: !GetAtt Last.Arn } }
                - { Status: Disabled, Prefix: '', Destination: { Bucket: !GetAtt Fourth.Arn } }
        Second:
          Type: AWS::S3::Bucket
          Properties:
            ReplicationConfiguration:
              Role: !ImportValue Role
              Rules:
                - { Status: Enabled, Destination: { Bucket: 'arn:aws:s3:::company-third' } }
                - { Status: Enabled, Prefix: logs/, Destination: { Bucket: !GetAtt Fourth.Arn } }
                - { Status: Disabled, Destination: { Bucket: !GetAtt Fourth.Arn } }
        Third:
          Type: AWS::S3::Bucket
          Properties: { BucketName: company-third }
        Fourth:
          Type: AWS::S3::Bucket
        Last:
          Type: AWS::S3::Bucket
        Here:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: company-here
            ReplicationConfiguration:
              Role: !ImportValue Role
              Rules:
                - Status: Enabled
                  Priority: 1
                  Filter: {}
                  DeleteMarkerReplication: { Status: Enabled }
                  SourceSelectionCriteria: { ReplicaModifications: { Status: Enabled } }
                  Destination: { Bucket: 'arn:aws:s3:::company-there' }
        There:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: company-there
            ReplicationConfiguration:
              Role: !ImportValue Role
              Rules:
                - Status: Enabled
                  Priority: 1
                  Filter: {}
                  DeleteMarkerReplication: { Status: Enabled }
                  SourceSelectionCriteria: { ReplicaModifications: { Status: Enabled } }
                  Destination: { Bucket: 'arn:aws:s3:::company-here' }
    `,
    terraform`
      resource "aws_s3_bucket" "first" {
        bucket = "company-first"
      }
      resource "aws_s3_bucket_versioning" "first" {
        bucket = aws_s3_bucket.first.id
        versioning_configuration {
          status = "Enabled"
        }
      }
      resource "aws_s3_bucket" "second" {
        bucket = "company-second"
      }
      resource "aws_s3_bucket_versioning" "second" {
        bucket = aws_s3_bucket.second.id
        versioning_configuration {
          status = "Enabled"
        }
      }
      resource "aws_s3_bucket_replication_configuration" "first" {
        bucket = aws_s3_bucket.first.id
        role   = "arn:aws:iam::111122223333:role/replication"
        rule {
          id     = "all"
          status = "Enabled"
          filter {}
          delete_marker_replication {
            status = "Enabled"
          }
          destination {
            bucket = aws_s3_bucket.second.arn
          }
        }
      }
    `,
  ],
})
