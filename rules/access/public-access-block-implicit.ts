import {
  access,
  allOn,
  change,
  cloudformation,
  publicAccessFlags,
  rule,
  set,
  terraform,
} from '../../src/rule.ts'

export default rule({
  title: 'Public access block is not written, or only some of it',
  severity: 'info',
  preset: 'strict',
  consequence: 'exposure',
  why: 'New buckets block public access by themselves, but nothing keeps it so: whoever switches it off by hand is not noticed, and older buckets that are imported never had it. A block that is written replaces the default, so that what it leaves out is off.',
  remedy: 'Write PublicAccessBlockConfiguration with all four settings true.',
  remedyInCdk: 'blockPublicAccess: BlockPublicAccess.BLOCK_ALL on the Bucket.',
  remedyInTerraform: 'Add an aws_s3_bucket_public_access_block for the bucket with all four arguments true.',
  refs: [
    'AmazonS3/latest/userguide/access-control-block-public-access.html',
    'AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html',
  ],
  controls: ['SecurityHub S3.8', 'CIS 2.1.4', 'NIST 800-53 AC-3', 'NIST 800-53 SC-7', 'PCI DSS 1.3.6'],
  *check(bucket) {
    const block = bucket.properties.PublicAccessBlockConfiguration
    if (!block && !bucket.isBlockedByAccount) {
      // What is public nevertheless is so since before there was the default.
      const isPublic = bucket.acl.startsWith('Public') || access(bucket).publicStatements().length > 0
      yield {
        at: bucket.at,
        message: 'no public access block is written: the default holds until somebody changes it',
        change: change(
          'write the public access block',
          isPublic ? 'review' : 'safe',
          set(bucket, { PublicAccessBlockConfiguration: allOn(publicAccessFlags) }),
        ),
      }
    }
    if (block) {
      const missing = publicAccessFlags.filter(flag => block[flag] === undefined)
      if (missing.length > 0)
        yield {
          at: bucket.place('PublicAccessBlockConfiguration'),
          message: `the public access block leaves out, and so switches off, ${missing.join(', ')}`,
          severity: 'medium',
          change: change(
            'block public access in all ways',
            'review',
            set(bucket, { PublicAccessBlockConfiguration: allOn(missing) }),
          ),
        }
    }
  },
  bad: [
    cloudformation`
      Resources:
        ByDefault: # <- no public access block is written: the default holds until somebody changes it
          Type: AWS::S3::Bucket
        Partly:
          Type: AWS::S3::Bucket
          Properties:
            PublicAccessBlockConfiguration: # <- the public access block leaves out, and so switches off, IgnorePublicAcls, RestrictPublicBuckets
              BlockPublicAcls: true
              BlockPublicPolicy: true
    `,
    terraform`
      resource "aws_s3_bucket" "data" { # <- no public access block is written: the default holds until somebody changes it
        bucket = "company-data"
      }
    `,
  ],
  good: [
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
    `,
    cloudformation`
      Resources:
        Written:
          Type: AWS::S3::Bucket
          Properties:
            PublicAccessBlockConfiguration:
              BlockPublicAcls: true
              BlockPublicPolicy: true
              IgnorePublicAcls: true
              RestrictPublicBuckets: true
        SwitchedOff:
          Type: AWS::S3::Bucket
          Properties:
            PublicAccessBlockConfiguration:
              BlockPublicAcls: true
              BlockPublicPolicy: !ImportValue Block
              IgnorePublicAcls: true
              RestrictPublicBuckets: false
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
