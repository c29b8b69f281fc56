import { change, cloudformation, denied, oldPresignedUrl, rule, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Presigned URLs stay valid for up to seven days',
  severity: 'low',
  preset: 'strict',
  consequence: 'exposure',
  why: 'Whoever holds a presigned URL can use it again and again until it expires, which its maker may put seven days ahead.',
  remedy:
    'Deny s3:* when s3:signatureAge is greater than the milliseconds you allow, or presigned URLs altogether by s3:authType.',
  refs: [
    'AmazonS3/latest/userguide/using-presigned-url.html',
    'AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html',
  ],
  controls: [],
  *check(bucket) {
    // Only services write to a log target, and nobody hands out its logs.
    if (bucket.isLogTarget) return
    const through = oldPresignedUrl(bucket)
    if (!through) return
    const [policy] = bucket.policies
    yield {
      at: policy?.properties.at('PolicyDocument') ?? bucket.at,
      message: policy
        ? 'the bucket policy lets presigned URLs through however old they are'
        : 'presigned URLs get through however old they are: the bucket has no policy',
      witness: through.witness,
      notes: policy ? [{ at: bucket.at, message: 'the bucket' }] : [],
      // As long as in the example of AWS.
      change: change(
        'deny requests signed more than ten minutes ago',
        'review',
        denied(bucket, 'DenyOldSignatures', ['NumericGreaterThan', 's3:signatureAge', '600000']),
      ),
    }
  },
  bad: [
    cloudformation`
      Resources:
        Data: # <- presigned URLs get through however old they are: the bucket has no policy
          Type: AWS::S3::Bucket
    `,
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
        Fresh:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument: # <- the bucket policy lets presigned URLs through however old they are
              Version: '2012-10-17'
              Statement:
                Effect: Deny
                Principal: '*'
                Action: s3:GetObject
                Resource: !Sub '\${Data.Arn}/*'
                Condition: { NumericGreaterThan: { s3:signatureAge: 600000 } }
    `,
    cloudformation`
      Conditions:
        IsProd: !Equals [!Ref AWS::StackName, prod]
      Resources:
        Data: # <- presigned URLs get through however old they are: the bucket has no policy
          Type: AWS::S3::Bucket
        Fresh:
          Type: AWS::S3::BucketPolicy
          Condition: IsProd
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                Effect: Deny
                Principal: '*'
                Action: s3:*
                Resource: !Sub '\${Data.Arn}/*'
                Condition: { NumericGreaterThan: { s3:signatureAge: 600000 } }
    `,
    terraform`
      resource "aws_s3_bucket" "data" { # <- presigned URLs get through however old they are: the bucket has no policy
        bucket = "company-data"
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
        Fresh:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                Effect: Deny
                Principal: '*'
                Action: s3:*
                Resource: !Sub '\${Data.Arn}/*'
                Condition: { NumericGreaterThan: { s3:signatureAge: '600000' } }
    `,
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
        HeadersOnly:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                Effect: Deny
                Principal: '*'
                Action: s3:*
                Resource: !Sub '\${Data.Arn}/*'
                Condition: { StringNotEquals: { s3:authType: REST-HEADER } }
    `,
    cloudformation`
      Resources:
        Logs:
          Type: AWS::S3::Bucket
        Trail:
          Type: AWS::CloudTrail::Trail
          Properties: { S3BucketName: !Ref Logs, IsLogging: true }
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
            Condition = { NumericGreaterThan = { "s3:signatureAge" = "600000" } }
          }]
        })
      }
    `,
  ],
})
