import { access, change, cloudformation, denied, rule, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Bucket has no policy',
  severity: 'info',
  preset: 'strict',
  consequence: 'exposure',
  why: 'A bucket policy is the one place that holds for everybody: what it denies stays denied, whatever identity policies allow. Without one nothing asks for HTTPS, and nothing keeps an over-powerful role of the account out.',
  remedy: 'Write a bucket policy that denies plain HTTP and names who may do what.',
  remedyInCdk: 'enforceSSL: true on the Bucket, which writes one; bucket.addToResourcePolicy() for the rest.',
  remedyInTerraform: 'Write an aws_s3_bucket_policy that denies plain HTTP and names who may do what.',
  refs: [
    'AmazonS3/latest/userguide/bucket-policies.html',
    'AmazonS3/latest/userguide/security-best-practices.html',
  ],
  controls: [],
  *check(bucket) {
    // Nobody can give a policy to a bucket that a construct makes on its own account.
    if (access(bucket).policies.length > 0 || bucket.roles.has('generated')) return
    // The website endpoint speaks nothing but HTTP.
    const isWebsite = bucket.properties.WebsiteConfiguration !== undefined
    yield {
      at: bucket.at,
      message: 'the bucket has no policy',
      change: isWebsite
        ? undefined
        : change(
            'write a bucket policy that denies plain HTTP',
            'safe',
            denied(bucket, 'DenyPlainHttp', ['Bool', 'aws:SecureTransport', 'false']),
          ),
    }
  },
  bad: [
    cloudformation`
      Conditions:
        IsProd: !Equals [!Ref AWS::Region, eu-west-1]
      Resources:
        Data: # <- the bucket has no policy
          Type: AWS::S3::Bucket
        Sometimes: # <- the bucket has no policy
          Type: AWS::S3::Bucket
        Policy:
          Type: AWS::S3::BucketPolicy
          Condition: IsProd
          Properties:
            Bucket: !Ref Sometimes
            PolicyDocument: { Statement: [] }
    `,
    terraform`
      resource "aws_s3_bucket" "data" { # <- the bucket has no policy
        bucket = "company-data"
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
        Named:
          Type: AWS::S3::Bucket
          Properties: { BucketName: company-data }
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties: { Bucket: !Ref Data, PolicyDocument: !ImportValue Policy }
        PolicyByName:
          Type: AWS::S3::BucketPolicy
          Properties: { Bucket: company-data, PolicyDocument: { Statement: [] } }
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
