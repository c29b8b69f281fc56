import { change, gone, resourceRule, set, terraform, type PropertiesOf } from '../../src/rule.ts'

export default resourceRule<PropertiesOf<'AWS::S3::Object'>>({
  on: 'AWS::S3::Object',
  title: 'Object is not encrypted with KMS',
  severity: 'low',
  preset: 'strict',
  consequence: 'audit',
  why: 'What an upload says of its encryption overrules the default of the bucket. SSE-S3 decrypts for everybody who may read the object; with KMS the key has to let them in as well, and CloudTrail logs each use.',
  remedy:
    'Give the object a kms_key_id, or leave server_side_encryption out and make KMS the default of its bucket.',
  refs: [
    'AmazonS3/latest/userguide/UsingKMSEncryption.html',
    'AmazonS3/latest/userguide/specifying-s3-encryption.html',
  ],
  controls: ['SecurityHub S3.17', 'NIST 800-53 SC-13', 'NIST 800-53 SC-28', 'PCI DSS 4.0.1 3.5.1'],
  *check(object, estate) {
    const { properties } = object
    const { Bucket: name, KmsKeyId: key, ServerSideEncryption: written } = properties
    if (key && !key.is('')) return
    if (written !== undefined && written !== 'AES256') return
    const bucket = name && estate.bucket(name, object)
    if (written !== undefined) {
      const isKms = bucket?.encryption?.ServerSideEncryptionByDefault?.SSEAlgorithm?.startsWith('aws:kms')
      yield {
        at: properties.at('ServerSideEncryption'),
        message: "the object is encrypted with 'AES256' (SSE-S3), not KMS",
        change: isKms
          ? change(
              'leave the encryption to the bucket',
              'review',
              set(object, { ServerSideEncryption: gone }),
            )
          : undefined,
      }
      return
    }
    // The pages of a website are for everybody, and KMS serves nobody without an identity.
    if (!bucket || bucket.properties.WebsiteConfiguration) return
    const algorithm = bucket.encryption?.ServerSideEncryptionByDefault?.SSEAlgorithm
    if (algorithm !== undefined && algorithm !== 'AES256') return
    yield {
      at: object.at,
      message: `the object is encrypted as bucket '${bucket.id}' does by default: with SSE-S3, not KMS`,
      notes: [{ at: bucket.place('BucketEncryption'), message: 'the default encryption' }],
    }
  },
  bad: [
    terraform`
      resource "aws_kms_key" "data" {
        enable_key_rotation = true
      }
      resource "aws_s3_bucket" "plain" {
        bucket = "company-plain"
      }
      resource "aws_s3_object" "plain" { # <- the object is encrypted as bucket 'aws_s3_bucket.plain' does by default: with SSE-S3, not KMS
        bucket  = aws_s3_bucket.plain.id
        key     = "a.txt"
        content = "a"
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
      resource "aws_s3_object" "overruled" {
        bucket                 = aws_s3_bucket.data.id
        key                    = "a.txt"
        content                = "a"
        server_side_encryption = "AES256" # <- the object is encrypted with 'AES256' (SSE-S3), not KMS
      }
    `,
    terraform`
      resource "aws_s3_object_copy" "elsewhere" {
        bucket                 = "company-elsewhere"
        key                    = "a.txt"
        source                 = "company-data/a.txt"
        server_side_encryption = "AES256" # <- the object is encrypted with 'AES256' (SSE-S3), not KMS
      }
    `,
  ],
  good: [
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
      resource "aws_s3_object" "by_default" {
        bucket  = aws_s3_bucket.data.id
        key     = "a.txt"
        content = "a"
      }
      resource "aws_s3_bucket" "plain" {
        bucket = "company-plain"
      }
      resource "aws_s3_object" "with_key" {
        bucket     = aws_s3_bucket.plain.id
        key        = "a.txt"
        content    = "a"
        kms_key_id = aws_kms_key.data.arn
      }
      resource "aws_s3_object" "written" {
        bucket                 = aws_s3_bucket.plain.id
        key                    = "b.txt"
        content                = "b"
        server_side_encryption = "aws:kms"
      }
      resource "aws_s3_object" "elsewhere" {
        bucket  = "company-elsewhere"
        key     = "c.txt"
        content = "c"
      }
      resource "aws_s3_bucket" "site" {
        bucket = "company-site"
      }
      resource "aws_s3_bucket_website_configuration" "site" {
        bucket = aws_s3_bucket.site.id
        index_document {
          suffix = "index.html"
        }
      }
      resource "aws_s3_object" "page" {
        bucket = aws_s3_bucket.site.id
        key    = "index.html"
        source = "index.html"
      }
    `,
  ],
})
