import {
  change,
  cloudformation,
  isLocked,
  isScratch,
  keepingVersions,
  rule,
  terraform,
} from '../../src/rule.ts'

export default rule({
  title: 'Versioning is off',
  severity: 'low',
  preset: 'recommended',
  consequence: 'data-loss',
  why: 'Without versioning every overwrite and every delete, by a person, a faulty deployment or an intruder, is final.',
  remedy:
    'Set VersioningConfiguration.Status to Enabled, with a lifecycle rule that expires noncurrent versions.',
  remedyInCdk: 'versioned: true on the Bucket, with noncurrentVersionExpiration in its lifecycleRules.',
  remedyInTerraform:
    'Set status = "Enabled" in versioning_configuration of an aws_s3_bucket_versioning for the bucket, with a lifecycle rule that expires noncurrent versions.',
  refs: [
    'AmazonS3/latest/userguide/Versioning.html',
    'AmazonS3/latest/userguide/manage-versioning-examples.html',
  ],
  controls: ['SecurityHub S3.14', 'NIST 800-53 CP-9', 'NIST 800-53 CP-10', 'PCI DSS 10.5.3'],
  *check(bucket) {
    // Suspended is worse, and versioning-suspended says so.
    if (bucket.versioning !== undefined || bucket.isVersioned) return
    // Replication on either side and Object Lock make it a deployment failure, which their own rules tell.
    const replicates = bucket.properties.ReplicationConfiguration !== undefined || bucket.roles.has('replica')
    if (replicates || isLocked(bucket)) return
    // What CDK makes for itself holds copies, and the program has no say in its properties.
    if (bucket.isLogTarget || bucket.roles.has('generated') || isScratch(bucket)) return
    if (bucket.onlyRedirects) return
    yield {
      at: bucket.versioningPlace,
      message: 'versioning is off',
      change: change('turn on versioning', 'review', keepingVersions(bucket)),
    }
  },
  bad: [
    cloudformation`
      Resources:
        Data: # <- versioning is off
          Type: AWS::S3::Bucket
        Months: # <- versioning is off
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              Rules:
                - { Status: Enabled, ExpirationInDays: 90 }
                - { Status: Enabled, ExpirationInDays: 7, Prefix: tmp/ }
                - { Status: Disabled, ExpirationInDays: 1 }
    `,
    cloudformation`
      Parameters:
        Stage: { Type: String, AllowedValues: [test, prod] }
      Conditions:
        IsProd: !Equals [!Ref Stage, prod]
      Mappings:
        Days:
          Keep: { test: '3', prod: '365' }
      Resources:
        Data: # <- versioning is off
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: !If [IsProd, { Status: Enabled }, !Ref AWS::NoValue]
        Scratch: # <- versioning is off
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              Rules:
                - { Status: Enabled, ExpirationInDays: !FindInMap [Days, Keep, !Ref Stage] }
    `,
    terraform`
      resource "aws_s3_bucket" "data" { # <- versioning is off
        bucket = "company-data"
      }
      resource "aws_s3_bucket" "never" { # <- versioning is off
        bucket = "company-never"
      }
      resource "aws_s3_bucket_versioning" "never" {
        bucket = aws_s3_bucket.never.id
        versioning_configuration {
          status = "Disabled"
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Www:
          Type: AWS::S3::Bucket
          Properties:
            WebsiteConfiguration: { RedirectAllRequestsTo: { HostName: example.com } }
        Pipeline:
          Type: AWS::CodePipeline::Pipeline
          Metadata: { aws:cdk:path: App/Pipeline/Resource }
        PipelineArtifactsBucket:
          Type: AWS::S3::Bucket
          Metadata: { aws:cdk:path: App/Pipeline/ArtifactsBucket/Resource }
    `,
    cloudformation`
      Conditions:
        IsMain: !Equals [!Ref AWS::Region, eu-west-1]
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: Enabled }
            LoggingConfiguration: { DestinationBucketName: !Ref Logs }
        Locked:
          Type: AWS::S3::Bucket
          Properties: { ObjectLockEnabled: true }
        Logs:
          Type: AWS::S3::Bucket
        OldLogs:
          Type: AWS::S3::Bucket
          Properties: { AccessControl: LogDeliveryWrite }
        Scratch:
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              Rules: [{ Status: Enabled, Prefix: '', ExpirationInDays: 14 }]
        Suspended:
          Type: AWS::S3::Bucket
          Properties: { VersioningConfiguration: { Status: Suspended } }
        Own:
          Type: AWS::S3::Bucket
          Condition: IsMain
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
      resource "aws_s3_bucket" "inline" {
        bucket = "company-inline"
        versioning {
          enabled = true
        }
      }
    `,
  ],
})
