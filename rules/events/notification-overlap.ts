import {
  cloudformation,
  MOST_NOTIFICATIONS,
  notificationsOf,
  overlap,
  rule,
  terraform,
} from '../../src/rule.ts'

export default rule({
  title: 'Two event notifications cover the same objects',
  severity: 'high',
  preset: 'recommended',
  consequence: 'deploy-failure',
  why: 'S3 tells one destination of an event and refuses notifications that overlap ("Configurations on the same bucket cannot share a common event type"), whichever kinds of destinations they have.',
  remedy:
    'Keep prefixes or suffixes apart, or send the event to one topic or to EventBridge and from there to everybody.',
  remedyInTerraform:
    'Keep filter_prefix or filter_suffix of the blocks apart, or send the event to one topic, or by eventbridge = true to EventBridge, and from there to everybody.',
  refs: [
    'AmazonS3/latest/userguide/notification-how-to-filtering.html',
    'AmazonS3/latest/userguide/EventNotifications.html',
  ],
  controls: [],
  *check(bucket) {
    const notifications = notificationsOf(bucket).slice(0, MOST_NOTIFICATIONS)
    const told = new Set<number>()
    for (const [index, one] of notifications.entries()) {
      const other = notifications.slice(0, index).find(each => overlap(one, each, bucket.world))
      const { start } = one.place.span
      if (!other || told.has(start)) continue
      told.add(start)
      yield {
        at: one.at,
        message: `'${one.event}' overlaps the notification of '${other.event}' for the same objects`,
        notes: [{ at: other.at, message: 'the other notification' }],
      }
    }
  },
  bad: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            NotificationConfiguration:
              QueueConfigurations:
                - Event: s3:ObjectCreated:*
                  Queue: arn:aws:sqs:eu-west-1:111122223333:work
                  Filter: { S3Key: { Rules: [{ Name: prefix, Value: images/ }] } }
              LambdaConfigurations:
                - Event: s3:ObjectCreated:Put # <- 's3:ObjectCreated:Put' overlaps the notification of 's3:ObjectCreated:*' for the same objects
                  Function: !ImportValue Function
                  Filter: { S3Key: { Rules: [{ Name: Prefix, Value: images/raw/ }, { Name: suffix, Value: .jpg }] } }
                - { Event: 's3:ObjectRemoved:*', Function: !ImportValue Function }
                - { Event: 's3:ObjectRemoved:Delete', Function: !ImportValue Function } # <- 's3:ObjectRemoved:Delete' overlaps the notification of 's3:ObjectRemoved:*' for the same objects
    `,
    cloudformation`
      Parameters:
        First: { Type: String, Default: in/ }
        Second: { Type: String, Default: in/ }
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            NotificationConfiguration:
              TopicConfigurations:
                - Event: s3:ObjectCreated:*
                  Topic: !ImportValue Events
                  Filter: { S3Key: { Rules: [{ Name: prefix, Value: !Ref First }] } }
                - Event: s3:ObjectCreated:* # <- 's3:ObjectCreated:*' overlaps the notification of 's3:ObjectCreated:*' for the same objects
                  Topic: !ImportValue Events
                  Filter: { S3Key: { Rules: [{ Name: prefix, Value: !Ref Second }] } }
    `,
    cloudformation`
      Parameters:
        Folder: { Type: String }
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            NotificationConfiguration:
              TopicConfigurations:
                - Event: s3:ObjectCreated:*
                  Topic: !ImportValue Events
                  Filter: { S3Key: { Rules: [{ Name: prefix, Value: !Sub '\${Folder}/in/' }] } }
                - Event: s3:ObjectCreated:* # <- 's3:ObjectCreated:*' overlaps the notification of 's3:ObjectCreated:*' for the same objects
                  Topic: !ImportValue Others
                  Filter: { S3Key: { Rules: [{ Name: prefix, Value: !Sub '\${Folder}/in/' }] } }
                - Event: s3:ObjectRestore:*
                  Topic: !ImportValue Events
                  Filter: { S3Key: { Rules: [{ Name: prefix, Value: !Ref Folder }] } }
                - Event: s3:ObjectRestore:* # <- possibly: 's3:ObjectRestore:*' overlaps the notification of 's3:ObjectRestore:*' for the same objects
                  Topic: !ImportValue Others
                  Filter: { S3Key: { Rules: [{ Name: prefix, Value: out/ }] } }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_notification" "data" {
        bucket = aws_s3_bucket.data.id
        topic {
          topic_arn = "arn:aws:sns:eu-west-1:111122223333:a"
          events    = ["s3:ObjectCreated:*"]
        }
        topic {
          topic_arn = "arn:aws:sns:eu-west-1:111122223333:b"
          events    = ["s3:ObjectCreated:Put"] # <- 's3:ObjectCreated:Put' overlaps the notification of 's3:ObjectCreated:*' for the same objects
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        Stage: { Type: String, AllowedValues: [test, prod] }
      Conditions:
        IsProd: !Equals [!Ref Stage, prod]
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            NotificationConfiguration:
              EventBridgeConfiguration: { EventBridgeEnabled: true }
              TopicConfigurations:
                - Event: s3:ObjectCreated:Put
                  Topic: !ImportValue Events
                  Filter: { S3Key: { Rules: [{ Name: prefix, Value: in/ }, { Name: suffix, Value: .jpg }] } }
                - Event: s3:ObjectCreated:Post
                  Topic: !ImportValue Events
                - Event: s3:ObjectRemoved:*
                  Topic: !ImportValue Events
              QueueConfigurations:
                - Event: s3:ObjectCreated:Put
                  Queue: !ImportValue Queue
                  Filter: { S3Key: { Rules: [{ Name: prefix, Value: out/ }, { Name: suffix, Value: .jpg }] } }
                - Event: s3:ObjectCreated:Put
                  Queue: !ImportValue Queue
                  Filter: { S3Key: { Rules: [{ Name: prefix, Value: in/ }, { Name: suffix, Value: .png }] } }
                - Event: s3:ObjectRestore:*
                  Queue: !If [IsProd, !ImportValue Queue, !ImportValue Test]
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_notification" "data" {
        bucket = aws_s3_bucket.data.id
        topic {
          topic_arn     = "arn:aws:sns:eu-west-1:111122223333:a"
          events        = ["s3:ObjectCreated:*"]
          filter_prefix = "a/"
        }
        topic {
          topic_arn     = "arn:aws:sns:eu-west-1:111122223333:b"
          events        = ["s3:ObjectCreated:Put"]
          filter_prefix = "b/"
        }
      }
    `,
  ],
})
