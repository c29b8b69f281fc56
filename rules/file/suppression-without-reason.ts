import { cloudformation, rule, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Suppression without a reason',
  severity: 'low',
  preset: 'recommended',
  consequence: 'audit',
  why: 'Whoever reads it later cannot tell whether it still holds. A suppression without a reason suppresses nothing.',
  remedy: 'Write the reason after the rule: bucketlint-ignore RULE: reason.',
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
              Status: Suspended # bucketlint-ignore versioning-suspended # <- no reason is given for suppressing versioning-suspended
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_versioning" "data" {
        bucket = aws_s3_bucket.data.id
        versioning_configuration {
          # bucketlint-ignore versioning-suspended # <- no reason is given for suppressing versioning-suspended
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
          Metadata:
            bucketlint:
              ignore: { versioning-suspended: old versions are being deleted }
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
