import {
  change,
  channelsOf,
  cloudformation,
  conjoined,
  limitedToS3,
  notifiersOf,
  publicUseOf,
  resourceRule,
  type ChannelPolicyProperties,
  terraform,
} from '../../src/rule.ts'

export default resourceRule<ChannelPolicyProperties>({
  on: ['AWS::SQS::QueuePolicy', 'AWS::SQS::QueueInlinePolicy'],
  title: 'Anyone may use the queue that buckets notify',
  severity: 'high',
  preset: 'recommended',
  consequence: 'exposure',
  why: 'Whoever may receive from the queue reads which objects there are and takes the events away from those who wait for them; whoever may send to it makes them work on objects that nobody wrote.',
  remedy:
    'Allow s3.amazonaws.com sqs:SendMessage with the ARN of the bucket as aws:SourceArn and its account as aws:SourceAccount, and nobody else but principals by name.',
  refs: [
    'AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html',
    'AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html',
  ],
  controls: ['SecurityHub SQS.3'],
  *check(policy, estate) {
    const queue = channelsOf(policy, estate).find(each => notifiersOf(each, estate).length > 0)
    if (!queue) return
    for (const { at, actions, witness } of publicUseOf(queue, policy))
      yield {
        at,
        message: `anyone may call ${conjoined(actions)} on the queue that buckets notify`,
        witness,
        notes: [
          ...notifiersOf(queue, estate).map(bucket => ({
            at: bucket.at,
            message: 'a bucket that notifies it',
          })),
          { at: queue.resource.at, message: 'the queue' },
        ],
        // Who else is meant by a statement for everyone is not written anywhere.
        change: actions.every(action => action === 'sqs:SendMessage')
          ? change('let in nobody but S3', 'review', limitedToS3(policy, queue, at))
          : undefined,
      }
  },
  bad: [
    cloudformation`
      Parameters:
        Stage: { Type: String, AllowedValues: [test, prod] }
      Conditions:
        IsTest: !Equals [!Ref Stage, test]
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            NotificationConfiguration:
              QueueConfigurations: [{ Event: 's3:ObjectCreated:*', Queue: !GetAtt Work.Arn }]
        Work:
          Type: AWS::SQS::Queue
        WorkPolicy:
          Type: AWS::SQS::QueuePolicy
          Properties:
            Queues: [!Ref Work]
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow # <- anyone may call sqs:ReceiveMessage and sqs:SendMessage on the queue that buckets notify
                  Principal: !If [IsTest, '*', { Service: s3.amazonaws.com }]
                  Action: [sqs:SendMessage, sqs:ReceiveMessage]
                  Resource: !GetAtt Work.Arn
    `,
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            NotificationConfiguration:
              QueueConfigurations: [{ Event: 's3:ObjectCreated:*', Queue: !GetAtt Work.Arn }]
        Work:
          Type: AWS::SQS::Queue
        WorkPolicy:
          Type: AWS::SQS::QueueInlinePolicy
          Properties:
            Queue: !Ref Work
            PolicyDocument:
              Statement:
                - { Effect: Deny, Principal: '*', Action: 'sqs:*', Resource: '*', Condition: { Bool: { aws:SecureTransport: false } } }
                - Effect: Allow # <- anyone may call sqs:SendMessage on the queue that buckets notify
                  Principal: { AWS: '*' }
                  Action: SQS:SendMessage
                  Resource: '*'
                  Condition: { ArnLikeIfExists: { aws:SourceArn: !GetAtt Data.Arn } }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_sqs_queue" "changes" {
        name = "changes"
      }
      resource "aws_s3_bucket_notification" "data" {
        bucket = aws_s3_bucket.data.id
        queue {
          queue_arn = aws_sqs_queue.changes.arn
          events    = ["s3:ObjectCreated:*"]
        }
      }
      resource "aws_sqs_queue_policy" "changes" {
        queue_url = aws_sqs_queue.changes.id
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{ # <- anyone may call sqs:ReceiveMessage on the queue that buckets notify
            Effect    = "Allow"
            Principal = "*"
            Action    = "sqs:ReceiveMessage"
            Resource  = aws_sqs_queue.changes.arn
          }]
        })
      }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_notification" "data" {
        bucket = aws_s3_bucket.data.id
        queue {
          queue_arn = aws_sqs_queue.changes.arn
          events    = ["s3:ObjectCreated:*"]
        }
      }
      resource "aws_sqs_queue" "changes" {
        name   = "changes"
        policy = data.aws_iam_policy_document.changes.json
      }
      data "aws_iam_policy_document" "changes" {
        statement { # <- anyone may call sqs:SendMessage on the queue that buckets notify
          actions   = ["sqs:SendMessage"]
          resources = ["*"]

          principals {
            type        = "*"
            identifiers = ["*"]
          }

          condition {
            test     = "ArnLikeIfExists"
            variable = "aws:SourceArn"
            values   = [aws_s3_bucket.data.arn]
          }
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            NotificationConfiguration:
              QueueConfigurations: [{ Event: 's3:ObjectCreated:*', Queue: !GetAtt Work.Arn }]
        Work:
          Type: AWS::SQS::Queue
        WorkPolicy:
          Type: AWS::SQS::QueuePolicy
          Properties:
            Queues: [!Ref Work]
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - { Effect: Allow, Principal: { Service: s3.amazonaws.com }, Action: 'sqs:SendMessage', Resource: '*' }
                - Effect: Allow
                  Principal: { AWS: '*' }
                  Action: sqs:SendMessage
                  Resource: !GetAtt Work.Arn
                  Condition: { ArnEquals: { aws:SourceArn: !GetAtt Data.Arn } }
                - Effect: Allow
                  Principal: { AWS: !Sub 'arn:aws:iam::\${AWS::AccountId}:root' }
                  Action: sqs:*
                  Resource: !GetAtt Work.Arn
                - Effect: Allow
                  Principal: '*'
                  Action: sqs:GetQueueUrl
                  Resource: !GetAtt Work.Arn
    `,
    cloudformation`
      Resources:
        Inbox:
          Type: AWS::SQS::Queue
        InboxPolicy:
          Type: AWS::SQS::QueuePolicy
          Properties:
            Queues: [!Ref Inbox]
            PolicyDocument: { Statement: { Effect: Allow, Principal: '*', Action: 'sqs:SendMessage', Resource: '*' } }
        Data:
          Type: AWS::S3::Bucket
          Properties:
            NotificationConfiguration:
              QueueConfigurations: [{ Event: 's3:ObjectCreated:*', Queue: !ImportValue Elsewhere }]
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_sqs_queue" "changes" {
        name = "changes"
      }
      resource "aws_s3_bucket_notification" "data" {
        bucket = aws_s3_bucket.data.id
        queue {
          queue_arn = aws_sqs_queue.changes.arn
          events    = ["s3:ObjectCreated:*"]
        }
      }
      resource "aws_sqs_queue_policy" "changes" {
        queue_url = aws_sqs_queue.changes.id
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect    = "Allow"
            Principal = { Service = "s3.amazonaws.com" }
            Action    = "sqs:SendMessage"
            Resource  = aws_sqs_queue.changes.arn
            Condition = { ArnLike = { "aws:SourceArn" = aws_s3_bucket.data.arn } }
          }]
        })
      }
    `,
  ],
})
