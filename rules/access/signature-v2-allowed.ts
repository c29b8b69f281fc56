import { change, cloudformation, denied, oldSignature, rule, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Requests with the outdated signature version 2 are not denied',
  severity: 'low',
  preset: 'strict',
  consequence: 'exposure',
  why: 'AWS is turning Signature Version 2 off; buckets made since June 2020 do not take it. The denial keeps it out of older and restored buckets too.',
  remedy: "Deny s3:* to everyone on the bucket and its objects when s3:signatureversion is 'AWS'.",
  refs: ['AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html', 'general/latest/gr/s3.html'],
  controls: [],
  *check(bucket) {
    // Only services write to a log target, and they sign with version 4.
    if (bucket.isLogTarget) return
    const through = oldSignature(bucket)
    if (!through) return
    const [policy] = bucket.policies
    yield {
      at: policy?.properties.at('PolicyDocument') ?? bucket.at,
      message: policy
        ? 'the bucket policy does not deny requests signed by version 2'
        : 'requests signed by version 2 are not denied: the bucket has no policy',
      witness: through.witness,
      notes: policy ? [{ at: bucket.at, message: 'the bucket' }] : [],
      // Clients that sign like that may still use a bucket that is old enough to take it.
      change: change(
        'deny signature version 2',
        'review',
        denied(bucket, 'DenySignatureV2', ['StringEquals', 's3:signatureversion', 'AWS']),
      ),
    }
  },
  bad: [
    cloudformation`
      Resources:
        Data: # <- requests signed by version 2 are not denied: the bucket has no policy
          Type: AWS::S3::Bucket
    `,
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument: # <- the bucket policy does not deny requests signed by version 2
              Version: '2012-10-17'
              Statement:
                Effect: Deny
                Principal: '*'
                Action: s3:*
                Resource: !Sub '\${Data.Arn}/*'
                Condition: { StringEquals: { s3:signatureversion: AWS } }
    `,
    terraform`
      resource "aws_s3_bucket" "data" { # <- requests signed by version 2 are not denied: the bucket has no policy
        bucket = "company-data"
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                Effect: Deny
                Principal: '*'
                Action: s3:*
                Resource: [!GetAtt Data.Arn, !Sub '\${Data.Arn}/*']
                Condition: { StringNotEquals: { S3:SignatureVersion: AWS4-HMAC-SHA256 } }
    `,
    cloudformation`
      Resources:
        Logs:
          Type: AWS::S3::Bucket
          Properties: { AccessControl: LogDeliveryWrite }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_policy" "data" {
        bucket = aws_s3_bucket.data.id
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect    = "Deny"
            Principal = "*"
            Action    = "s3:*"
            Resource  = [aws_s3_bucket.data.arn, "\${aws_s3_bucket.data.arn}/*"]
            Condition = { StringEquals = { "s3:signatureversion" = "AWS" } }
          }]
        })
      }
    `,
  ],
})
