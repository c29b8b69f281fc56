import { accepting, change, cloudformation, refusalsOfDefault, rule, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Bucket policy denies what the default encryption produces',
  severity: 'high',
  preset: 'recommended',
  consequence: 'broken',
  why: 'Policies are evaluated before default encryption: an upload without the header is denied as one that asks for nothing, and one that asks for the default is denied too.',
  remedy:
    'Let the policy ask for the algorithm that is the default of the bucket, or drop the statement: every object is encrypted anyway.',
  refs: [
    'AmazonS3/latest/userguide/UsingServerSideEncryption.html',
    'AmazonS3/latest/userguide/default-encryption-faq.html',
    'IAM/latest/UserGuide/reference_policies_elements_condition_operators.html',
  ],
  controls: [],
  *check(bucket) {
    const settings = bucket.encryption?.ServerSideEncryptionByDefault
    const algorithm = settings?.SSEAlgorithm
    // Where no default is written, a policy that asks for KMS is the way to say so.
    if (!settings || !algorithm) return
    const refusals = refusalsOfDefault(bucket, algorithm)
    const [policy] = bucket.policies
    if (!refusals || !policy) return
    // To take KMS as well weakens nothing; where the policy asks for KMS, it is the default that may be wrong.
    const wishes = algorithm.startsWith('aws:kms') ? accepting(bucket, algorithm) : []
    yield {
      at: settings.at('SSEAlgorithm'),
      message: `the bucket policy denies every upload with the default encryption '${algorithm}'`,
      notes:
        refusals.length > 0
          ? refusals
          : [{ at: policy.properties.at('PolicyDocument'), message: 'the policy' }],
      change:
        wishes.length > 0
          ? change('let the policy take the default encryption too', 'review', ...wishes)
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
                    SSEAlgorithm: aws:kms # <- the bucket policy denies every upload with the default encryption 'aws:kms'
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Deny
                  Principal: '*'
                  Action: s3:PutObject
                  Resource: !Sub '\${Data.Arn}/*'
                  Condition: { StringNotEquals: { s3:x-amz-server-side-encryption: AES256 } }
                - Effect: Deny
                  Principal: '*'
                  Action: s3:PutObject
                  Resource: !Sub '\${Data.Arn}/*'
                  Condition: { 'Null': { s3:x-amz-server-side-encryption: true } }
    `,
    cloudformation`
      Parameters:
        UseKms: { Type: String, AllowedValues: ['yes', 'no'], Default: 'no' }
      Conditions:
        Kms: !Equals [!Ref UseKms, 'yes']
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault:
                    SSEAlgorithm: !If [Kms, aws:kms, AES256] # <- the bucket policy denies every upload with the default encryption 'AES256'
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                Effect: Deny
                Principal: { AWS: '*' }
                Action: s3:Put*
                Resource: '*'
                Condition: { StringNotLike: { s3:x-amz-server-side-encryption: 'aws:kms*' } }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_server_side_encryption_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        rule {
          apply_server_side_encryption_by_default {
            sse_algorithm = "aws:kms" # <- the bucket policy denies every upload with the default encryption 'aws:kms'
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
            Condition = { StringNotEquals = { "s3:x-amz-server-side-encryption" = "AES256" } }
            }, {
            Effect    = "Deny"
            Principal = "*"
            Action    = "s3:PutObject"
            Resource  = "\${aws_s3_bucket.data.arn}/*"
            Condition = { Null = { "s3:x-amz-server-side-encryption" = "true" } }
          }]
        })
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        HeaderNeeded:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms }
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref HeaderNeeded
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                Effect: Deny
                Principal: '*'
                Action: s3:PutObject
                Resource: !Sub '\${HeaderNeeded.Arn}/*'
                Condition: { StringNotEquals: { s3:x-amz-server-side-encryption: aws:kms } }
    `,
    cloudformation`
      Resources:
        ReadOnly:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault: { SSEAlgorithm: AES256 }
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref ReadOnly
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                Effect: Deny
                Principal: '*'
                Action: s3:PutObject
                Resource: !Sub '\${ReadOnly.Arn}/*'
    `,
    cloudformation`
      Resources:
        OneWriter:
          Type: AWS::S3::Bucket
          Properties:
            BucketEncryption:
              ServerSideEncryptionConfiguration:
                - ServerSideEncryptionByDefault: { SSEAlgorithm: aws:kms }
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref OneWriter
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                Effect: Deny
                Principal: { AWS: arn:aws:iam::111122223333:role/legacy }
                Action: s3:PutObject
                Resource: !Sub '\${OneWriter.Arn}/*'
                Condition: { StringNotEquals: { s3:x-amz-server-side-encryption: AES256 } }
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
            Condition = { StringNotEqualsIfExists = { "s3:x-amz-server-side-encryption" = "aws:kms" } }
          }]
        })
      }
    `,
  ],
})
