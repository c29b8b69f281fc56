import { cloudformation, rule, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Suppression that suppresses nothing',
  severity: 'low',
  preset: 'recommended',
  consequence: 'audit',
  why: 'What it was written for is repaired or was never there. Left behind, it hides the next defect of the kind.',
  remedy:
    'Delete it, or write it at the line, the property or the header of the resource that the finding is about.',
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
          Properties:
            VersioningConfiguration:
              # bucketlint-ignore versioning-suspended: old versions are being deleted # <- there is no finding of versioning-suspended here to suppress
              Status: Enabled
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_versioning" "data" {
        bucket = aws_s3_bucket.data.id
        versioning_configuration {
          # bucketlint-ignore versioning-suspended: old versions are being deleted # <- there is no finding of versioning-suspended here to suppress
          status = "Enabled"
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
            VersioningConfiguration:
              # bucketlint-ignore versioning-suspended: old versions are being deleted
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
