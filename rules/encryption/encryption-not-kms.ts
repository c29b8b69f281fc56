import { cloudformation, rule, takesLogs, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Default encryption is not with KMS',
  severity: 'low',
  preset: 'strict',
  consequence: 'audit',
  why: 'SSE-S3 decrypts for everybody who may read the object. With KMS a second policy, that of the key, has to let them in as well, and CloudTrail logs each use of the key.',
  remedy: 'Set SSEAlgorithm to aws:kms with a key of your own and BucketKeyEnabled.',
  remedyInCdk: 'encryption: BucketEncryption.KMS and bucketKeyEnabled: true on the Bucket.',
  remedyInTerraform:
    'Set sse_algorithm = "aws:kms" with a kms_master_key_id of your own, and bucket_key_enabled = true, in an aws_s3_bucket_server_side_encryption_configuration.',
  refs: [
    'AmazonS3/latest/userguide/UsingKMSEncryption.html',
    'AmazonS3/latest/userguide/default-encryption-faq.html',
    'securityhub/latest/userguide/s3-controls.html',
  ],
  controls: [
    'SecurityHub S3.17',
    'NIST 800-53 SC-12(2)',
    'NIST 800-53 SC-13',
    'NIST 800-53 SC-28',
    'PCI DSS 4.0.1 3.5.1',
  ],
  *check(bucket) {
    // Logs are not delivered to buckets with KMS, and nobody without an identity can decrypt.
    if (takesLogs(bucket) || bucket.properties.WebsiteConfiguration || bucket.roles.has('generated')) return
    const byDefault = bucket.encryption?.ServerSideEncryptionByDefault
    if (byDefault && byDefault.SSEAlgorithm !== 'AES256') return
    yield {
      at: byDefault?.at('SSEAlgorithm') ?? bucket.place('BucketEncryption'),
      message: byDefault
        ? "the default encryption is 'AES256' (SSE-S3), not KMS"
        : 'the default encryption is SSE-S3, as nothing else is written, not KMS',
    }
  },
  bad: [
    cloudformation`
      Parameters:
        Stage: { Type: String, AllowedValues: [test, prod] }
      Conditions:
        IsProd: !Equals [!Ref Stage, prod]
      Resources:
        ByDefault: # <- the default encryption is SSE-S3, as nothing else is written, not KMS
          Type: AWS::S3::Bucket
        Written:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault:
                    SSEAlgorithm: AES256 # <- the default encryption is 'AES256' (SSE-S3), not KMS
        Sometimes:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault:
                    SSEAlgorithm: !If [IsProd, aws:kms, AES256] # <- the default encryption is 'AES256' (SSE-S3), not KMS
    `,
    terraform`
      resource "aws_s3_bucket" "data" { # <- the default encryption is SSE-S3, as nothing else is written, not KMS
        bucket = "company-data"
      }
      resource "aws_s3_bucket" "written" {
        bucket = "company-written"
      }
      resource "aws_s3_bucket_server_side_encryption_configuration" "written" {
        bucket = aws_s3_bucket.written.id
        rule {
          apply_server_side_encryption_by_default {
            sse_algorithm = "AES256" # <- the default encryption is 'AES256' (SSE-S3), not KMS
          }
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Kms:
          Type: AWS::S3::Bucket
          Properties:
            LoggingConfiguration: { DestinationBucketName: !Ref Logs }
            BucketEncryption:
              ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms } }]
        TwoLayers:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms:dsse } }]
        Logs:
          Type: AWS::S3::Bucket
        Site:
          Type: AWS::S3::Bucket
          Properties: { WebsiteConfiguration: { IndexDocument: index.html } }
        Trails:
          Type: AWS::S3::Bucket
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Trails
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                Effect: Allow
                Principal: { Service: cloudtrail.amazonaws.com }
                Action: s3:PutObject
                Resource: !Sub '\${Trails.Arn}/*'
    `,
    terraform`
      resource "aws_kms_key" "data" {
        enable_key_rotation = true
      }
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_server_side_encryption_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        rule {
          apply_server_side_encryption_by_default {
            sse_algorithm     = "aws:kms"
            kms_master_key_id = aws_kms_key.data.arn
          }
        }
      }
    `,
  ],
})
