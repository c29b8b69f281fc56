import {
  allOn,
  change,
  cloudformation,
  overruledByAccount,
  publicAccessFlags,
  rule,
  set,
  terraform,
} from '../../src/rule.ts'

export default rule({
  title: 'Public access block is switched off',
  severity: 'high',
  preset: 'recommended',
  consequence: 'exposure',
  why: 'New buckets block public access unless told otherwise. With a setting off, one careless policy or ACL, written here or by anyone with access to the bucket, opens its objects to the internet.',
  remedy: 'Set all four settings to true; serve public content through CloudFront instead.',
  remedyInCdk: 'blockPublicAccess: BlockPublicAccess.BLOCK_ALL on the Bucket.',
  remedyInTerraform:
    'Set all four arguments of aws_s3_bucket_public_access_block to true; serve public content through CloudFront instead.',
  refs: [
    'AmazonS3/latest/userguide/access-control-block-public-access.html',
    'AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html',
  ],
  controls: [
    'SecurityHub S3.8',
    'CIS 2.1.4',
    'NIST 800-53 AC-3',
    'NIST 800-53 AC-21',
    'NIST 800-53 SC-7',
    'PCI DSS 1.3.6',
  ],
  *check(bucket) {
    const block = bucket.properties.PublicAccessBlockConfiguration
    const off = publicAccessFlags.filter(flag => block?.[flag] === false)
    const [first] = off
    if (block && first) {
      const at = off.length === 1 ? block.at(first) : bucket.place('PublicAccessBlockConfiguration')
      yield {
        at,
        message: `public access block is switched off: ${off.join(', ')}`,
        change: change(
          'block public access',
          'review',
          set(bucket, { PublicAccessBlockConfiguration: allOn(off) }),
        ),
      }
      return
    }
    // Nothing gets through, until somebody changes the account.
    const overruled = overruledByAccount(bucket)
    const [only] = overruled
    if (!only) return
    const flags = overruled.map(({ flag }) => flag).join(', ')
    yield {
      at: overruled.length === 1 ? only.at : bucket.place('PublicAccessBlockConfiguration'),
      message: `public access block is switched off, and only that of the account is on: ${flags}`,
      severity: 'low',
      preset: 'strict',
      change: change(
        'block public access in the bucket too',
        'safe',
        set(bucket, { PublicAccessBlockConfiguration: allOn(overruled.map(({ flag }) => flag)) }),
      ),
    }
  },
  bad: [
    cloudformation`
      Resources:
        Site:
          Type: AWS::S3::Bucket
          Properties:
            PublicAccessBlockConfiguration: # <- public access block is switched off: BlockPublicPolicy, RestrictPublicBuckets
              BlockPublicAcls: true
              BlockPublicPolicy: false
              IgnorePublicAcls: true
              RestrictPublicBuckets: 'false'
    `,
    cloudformation`
      Parameters:
        Stage: { Type: String, AllowedValues: [test, prod] }
      Conditions:
        IsProd: !Equals [!Ref Stage, prod]
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            PublicAccessBlockConfiguration:
              BlockPublicAcls: true
              BlockPublicPolicy: !If [IsProd, true, false] # <- public access block is switched off: BlockPublicPolicy
              IgnorePublicAcls: true
              RestrictPublicBuckets: true
    `,
    cloudformation`
      Mappings:
        Block:
          eu-west-1: { Acls: true }
          us-east-1: { Acls: false }
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            PublicAccessBlockConfiguration:
              BlockPublicAcls: !FindInMap [Block, !Ref AWS::Region, Acls] # <- public access block is switched off: BlockPublicAcls
              BlockPublicPolicy: true
              IgnorePublicAcls: true
              RestrictPublicBuckets: true
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_public_access_block" "data" {
        bucket                  = aws_s3_bucket.data.id
        block_public_acls       = true
        block_public_policy     = false # <- public access block is switched off: BlockPublicPolicy
        ignore_public_acls      = true
        restrict_public_buckets = true
      }
      resource "aws_s3_bucket" "site" {
        bucket = "company-site"
      }
      resource "aws_s3_bucket_public_access_block" "site" { # <- public access block is switched off: BlockPublicPolicy, IgnorePublicAcls, RestrictPublicBuckets
        bucket            = aws_s3_bucket.site.id
        block_public_acls = true
      }
    `,
    terraform`
      resource "aws_s3_account_public_access_block" "all" {
        block_public_acls       = true
        block_public_policy     = true
        ignore_public_acls      = true
        restrict_public_buckets = true
      }
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_public_access_block" "data" {
        bucket                  = aws_s3_bucket.data.id
        block_public_acls       = true
        block_public_policy     = false # <- public access block is switched off, and only that of the account is on: BlockPublicPolicy
        ignore_public_acls      = true
        restrict_public_buckets = true
      }
    `,
  ],
  good: [
    cloudformation`
      Conditions:
        IsProd: !Equals [!Ref AWS::Region, eu-west-1]
      Resources:
        ByDefault:
          Type: AWS::S3::Bucket
        Nothing:
          Type: AWS::S3::Bucket
          Properties:
            PublicAccessBlockConfiguration: !Ref AWS::NoValue
        Written:
          Type: AWS::S3::Bucket
          Properties:
            PublicAccessBlockConfiguration:
              BlockPublicAcls: true
              BlockPublicPolicy: yes
              IgnorePublicAcls: 'true'
              RestrictPublicBuckets: TRUE
        Own:
          Type: AWS::S3::Bucket
          Condition: IsProd
          Properties:
            PublicAccessBlockConfiguration:
              BlockPublicAcls: !If [IsProd, true, false]
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_public_access_block" "data" {
        bucket                  = aws_s3_bucket.data.id
        block_public_acls       = true
        block_public_policy     = true
        ignore_public_acls      = true
        restrict_public_buckets = true
      }
    `,
  ],
})
