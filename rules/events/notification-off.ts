import { change, cloudformation, notificationsOf, rule, set, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Nobody is told of what happens in the bucket',
  severity: 'info',
  preset: 'strict',
  consequence: 'audit',
  why: 'Without event notifications or EventBridge nothing can react to objects that come, go or are restored; compliance standards ask for it.',
  remedy: 'Turn EventBridge on for the bucket, or notify a topic, queue or function.',
  remedyInCdk: 'eventBridgeEnabled: true on the Bucket.',
  remedyInTerraform:
    'Set eventbridge = true in the aws_s3_bucket_notification of the bucket, or notify a topic, queue or function there.',
  refs: [
    'AmazonS3/latest/userguide/EventNotifications.html',
    'AmazonS3/latest/userguide/EventBridge.html',
    'securityhub/latest/userguide/s3-controls.html#s3-11',
  ],
  controls: [
    'SecurityHub S3.11',
    'NIST 800-53 CA-7',
    'NIST 800-53 SI-3(8)',
    'NIST 800-53 SI-4',
    'NIST 800-53 SI-4(4)',
  ],
  *check(bucket) {
    // Logs come all the time, and what a construct of the CDK makes for itself is nobody's to watch.
    if (bucket.isLogTarget || bucket.roles.has('generated')) return
    const eventBridge = bucket.properties.NotificationConfiguration?.EventBridgeConfiguration
    if (eventBridge?.EventBridgeEnabled || notificationsOf(bucket).length > 0) return
    const fix = change(
      'send events to EventBridge',
      'review',
      set(bucket, { NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } } }),
    )
    yield eventBridge
      ? {
          at: eventBridge.at('EventBridgeEnabled'),
          message: 'EventBridge is off, and nothing else is notified',
          change: fix,
        }
      : {
          at: bucket.place('NotificationConfiguration'),
          message: 'no event notifications, neither of its own nor by EventBridge',
          change: fix,
        }
  },
  bad: [
    cloudformation`
      Resources:
        Data: # <- no event notifications, neither of its own nor by EventBridge
          Type: AWS::S3::Bucket
        Off:
          Type: AWS::S3::Bucket
          Properties:
            NotificationConfiguration:
              EventBridgeConfiguration:
                EventBridgeEnabled: false # <- EventBridge is off, and nothing else is notified
        Empty:
          Type: AWS::S3::Bucket
          Properties:
            NotificationConfiguration: # <- no event notifications, neither of its own nor by EventBridge
              TopicConfigurations: []
    `,
    terraform`
      resource "aws_s3_bucket" "data" { # <- no event notifications, neither of its own nor by EventBridge
        bucket = "company-data"
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            LoggingConfiguration: { DestinationBucketName: !Ref Logs }
            NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } }
        Watched:
          Type: AWS::S3::Bucket
          Properties:
            NotificationConfiguration:
              QueueConfigurations: [{ Event: 's3:ObjectCreated:*', Queue: !ImportValue Queue }]
        Logs:
          Type: AWS::S3::Bucket
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_notification" "data" {
        bucket      = aws_s3_bucket.data.id
        eventbridge = true
      }
    `,
  ],
})
