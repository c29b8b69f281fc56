import {
  change,
  channelsOf,
  cloudformation,
  deliveryOfAnyBucket,
  limitedToAccount,
  notifiersOf,
  publicUseOf,
  resourceRule,
  type ChannelPolicyProperties,
  terraform,
} from '../../src/rule.ts'

export default resourceRule<ChannelPolicyProperties>({
  on: [
    'AWS::SNS::TopicPolicy',
    'AWS::SNS::TopicInlinePolicy',
    'AWS::SQS::QueuePolicy',
    'AWS::SQS::QueueInlinePolicy',
  ],
  title: 'Topic or queue takes notifications of any bucket in the world',
  severity: 'medium',
  preset: 'recommended',
  consequence: 'exposure',
  why: 'S3 sends events in its own name for every customer: whoever knows the ARN can set up a bucket of his own that notifies the topic or queue, and those who listen work on his objects (confused deputy).',
  remedy:
    'Limit the statement by the ARN of the bucket (aws:SourceArn) and, as that holds no account, by aws:SourceAccount.',
  refs: [
    'AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html',
    'IAM/latest/UserGuide/confused-deputy.html',
  ],
  controls: ['NIST 800-53 AC-4'],
  *check(policy, estate) {
    const [channel] = channelsOf(policy, estate)
    // Who lets everybody in lets S3 in as well; that is the worse thing to be said of it.
    if (!channel || publicUseOf(channel, policy).length > 0) return
    for (const { at } of deliveryOfAnyBucket(channel, policy)) {
      const limited = limitedToAccount(policy, channel, at)
      // Buckets that are not seen here may be of other accounts, and other services may not say whom they act for.
      const isSafe = limited?.isForS3 && notifiersOf(channel, estate).length > 0
      yield {
        at,
        message: `the ${channel.kind} takes the notifications of any bucket of any account`,
        notes: [{ at: channel.resource.at, message: `the ${channel.kind}` }],
        change: change('let S3 in for the own account alone', isSafe ? 'safe' : 'review', limited?.wish),
      }
    }
  },
  bad: [
    cloudformation`
      Resources:
        Work:
          Type: AWS::SQS::Queue
        WorkPolicy:
          Type: AWS::SQS::QueuePolicy
          Properties:
            Queues: [!Ref Work]
            PolicyDocument:
              Statement:
                - Effect: Allow # <- the queue takes the notifications of any bucket of any account
                  Principal: { Service: s3.amazonaws.com }
                  Action: sqs:SendMessage
                  Resource: !GetAtt Work.Arn
        Events:
          Type: AWS::SNS::Topic
        EventsPolicy:
          Type: AWS::SNS::TopicPolicy
          Properties:
            Topics: [!Ref Events]
            PolicyDocument:
              Version: '2012-10-17'
              Statement: # <- the topic takes the notifications of any bucket of any account
                Effect: Allow
                Principal: { AWS: '*' }
                Action: sns:Publish
                Resource: '*'
                Condition: { ArnLike: { aws:SourceArn: 'arn:aws:s3:*:*:*' } }
    `,
    cloudformation`
      Parameters:
        Account: { Type: String, Default: '' }
      Conditions:
        IsLimited: !Not [!Equals [!Ref Account, '']]
      Resources:
        Events:
          Type: AWS::SNS::Topic
        EventsPolicy:
          Type: AWS::SNS::TopicInlinePolicy
          Properties:
            TopicArn: !Ref Events
            PolicyDocument:
              Statement:
                - Effect: Allow # <- the topic takes the notifications of any bucket of any account
                  Principal: { Service: [s3.amazonaws.com, cloudwatch.amazonaws.com] }
                  Action: 'sns:*'
                  Resource: !Ref Events
                  Condition:
                    !If [IsLimited, { StringEquals: { aws:SourceAccount: !Ref Account } }, !Ref AWS::NoValue]
    `,
    terraform`
      resource "aws_sns_topic" "changes" {
        name = "changes"
      }
      resource "aws_sns_topic_policy" "changes" {
        arn = aws_sns_topic.changes.arn
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{ # <- the topic takes the notifications of any bucket of any account
            Effect    = "Allow"
            Principal = { Service = "s3.amazonaws.com" }
            Action    = "sns:Publish"
            Resource  = aws_sns_topic.changes.arn
          }]
        })
      }
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        Bucket: { Type: String }
      Resources:
        Work:
          Type: AWS::SQS::Queue
        WorkPolicy:
          Type: AWS::SQS::QueuePolicy
          Properties:
            Queues: [!Ref Work]
            PolicyDocument:
              Statement:
                - Effect: Allow
                  Principal: { Service: s3.amazonaws.com }
                  Action: sqs:SendMessage
                  Resource: !GetAtt Work.Arn
                  Condition: { ArnLike: { aws:SourceArn: !Sub 'arn:aws:s3:::\${Bucket}' } }
                - Effect: Allow
                  Principal: { Service: s3.amazonaws.com }
                  Action: sqs:SendMessage
                  Resource: !GetAtt Work.Arn
                  Condition: { StringEquals: { aws:SourceAccount: !Ref AWS::AccountId } }
                - { Effect: Allow, Principal: { Service: events.amazonaws.com }, Action: 'sqs:SendMessage', Resource: !GetAtt Work.Arn }
        Events:
          Type: AWS::SNS::Topic
        EventsPolicy:
          Type: AWS::SNS::TopicPolicy
          Properties:
            Topics: [!Ref Events]
            PolicyDocument:
              Statement:
                - { Effect: Allow, Principal: { Service: s3.amazonaws.com }, Action: 'sns:Publish', Resource: !Ref Events }
                - Effect: Deny
                  Principal: '*'
                  Action: sns:Publish
                  Resource: !Ref Events
                  Condition: { StringNotEquals: { aws:SourceAccount: !Ref AWS::AccountId } }
    `,
    cloudformation`
      Resources:
        EverybodysTopic:
          Type: AWS::SNS::Topic
        EverybodysPolicy:
          Type: AWS::SNS::TopicPolicy
          Properties:
            Topics: [!Ref EverybodysTopic]
            PolicyDocument: { Statement: { Effect: Allow, Principal: '*', Action: 'sns:Publish', Resource: '*' } }
        PolicyOfAnother:
          Type: AWS::SQS::QueuePolicy
          Properties:
            Queues: [!ImportValue Queue]
            PolicyDocument:
              Statement: { Effect: Allow, Principal: { Service: s3.amazonaws.com }, Action: 'sqs:SendMessage', Resource: '*' }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_sns_topic" "changes" {
        name = "changes"
      }
      resource "aws_sns_topic_policy" "changes" {
        arn = aws_sns_topic.changes.arn
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect    = "Allow"
            Principal = { Service = "s3.amazonaws.com" }
            Action    = "sns:Publish"
            Resource  = aws_sns_topic.changes.arn
            Condition = { ArnLike = { "aws:SourceArn" = aws_s3_bucket.data.arn } }
          }]
        })
      }
    `,
  ],
})
