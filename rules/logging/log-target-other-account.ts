import { accountIn, cloudformation, rule, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Access logs go to a bucket of another account',
  severity: 'high',
  preset: 'recommended',
  consequence: 'deploy-failure',
  why: 'S3 delivers access logs only within an account: the logging configuration is refused with "The owner for the bucket to be logged and the target bucket must be the same".',
  remedy:
    'Name a target bucket of the same account, and replicate the logs from there where one account collects them.',
  remedyInTerraform:
    'Set target_bucket to a bucket of the same account, and replicate the logs from there where one account collects them.',
  refs: [
    'AmazonS3/latest/userguide/enable-server-access-logging.html',
    'AmazonS3/latest/userguide/troubleshooting-server-access-logging.html',
  ],
  controls: [],
  *check(bucket, estate) {
    const { logging } = bucket
    if (!logging) return
    const target = estate.bucket(logging.target, bucket, true)
    const here = (accountIn(bucket.name) ?? bucket.account).value
    const there = (accountIn(target?.name ?? logging.target) ?? target?.account)?.value
    if (here !== undefined && there !== undefined && here !== there)
      yield {
        at: logging.at,
        message: `the log target is of account '${there}', the bucket of '${here}'`,
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
              DestinationBucketName: logs-444455556666-eu-west-1-an # <- the log target is of account '444455556666', the bucket of '111122223333'
    `,
    cloudformation`
      Conditions:
        InTest: !Equals [!Ref AWS::AccountId, '111122223333']
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Condition: InTest
          Properties:
            LoggingConfiguration:
              DestinationBucketName: logs-444455556666-eu-west-1-an # <- the log target is of account '444455556666', the bucket of '111122223333'
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket           = "data-111122223333-eu-west-1-an"
        bucket_namespace = "account-regional"
      }
      resource "aws_s3_bucket_logging" "data" {
        bucket        = aws_s3_bucket.data.id
        target_bucket = "logs-444455556666-eu-west-1-an" # <- the log target is of account '444455556666', the bucket of '111122223333'
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
            BucketName: data-111122223333-eu-west-1-an
            LoggingConfiguration: { DestinationBucketName: !Ref Logs }
        More:
          Type: AWS::S3::Bucket
          Properties:
            LoggingConfiguration: { DestinationBucketName: logs-444455556666-eu-west-1-an }
        Imported:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: more-111122223333-eu-west-1-an
            LoggingConfiguration: { DestinationBucketName: !ImportValue Logs }
        Same:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: same-111122223333-eu-west-1-an
            LoggingConfiguration: { DestinationBucketName: logs-111122223333-eu-west-1-an }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket           = "data-111122223333-eu-west-1-an"
        bucket_namespace = "account-regional"
      }
      resource "aws_s3_bucket_logging" "data" {
        bucket        = aws_s3_bucket.data.id
        target_bucket = "logs-111122223333-eu-west-1-an"
        target_prefix = "data/"
      }
    `,
  ],
})
