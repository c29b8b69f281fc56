import { cloudformation, rule, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Suppression of a rule that does not exist',
  severity: 'low',
  preset: 'recommended',
  consequence: 'audit',
  why: 'A misspelt id suppresses nothing, and nobody notices until the finding is in the way.',
  remedy: 'Write the id as reports show it; all ids are listed by bucketlint rules.',
  refs: ['AWSCloudFormation/latest/UserGuide/metadata-section-structure.html'],
  controls: [],
  on: 'suppression',
  *check(problem) {
    yield problem
  },
  bad: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          # bucketlint-ignore version-suspended: old versions are being deleted # <- there is no rule 'version-suspended': did you mean 'versioning-suspended'?
          Properties:
            VersioningConfiguration:
              Status: Suspended
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_versioning" "data" {
        bucket = aws_s3_bucket.data.id
        versioning_configuration {
          # bucketlint-ignore versioning-suspend: old versions are being deleted # <- there is no rule 'versioning-suspend': did you mean 'versioning-suspended'?
          status = "Suspended"
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          # bucketlint-ignore versioning-suspended: old versions are being deleted
          Properties:
            VersioningConfiguration:
              Status: Suspended
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_versioning" "data" {
        bucket = aws_s3_bucket.data.id
        versioning_configuration {
          # bucketlint-ignore versioning-suspended: old versions are being deleted
          status = "Suspended"
        }
      }
    `,
  ],
})
