import { cloudformation, isLocked, lifecycleOf, rule, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Logs are kept for ever',
  severity: 'low',
  preset: 'recommended',
  consequence: 'cost',
  why: 'Logs are delivered all the time, and nobody deletes them: the bucket grows for ever, and holds on to the addresses of people for longer than anyone needs them.',
  remedy: 'Add an enabled lifecycle rule that expires the logs after the time they have to be kept.',
  remedyInCdk: 'lifecycleRules: [{ expiration: Duration.days(90) }] on the target.',
  remedyInTerraform:
    'Add an enabled rule with an expiration, after the time that the logs have to be kept, to the aws_s3_bucket_lifecycle_configuration of the log target.',
  refs: ['AmazonS3/latest/userguide/ServerLogs.html', 'AmazonS3/latest/userguide/object-lifecycle-mgmt.html'],
  controls: ['SecurityHub S3.13', 'PCI DSS 10.7'],
  *check(bucket) {
    // Trails are evidence, and many are kept for ever on purpose; so is what Object Lock holds.
    const receives = bucket.roles.has('log target') || bucket.acl === 'LogDeliveryWrite'
    if (!receives || bucket.roles.has('trail') || isLocked(bucket) || bucket.roles.has('generated')) return
    const rules = lifecycleOf(bucket).filter(({ isEnabled }) => isEnabled)
    if (rules.some(({ current }) => current.expiration)) return
    const moving = rules.flatMap(({ current }) => current.transitions[0]?.at ?? [])
    yield {
      at: bucket.properties.LifecycleConfiguration?.at('Rules') ?? bucket.at,
      message: 'no enabled rule expires the logs',
      notes: moving.map(at => ({ at, message: 'they move here, and stay' })),
    }
  },
  bad: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            LoggingConfiguration: { DestinationBucketName: !Ref Logs }
        Logs: # <- no enabled rule expires the logs
          Type: AWS::S3::Bucket
        Moving:
          Type: AWS::S3::Bucket
          Properties:
            AccessControl: LogDeliveryWrite
            LifecycleConfiguration:
              Rules: # <- no enabled rule expires the logs
                - { Status: Enabled, Transition: { StorageClass: GLACIER, TransitionInDays: 30 } }
                - { Status: Disabled, ExpirationInDays: 30 }
    `,
    cloudformation`
      Parameters:
        Stage: { Type: String, AllowedValues: [test, prod] }
      Conditions:
        IsProd: !Equals [!Ref Stage, prod]
      Resources:
        Cdn:
          Type: AWS::CloudFront::Distribution
          Properties:
            DistributionConfig: { Logging: { Bucket: !GetAtt Logs.DomainName } }
        Logs: # <- no enabled rule expires the logs
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              !If [IsProd, { Rules: [{ Status: Enabled, ExpirationInDays: 365 }] }, !Ref AWS::NoValue]
    `,
    terraform`
      resource "aws_s3_bucket" "logs" { # <- no enabled rule expires the logs
        bucket = "company-logs"
      }
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_logging" "data" {
        bucket        = aws_s3_bucket.data.id
        target_bucket = aws_s3_bucket.logs.id
        target_prefix = "data/"
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            LoggingConfiguration: { DestinationBucketName: !Ref Logs, LogFilePrefix: s3/ }
        Logs:
          Type: AWS::S3::Bucket
          Properties:
            LifecycleConfiguration:
              Rules:
                - { Status: Enabled, Prefix: s3/, ExpirationInDays: 400 }
        Locked:
          Type: AWS::S3::Bucket
          Properties: { AccessControl: LogDeliveryWrite, ObjectLockEnabled: true }
        Trail:
          Type: AWS::CloudTrail::Trail
          Properties: { IsLogging: true, S3BucketName: !Ref Evidence }
        Evidence:
          Type: AWS::S3::Bucket
    `,
    terraform`
      resource "aws_s3_bucket" "logs" {
        bucket = "company-logs"
      }
      resource "aws_s3_bucket_lifecycle_configuration" "logs" {
        bucket = aws_s3_bucket.logs.id
        rule {
          id     = "rule-0"
          status = "Enabled"
          filter {}
          expiration {
            days = 365
          }
        }
      }
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_logging" "data" {
        bucket        = aws_s3_bucket.data.id
        target_bucket = aws_s3_bucket.logs.id
        target_prefix = "data/"
      }
    `,
  ],
})
