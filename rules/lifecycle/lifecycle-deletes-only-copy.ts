import { cloudformation, isScratch, lifecycleOf, rule, toldMoment, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Lifecycle deletes every object of a bucket that keeps no versions',
  severity: 'medium',
  preset: 'recommended',
  consequence: 'data-loss',
  why: 'Without versioning an expired object is gone at once. A date is worse than an age: from that day on S3 deletes whatever is in the bucket, and goes on to delete what is uploaded later.',
  remedy: 'Turn versioning on, or limit the rule to a prefix or tag and say it in days.',
  remedyInCdk: 'versioned: true on the Bucket, or prefix or tagFilters in the rule.',
  remedyInTerraform:
    'Set status = "Enabled" in versioning_configuration of an aws_s3_bucket_versioning for the bucket, or give the rule a filter and an expiration in days.',
  refs: [
    'AmazonS3/latest/userguide/intro-lifecycle-rules.html#intro-lifecycle-rules-date',
    'AmazonS3/latest/userguide/lifecycle-expire-general-considerations.html',
  ],
  controls: [],
  *check(bucket) {
    if (bucket.versioning !== undefined || bucket.isVersioned) return
    // Logs are meant to go, and so is what is gone within days; CDK's own buckets hold copies.
    if (bucket.isLogTarget || bucket.roles.has('generated') || isScratch(bucket)) return
    for (const { current, isEnabled, isForAll } of lifecycleOf(bucket)) {
      const { expiration } = current
      if (!expiration || Number.isNaN(expiration.day) || !isEnabled || !isForAll) continue
      const message = `every object is deleted for good ${toldMoment(expiration)}`
      if (expiration.kind === 'date')
        yield { at: expiration.at, message: `${message}, and what comes later as well` }
      // Most of those who write an age mean it.
      else yield { at: expiration.at, message, severity: 'low', preset: 'strict' }
    }
  },
  bad: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              Rules:
                - Status: Enabled
                  ExpirationDate: '2027-01-31T00:00:00Z' # <- every object is deleted for good on 2027-01-31, and what comes later as well
                - Status: Enabled
                  Prefix: ''
                  ExpirationInDays: 90 # <- every object is deleted for good after 90 days
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
            VersioningConfiguration: !If [IsProd, { Status: Enabled }, !Ref AWS::NoValue]
            LifecycleConfiguration:
              Rules:
                - Status: Enabled
                  ExpirationInDays: 30 # <- every object is deleted for good after 30 days
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
            date = "2027-01-31T00:00:00Z" # <- every object is deleted for good on 2027-01-31, and what comes later as well
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
            LoggingConfiguration: { DestinationBucketName: !Ref Logs }
            LifecycleConfiguration:
              Rules:
                - { Status: Disabled, ExpirationDate: '2027-01-31T00:00:00Z' }
                - { Status: Enabled, Prefix: tmp/, ExpirationDate: '2027-01-31T00:00:00Z' }
                - { Status: Enabled, TagFilters: [{ Key: tmp, Value: 'yes' }], ExpirationInDays: 30 }
                - { Status: Enabled, ExpirationDate: !ImportValue Date }
        Logs:
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              Rules: [{ Status: Enabled, ExpirationInDays: 90 }]
        Scratch:
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              Rules: [{ Status: Enabled, ExpirationInDays: 7 }]
        Versioned:
          Type: AWS::S3::Bucket
          Properties:
            VersioningConfiguration: { Status: Enabled }
            LifecycleConfiguration:
              Rules: [{ Status: Enabled, ExpirationInDays: 90 }]
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
          expiration {
            date = "2027-01-31T00:00:00Z"
          }
        }
      }
    `,
  ],
})
