import {
  access,
  accountOf,
  arnOf,
  type Bucket,
  change,
  cloudformation,
  rule,
  stated,
  terraform,
} from '../../src/rule.ts'

export default rule({
  title: 'Log target does not let S3 deliver logs',
  severity: 'high',
  preset: 'recommended',
  consequence: 'broken',
  why: 'S3 does not check the permission when logging is turned on: nothing fails, and no log ever arrives.',
  remedy:
    'Allow logging.s3.amazonaws.com s3:PutObject on the target in its bucket policy, for the source bucket and account.',
  remedyInCdk: 'serverAccessLogsBucket: the target, as a Bucket of the app, which then lets S3 deliver.',
  remedyInTerraform:
    'Allow logging.s3.amazonaws.com s3:PutObject on the target in its aws_s3_bucket_policy, for the source bucket and account.',
  refs: [
    'AmazonS3/latest/userguide/enable-server-access-logging.html',
    'AmazonS3/latest/userguide/troubleshooting-server-access-logging.html',
  ],
  controls: ['SecurityHub S3.9'],
  *check(bucket, estate) {
    const { logging } = bucket
    const target = logging && estate.bucket(logging.target, bucket, true)
    // A bucket that is its own target has a defect of its own.
    if (!target || target.isSame(bucket)) return
    const { granted, denials } = access(target).mayReceiveLogsOf(bucket, logging.prefix)
    if (granted) return
    if (denials.length > 0)
      yield {
        at: logging.at,
        message: `a policy of log target '${target.id}' denies S3 the delivery`,
        notes: denials,
      }
    else if (target.acl === 'LogDeliveryWrite')
      yield {
        at: logging.at,
        message: `the ACL LogDeliveryWrite of log target '${target.id}' is disabled by its ownership, and no policy lets S3 deliver`,
        notes: [{ at: target.place('AccessControl'), message: 'the ACL' }],
        change: letting(target),
      }
    else {
      const meant = access(target).statements.filter(
        ({ effect, proof }) =>
          effect === 'Allow' && proof.principals.texts.includes('logging.s3.amazonaws.com'),
      )
      yield {
        at: logging.at,
        message: `no policy of log target '${target.id}' lets S3 deliver`,
        notes: [
          { at: target.at, message: 'the log target' },
          ...meant.map(({ at, label }) => ({
            at,
            message: `statement ${label} does not cover this delivery`,
          })),
        ],
        change: letting(target),
      }
    }
  },
  bad: [
    cloudformation`
      Resources:
        Logs:
          Type: AWS::S3::Bucket
        Data:
          Type: AWS::S3::Bucket
          Properties:
            LoggingConfiguration:
              DestinationBucketName: !Ref Logs # <- no policy of log target 'Logs' lets S3 deliver
    `,
    cloudformation`
      Resources:
        Logs:
          Type: AWS::S3::Bucket
          Properties:
            AccessControl: LogDeliveryWrite
        Data:
          Type: AWS::S3::Bucket
          Properties:
            LoggingConfiguration:
              DestinationBucketName: !Ref Logs # <- the ACL LogDeliveryWrite of log target 'Logs' is disabled by its ownership, and no policy lets S3 deliver
    `,
    cloudformation`
      Resources:
        Logs:
          Type: AWS::S3::Bucket
        LogsPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Logs
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: { Service: logging.s3.amazonaws.com }
                  Action: s3:PutObject
                  Resource: !Sub '\${Logs.Arn}/other/*'
        Data:
          Type: AWS::S3::Bucket
          Properties:
            LoggingConfiguration:
              DestinationBucketName: !Ref Logs # <- no policy of log target 'Logs' lets S3 deliver
              LogFilePrefix: data/
    `,
    terraform`
      resource "aws_s3_bucket" "logs" {
        bucket = "company-logs"
      }
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_logging" "data" {
        bucket        = aws_s3_bucket.data.id
        target_bucket = aws_s3_bucket.logs.id # <- no policy of log target 'aws_s3_bucket.logs' lets S3 deliver
        target_prefix = "data/"
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Logs:
          Type: AWS::S3::Bucket
        LogsPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Logs
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: { Service: logging.s3.amazonaws.com }
                  Action: s3:PutObject
                  Resource: !Sub '\${Logs.Arn}/data/*'
                  Condition:
                    ArnLike: { aws:SourceArn: !GetAtt Data.Arn }
                    StringEquals: { aws:SourceAccount: !Ref AWS::AccountId }
        Data:
          Type: AWS::S3::Bucket
          Properties:
            LoggingConfiguration:
              DestinationBucketName: !Ref Logs
              LogFilePrefix: data/
    `,
    cloudformation`
      Resources:
        Logs:
          Type: AWS::S3::Bucket
          Properties:
            AccessControl: LogDeliveryWrite
            OwnershipControls: { Rules: [{ ObjectOwnership: ObjectWriter }] }
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
              DestinationBucketName: !ImportValue SharedLogs
    `,
    terraform`
      resource "aws_s3_bucket" "logs" {
        bucket = "company-logs"
      }
      resource "aws_s3_bucket_policy" "logs" {
        bucket = aws_s3_bucket.logs.id
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect    = "Allow"
            Principal = { Service = "logging.s3.amazonaws.com" }
            Action    = "s3:PutObject"
            Resource  = "\${aws_s3_bucket.logs.arn}/*"
          }]
        })
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

/** The logs of all buckets of the account may come: targets serve many. */
function letting(target: Bucket) {
  return change(
    'let S3 deliver the logs',
    'review',
    stated(target, {
      Sid: 'AllowAccessLogs',
      Effect: 'Allow',
      Principal: { Service: 'logging.s3.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: arnOf(target, '/*'),
      Condition: { StringEquals: { 'aws:SourceAccount': accountOf(target) } },
    }),
  )
}
