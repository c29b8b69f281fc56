import {
  change,
  cloudformation,
  gone,
  isWrittenOut,
  keyRefusalOf,
  letUse,
  resourceRule,
  set,
  type Change,
  type ResourceView,
  type ChannelProperties,
  terraform,
} from '../../src/rule.ts'

export default resourceRule<ChannelProperties>({
  on: ['AWS::SNS::Topic', 'AWS::SQS::Queue'],
  title: 'Key of a topic or queue keeps the notifications of S3 out',
  severity: 'high',
  preset: 'recommended',
  consequence: 'deploy-failure',
  why: 'S3 needs the key of an encrypted topic or queue to send to it. The policies of the keys that AWS manages (alias/aws/sns, alias/aws/sqs) let no service in and cannot be changed, those of other keys have to say so: S3 cannot send its test message and refuses the notification, or events are lost once it stands.',
  remedy:
    'Encrypt with a key of your own whose policy allows s3.amazonaws.com kms:GenerateDataKey* and kms:Decrypt, or for a queue with SSE-SQS.',
  remedyInTerraform:
    'Set kms_master_key_id to a key of your own whose policy allows s3.amazonaws.com kms:GenerateDataKey* and kms:Decrypt, or for a queue sqs_managed_sse_enabled = true in its place.',
  refs: [
    'AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html',
    'AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html',
    'sns/latest/dg/sns-key-management.html',
  ],
  controls: [],
  *check(channel, estate) {
    const refusal = keyRefusalOf(channel, estate)
    if (!refusal) return
    yield {
      at: channel.properties.at('KmsMasterKeyId'),
      message: refusal.key
        ? `key '${refusal.key.id}' does not let S3 encrypt the notifications of bucket '${refusal.bucket.id}'`
        : `the key that AWS manages lets no service in: bucket '${refusal.bucket.id}' cannot send notifications`,
      notes: [
        { at: refusal.bucket.place('NotificationConfiguration'), message: 'the bucket that notifies it' },
        ...refusal.denials,
        ...(refusal.key
          ? [{ at: refusal.key.properties.at('KeyPolicy'), message: 'what the key allows' }]
          : []),
      ],
      change:
        refusal.key && refusal.lacks
          ? change('let S3 use the key', 'review', letUse(refusal.key, [refusal.lacks]))
          : unkeyed(channel),
    }
  },
  bad: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            NotificationConfiguration:
              TopicConfigurations: [{ Event: 's3:ObjectCreated:*', Topic: !Ref Events }]
              QueueConfigurations:
                - { Event: 's3:ObjectRemoved:*', Queue: !GetAtt Removals.Arn }
                - { Event: 's3:ObjectRestore:*', Queue: !GetAtt Restored.Arn }
        Events:
          Type: AWS::SNS::Topic
          Properties:
            KmsMasterKeyId: alias/aws/sns # <- the key that AWS manages lets no service in: bucket 'Data' cannot send notifications
        Removals:
          Type: AWS::SQS::Queue
          Properties:
            KmsMasterKeyId: !Ref Alias # <- key 'Key' does not let S3 encrypt the notifications of bucket 'Data'
        Restored:
          Type: AWS::SQS::Queue
          Properties:
            KmsMasterKeyId: !GetAtt Default.Arn # <- key 'Default' does not let S3 encrypt the notifications of bucket 'Data'
        Alias:
          Type: AWS::KMS::Alias
          Properties: { AliasName: alias/removals, TargetKeyId: !Ref Key }
        Key:
          Type: AWS::KMS::Key
          Properties:
            KeyPolicy:
              Statement:
                - { Effect: Allow, Principal: { AWS: !Sub 'arn:aws:iam::\${AWS::AccountId}:root' }, Action: 'kms:*', Resource: '*' }
                - { Effect: Allow, Principal: { Service: s3.amazonaws.com }, Action: 'kms:Decrypt', Resource: '*' }
        Default:
          Type: AWS::KMS::Key
    `,
    cloudformation`
      Parameters:
        Key: { Type: String, Default: alias/aws/sqs }
      Conditions:
        IsEncrypted: !Not [!Equals [!Ref Key, '']]
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            NotificationConfiguration:
              QueueConfigurations:
                - { Event: 's3:ObjectCreated:*', Queue: !GetAtt Work.Arn }
                - { Event: 's3:ObjectRemoved:*', Queue: !GetAtt Removals.Arn }
        Removals:
          Type: AWS::SQS::Queue
          Properties:
            KmsMasterKeyId: alias/aws/sqs # <- the key that AWS manages lets no service in: bucket 'Data' cannot send notifications
        Work:
          Type: AWS::SQS::Queue
          Properties:
            KmsMasterKeyId: !If [IsEncrypted, !Ref Key, !Ref AWS::NoValue] # <- the key that AWS manages lets no service in: bucket 'Data' cannot send notifications
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_sns_topic" "changes" {
        name              = "changes"
        kms_master_key_id = "alias/aws/sns" # <- the key that AWS manages lets no service in: bucket 'aws_s3_bucket.data' cannot send notifications
      }
      resource "aws_s3_bucket_notification" "data" {
        bucket = aws_s3_bucket.data.id
        topic {
          topic_arn = aws_sns_topic.changes.arn
          events    = ["s3:ObjectCreated:*"]
        }
        queue {
          queue_arn = aws_sqs_queue.removals.arn
          events    = ["s3:ObjectRemoved:*"]
        }
        queue {
          queue_arn = aws_sqs_queue.restored.arn
          events    = ["s3:ObjectRestore:*"]
        }
      }
      resource "aws_sqs_queue" "removals" {
        name                              = "removals"
        kms_master_key_id                 = "alias/aws/sqs" # <- the key that AWS manages lets no service in: bucket 'aws_s3_bucket.data' cannot send notifications
        kms_data_key_reuse_period_seconds = 300
      }
      resource "aws_sqs_queue" "restored" {
        name              = "restored"
        kms_master_key_id = aws_kms_key.restored.id # <- key 'aws_kms_key.restored' does not let S3 encrypt the notifications of bucket 'aws_s3_bucket.data'
      }
      data "aws_caller_identity" "this" {}
      resource "aws_kms_key" "restored" {
        enable_key_rotation = true
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [
            {
              Effect    = "Allow"
              Principal = { AWS = data.aws_caller_identity.this.account_id }
              Action    = "kms:*"
              Resource  = "*"
            },
          ]
        })
      }
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        Key: { Type: String }
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            NotificationConfiguration:
              TopicConfigurations:
                - { Event: 's3:ObjectCreated:*', Topic: !Ref Plain }
                - { Event: 's3:ObjectRestore:*', Topic: !Ref Given }
              QueueConfigurations:
                - { Event: 's3:ObjectRemoved:*', Queue: !GetAtt Work.Arn }
                - { Event: 's3:ObjectTagging:*', Queue: !GetAtt Managed.Arn }
        Plain:
          Type: AWS::SNS::Topic
        Given:
          Type: AWS::SNS::Topic
          Properties: { KmsMasterKeyId: !Ref Key }
        Managed:
          Type: AWS::SQS::Queue
          Properties: { SqsManagedSseEnabled: true }
        Work:
          Type: AWS::SQS::Queue
          Properties: { KmsMasterKeyId: !Ref Own }
        Unrelated:
          Type: AWS::SQS::Queue
          Properties: { KmsMasterKeyId: alias/aws/sqs }
        Own:
          Type: AWS::KMS::Key
          Properties:
            KeyPolicy:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: { Service: s3.amazonaws.com }
                  Action: [kms:GenerateDataKey*, kms:Decrypt]
                  Resource: '*'
                  Condition:
                    ArnLike: { aws:SourceArn: !Sub 'arn:aws:s3:::\${Data}' }
                    StringEquals: { aws:SourceAccount: !Ref AWS::AccountId }
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
    `,
  ],
})

/** A queue that is encrypted with a key which nobody can change can do without one. */
function unkeyed(channel: ResourceView<ChannelProperties>): Change | undefined {
  const { properties, resource } = channel
  if (resource.type !== 'AWS::SQS::Queue' || !isWrittenOut(channel, () => properties.KmsMasterKeyId?.value))
    return undefined
  return change(
    'encrypt with SSE-SQS',
    'review',
    set(channel, { KmsMasterKeyId: gone, SqsManagedSseEnabled: true }),
  )
}
