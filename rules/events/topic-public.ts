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
  on: ['AWS::SNS::TopicPolicy', 'AWS::SNS::TopicInlinePolicy'],
  title: 'Anyone may use the topic that buckets notify',
  severity: 'high',
  preset: 'recommended',
  consequence: 'exposure',
  why: 'The events say which objects there are, who wrote them and from where: whoever may subscribe to the topic reads along, and whoever may publish to it makes its subscribers work on objects that nobody wrote.',
  remedy:
    'Allow s3.amazonaws.com sns:Publish with the ARN of the bucket as aws:SourceArn and its account as aws:SourceAccount, and nobody else but principals by name.',
  refs: [
    'sns/latest/dg/sns-access-policy-use-cases.html',
    'AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html',
  ],
  controls: ['SecurityHub SNS.4'],
  *check(policy, estate) {
    const topic = channelsOf(policy, estate).find(each => notifiersOf(each, estate).length > 0)
    if (!topic) return
    for (const { at, actions, witness } of publicUseOf(topic, policy))
      yield {
        at,
        message: `anyone may call ${conjoined(actions)} on the topic that buckets notify`,
        witness,
        notes: [
          ...notifiersOf(topic, estate).map(bucket => ({
            at: bucket.at,
            message: 'a bucket that notifies it',
          })),
          { at: topic.resource.at, message: 'the topic' },
        ],
        // Who else is meant by a statement for everyone is not written anywhere.
        change: actions.every(action => action === 'sns:Publish')
          ? change('let in nobody but S3', 'review', limitedToS3(policy, topic, at))
          : undefined,
      }
  },
  bad: [
    cloudformation`
      Parameters:
        Publisher: { Type: String, Default: '*' }
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            NotificationConfiguration:
              TopicConfigurations: [{ Event: 's3:ObjectCreated:*', Topic: !Ref Events }]
        Events:
          Type: AWS::SNS::Topic
        EventsPolicy:
          Type: AWS::SNS::TopicPolicy
          Properties:
            Topics: [!Ref Events]
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow # <- anyone may call sns:Publish on the topic that buckets notify
                  Principal: { AWS: !Ref Publisher }
                  Action: sns:Publish
                  Resource: !Ref Events
                - Effect: Allow # <- anyone may call sns:Subscribe on the topic that buckets notify
                  Principal: '*'
                  Action: sns:Subscribe
                  Resource: '*'
                  Condition: { StringEquals: { 'sns:Protocol': https } }
    `,
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            NotificationConfiguration:
              TopicConfigurations: [{ Event: 's3:ObjectCreated:*', Topic: !Ref Events }]
        Events:
          Type: AWS::SNS::Topic
        EventsPolicy:
          Type: AWS::SNS::TopicInlinePolicy
          Properties:
            TopicArn: !Ref Events
            PolicyDocument:
              Statement: # <- anyone may call sns:SetTopicAttributes, sns:AddPermission, sns:DeleteTopic, sns:Subscribe and sns:Publish on the topic that buckets notify
                Effect: Allow
                Principal: { AWS: '*' }
                Action: 'sns:*'
                Resource: !Ref Events
                Condition: { 'ForAllValues:StringEquals': { 'aws:PrincipalOrgID': o-a1b2c3d4e5 } }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_sns_topic" "changes" {
        name = "changes"
      }
      resource "aws_s3_bucket_notification" "data" {
        bucket = aws_s3_bucket.data.id
        topic {
          topic_arn = aws_sns_topic.changes.arn
          events    = ["s3:ObjectCreated:*"]
        }
      }
      resource "aws_sns_topic_policy" "changes" {
        arn = aws_sns_topic.changes.arn
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{ # <- anyone may call sns:Subscribe on the topic that buckets notify
            Effect    = "Allow"
            Principal = "*"
            Action    = "sns:Subscribe"
            Resource  = aws_sns_topic.changes.arn
          }, { # <- anyone may call sns:Publish on the topic that buckets notify
            Effect    = "Allow"
            Principal = "*"
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
        Reader: { Type: String }
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: company-data
            NotificationConfiguration:
              TopicConfigurations: [{ Event: 's3:ObjectCreated:*', Topic: !Ref Events }]
        Events:
          Type: AWS::SNS::Topic
        EventsPolicy:
          Type: AWS::SNS::TopicPolicy
          Properties:
            Topics: [!Ref Events]
            PolicyDocument:
              Version: '2008-10-17'
              Statement:
                - Effect: Allow
                  Principal: { AWS: '*' }
                  Action: [sns:GetTopicAttributes, sns:SetTopicAttributes, sns:Subscribe, sns:Publish]
                  Resource: !Ref Events
                  Condition: { StringEquals: { 'AWS:SourceOwner': !Ref AWS::AccountId } }
                - Effect: Allow
                  Principal: { AWS: '*' }
                  Action: sns:Publish
                  Resource: !Ref Events
                  Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:*:*:company-data' } }
                - Effect: Allow
                  Principal: '*'
                  Action: sns:Subscribe
                  Resource: !Ref Events
                  Condition: { StringLike: { 'sns:Endpoint': '*@example.com' } }
                - Effect: Allow
                  Principal: '*'
                  Action: sns:Subscribe
                  Resource: !Ref Events
                  Condition: { StringEquals: { 'aws:PrincipalOrgID': !ImportValue Organization } }
                - { Effect: Allow, Principal: { AWS: !Ref Reader }, Action: 'sns:Subscribe', Resource: !Ref Events }
                - { Effect: Allow, Principal: { AWS: !ImportValue Role }, Action: 'sns:*', Resource: !Ref Events }
                - { Effect: Deny, Principal: '*', Action: 'sns:Publish', Resource: !Ref Events, Condition: { Bool: { aws:SecureTransport: false } } }
    `,
    cloudformation`
      Resources:
        News:
          Type: AWS::SNS::Topic
        NewsPolicy:
          Type: AWS::SNS::TopicPolicy
          Properties:
            Topics: [!Ref News]
            PolicyDocument:
              Statement: { Effect: Allow, Principal: '*', Action: 'sns:Subscribe', Resource: !Ref News }
        Data:
          Type: AWS::S3::Bucket
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_sns_topic" "changes" {
        name = "changes"
      }
      resource "aws_s3_bucket_notification" "data" {
        bucket = aws_s3_bucket.data.id
        topic {
          topic_arn = aws_sns_topic.changes.arn
          events    = ["s3:ObjectCreated:*"]
        }
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
