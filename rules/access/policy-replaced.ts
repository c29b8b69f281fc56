import { cloudformation, rule, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Bucket has two bucket policies',
  severity: 'high',
  preset: 'recommended',
  consequence: 'deploy-failure',
  why: 'A bucket holds one policy. CloudFormation refuses to create a second one ("The bucket policy already exists"), and where both were created before, each update of one puts it in the place of the other, so that the statements of one silently do not hold.',
  remedy: 'Move the statements of all policies into one bucket policy.',
  remedyInCdk: 'bucket.addToResourcePolicy() for every statement, in place of a BucketPolicy of your own.',
  remedyInTerraform: 'Give the bucket one aws_s3_bucket_policy with the statements of all.',
  refs: [
    'AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html',
    'AmazonS3/latest/API/API_PutBucketPolicy.html',
  ],
  controls: [],
  *check(bucket) {
    const [first, ...others] = bucket.policies
    if (!first) return
    for (const other of others) {
      yield {
        at: other.at,
        message: `bucket '${bucket.id}' already has the policy '${first.id}'`,
        notes: [{ at: first.at, message: 'the first policy' }],
      }
    }
  },
  bad: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
        Read:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument: { Statement: [] }
        Write: # <- bucket 'Data' already has the policy 'Read'
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument: { Statement: [] }
    `,
    cloudformation`
      Parameters:
        Stage: { Type: String, AllowedValues: [test, prod] }
        Name: { Type: String, Default: company-data }
      Conditions:
        IsProd: !Equals [!Ref Stage, prod]
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: !Ref Name
        Always:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Data
            PolicyDocument: { Statement: [] }
        InProd: # <- bucket 'Data' already has the policy 'Always'
          Type: AWS::S3::BucketPolicy
          Condition: IsProd
          Properties:
            Bucket: !Sub '\${Name}'
            PolicyDocument: { Statement: [] }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_policy" "read" {
        bucket = aws_s3_bucket.data.id
        policy = jsonencode({ Version = "2012-10-17", Statement = [] })
      }
      resource "aws_s3_bucket_policy" "write" { # <- bucket 'aws_s3_bucket.data' already has the policy 'aws_s3_bucket_policy.read'
        bucket = aws_s3_bucket.data.id
        policy = jsonencode({ Version = "2012-10-17", Statement = [] })
      }
    `,
  ],
  good: [
    cloudformation`
      Conditions:
        IsProd: !Equals [!Ref AWS::Region, eu-west-1]
        IsTest: !Not [!Condition IsProd]
      Resources:
        Data:
          Type: AWS::S3::Bucket
        Other:
          Type: AWS::S3::Bucket
        ForOther:
          Type: AWS::S3::BucketPolicy
          Properties: { Bucket: !Ref Other, PolicyDocument: { Statement: [] } }
        InProd:
          Type: AWS::S3::BucketPolicy
          Condition: IsProd
          Properties: { Bucket: !Ref Data, PolicyDocument: { Statement: [] } }
        InTest:
          Type: AWS::S3::BucketPolicy
          Condition: IsTest
          Properties: { Bucket: !Ref Data, PolicyDocument: { Statement: [] } }
        Elsewhere:
          Type: AWS::S3::BucketPolicy
          Properties: { Bucket: !ImportValue SharedBucket, PolicyDocument: { Statement: [] } }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket" "other" {
        bucket = "company-other"
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
      data "aws_iam_policy_document" "other" {
        statement {
          effect    = "Deny"
          actions   = ["s3:*"]
          resources = [aws_s3_bucket.other.arn, "\${aws_s3_bucket.other.arn}/*"]
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
      resource "aws_s3_bucket_policy" "other" {
        bucket = aws_s3_bucket.other.id
        policy = data.aws_iam_policy_document.other.json
      }
    `,
  ],
})
