import {
  arnOf,
  change,
  cloudformation,
  isWrittenOut,
  refusalsOfDefault,
  rule,
  stated,
  uploadWith,
  terraform,
  type Bucket,
  type Wish,
} from '../../src/rule.ts'

/** Encryption that is weaker than the configured one. */
const weaker: Readonly<Record<string, readonly string[]>> = {
  'aws:kms': ['AES256'],
  'aws:kms:dsse': ['AES256', 'aws:kms'],
}

export default rule({
  title: 'Uploads may choose a weaker encryption than the bucket default',
  severity: 'low',
  preset: 'strict',
  consequence: 'audit',
  why: 'Default encryption is only the default: an upload that names another algorithm gets that one, out of reach of the key policy.',
  remedy: 'Deny s3:PutObject when s3:x-amz-server-side-encryption names another algorithm than the default.',
  refs: [
    'AmazonS3/latest/userguide/UsingKMSEncryption.html',
    'AmazonS3/latest/userguide/bucket-encryption.html',
  ],
  controls: [],
  *check(bucket) {
    const settings = bucket.encryption?.ServerSideEncryptionByDefault
    const algorithm = settings?.SSEAlgorithm
    const others = weaker[algorithm ?? '']
    // Only services write to a log target, and none of them chooses.
    if (!settings || !algorithm || !others || bucket.isLogTarget) return
    const through = uploadWith(bucket, others)
    // Where the policy asks for the weaker one, encryption-header-conflict says so.
    if (!through || refusalsOfDefault(bucket, algorithm)) return
    const [policy] = bucket.policies
    yield {
      at: settings.at('SSEAlgorithm'),
      message: `uploads may choose a weaker encryption than the default '${algorithm}'`,
      witness: through.witness,
      notes: policy ? [{ at: policy.properties.at('PolicyDocument'), message: 'the bucket policy' }] : [],
      // Where the default depends on something, what is weaker does too.
      change: isWrittenOut(bucket, () => settings.SSEAlgorithm)
        ? change('deny weaker encryption', 'review', denying(bucket, others))
        : undefined,
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
                    SSEAlgorithm: aws:kms # <- uploads may choose a weaker encryption than the default 'aws:kms'
    `,
    cloudformation`
      Parameters:
        Algorithm: { Type: String, AllowedValues: [AES256, aws:kms, aws:kms:dsse] }
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault:
                    SSEAlgorithm: !Ref Algorithm # <- uploads may choose a weaker encryption than the default 'aws:kms:dsse'
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                Effect: Deny
                Principal: '*'
                Action: s3:PutObject
                Resource: !Sub '\${Data.Arn}/*'
                Condition: { StringEquals: { s3:x-amz-server-side-encryption: AES256 } }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_server_side_encryption_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        rule {
          apply_server_side_encryption_by_default {
            sse_algorithm = "aws:kms" # <- uploads may choose a weaker encryption than the default 'aws:kms'
          }
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms }
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                Effect: Deny
                Principal: '*'
                Action: s3:PutObject
                Resource: !Sub '\${Data.Arn}/*'
                Condition:
                  StringNotEqualsIfExists: { s3:x-amz-server-side-encryption: [aws:kms, aws:kms:dsse] }
    `,
    cloudformation`
      Resources:
        Contradictory:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms }
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Contradictory
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                Effect: Deny
                Principal: '*'
                Action: s3:PutObject
                Resource: !Sub '\${Contradictory.Arn}/*'
                Condition: { StringNotEquals: { s3:x-amz-server-side-encryption: AES256 } }
    `,
    cloudformation`
      Resources:
        Plain:
          Type: AWS::S3::Bucket
        Managed:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault: { SSEAlgorithm: AES256 }
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
        }
      }
      resource "aws_s3_bucket_policy" "data" {
        bucket = aws_s3_bucket.data.id
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect    = "Deny"
            Principal = "*"
            Action    = "s3:PutObject"
            Resource  = "\${aws_s3_bucket.data.arn}/*"
            Condition = { StringNotEqualsIfExists = { "s3:x-amz-server-side-encryption" = ["aws:kms", "aws:kms:dsse"] } }
          }]
        })
      }
    `,
  ],
})

function denying(bucket: Bucket, algorithms: readonly string[]): Wish | undefined {
  const [first = '', ...others] = algorithms
  return stated(bucket, {
    Sid: 'DenyWeakerEncryption',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:PutObject',
    Resource: arnOf(bucket, '/*'),
    Condition: {
      StringEquals: { 's3:x-amz-server-side-encryption': others.length > 0 ? algorithms : first },
    },
  })
}
