import {
  change,
  cloudformation,
  encryptedWith,
  resourceRule,
  set,
  type PropertiesOf,
  terraform,
} from '../../src/rule.ts'

export default resourceRule<PropertiesOf<'AWS::KMS::Key'>>({
  title: 'Key of a bucket is never rotated',
  severity: 'low',
  preset: 'strict',
  consequence: 'audit',
  why: 'Without rotation the same key material encrypts for as long as the key exists, so that all that it ever encrypted is lost with it. Rotation keeps the old material for what it encrypted, and changes nothing for those who use the key.',
  remedy: 'Set EnableKeyRotation to true.',
  remedyInCdk: 'enableKeyRotation: true on the Key.',
  remedyInTerraform: 'Set enable_key_rotation = true.',
  refs: ['kms/latest/developerguide/rotate-keys.html', 'securityhub/latest/userguide/kms-controls.html'],
  controls: ['SecurityHub KMS.4', 'CIS 3.6', 'NIST 800-53 SC-12'],
  on: 'AWS::KMS::Key',
  *check(key, estate) {
    const { EnableKeyRotation: isRotated, KeySpec: spec, KeyUsage: usage, Origin: origin } = key.properties
    // KMS rotates symmetric keys whose material it made.
    const canRotate =
      (spec ?? 'SYMMETRIC_DEFAULT') === 'SYMMETRIC_DEFAULT' &&
      (usage ?? 'ENCRYPT_DECRYPT') === 'ENCRYPT_DECRYPT' &&
      (origin ?? 'AWS_KMS') === 'AWS_KMS'
    if (isRotated || !canRotate) return
    const buckets = encryptedWith(key, estate)
    if (buckets.length === 0) return
    yield {
      at: key.properties.at('EnableKeyRotation'),
      message: `the key of ${buckets.map(({ id }) => `'${id}'`).join(', ')} is not rotated`,
      notes: buckets.map(({ at }) => ({ at, message: 'encrypted with the key' })),
      // Each of the first two rotations adds a dollar a month to the price of the key.
      change: change('rotate the key', 'review', set(key, { EnableKeyRotation: true })),
    }
  },
  bad: [
    cloudformation`
      Parameters:
        Rotate: { Type: String, AllowedValues: ['true', 'false'] }
      Resources:
        Key: # <- the key of 'Data' is not rotated
          Type: AWS::KMS::Key
        Data:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms, KMSMasterKeyID: !GetAtt Key.Arn }
        Aliased:
          Type: AWS::KMS::Key
          Properties:
            EnableKeyRotation: !Ref Rotate # <- the key of 'More' is not rotated
        Alias:
          Type: AWS::KMS::Alias
          Properties: { AliasName: alias/more, TargetKeyId: !Ref Aliased }
        More:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms, KMSMasterKeyID: !Ref Alias }
    `,
    terraform`
      resource "aws_kms_key" "data" { # <- the key of 'aws_s3_bucket.data' is not rotated
        description = "data"
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
  good: [
    cloudformation`
      Resources:
        Rotated:
          Type: AWS::KMS::Key
          Properties: { EnableKeyRotation: true }
        Imported:
          Type: AWS::KMS::Key
          Properties: { Origin: EXTERNAL }
        Signing:
          Type: AWS::KMS::Key
          Properties: { KeySpec: RSA_4096, KeyUsage: SIGN_VERIFY }
        OfQueues:
          Type: AWS::KMS::Key
        Data:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms, KMSMasterKeyID: !GetAtt Rotated.Arn }
        More:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms, KMSMasterKeyID: !GetAtt Imported.Arn }
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
