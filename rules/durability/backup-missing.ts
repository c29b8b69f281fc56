import {
  cloudformation,
  isReplica,
  isScratch,
  maySelect,
  replicationsOf,
  rule,
  selectionsBeside,
  terraform,
} from '../../src/rule.ts'

export default rule({
  title: 'Bucket is left out of the backups',
  severity: 'info',
  preset: 'strict',
  consequence: 'data-loss',
  why: 'Backup plans are deployed with the bucket, but none selects it, and nothing replicates it: its versions are the only copy there is.',
  remedy: 'Select the bucket in a backup plan by its ARN or a tag, or replicate it.',
  remedyInCdk: "plan.addSelection('Buckets', { resources: [BackupResource.fromArn(bucket.bucketArn)] }).",
  remedyInTerraform: "Name the bucket's arn in resources of an aws_backup_selection, or replicate it.",
  refs: [
    'aws-backup/latest/devguide/s3-backups.html',
    'aws-backup/latest/devguide/API_BackupSelection.html',
    'AWSCloudFormation/latest/TemplateReference/aws-properties-backup-backupselection-backupselectionresourcetype.html',
  ],
  controls: ['NIST 800-53 CP-9', 'NIST 800-53 CP-10'],
  *check(bucket) {
    // Where versioning is off, no backup is possible, and versioning-off or versioning-suspended says so.
    if (!bucket.isVersioned || replicationsOf(bucket).length > 0 || isScratch(bucket)) return
    if (isReplica(bucket) || bucket.roles.has('generated') || bucket.isLogTarget) return
    const selections = selectionsBeside(bucket)
    if (selections.length === 0 || selections.some(selection => maySelect(selection, bucket))) return
    yield {
      at: bucket.at,
      message: 'no backup plan selects the bucket, and nothing replicates it',
      notes: selections.map(({ at, id }) => ({ at, message: `'${id}' selects others` })),
    }
  },
  bad: [
    cloudformation`
      Resources:
        Data: # <- no backup plan selects the bucket, and nothing replicates it
          Type: AWS::S3::Bucket
          Properties: { VersioningConfiguration: { Status: Enabled } }
        Other: # <- no backup plan selects the bucket, and nothing replicates it
          Type: AWS::S3::Bucket
          Properties:
            BucketName: company-other
            VersioningConfiguration: { Status: Enabled }
        Saved:
          Type: AWS::S3::Bucket
          Properties: { VersioningConfiguration: { Status: Enabled } }
        Selection:
          Type: AWS::Backup::BackupSelection
          Properties:
            BackupPlanId: !ImportValue Plan
            BackupSelection:
              IamRoleArn: !ImportValue Role
              SelectionName: buckets
              Resources: [!GetAtt Saved.Arn, 'arn:aws:s3:::prod-*', 'arn:aws:dynamodb:*:*:table/*']
              NotResources: [!GetAtt Data.Arn]
    `,
    cloudformation`
      Resources:
        Data: # <- possibly: no backup plan selects the bucket, and nothing replicates it
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: Enabled }
            Tags: [{ Key: backup, Value: never }]
        ByTag:
          Type: AWS::Backup::BackupSelection
          Properties:
            BackupPlanId: !ImportValue Plan
            BackupSelection:
              IamRoleArn: !ImportValue Role
              SelectionName: tagged
              ListOfTags: [{ ConditionType: STRINGEQUALS, ConditionKey: backup, ConditionValue: daily }]
    `,
    terraform`
      resource "aws_s3_bucket" "data" { # <- no backup plan selects the bucket, and nothing replicates it
        bucket = "company-data"
      }
      resource "aws_s3_bucket_versioning" "data" {
        bucket = aws_s3_bucket.data.id
        versioning_configuration {
          status = "Enabled"
        }
      }
      resource "aws_s3_bucket" "other" {
        bucket = "company-other"
      }
      resource "aws_s3_bucket_versioning" "other" {
        bucket = aws_s3_bucket.other.id
        versioning_configuration {
          status = "Enabled"
        }
      }
      resource "aws_backup_selection" "daily" {
        name         = "daily"
        iam_role_arn = "arn:aws:iam::111122223333:role/backup"
        plan_id      = "11112222-3333-4444-5555-666677778888"
        resources    = [aws_s3_bucket.other.arn]
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Alone:
          Type: AWS::S3::Bucket
          Properties: { VersioningConfiguration: { Status: Enabled } }
    `,
    cloudformation`
      Resources:
        Named:
          Type: AWS::S3::Bucket
          Properties: { VersioningConfiguration: { Status: Enabled } }
        Matched:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: company-data
            VersioningConfiguration: { Status: Enabled }
        Tagged:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: Enabled }
            Tags: [{ Key: backup, Value: !ImportValue Backup }]
        Unversioned:
          Type: AWS::S3::Bucket
        Replicated:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: Enabled }
            ReplicationConfiguration:
              Role: !ImportValue Role
              Rules: [{ Status: Enabled, Prefix: '', Destination: { Bucket: 'arn:aws:s3:::replica' } }]
        Selection:
          Type: AWS::Backup::BackupSelection
          Properties:
            BackupPlanId: !ImportValue Plan
            BackupSelection:
              IamRoleArn: !ImportValue Role
              SelectionName: buckets
              Resources: [!GetAtt Named.Arn, 'arn:aws:s3:::company-*']
              ListOfTags: [{ ConditionType: STRINGEQUALS, ConditionKey: backup, ConditionValue: daily }]
    `,
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties: { VersioningConfiguration: { Status: Enabled } }
        All:
          Type: AWS::Backup::BackupSelection
          Properties:
            BackupPlanId: !ImportValue Plan
            BackupSelection: { IamRoleArn: !ImportValue Role, SelectionName: all, Resources: ['arn:aws:s3:::*'] }
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
      resource "aws_backup_selection" "daily" {
        name         = "daily"
        iam_role_arn = "arn:aws:iam::111122223333:role/backup"
        plan_id      = "11112222-3333-4444-5555-666677778888"
        resources    = ["arn:aws:s3:::company-*"]
      }
    `,
  ],
})
