import {
  change,
  cloudformation,
  isWrittenOut,
  replicationsOf,
  rewrite,
  rule,
  terraform,
} from '../../src/rule.ts'

export default rule({
  title: 'Deletions are not replicated',
  severity: 'info',
  preset: 'strict',
  consequence: 'data-loss',
  why: 'A rule that leaves delete markers out keeps objects alive at the destination that were deleted at the source: right for a backup, wrong for a copy that is to take over. Deletions of versions, and what a lifecycle deletes, are never replicated.',
  remedy:
    'Set DeleteMarkerReplication.Status to Enabled where the destination is to be the same as the source.',
  remedyInCdk: 'deleteMarkerReplication: true in the rule of replicationRules.',
  remedyInTerraform:
    'Set status = "Enabled" in delete_marker_replication where the destination is to be the same as the source.',
  refs: ['AmazonS3/latest/userguide/delete-marker-replication.html'],
  controls: [],
  *check(bucket) {
    for (const { rule } of replicationsOf(bucket)) {
      const { DeleteMarkerReplication: deletes, Filter: filter } = rule
      const hasTags = filter?.TagFilter ?? (filter?.And?.TagFilters ?? []).length > 0
      if (filter && !hasTags && deletes?.Status === 'Disabled')
        yield {
          at: deletes.at('Status'),
          message: 'delete markers are not replicated',
          change: isWrittenOut(bucket, () => deletes.Status)
            ? change('replicate delete markers', 'review', rewrite(bucket, deletes.at('Status'), 'Enabled'))
            : undefined,
        }
    }
  },
  bad: [
    cloudformation`
      Parameters:
        Deletes: { Type: String, AllowedValues: [Enabled, Disabled] }
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            ReplicationConfiguration:
              Role: !ImportValue Role
              Rules:
                - Status: Enabled
                  Priority: 1
                  Filter: {}
                  DeleteMarkerReplication:
                    Status: Disabled # <- delete markers are not replicated
                  Destination: { Bucket: !ImportValue Replica }
                - Status: Enabled
                  Priority: 2
                  Filter: { Prefix: a/ }
                  DeleteMarkerReplication:
                    Status: !Ref Deletes # <- delete markers are not replicated
                  Destination: { Bucket: !ImportValue Replica }
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
            status = "Disabled" # <- delete markers are not replicated
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
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            ReplicationConfiguration:
              Role: !ImportValue Role
              Rules:
                - { Status: Enabled, Prefix: a/, Destination: { Bucket: !ImportValue Replica } }
                - Status: Enabled
                  Priority: 1
                  Filter: { Prefix: b/ }
                  DeleteMarkerReplication: { Status: Enabled }
                  Destination: { Bucket: !ImportValue Replica }
                - Status: Enabled
                  Priority: 2
                  Filter: { And: { Prefix: c/, TagFilters: [{ Key: keep, Value: 'yes' }] } }
                  DeleteMarkerReplication: { Status: Disabled }
                  Destination: { Bucket: !ImportValue Replica }
                - Status: Disabled
                  Priority: 3
                  Filter: { Prefix: d/ }
                  DeleteMarkerReplication: { Status: Disabled }
                  Destination: { Bucket: !ImportValue Replica }
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
