import { cloudformation, rule, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Suppression that has expired',
  severity: 'low',
  preset: 'recommended',
  consequence: 'audit',
  why: 'Somebody has decided to look at this again by now. From the day after its last one, a suppression suppresses nothing; one whose date cannot be read never does.',
  remedy: 'Repair what it suppresses, or decide on another date.',
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
          Metadata:
            bucketlint:
              ignore:
                versioning-suspended: old versions are being deleted until 2020-01-31 # <- the suppression of versioning-suspended ended on 2020-01-31
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
          /* bucketlint-ignore versioning-suspended: old versions are being deleted until 2020-01-31 */ # <- the suppression of versioning-suspended ended on 2020-01-31
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
          Properties:
            VersioningConfiguration:
              # bucketlint-ignore versioning-suspended: old versions are being deleted until 9999-12-31
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
