import { change, rule, set, terraform, versioned } from '../../src/rule.ts'

export default rule({
  title: 'MFA delete without versioning',
  severity: 'high',
  preset: 'recommended',
  consequence: 'broken',
  why: 'MFA delete guards versions against being deleted, and versioning against being suspended. While versioning is off or suspended an overwrite or delete is final, with MFA or without.',
  remedy: 'Set status to Enabled beside mfa_delete.',
  refs: ['AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html'],
  controls: ['SecurityHub S3.20', 'CIS 2.1.2', 'SecurityHub S3.14'],
  *check(bucket) {
    const { mfaDelete } = bucket
    if (!mfaDelete?.is('Enabled') || bucket.isVersioned) return
    const state = bucket.versioning === 'Suspended' ? 'suspended' : 'off'
    yield {
      at: mfaDelete.at,
      message: `MFA delete needs versioning, which is ${state}`,
      change: change('turn on versioning', 'review', set(bucket, versioned(bucket))),
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
          status     = "Suspended"
          mfa_delete = "Enabled" # <- MFA delete needs versioning, which is suspended
        }
      }
    `,
    terraform`
      variable "versioned" {
        type    = bool
        default = false
      }
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_versioning" "data" {
        bucket = aws_s3_bucket.data.id
        mfa    = "arn:aws:iam::111122223333:mfa/root 123456"
        versioning_configuration {
          status     = var.versioned ? "Enabled" : "Disabled"
          mfa_delete = "Enabled" # <- MFA delete needs versioning, which is off
        }
      }
    `,
  ],
  good: [
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_versioning" "data" {
        bucket = aws_s3_bucket.data.id
        mfa    = "arn:aws:iam::111122223333:mfa/root 123456"
        versioning_configuration {
          status     = "Enabled"
          mfa_delete = "Enabled"
        }
      }
      resource "aws_s3_bucket" "other" {
        bucket = "company-other"
      }
      resource "aws_s3_bucket_versioning" "other" {
        bucket = aws_s3_bucket.other.id
        versioning_configuration {
          status     = "Suspended"
          mfa_delete = "Disabled"
        }
      }
    `,
  ],
})
