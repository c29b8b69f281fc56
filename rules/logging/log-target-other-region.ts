import { cloudformation, regionIn, rule, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Access logs go to a bucket in another region',
  severity: 'high',
  preset: 'recommended',
  consequence: 'deploy-failure',
  why: 'S3 delivers access logs only within a region: the logging configuration is refused with "Cross S3 location logging not allowed".',
  remedy: 'Name a target bucket in the region of the bucket that is logged.',
  remedyInTerraform: 'Set target_bucket to a bucket in the region of the bucket that is logged.',
  refs: [
    'AmazonS3/latest/userguide/enable-server-access-logging.html',
    'AmazonS3/latest/userguide/troubleshooting-server-access-logging.html',
  ],
  controls: [],
  *check(bucket, estate) {
    const { logging } = bucket
    if (!logging) return
    const target = estate.bucket(logging.target, bucket, true)
    const [here, there] = [bucket.region.value, (target?.region ?? regionIn(logging.target))?.value]
    if (here !== undefined && there !== undefined && here !== there)
      yield {
        at: logging.at,
        message: `the log target is in ${there}, the bucket in ${here}`,
        ...(target ? { notes: [{ at: target.at, message: 'the log target' }] } : {}),
      }
  },
  bad: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            BucketNamespace: account-regional
            BucketName: data-111122223333-eu-west-1-an
            LoggingConfiguration:
              DestinationBucketName: logs-111122223333-us-west-2-an # <- the log target is in us-west-2, the bucket in eu-west-1
    `,
    terraform`
      provider "aws" {
        region = "eu-west-1"
      }
      provider "aws" {
        alias  = "us"
        region = "us-east-1"
      }
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket" "logs" {
        provider = aws.us
        bucket   = "company-logs"
      }
      resource "aws_s3_bucket_logging" "data" {
        bucket        = aws_s3_bucket.data.id
        target_bucket = aws_s3_bucket.logs.id # <- the log target is in us-east-1, the bucket in eu-west-1
        target_prefix = "data/"
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Logs:
          Type: AWS::S3::Bucket
        Data:
          Type: AWS::S3::Bucket
          Properties:
            LoggingConfiguration:
              DestinationBucketName: !Ref Logs
    `,
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            LoggingConfiguration:
              DestinationBucketName: logs-111122223333-us-west-2-an
    `,
    terraform`
      provider "aws" {
        region = "eu-west-1"
      }
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket" "logs" {
        bucket = "company-logs"
      }
      resource "aws_s3_bucket_logging" "data" {
        bucket        = aws_s3_bucket.data.id
        target_bucket = aws_s3_bucket.logs.id
        target_prefix = "data/"
      }
    `,
  ],
})
