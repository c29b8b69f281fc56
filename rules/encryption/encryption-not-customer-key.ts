import { cloudformation, keyOf, lockedOutOfManagedKey, rule, takesLogs, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Default encryption uses the AWS managed key',
  severity: 'low',
  preset: 'strict',
  consequence: 'audit',
  why: 'The key aws/s3 serves everybody in the account who may read the object. Nobody can change its policy, switch it off, or share it with another account.',
  remedy: 'Name a customer managed key in KMSMasterKeyID by its ARN.',
  remedyInCdk: 'encryption: BucketEncryption.KMS on the Bucket, which makes a key, or encryptionKey.',
  remedyInTerraform: 'Name a customer managed key in kms_master_key_id by its ARN.',
  refs: [
    'AmazonS3/latest/userguide/UsingKMSEncryption.html',
    'AmazonS3/latest/API/API_ServerSideEncryptionByDefault.html',
  ],
  controls: ['NIST 800-53 SC-12'],
  *check(bucket) {
    const key = keyOf(bucket)
    if (!key?.isManaged || bucket.roles.has('generated') || takesLogs(bucket)) return
    // Where it does not work at all, encryption-managed-key-shared says so.
    if (lockedOutOfManagedKey(bucket).length > 0) return
    yield { at: key.at, message: 'the AWS managed key encrypts the bucket, not a key of your own' }
  },
  bad: [
    cloudformation`
      Parameters:
        Key: { Type: String, Default: '' }
      Resources:
        Unnamed:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault:
                    SSEAlgorithm: aws:kms # <- the AWS managed key encrypts the bucket, not a key of your own
        Empty:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault:
                    SSEAlgorithm: aws:kms:dsse # <- the AWS managed key encrypts the bucket, not a key of your own
                    KMSMasterKeyID: !Ref Key
        ByAlias:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault:
                    SSEAlgorithm: aws:kms
                    KMSMasterKeyID: alias/aws/s3 # <- the AWS managed key encrypts the bucket, not a key of your own
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_server_side_encryption_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        rule {
          apply_server_side_encryption_by_default {
            sse_algorithm = "aws:kms" # <- the AWS managed key encrypts the bucket, not a key of your own
          }
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        Key: { Type: String }
      Resources:
        ByDefault:
          Type: AWS::S3::Bucket
        Own:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms, KMSMasterKeyID: !Ref Key }
        Imported:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms, KMSMasterKeyID: !ImportValue Key }
    `,
    cloudformation`
      Resources:
        Shared:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms } }]
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Shared
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                Effect: Allow
                Principal: '*'
                Action: s3:GetObject
                Resource: !Sub '\${Shared.Arn}/*'
                Condition: { StringEquals: { aws:PrincipalOrgID: o-a1b2c3d4e5 } }
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
