import {
  change,
  cloudformation,
  kmsLoadOf,
  kmsQuota,
  kmsQuotaBounds,
  rewrite,
  rule,
  underLoad,
  terraform,
} from '../../src/rule.ts'

export default rule({
  title: 'SSE-KMS without an S3 Bucket Key',
  severity: 'medium',
  preset: 'recommended',
  consequence: 'throttling',
  why: 'Without a bucket key every object that is written or read costs a request to KMS, whose quota all applications of the account share in a region: a busy prefix alone (5,500 reads per second) takes much of it, and beyond it requests to S3 fail. A bucket key takes up to 99 % of these requests, and their cost, away.',
  remedy: 'Set BucketKeyEnabled to true beside ServerSideEncryptionByDefault.',
  remedyInCdk: 'bucketKeyEnabled: true on the Bucket.',
  remedyInTerraform: 'Set bucket_key_enabled = true beside apply_server_side_encryption_by_default.',
  refs: ['AmazonS3/latest/userguide/bucket-key.html', 'kms/latest/developerguide/requests-per-second.html'],
  controls: [],
  *check(bucket) {
    const encryption = bucket.encryption
    const byDefault = encryption?.ServerSideEncryptionByDefault
    const algorithm = byDefault?.SSEAlgorithm
    if (!encryption || !byDefault || !algorithm?.startsWith('aws:kms')) return
    const load = kmsLoadOf(bucket)
    const region = bucket.region.value
    const { least, most } = kmsQuotaBounds(region)
    // Two layers of encryption (DSSE-KMS) have no use for a bucket key.
    if (algorithm === 'aws:kms' && !encryption.BucketKeyEnabled)
      yield {
        at:
          encryption.BucketKeyEnabled === undefined
            ? byDefault.at('SSEAlgorithm')
            : encryption.at('BucketKeyEnabled'),
        ...(load
          ? {
              severity: load.all > most ? 'high' : load.all > least ? 'medium' : 'low',
              message: `SSE-KMS without a bucket key: ${told(load)} of a KMS quota of ${kmsQuota(region)}, ${rounded(load.saving)} with bucket keys`,
            }
          : {
              message: `SSE-KMS without a bucket key: each object request counts against the KMS quota of ${kmsQuota(region)}`,
            }),
        // Conditions on the encryption context of objects do not hold for that of the bucket.
        change: change(
          'use a bucket key',
          'review',
          rewrite(bucket, encryption.at(), { BucketKeyEnabled: true }),
        ),
      }
    else if (load && load.own > 0 && load.saving > most)
      yield {
        at: byDefault.at('SSEAlgorithm'),
        severity: 'high',
        message: `even with bucket keys ${rounded(load.saving)} requests per second go to KMS, above its quota of ${kmsQuota(region)}`,
      }
  },
  bad: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault:
                    SSEAlgorithm: aws:kms # <- SSE-KMS without a bucket key: each object request counts against the KMS quota of 10,000 to 100,000 requests per second depending on the region
        Off:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - BucketKeyEnabled: false # <- SSE-KMS without a bucket key: each object request counts against the KMS quota of 10,000 to 100,000 requests per second depending on the region
                  ServerSideEncryptionByDefault:
                    SSEAlgorithm: aws:kms
                    KMSMasterKeyID: !ImportValue SharedKey
    `,
    cloudformation`
      Parameters:
        Key: { Type: String, Default: '' }
      Conditions:
        HasKey: !Not [!Equals [!Ref Key, '']]
        InIreland: !Equals [!Ref AWS::Region, eu-west-1]
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Condition: InIreland
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - BucketKeyEnabled: !If [HasKey, true, false] # <- SSE-KMS without a bucket key: each object request counts against the KMS quota of 100,000 requests per second in eu-west-1
                  ServerSideEncryptionByDefault:
                    SSEAlgorithm: aws:kms
    `,
    underLoad(
      { Busy: { puts: 3_000, gets: 15_000 }, 'acme-*': { gets: 4_000 }, Layered: { puts: 30_000 } },
      cloudformation`
        Resources:
          Busy:
            Type: AWS::S3::Bucket
            Properties:
              BucketName: busy-111122223333-eu-central-1-an
              BucketEncryption:
                ServerSideEncryptionConfiguration:
                  - ServerSideEncryptionByDefault:
                      SSEAlgorithm: aws:kms # <- SSE-KMS without a bucket key: 18,000 requests per second at the peak of a KMS quota of 20,000 requests per second in eu-central-1, 180 with bucket keys
          Site:
            Type: AWS::S3::Bucket
            Properties:
              BucketName: acme-site
              BucketEncryption:
                ServerSideEncryptionConfiguration:
                  - BucketKeyEnabled: false # <- SSE-KMS without a bucket key: 4,000 requests per second at the peak, 8,000 with the other buckets of the account and region, of a KMS quota of 10,000 to 100,000 requests per second depending on the region, 80 with bucket keys
                    ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms }
          Shop:
            Type: AWS::S3::Bucket
            Properties:
              BucketName: acme-shop
              BucketEncryption:
                ServerSideEncryptionConfiguration:
                  - BucketKeyEnabled: false # <- SSE-KMS without a bucket key: 4,000 requests per second at the peak, 8,000 with the other buckets of the account and region, of a KMS quota of 10,000 to 100,000 requests per second depending on the region, 80 with bucket keys
                    ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms }
          Layered:
            Type: AWS::S3::Bucket
            Properties:
              BucketName: layered-111122223333-eu-west-2-an
              BucketEncryption:
                ServerSideEncryptionConfiguration:
                  - ServerSideEncryptionByDefault:
                      SSEAlgorithm: aws:kms:dsse # <- even with bucket keys 30,000 requests per second go to KMS, above its quota of 20,000 requests per second in eu-west-2
      `,
    ),
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_server_side_encryption_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        rule {
          apply_server_side_encryption_by_default {
            sse_algorithm = "aws:kms" # <- SSE-KMS without a bucket key: each object request counts against the KMS quota of 10,000 to 100,000 requests per second depending on the region
          }
        }
      }
    `,
  ],
  good: [
    underLoad(
      { Busy: { puts: 3_000, gets: 15_000 }, Plain: { gets: 200_000 } },
      cloudformation`
        Resources:
          Busy:
            Type: AWS::S3::Bucket
            Properties:
              BucketEncryption:
                ServerSideEncryptionConfiguration:
                  - BucketKeyEnabled: true
                    ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms }
          Plain:
            Type: AWS::S3::Bucket
      `,
    ),
    cloudformation`
      Parameters:
        Key: { Type: String, Default: '' }
      Conditions:
        HasKey: !Not [!Equals [!Ref Key, '']]
      Resources:
        ByDefault:
          Type: AWS::S3::Bucket
        WithKey:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - BucketKeyEnabled: true
                  ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms, KMSMasterKeyID: !ImportValue SharedKey }
        TwoLayers:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms:dsse }
        Together:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - BucketKeyEnabled: !If [HasKey, true, !Ref AWS::NoValue]
                  ServerSideEncryptionByDefault: { SSEAlgorithm: !If [HasKey, aws:kms, AES256] }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_server_side_encryption_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        rule {
          apply_server_side_encryption_by_default {
            sse_algorithm = "aws:kms"
          }
          bucket_key_enabled = true
        }
      }
    `,
  ],
})

function told({ own, all }: { readonly own: number; readonly all: number }): string {
  const alone = `${rounded(own)} requests per second at the peak`
  return all > own ? `${alone}, ${rounded(all)} with the other buckets of the account and region,` : alone
}

function rounded(rate: number): string {
  return Math.ceil(Number(rate.toFixed(6))).toLocaleString('en-US')
}
