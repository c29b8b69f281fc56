import { cloudformation, lifecycleOf, rule, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Bucket has no lifecycle',
  severity: 'info',
  preset: 'strict',
  consequence: 'cost',
  why: 'Nothing ever leaves the bucket or moves to a cheaper class by itself, and nothing says how long its data is to be kept.',
  remedy:
    'Add a LifecycleConfiguration with a rule that expires or moves objects, and one that aborts incomplete uploads.',
  remedyInCdk:
    'lifecycleRules on the Bucket, with expiration or transitions and abortIncompleteMultipartUploadAfter.',
  remedyInTerraform:
    'Add an aws_s3_bucket_lifecycle_configuration with a rule that expires or moves objects, and one that aborts incomplete uploads.',
  refs: ['AmazonS3/latest/userguide/object-lifecycle-mgmt.html'],
  controls: [
    'SecurityHub S3.13',
    'NIST 800-53 CP-6(2)',
    'NIST 800-53 CP-9',
    'NIST 800-53 CP-10',
    'NIST 800-53 SC-5(2)',
    'NIST 800-53 SI-13(5)',
    'PCI DSS 10.7',
  ],
  *check(bucket) {
    if (lifecycleOf(bucket).length > 0 || bucket.roles.has('generated')) return
    // Of versions and of logs that stay for ever their own rules speak.
    if (bucket.isVersioned || bucket.roles.has('log target') || bucket.acl === 'LogDeliveryWrite') return
    yield { at: bucket.at, message: 'no lifecycle is set' }
  },
  bad: [
    cloudformation`
      Parameters:
        Stage: { Type: String, AllowedValues: [test, prod] }
      Conditions:
        IsProd: !Equals [!Ref Stage, prod]
      Resources:
        Data: # <- no lifecycle is set
          Type: AWS::S3::Bucket
        Switched: # <- no lifecycle is set
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              !If [IsProd, { Rules: [{ Status: Enabled, ExpirationInDays: 30 }] }, !Ref AWS::NoValue]
    `,
    terraform`
      resource "aws_s3_bucket" "data" { # <- no lifecycle is set
        bucket = "company-data"
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            LoggingConfiguration: { DestinationBucketName: !Ref Logs }
            LifecycleConfiguration:
              Rules:
                - Status: Disabled
                  AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 }
        Logs:
          Type: AWS::S3::Bucket
        Versioned:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: Enabled }
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
          expiration {
            days = 30
          }
        }
      }
    `,
  ],
})
