import { cloudformation, replicationDefects, rule, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Replication rule that S3 rejects',
  severity: 'high',
  preset: 'recommended',
  consequence: 'deploy-failure',
  why: 'Replication rules come in two versions that cannot be mixed, and S3 rejects the whole configuration for one rule that does not fit: the deployment fails.',
  remedy:
    'Write rules with Filter, Priority and DeleteMarkerReplication, each priority once, to the ARN of another bucket.',
  remedyInTerraform:
    'Write rules with filter, priority and delete_marker_replication, each priority once, to the ARN of another bucket.',
  refs: [
    'AmazonS3/latest/userguide/replication-add-config.html',
    'AmazonS3/latest/userguide/delete-marker-replication.html',
    'AmazonS3/latest/userguide/replication-time-control.html',
    'AmazonS3/latest/userguide/replication-change-owner.html',
    'AmazonS3/latest/API/API_ReplicationRule.html',
  ],
  controls: ['SecurityHub S3.7'],
  *check(bucket) {
    yield* replicationDefects(bucket)
  },
  bad: [
    cloudformation`
      Resources:
        Versions:
          Type: AWS::S3::Bucket
          Properties:
            ReplicationConfiguration:
              Role: !ImportValue Role
              Rules:
                - Status: Enabled
                  Prefix: a/
                  Filter: { Prefix: a/ } # <- a rule with Filter needs Priority and DeleteMarkerReplication # <- a rule has either Filter or Prefix, not both
                  Destination: { Bucket: 'arn:aws:s3:::replica' }
                - Status: Enabled
                  Prefix: b/
                  DeleteMarkerReplication: { Status: Enabled } # <- DeleteMarkerReplication needs a rule with Filter
                  Destination: { Bucket: 'arn:aws:s3:::replica' }
                - Status: Disabled
                  Priority: 1
                  Filter: { Prefix: c/, TagFilter: { Key: keep, Value: 'yes' } } # <- a Filter has one of Prefix, TagFilter and And: put several into And
                  DeleteMarkerReplication:
                    Status: Enabled # <- delete markers cannot be replicated by a rule that filters by tags
                  Destination: { Bucket: 'arn:aws:s3:::replica' }
        First:
          Type: AWS::S3::Bucket
          Properties:
            ReplicationConfiguration:
              Role: !ImportValue Role
              Rules:
                - Status: Enabled
                  Prefix: a/
                  SourceSelectionCriteria:
                    ReplicaModifications: { Status: Enabled } # <- ReplicaModifications need a rule with Filter
                  Destination: { Bucket: 'arn:aws:s3:::replica' }
        Repeated:
          Type: AWS::S3::Bucket
          Properties:
            ReplicationConfiguration:
              Role: !ImportValue Role
              Rules:
                - Id: all
                  Status: Enabled
                  Priority: 1
                  Filter: { Prefix: a/ }
                  DeleteMarkerReplication: { Status: Enabled }
                  Destination: { Bucket: 'arn:aws:s3:::replica' }
                - Id: all # <- another rule has Id 'all' as well
                  Status: Enabled
                  Priority: 1 # <- another rule has priority 1 as well
                  Filter: { And: { Prefix: b/, TagFilters: [{ Key: keep, Value: 'yes' }] } }
                  DeleteMarkerReplication: { Status: Disabled }
                  Destination: { Bucket: 'arn:aws:s3:::replica' }
    `,
    cloudformation`
      Parameters:
        Target: { Type: String, AllowedValues: ['arn:aws:s3:::replica', replica] }
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: company-data
            ReplicationConfiguration:
              Role: !ImportValue Role
              Rules:
                - Status: Enabled
                  Prefix: a/
                  Destination:
                    Bucket: arn:aws:s3:::company-data # <- the bucket is its own replication destination
                - Status: Enabled
                  Prefix: b/
                  Destination:
                    Bucket: !Ref Replica # <- the destination is the name of bucket 'Replica', not its ARN
                - Status: Enabled
                  Prefix: c/
                  Destination:
                    Bucket: !Ref Target # <- the destination 'replica' is not the ARN of a bucket
                    AccessControlTranslation: { Owner: Destination } # <- AccessControlTranslation needs the Account of the destination
                - Status: Enabled
                  Prefix: d/
                  Destination:
                    Bucket: arn:aws:s3:::replica
                    ReplicationTime:
                      Status: Enabled # <- ReplicationTime needs Metrics to be enabled as well
                      Time:
                        Minutes: 30 # <- ReplicationTime has 30 minutes: S3 takes only 15
        Replica:
          Type: AWS::S3::Bucket
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
            bucket = aws_s3_bucket.replica.id # <- the destination is the name of bucket 'aws_s3_bucket.replica', not its ARN
          }
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        Deletes: { Type: String, AllowedValues: [Enabled, Disabled] }
      Conditions:
        Keeps: !Equals [!Ref Deletes, Disabled]
      Resources:
        Old:
          Type: AWS::S3::Bucket
          Properties:
            ReplicationConfiguration:
              Role: !ImportValue Role
              Rules:
                - { Id: a, Status: Enabled, Prefix: a/, Destination: { Bucket: !ImportValue Replica } }
                - { Id: b, Status: Enabled, Prefix: b/, Destination: { Bucket: !GetAtt Replica.Arn } }
        New:
          Type: AWS::S3::Bucket
          Properties:
            ReplicationConfiguration:
              Role: !ImportValue Role
              Rules:
                - Status: Enabled
                  Priority: 1
                  Filter: {}
                  DeleteMarkerReplication: { Status: !Ref Deletes }
                  SourceSelectionCriteria: { ReplicaModifications: { Status: Enabled } }
                  Destination:
                    Bucket: !Sub 'arn:\${AWS::Partition}:s3:::\${Replica}'
                    Account: '111122223333'
                    AccessControlTranslation: { Owner: Destination }
                    ReplicationTime: { Status: Enabled, Time: { Minutes: 15 } }
                    Metrics: { Status: Enabled, EventThreshold: { Minutes: 15 } }
                - Status: Enabled
                  Priority: 2
                  Filter: !If
                    - Keeps
                    - And: { Prefix: b/, TagFilters: [{ Key: keep, Value: 'yes' }] }
                    - { Prefix: b/ }
                  DeleteMarkerReplication: { Status: !Ref Deletes }
                  Destination: { Bucket: arn:aws-cn:s3:::replica, Metrics: { Status: Enabled } }
        Replica:
          Type: AWS::S3::Bucket
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
