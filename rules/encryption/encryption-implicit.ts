import {
  change,
  cloudformation,
  isSettled,
  rewrite,
  rule,
  set,
  takesLogs,
  terraform,
  type Bucket,
  type Wish,
} from '../../src/rule.ts'

export default rule({
  title: 'Default encryption is not written down',
  severity: 'info',
  preset: 'strict',
  consequence: 'audit',
  why: 'Log targets and websites are right to stay with SSE-S3, which S3 applies since January 2023. Nothing in the file says that it is meant, and nothing sets it back when somebody changes it by hand.',
  remedy: 'Write BucketEncryption with SSEAlgorithm AES256.',
  remedyInCdk: 'encryption: BucketEncryption.S3_MANAGED on the Bucket.',
  remedyInTerraform:
    'Add an aws_s3_bucket_server_side_encryption_configuration for the bucket with sse_algorithm = "AES256".',
  refs: ['AmazonS3/latest/userguide/default-encryption-faq.html'],
  controls: ['NIST 800-53 SC-28', 'NIST 800-53 SC-13'],
  *check(bucket) {
    // Where KMS can be asked for, encryption-not-kms speaks.
    if (!takesLogs(bucket) && !bucket.properties.WebsiteConfiguration) return
    if (bucket.roles.has('generated') || bucket.encryption?.ServerSideEncryptionByDefault) return
    yield {
      at: bucket.place('BucketEncryption'),
      message: 'no default encryption is written, so SSE-S3 applies',
      change: change('write down SSE-S3', 'safe', writtenDown(bucket)),
    }
  },
  bad: [
    cloudformation`
      Parameters:
        Stage: { Type: String, AllowedValues: [test, prod] }
      Conditions:
        IsProd: !Equals [!Ref Stage, prod]
      Resources:
        Site: # <- no default encryption is written, so SSE-S3 applies
          Type: AWS::S3::Bucket
          Properties: { WebsiteConfiguration: { IndexDocument: index.html } }
        Logs: # <- no default encryption is written, so SSE-S3 applies
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              !If
                - IsProd
                - ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: AES256 } }]
                - !Ref AWS::NoValue
        Data:
          Type: AWS::S3::Bucket
          Properties: { LoggingConfiguration: { DestinationBucketName: !Ref Logs } }
    `,
    terraform`
      resource "aws_s3_bucket" "logs" { # <- no default encryption is written, so SSE-S3 applies
        bucket = "company-logs"
      }
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_logging" "data" {
        bucket        = aws_s3_bucket.data.id
        target_bucket = aws_s3_bucket.logs.id
        target_prefix = "data/"
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties: { LoggingConfiguration: { DestinationBucketName: !Ref Logs } }
        Logs:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: AES256 } }]
    `,
    terraform`
      resource "aws_s3_bucket" "logs" {
        bucket = "company-logs"
      }
      resource "aws_s3_bucket_server_side_encryption_configuration" "logs" {
        bucket = aws_s3_bucket.logs.id
        rule {
          apply_server_side_encryption_by_default {
            sse_algorithm = "AES256"
          }
        }
      }
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_logging" "data" {
        bucket        = aws_s3_bucket.data.id
        target_bucket = aws_s3_bucket.logs.id
        target_prefix = "data/"
      }
    `,
  ],
})

function writtenDown(bucket: Bucket): Wish | undefined {
  const byS3 = { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }
  if (bucket.encryption) return rewrite(bucket, bucket.encryption.at(), byS3)
  // What is written for other cases shall stay.
  if (!isSettled(bucket, ({ encryption }) => encryption)) return undefined
  return set(bucket, { BucketEncryption: { ServerSideEncryptionConfiguration: [byS3] } })
}
