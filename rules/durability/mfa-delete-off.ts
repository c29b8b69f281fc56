import { rule, terraform } from '../../src/rule.ts'

export default rule({
  title: 'MFA delete is off',
  severity: 'low',
  preset: 'strict',
  consequence: 'data-loss',
  why: 'Without MFA delete whoever has stolen credentials that may delete versions deletes them for good. Only the root user can turn it on; CloudFormation has no word for it.',
  remedy:
    'Let the root user turn MFA delete on with the AWS CLI, and write mfa_delete down; or guard versions by Object Lock.',
  refs: ['AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html'],
  controls: ['SecurityHub S3.20', 'CIS 2.1.2', 'NIST 800-53 CM-3', 'NIST 800-53 SC-5(2)'],
  *check(bucket) {
    const { mfaDelete } = bucket
    // A lifecycle excludes it.
    if (!bucket.isVersioned || bucket.properties.LifecycleConfiguration !== undefined) return
    if (mfaDelete?.is('Disabled')) yield { at: mfaDelete.at, message: 'MFA delete is off' }
  },
  bad: [
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_versioning" "data" { # <- MFA delete is off
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
          status     = "Enabled"
          mfa_delete = "Disabled" # <- MFA delete is off
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
      resource "aws_s3_bucket" "unversioned" {
        bucket = "company-unversioned"
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
