import { change, cloudformation, isLocked, keepingVersions, rule, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Versioning is suspended',
  severity: 'medium',
  preset: 'recommended',
  consequence: 'data-loss',
  why: 'While versioning is suspended each new object gets the version id null and overwrites the one before it, so an overwrite or delete is final again, though old versions are still stored and paid for.',
  remedy: 'Set VersioningConfiguration.Status to Enabled.',
  remedyInCdk: 'versioned: true on the Bucket.',
  remedyInTerraform: 'Set status = "Enabled" in versioning_configuration of the aws_s3_bucket_versioning.',
  refs: ['AmazonS3/latest/userguide/AddingObjectstoVersionSuspendedBuckets.html'],
  controls: ['SecurityHub S3.14', 'NIST 800-53 CP-9', 'PCI DSS 10.5.3'],
  *check(bucket) {
    // A replication or an Object Lock that cannot work is the worse defect, and told by its own rules.
    const replicates = bucket.properties.ReplicationConfiguration !== undefined || bucket.roles.has('replica')
    if (bucket.versioning === 'Suspended' && !replicates && !isLocked(bucket))
      yield {
        at: bucket.versioningPlace,
        message: 'versioning is suspended',
        change: change('turn on versioning', 'review', keepingVersions(bucket)),
      }
  },
  bad: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration:
              Status: Suspended # <- versioning is suspended
    `,
    cloudformation`
      Parameters:
        Stage:
          Type: String
          AllowedValues: [test, prod]
      Conditions:
        IsProd: !Equals [!Ref Stage, prod]
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration:
              Status: !If [IsProd, Enabled, Suspended] # <- versioning is suspended
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_versioning" "data" {
        bucket = aws_s3_bucket.data.id
        versioning_configuration {
          status = "Suspended" # <- versioning is suspended
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Conditions:
        IsProd: !Equals [!Ref AWS::Region, eu-west-1]
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Condition: IsProd
          Properties:
            VersioningConfiguration:
              Status: !If [IsProd, Enabled, Suspended]
    `,
    cloudformation`
      Resources:
        Data:
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
      resource "aws_s3_bucket" "never" {
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
})
