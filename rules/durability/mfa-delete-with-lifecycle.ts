import { rule, terraform } from '../../src/rule.ts'

export default rule({
  title: 'MFA delete beside a lifecycle configuration',
  severity: 'high',
  preset: 'recommended',
  consequence: 'deploy-failure',
  why: 'A lifecycle deletes without MFA: S3 takes no lifecycle configuration on a bucket with MFA delete.',
  remedy: 'Choose one of the two: Object Lock guards versions and goes with a lifecycle.',
  refs: [
    'AmazonS3/latest/userguide/lifecycle-and-other-bucket-config.html',
    'AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html',
  ],
  controls: ['SecurityHub S3.13', 'SecurityHub S3.20'],
  *check(bucket) {
    const { mfaDelete } = bucket
    if (!mfaDelete?.is('Enabled') || bucket.properties.LifecycleConfiguration === undefined) return
    yield {
      at: mfaDelete.at,
      message: 'MFA delete and a lifecycle configuration exclude each other',
      notes: [{ at: bucket.place('LifecycleConfiguration'), message: 'the lifecycle configuration' }],
    }
  },
  bad: [
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_versioning" "data" {
        bucket = aws_s3_bucket.data.id
        mfa    = "arn:aws:iam::111122223333:mfa/root 123456"
        versioning_configuration {
          status     = "Enabled"
          mfa_delete = "Enabled" # <- MFA delete and a lifecycle configuration exclude each other
        }
      }
      resource "aws_s3_bucket_lifecycle_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        rule {
          id     = "old"
          status = "Enabled"
          filter {}
          noncurrent_version_expiration {
            noncurrent_days = 90
          }
        }
      }
    `,
  ],
  good: [
    terraform`
      resource "aws_s3_bucket" "guarded" {
        bucket = "company-guarded"
      }
      resource "aws_s3_bucket_versioning" "guarded" {
        bucket = aws_s3_bucket.guarded.id
        mfa    = "arn:aws:iam::111122223333:mfa/root 123456"
        versioning_configuration {
          status     = "Enabled"
          mfa_delete = "Enabled"
        }
      }
      resource "aws_s3_bucket" "cleaned" {
        bucket = "company-cleaned"
      }
      resource "aws_s3_bucket_versioning" "cleaned" {
        bucket = aws_s3_bucket.cleaned.id
        versioning_configuration {
          status = "Enabled"
        }
      }
      resource "aws_s3_bucket_lifecycle_configuration" "cleaned" {
        bucket = aws_s3_bucket.cleaned.id
        rule {
          id     = "old"
          status = "Enabled"
          filter {}
          noncurrent_version_expiration {
            noncurrent_days = 90
          }
        }
      }
    `,
  ],
})
