import {
  change,
  cloudformation,
  encryptionAlgorithms,
  isWrittenOut,
  isWrong,
  nearestName,
  rewrite,
  rule,
  terraform,
} from '../../src/rule.ts'

export default rule({
  title: 'Default encryption is one that S3 does not take',
  severity: 'high',
  preset: 'recommended',
  consequence: 'deploy-failure',
  why: 'S3 rejects an algorithm that it does not know, and a KMS key with an algorithm that uses none: the deployment fails, or the key that people rely on is never used.',
  remedy: "Use 'aws:kms' (or 'aws:kms:dsse') with a key, 'AES256' without one.",
  remedyInTerraform:
    'Set sse_algorithm = "aws:kms" (or "aws:kms:dsse") with a kms_master_key_id, "AES256" without one.',
  refs: [
    'AmazonS3/latest/API/API_ServerSideEncryptionByDefault.html',
    'AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-serversideencryptionbydefault.html',
  ],
  controls: ['NIST 800-53 SC-13', 'NIST 800-53 SC-28'],
  *check(bucket) {
    const { encryption } = bucket
    const byDefault = encryption?.ServerSideEncryptionByDefault
    const algorithm: string | undefined = byDefault?.SSEAlgorithm
    if (!byDefault || algorithm === undefined) return
    // Where a condition or a parameter says it, one word is not right for all that it can be.
    const isAlone = isWrittenOut(bucket, () => byDefault.SSEAlgorithm)
    const corrected = (title: string, safety: 'safe' | 'review', meant: string) => {
      const record = { ServerSideEncryptionByDefault: { SSEAlgorithm: meant } }
      const withKey = meant === 'aws:kms' ? { ...record, BucketKeyEnabled: true } : record
      return isAlone ? change(title, safety, rewrite(bucket, encryption.at(), withKey)) : undefined
    }
    if (algorithm === 'AES256') {
      const key = byDefault.KMSMasterKeyID
      if (key === undefined || key.value === '') return
      yield {
        at: key.at,
        message: `KMS key '${key.value ?? key.toString()}' is given, but 'AES256' uses none`,
        change: corrected('encrypt with the key that is given', 'review', 'aws:kms'),
      }
    } else if (isWrong(algorithm, encryptionAlgorithms, bucket)) {
      const nearest = nearestName(algorithm, encryptionAlgorithms)
      const hint = nearest ? `, did you mean '${nearest}'?` : ''
      const message =
        algorithm === '' ? 'encryption algorithm is empty' : `no encryption algorithm '${algorithm}'${hint}`
      yield {
        at: byDefault.at('SSEAlgorithm'),
        message,
        change: nearest ? corrected(`write '${nearest}'`, 'safe', nearest) : undefined,
      }
    }
  },
  bad: [
    cloudformation`
      Resources:
        Typo:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault:
                    SSEAlgorithm: AES-256 # <- no encryption algorithm 'AES-256', did you mean 'AES256'?
        Joined:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault:
                    SSEAlgorithm: aws/kms # <- no encryption algorithm 'aws/kms', did you mean 'aws:kms'?
        WithKey:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault:
                    SSEAlgorithm: AES256
                    KMSMasterKeyID: alias/data # <- KMS key 'alias/data' is given, but 'AES256' uses none
    `,
    cloudformation`
      Parameters:
        Algorithm: { Type: String, Default: '' }
        UseKms: { Type: String, AllowedValues: ['yes', 'no'] }
      Conditions:
        IsKms: !Equals [!Ref UseKms, 'yes']
      Resources:
        Key:
          Type: AWS::KMS::Key
        Empty:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault:
                    SSEAlgorithm: !Ref Algorithm # <- encryption algorithm is empty
        Half:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault:
                    SSEAlgorithm: !If [IsKms, aws:kms, AES256]
                    KMSMasterKeyID: !Ref Key # <- KMS key '\${Key}' is given, but 'AES256' uses none
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_server_side_encryption_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        rule {
          apply_server_side_encryption_by_default {
            sse_algorithm = "AES-256" # <- no encryption algorithm 'AES-256', did you mean 'AES256'?
          }
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        Key: { Type: String, Default: '' }
      Conditions:
        HasKey: !Not [!Equals [!Ref Key, '']]
      Resources:
        ByDefault:
          Type: AWS::S3::Bucket
        Together:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault:
                    SSEAlgorithm: !If [HasKey, aws:kms, AES256]
                    KMSMasterKeyID: !If [HasKey, !Ref Key, !Ref AWS::NoValue]
        Empty:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault:
                    SSEAlgorithm: !If [HasKey, aws:kms:dsse, AES256]
                    KMSMasterKeyID: !Ref Key
        Imported:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault: { SSEAlgorithm: !ImportValue Algorithm }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_server_side_encryption_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        rule {
          apply_server_side_encryption_by_default {
            sse_algorithm = "AES256"
          }
        }
      }
    `,
  ],
})
