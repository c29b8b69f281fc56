import { access, change, cloudformation, denied, rule, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Plain HTTP is not denied outright',
  severity: 'low',
  preset: 'strict',
  consequence: 'exposure',
  why: 'No plain HTTP request gets through today, but some are stopped only because nobody is allowed them, not because a statement denies them: the next grant opens the door.',
  remedy: "Deny s3:* to everyone on the bucket and its objects when aws:SecureTransport is 'false'.",
  remedyInCdk: 'enforceSSL: true on the Bucket, in place of the statement.',
  refs: [
    'AmazonS3/latest/userguide/security-best-practices.html',
    'AmazonS3/latest/userguide/amazon-s3-policy-keys.html',
  ],
  controls: ['SecurityHub S3.5', 'NIST 800-53 SC-8', 'PCI DSS 4.2.1'],
  *check(bucket) {
    if (bucket.properties.WebsiteConfiguration) return
    const questions = access(bucket)
    // What gets through is bucket-allows-http's to tell.
    if (questions.plainHttp()) return
    const undenied = questions.undeniedHttp()
    const [policy] = bucket.policies
    if (!undenied || !policy) return
    yield {
      at: policy.properties.at('PolicyDocument'),
      message: 'some plain HTTP requests are not denied, though nobody is allowed them yet',
      witness: undenied.witness,
      notes: [{ at: bucket.at, message: 'the bucket' }],
      change: change(
        'deny plain HTTP outright',
        'safe',
        denied(bucket, 'DenyPlainHttp', ['Bool', 'aws:SecureTransport', 'false']),
      ),
    }
  },
  bad: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
        DataPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument: # <- some plain HTTP requests are not denied, though nobody is allowed them yet
              Statement:
                Effect: Deny
                Principal: { AWS: !Sub 'arn:aws:iam::\${AWS::AccountId}:root' }
                Action: s3:*
                Resource: [!GetAtt Data.Arn, !Sub '\${Data.Arn}/*']
                Condition: { Bool: { aws:SecureTransport: false } }
    `,
    terraform`
      data "aws_caller_identity" "here" {}
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_policy" "data" {
        bucket = aws_s3_bucket.data.id
        policy = jsonencode({ # <- some plain HTTP requests are not denied, though nobody is allowed them yet
          Version = "2012-10-17"
          Statement = [{
            Effect    = "Deny"
            Principal = { AWS = "arn:aws:iam::\${data.aws_caller_identity.here.account_id}:root" }
            Action    = "s3:*"
            Resource  = [aws_s3_bucket.data.arn, "\${aws_s3_bucket.data.arn}/*"]
            Condition = { Bool = { "aws:SecureTransport" = "false" } }
          }]
        })
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
        DataPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Statement:
                Effect: Deny
                Principal: '*'
                Action: s3:*
                Resource: [!GetAtt Data.Arn, !Sub '\${Data.Arn}/*']
                Condition: { Bool: { aws:SecureTransport: 'false', aws:PrincipalIsAWSService: 'false' } }
        ByService:
          Type: AWS::S3::Bucket
        ByServicePolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref ByService
            PolicyDocument:
              Statement:
                - Effect: Deny
                  Principal: '*'
                  Action: s3:*
                  Resource: [!GetAtt ByService.Arn, !Sub '\${ByService.Arn}/*']
                  Condition: { Bool: { aws:SecureTransport: false } }
                - Effect: Allow
                  Principal: { Service: logging.s3.amazonaws.com }
                  Action: s3:PutObject
                  Resource: !Sub '\${ByService.Arn}/*'
                  Condition: { StringEquals: { aws:SourceAccount: !Ref AWS::AccountId } }
        Through:
          Type: AWS::S3::Bucket
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      data "aws_iam_policy_document" "data" {
        statement {
          effect    = "Deny"
          actions   = ["s3:*"]
          resources = [aws_s3_bucket.data.arn, "\${aws_s3_bucket.data.arn}/*"]
          principals {
            type        = "*"
            identifiers = ["*"]
          }
          condition {
            test     = "Bool"
            variable = "aws:SecureTransport"
            values   = ["false"]
          }
        }
      }
      resource "aws_s3_bucket_policy" "data" {
        bucket = aws_s3_bucket.data.id
        policy = data.aws_iam_policy_document.data.json
      }
    `,
  ],
})
