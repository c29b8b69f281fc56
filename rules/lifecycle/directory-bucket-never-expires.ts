import { cloudformation, type PropertiesOf, resourceRule, terraform } from '../../src/rule.ts'

export default resourceRule<PropertiesOf<'AWS::S3Express::DirectoryBucket'>>({
  title: 'Objects of a directory bucket never expire',
  severity: 'info',
  preset: 'strict',
  consequence: 'cost',
  why: 'Storage of directory buckets costs several times that of other buckets, and is meant for data that is worked on: what nobody removes stays at that price.',
  remedy:
    'Add an enabled lifecycle rule with ExpirationInDays, and let lifecycle.s3.amazonaws.com create sessions in the bucket policy.',
  remedyInTerraform:
    'Add an enabled rule with an expiration in days to an aws_s3_bucket_lifecycle_configuration for the aws_s3_directory_bucket, and let lifecycle.s3.amazonaws.com create sessions in its policy.',
  refs: ['AmazonS3/latest/userguide/directory-buckets-objects-lifecycle.html'],
  controls: ['SecurityHub S3.25'],
  on: 'AWS::S3Express::DirectoryBucket',
  *check({ at, properties }) {
    const configuration = properties.LifecycleConfiguration
    const expires = (configuration?.Rules ?? []).some(
      ({ Status, ExpirationInDays }) => Status === 'Enabled' && ExpirationInDays !== undefined,
    )
    if (!expires)
      yield { at: configuration?.at('Rules') ?? at, message: 'no enabled lifecycle rule expires objects' }
  },
  bad: [
    cloudformation`
      Resources:
        Fast: # <- no enabled lifecycle rule expires objects
          Type: AWS::S3Express::DirectoryBucket
          Properties: { DataRedundancy: SingleAvailabilityZone, LocationName: use1-az4 }
        Uploads:
          Type: AWS::S3Express::DirectoryBucket
          Properties:
            DataRedundancy: SingleAvailabilityZone
            LocationName: use1-az4
            LifecycleConfiguration:
              Rules: # <- no enabled lifecycle rule expires objects
                - { Status: Enabled, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } }
                - { Status: Disabled, ExpirationInDays: 1 }
    `,
    terraform`
      resource "aws_s3_directory_bucket" "fast" { # <- no enabled lifecycle rule expires objects
        bucket = "fast--use1-az4--x-s3"
        location {
          name = "use1-az4"
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        Prefix: { Type: String }
      Resources:
        Fast:
          Type: AWS::S3Express::DirectoryBucket
          Properties:
            DataRedundancy: SingleAvailabilityZone
            LocationName: use1-az4
            LifecycleConfiguration:
              Rules: [{ Status: Enabled, Prefix: !Ref Prefix, ExpirationInDays: 7 }]
        Data:
          Type: AWS::S3::Bucket
    `,
    terraform`
      resource "aws_s3_directory_bucket" "fast" {
        bucket = "fast--use1-az4--x-s3"
        location {
          name = "use1-az4"
        }
      }
      resource "aws_s3_bucket_lifecycle_configuration" "fast" {
        bucket = aws_s3_directory_bucket.fast.bucket
        rule {
          id     = "tmp"
          status = "Enabled"
          filter {
            prefix = "tmp/"
          }
          expiration {
            days = 1
          }
        }
      }
    `,
  ],
})
