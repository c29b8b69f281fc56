import {
  change,
  cloudformation,
  isLifecycleSettled,
  lifecycleOf,
  maySelect,
  rewrite,
  rule,
  selectionsBeside,
  terraform,
} from '../../src/rule.ts'

export default rule({
  title: 'Only copy of the data moves to One Zone-IA',
  severity: 'medium',
  preset: 'recommended',
  consequence: 'data-loss',
  why: 'One Zone-IA keeps objects in one Availability Zone: they are lost if it is destroyed, and cannot be read while it is down.',
  remedy: 'Move the objects to STANDARD_IA or INTELLIGENT_TIERING, or replicate them to another bucket.',
  remedyInTerraform:
    'Set storage_class = "STANDARD_IA" or "INTELLIGENT_TIERING" in the transition, or replicate the bucket with an aws_s3_bucket_replication_configuration.',
  refs: ['AmazonS3/latest/userguide/storage-class-intro.html#sc-infreq-data-access'],
  controls: [],
  *check(bucket) {
    // A replica is a copy itself, and of noncurrent versions the current one is still there.
    if (bucket.roles.has('replica')) return
    const places = lifecycleOf(bucket)
      .filter(({ isEnabled }) => isEnabled)
      .flatMap(({ current }) => current.transitions.filter(({ to }) => to === 'ONEZONE_IA'))
    if (places.length === 0) return
    const replications = bucket.properties.ReplicationConfiguration?.Rules ?? []
    if (replications.some(({ Status }) => Status === 'Enabled')) return
    if (selectionsBeside(bucket).some(selection => maySelect(selection, bucket))) return
    const isClear = isLifecycleSettled(bucket)
    for (const { at } of places)
      yield {
        at,
        message: `'ONEZONE_IA' keeps the only copy in one Availability Zone`,
        change: isClear
          ? change('move it to STANDARD_IA', 'review', rewrite(bucket, at, 'STANDARD_IA'))
          : undefined,
      }
  },
  bad: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            ReplicationConfiguration:
              Role: !ImportValue Role
              Rules: [{ Status: Disabled, Destination: { Bucket: !ImportValue Replica } }]
            LifecycleConfiguration:
              Rules:
                - Status: Enabled
                  Transitions:
                    - TransitionInDays: 30
                      StorageClass: ONEZONE_IA # <- 'ONEZONE_IA' keeps the only copy in one Availability Zone
    `,
    cloudformation`
      Parameters:
        Class: { Type: String, AllowedValues: [STANDARD_IA, ONEZONE_IA] }
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              Rules:
                - Status: Enabled
                  Transition:
                    StorageClass: !Ref Class # <- 'ONEZONE_IA' keeps the only copy in one Availability Zone
                    TransitionInDays: 30
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_lifecycle_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        rule {
          id     = "rule-0"
          status = "Enabled"
          filter {}
          transition {
            days          = 30
            storage_class = "ONEZONE_IA" # <- 'ONEZONE_IA' keeps the only copy in one Availability Zone
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
            VersioningConfiguration: { Status: Enabled }
            ReplicationConfiguration:
              Role: !ImportValue Role
              Rules: [{ Status: Enabled, Destination: { Bucket: !GetAtt Replica.Arn } }]
            LifecycleConfiguration:
              Rules: [{ Status: Enabled, Transition: { StorageClass: ONEZONE_IA, TransitionInDays: 30 } }]
        Replica:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: Enabled }
            LifecycleConfiguration:
              Rules: [{ Status: Enabled, Transition: { StorageClass: ONEZONE_IA, TransitionInDays: 30 } }]
        Versions:
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              Rules:
                - Status: Enabled
                  NoncurrentVersionTransitions: [{ StorageClass: ONEZONE_IA, TransitionInDays: 30 }]
                - { Status: Disabled, Transition: { StorageClass: ONEZONE_IA, TransitionInDays: 30 } }
    `,
    cloudformation`
      Resources:
        Selection:
          Type: AWS::Backup::BackupSelection
          Properties:
            BackupPlanId: !ImportValue Plan
            BackupSelection:
              SelectionName: data
              IamRoleArn: !ImportValue Role
              Resources: [!GetAtt Data.Arn]
        Data:
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              Rules: [{ Status: Enabled, Transition: { StorageClass: ONEZONE_IA, TransitionInDays: 30 } }]
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
      resource "aws_s3_bucket_lifecycle_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        rule {
          id     = "rule-0"
          status = "Enabled"
          filter {}
          transition {
            days          = 30
            storage_class = "ONEZONE_IA"
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
            bucket = "arn:aws:s3:::company-replica"
          }
        }
      }
    `,
  ],
})
