import { cloudformation, keyOf, regionOfKey, rule, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Default encryption names a key in another region',
  severity: 'high',
  preset: 'recommended',
  consequence: 'broken',
  why: 'S3 uses keys of the region of the bucket only, and does not look at the key when the encryption is configured: the deployment succeeds, and then each upload fails with KMS.NotFoundException. A multi-Region key is no exception.',
  remedy: 'Name a key, or a replica of a multi-Region key, in the region of the bucket.',
  remedyInTerraform:
    'Give kms_master_key_id the ARN of a key, or of an aws_kms_replica_key, in the region of the bucket.',
  refs: [
    'AmazonS3/latest/userguide/UsingKMSEncryption.html',
    'AmazonS3/latest/userguide/specifying-kms-encryption.html',
  ],
  controls: [],
  *check(bucket) {
    const { id, key, at } = keyOf(bucket) ?? {}
    if (!id || !at) return
    const [there, here] = [regionOfKey(id, key), bucket.region.value]
    if (there !== undefined && here !== undefined && there !== here)
      yield {
        at,
        message: `the key is in '${there}', the bucket in '${here}'`,
        notes: key ? [{ at: key.at, message: 'the key' }] : [],
      }
  },
  bad: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            BucketNamespace: account-regional
            BucketName: data-111122223333-eu-west-1-an
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault:
                    SSEAlgorithm: aws:kms
                    KMSMasterKeyID: arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab # <- the key is in 'us-east-1', the bucket in 'eu-west-1'
    `,
    cloudformation`
      Conditions:
        InIreland: !Equals [!Ref AWS::Region, eu-west-1]
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Condition: InIreland
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault:
                    SSEAlgorithm: aws:kms:dsse
                    KMSMasterKeyID: !Sub 'arn:aws:kms:eu-central-1:\${AWS::AccountId}:alias/data' # <- the key is in 'eu-central-1', the bucket in 'eu-west-1'
    `,
    terraform`
      provider "aws" {
        region = "eu-west-1"
      }
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_server_side_encryption_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        rule {
          apply_server_side_encryption_by_default {
            sse_algorithm     = "aws:kms"
            kms_master_key_id = "arn:aws:kms:us-east-1:111122223333:key/11112222-3333-4444-5555-666677778888" # <- the key is in 'us-east-1', the bucket in 'eu-west-1'
          }
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Key:
          Type: AWS::KMS::Key
        Anywhere:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault:
                    SSEAlgorithm: aws:kms
                    KMSMasterKeyID: arn:aws:kms:us-east-1:111122223333:alias/data
        Together:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: data-111122223333-eu-west-1-an
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms, KMSMasterKeyID: !GetAtt Key.Arn }
        Same:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: more-111122223333-eu-west-1-an
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault:
                    SSEAlgorithm: aws:kms
                    KMSMasterKeyID: arn:aws:kms:eu-west-1:111122223333:alias/data
        Imported:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: rest-111122223333-eu-west-1-an
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms, KMSMasterKeyID: !ImportValue Key }
        ById:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault:
                    SSEAlgorithm: aws:kms
                    KMSMasterKeyID: 1234abcd-12ab-34cd-56ef-1234567890ab
    `,
    terraform`
      provider "aws" {
        region = "eu-west-1"
      }
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
