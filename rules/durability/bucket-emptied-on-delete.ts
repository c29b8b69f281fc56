import {
  change,
  cloudformation,
  emptiedAt,
  gone,
  isLocked,
  replicationsOf,
  rule,
  setBeside,
  terraform,
  type Bucket,
} from '../../src/rule.ts'

export default rule({
  title: 'Protected data is deleted with its bucket',
  severity: 'medium',
  preset: 'recommended',
  consequence: 'data-loss',
  why: 'A bucket that holds anything cannot be deleted, unless it is emptied first. The autoDeleteObjects of CDK and the force_destroy of Terraform do so, all versions included: a deleted stack, or a renamed construct, takes the data along that versioning or a lock was to protect.',
  remedy:
    'Leave autoDeleteObjects and force_destroy to buckets whose data may be lost, and let the others be retained.',
  remedyInCdk: 'Drop autoDeleteObjects: true, and set removalPolicy: RemovalPolicy.RETAIN on the Bucket.',
  remedyInTerraform: 'Drop force_destroy = true.',
  refs: [
    'cdk/api/v2/docs/aws-cdk-lib.aws_s3.Bucket.html',
    'AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html',
    'AmazonS3/latest/userguide/delete-bucket.html',
  ],
  controls: [],
  *check(bucket) {
    const at = emptiedAt(bucket)
    const uses = at ? protectedUses(bucket) : []
    if (at && uses.length > 0 && !bucket.roles.has('generated'))
      yield {
        at,
        message: `all objects are deleted with the bucket, which ${uses.join(' and ')}`,
        notes: [{ at: bucket.at, message: 'the bucket' }],
        // What CDK adds to do so is for CDK to take away.
        change: bucket.attribute('ForceDestroy')?.is('true')
          ? change('keep what is in the bucket', 'review', setBeside(bucket, { ForceDestroy: gone }))
          : undefined,
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
            VersioningConfiguration: !If [IsProd, { Status: Enabled }, !Ref AWS::NoValue]
            LoggingConfiguration: { DestinationBucketName: !Ref Logs }
          DeletionPolicy: Delete
        DataAutoDelete: # <- all objects are deleted with the bucket, which keeps versions
          Type: Custom::S3AutoDeleteObjects
          Properties: { ServiceToken: !ImportValue Provider, BucketName: !Ref Data }
        Logs:
          Type: AWS::S3::Bucket
          DeletionPolicy: Delete
        LogsAutoDelete: # <- all objects are deleted with the bucket, which keeps logs
          Type: Custom::S3AutoDeleteObjects
          Properties: { ServiceToken: !ImportValue Provider, BucketName: !Ref Logs }
        Records:
          Type: AWS::S3::Bucket
          Properties: { ObjectLockEnabled: true }
        RecordsAutoDelete: # <- all objects are deleted with the bucket, which locks objects and keeps versions
          Type: Custom::S3AutoDeleteObjects
          Properties: { ServiceToken: !ImportValue Provider, BucketName: !Ref Records }
    `,
    terraform`
      variable "force" {
        type    = bool
        default = false
      }
      resource "aws_s3_bucket" "data" {
        bucket        = "company-data"
        force_destroy = true # <- all objects are deleted with the bucket, which keeps versions
      }
      resource "aws_s3_bucket_versioning" "data" {
        bucket = aws_s3_bucket.data.id
        versioning_configuration {
          status = "Enabled"
        }
      }
      resource "aws_s3_bucket" "records" {
        bucket              = "company-records"
        object_lock_enabled = true
        force_destroy       = var.force # <- all objects are deleted with the bucket, which locks objects and keeps versions
      }
    `,
  ],
  good: [
    terraform`
      resource "aws_s3_bucket" "scratch" {
        bucket        = "company-scratch"
        force_destroy = true
      }
      resource "aws_s3_bucket" "data" {
        bucket        = "company-data"
        force_destroy = false
      }
      resource "aws_s3_bucket_versioning" "data" {
        bucket = aws_s3_bucket.data.id
        versioning_configuration {
          status = "Enabled"
        }
      }
    `,
    cloudformation`
      Resources:
        Scratch:
          Type: AWS::S3::Bucket
          DeletionPolicy: Delete
        ScratchAutoDelete:
          Type: Custom::S3AutoDeleteObjects
          Properties: { ServiceToken: !ImportValue Provider, BucketName: !Ref Scratch }
        Other:
          Type: Custom::S3AutoDeleteObjects
          Properties: { ServiceToken: !ImportValue Provider, BucketName: !ImportValue Other }
        Data:
          Type: AWS::S3::Bucket
          Properties: { VersioningConfiguration: { Status: Enabled } }
          DeletionPolicy: Retain
        Staging:
          Type: AWS::S3::Bucket
          Metadata: { aws:cdk:path: App/CrossRegionCodePipelineReplicationBucket/Resource }
          Properties: { VersioningConfiguration: { Status: Enabled } }
        StagingAutoDelete:
          Type: Custom::S3AutoDeleteObjects
          Properties: { ServiceToken: !ImportValue Provider, BucketName: !Ref Staging }
    `,
  ],
})

/** What shows that the data of a bucket is to be kept. */
function protectedUses(bucket: Bucket): string[] {
  return [
    ...(isLocked(bucket) ? ['locks objects'] : []),
    ...(bucket.isVersioned ? ['keeps versions'] : []),
    ...(replicationsOf(bucket).length > 0 ? ['is replicated'] : []),
    ...(bucket.roles.has('replica') ? ['keeps replicas'] : []),
    ...(bucket.isLogTarget ? ['keeps logs'] : []),
  ]
}
