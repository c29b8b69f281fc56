import { access, change, cloudformation, denied, rule, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Bucket lets plain HTTP requests through',
  severity: 'medium',
  preset: 'recommended',
  consequence: 'exposure',
  why: 'S3 answers over HTTP as well as HTTPS: data and the signatures of requests can be read on the way unless the bucket policy denies it.',
  remedy: "Deny s3:* to everyone on the bucket and its objects when aws:SecureTransport is 'false'.",
  remedyInCdk: 'enforceSSL: true on the Bucket.',
  remedyInTerraform:
    'In the policy of an aws_s3_bucket_policy, deny s3:* to everyone on the bucket and its objects when aws:SecureTransport is "false".',
  refs: [
    'AmazonS3/latest/userguide/security-best-practices.html',
    'AmazonS3/latest/userguide/amazon-s3-policy-keys.html',
  ],
  controls: ['SecurityHub S3.5', 'CIS 2.1.1', 'NIST 800-53 SC-8', 'PCI DSS 4.2.1'],
  *check(bucket) {
    // The website endpoint speaks nothing but HTTP: denying it would take the website down.
    if (bucket.properties.WebsiteConfiguration) return
    const through = access(bucket).plainHttp()
    if (!through) return
    const [policy, ...others] = bucket.policies
    yield {
      at: policy?.properties.at('PolicyDocument') ?? bucket.at,
      message: policy
        ? 'the bucket policy lets plain HTTP requests through'
        : 'plain HTTP requests get through: the bucket has no policy',
      witness: through.witness,
      notes: [
        ...(policy ? [{ at: bucket.at, message: 'the bucket' }] : []),
        ...others.map(other => ({ at: other.at, message: 'a further policy of the bucket' })),
        ...through.notes,
      ],
      change: change(
        'deny plain HTTP',
        'safe',
        denied(bucket, 'DenyPlainHttp', ['Bool', 'aws:SecureTransport', 'false']),
      ),
    }
  },
  bad: [
    cloudformation`
      Resources:
        Data: # <- plain HTTP requests get through: the bucket has no policy
          Type: AWS::S3::Bucket
    `,
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
        ObjectsOnly:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument: # <- the bucket policy lets plain HTTP requests through
              Version: '2012-10-17'
              Statement:
                Effect: Deny
                Principal: '*'
                Action: s3:*
                Resource: !Sub '\${Data.Arn}/*'
                Condition: { Bool: { aws:SecureTransport: false } }
    `,
    terraform`
      resource "aws_s3_bucket" "data" { # <- plain HTTP requests get through: the bucket has no policy
        bucket = "company-data"
      }
      resource "aws_s3_bucket" "named" {
        bucket = "company-named"
      }
      resource "aws_s3_bucket_policy" "named" {
        bucket = aws_s3_bucket.named.id
        policy = jsonencode({ # <- the bucket policy lets plain HTTP requests through
          Version = "2012-10-17"
          Statement = [{
            Effect    = "Allow"
            Principal = { AWS = "arn:aws:iam::111122223333:root" }
            Action    = "s3:GetObject"
            Resource  = "\${aws_s3_bucket.named.arn}/*"
          }]
        })
      }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      data "aws_iam_policy_document" "data" {
        statement {
          effect    = "Deny"
          actions   = ["s3:*"]
          resources = ["\${aws_s3_bucket.data.arn}/*"]
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
        policy = data.aws_iam_policy_document.data.json # <- the bucket policy lets plain HTTP requests through
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
        HttpsOnly:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Deny
                  Principal: { AWS: '*' }
                  Action: '*'
                  Resource: [!GetAtt Data.Arn, !Join ['', ['arn:', !Ref AWS::Partition, ':s3:::', !Ref Data, /*]]]
                  Condition: { Bool: { aws:SecureTransport: 'false' } }
    `,
    cloudformation`
      Resources:
        Site:
          Type: AWS::S3::Bucket
          Properties:
            WebsiteConfiguration: { IndexDocument: index.html }
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
