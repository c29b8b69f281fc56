import {
  change,
  cloudformation,
  isSettled,
  regionsWithClientKeys,
  rewrite,
  rule,
  set,
  uploadWithOwnKey,
  terraform,
  type Bucket,
  type Wish,
} from '../../src/rule.ts'

export default rule({
  title: 'Uploads may be encrypted with keys of their clients',
  severity: 'medium',
  preset: 'strict',
  consequence: 'data-loss',
  why: 'With SSE-C the key comes with each request, and AWS keeps none: whoever gets write access can encrypt the data anew with a key of their own and ask for ransom. New buckets block it since April 2026.',
  remedy: 'Leave BlockedEncryptionTypes out, or set it to SSE-C.',
  remedyInCdk: 'blockedEncryptionTypes: [BlockedEncryptionType.SSE_C] on the Bucket.',
  remedyInTerraform: 'Leave blocked_encryption_types out of the rule, or set it to ["SSE-C"].',
  refs: [
    'AmazonS3/latest/userguide/blocking-unblocking-s3-c-encryption-gpb.html',
    'AmazonS3/latest/userguide/default-s3-c-encryption-setting-faq.html',
  ],
  controls: [],
  *check(bucket) {
    const blocked = bucket.encryption?.BlockedEncryptionTypes
    const types = blocked?.EncryptionType
    const region = bucket.region.value
    const isAsked = types?.includes('NONE') ?? false
    if (types ? !isAsked : region === undefined || !regionsWithClientKeys.has(region)) return
    const through = uploadWithOwnKey(bucket)
    if (!through) return
    yield {
      at: blocked?.at('EncryptionType') ?? bucket.place('BucketEncryption'),
      message: isAsked
        ? "uploads with keys of their clients (SSE-C) are let in: 'NONE' blocks no encryption"
        : `uploads with keys of their clients (SSE-C) are let in: new buckets in '${region}' do not block them`,
      witness: through.witness,
      change: change('block uploads with keys of clients', 'review', blocking(bucket)),
    }
  },
  bad: [
    cloudformation`
      Parameters:
        ClientKeys: { Type: String, AllowedValues: ['yes', 'no'] }
      Conditions:
        ClientKeys: !Equals [!Ref ClientKeys, 'yes']
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms }
                  BlockedEncryptionTypes:
                    EncryptionType: [!If [ClientKeys, NONE, SSE-C]] # <- uploads with keys of their clients (SSE-C) are let in: 'NONE' blocks no encryption
        Bahrain: # <- uploads with keys of their clients (SSE-C) are let in: new buckets in 'me-south-1' do not block them
          Type: AWS::S3::Bucket
          Properties: { BucketName: data-111122223333-me-south-1-an }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_server_side_encryption_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        rule {
          blocked_encryption_types = ["NONE"] # <- uploads with keys of their clients (SSE-C) are let in: 'NONE' blocks no encryption
          apply_server_side_encryption_by_default {
            sse_algorithm = "AES256"
          }
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        ByDefault:
          Type: AWS::S3::Bucket
        Silent:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: AES256 } }]
        Blocked:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: data-111122223333-me-south-1-an
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault: { SSEAlgorithm: AES256 }
                  BlockedEncryptionTypes: { EncryptionType: [SSE-C] }
        Denied:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault: { SSEAlgorithm: AES256 }
                  BlockedEncryptionTypes: { EncryptionType: [NONE] }
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Denied
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                Effect: Deny
                Principal: '*'
                Action: s3:PutObject
                Resource: !Sub '\${Denied.Arn}/*'
                Condition: { 'Null': { s3:x-amz-server-side-encryption-customer-algorithm: 'false' } }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_server_side_encryption_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        rule {
          blocked_encryption_types = ["SSE-C"]
          apply_server_side_encryption_by_default {
            sse_algorithm = "AES256"
          }
        }
      }
    `,
  ],
})

function blocking(bucket: Bucket): Wish | undefined {
  const { encryption } = bucket
  const blocked = { BlockedEncryptionTypes: { EncryptionType: ['SSE-C'] } }
  if (encryption) return rewrite(bucket, encryption.at(), blocked)
  // What is written for other cases shall stay.
  if (!isSettled(bucket, each => each.encryption)) return undefined
  const rule = { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, ...blocked }
  return set(bucket, { BucketEncryption: { ServerSideEncryptionConfiguration: [rule] } })
}
