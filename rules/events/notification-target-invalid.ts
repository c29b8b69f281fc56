import {
  arnOf,
  change,
  cloudformation,
  flawOf,
  isWrong,
  knownEvents,
  nameOf,
  nearestName,
  notificationsOf,
  rewrite,
  rule,
  terraform,
} from '../../src/rule.ts'

export default rule({
  title: 'Event notification that S3 refuses to set up',
  severity: 'high',
  preset: 'recommended',
  consequence: 'deploy-failure',
  why: 'S3 takes the ARN of a standard topic, a standard queue or a function in the region of the bucket, and the events it knows: anything else fails the deployment.',
  remedy:
    'Name the ARN of a standard topic or queue, or of a function, in the region of the bucket; reach FIFO queues, other regions and other services by EventBridge.',
  remedyInTerraform:
    'Give topic_arn, queue_arn or lambda_function_arn the ARN of a standard topic or queue, or of a function, in the region of the bucket; reach FIFO queues, other regions and other services by eventbridge = true.',
  refs: [
    'AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html',
    'AmazonS3/latest/userguide/EventNotifications.html',
  ],
  controls: [],
  *check(bucket) {
    for (const notification of notificationsOf(bucket)) {
      const { event, kind, at, destinationAt } = notification
      const flaw = flawOf(notification, bucket)
      if (flaw) {
        const { message, meant } = flaw
        // What names a topic is its ARN.
        const arn = meant && (kind === 'topic' ? nameOf(meant) : arnOf(meant))
        yield {
          at: destinationAt,
          message,
          change: arn && change('give the ARN', 'safe', rewrite(bucket, destinationAt, arn)),
        }
      }
      if (event === '' || !isWrong(event, knownEvents(), bucket)) continue
      const nearest = nearestName(event, knownEvents())
      yield {
        at,
        severity: 'medium',
        message: `no event '${event}'${nearest ? `, did you mean '${nearest}'?` : ''}`,
        change: nearest ? change(`write '${nearest}'`, 'safe', rewrite(bucket, at, nearest)) : undefined,
      }
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
            NotificationConfiguration:
              TopicConfigurations:
                - Event: s3:ObjectCreated # <- no event 's3:ObjectCreated', did you mean 's3:ObjectCreated:*'?
                  Topic: !Ref Ordered # <- S3 notifies no FIFO topic, as 'Ordered' is
                - Event: s3:ObjectRemoved:*
                  Topic: !GetAtt Work.Arn # <- 'Work' is no topic
                - { Event: 's3:ObjectAcl:Put', Topic: arn:aws:sns:us-west-2:111122223333:events } # <- the topic is in us-west-2, the bucket in eu-west-1
                - { Event: 's3:ObjectTagging:*', Topic: events } # <- 'events' is no ARN
              QueueConfigurations:
                - { Event: 's3:ObjectRestore:*', Queue: !Ref Work } # <- 'Work' is given by its URL, not by its ARN
                - Event: s3:Replication:*
                  Queue: !Sub 'arn:aws:sqs:\${AWS::Region}:\${AWS::AccountId}:work.fifo' # <- S3 notifies no FIFO queue, as 'arn:aws:sqs:\${AWS::Region}:\${AWS::AccountId}:work.fifo' is
              LambdaConfigurations:
                - { Event: 's3:LifecycleTransition', Function: !Ref Index } # <- 'Index' is given by its name, not by its ARN
        Ordered:
          Type: AWS::SNS::Topic
          Properties: { FifoTopic: true }
        Work:
          Type: AWS::SQS::Queue
        Index:
          Type: AWS::Lambda::Function
    `,
    cloudformation`
      Parameters:
        Kind: { Type: String, AllowedValues: [standard, fifo] }
      Conditions:
        IsFifo: !Equals [!Ref Kind, fifo]
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            NotificationConfiguration:
              QueueConfigurations:
                - Event: s3:ObjectCreated:*
                  Queue: !GetAtt Work.Arn # <- S3 notifies no FIFO queue, as 'Work' is
        Work:
          Type: AWS::SQS::Queue
          Properties: { FifoQueue: !If [IsFifo, true, !Ref AWS::NoValue] }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_sqs_queue" "changes" {
        name = "changes"
        policy = jsonencode({
          Version = "2012-10-17"
          Statement = [{
            Effect    = "Allow"
            Principal = { Service = "s3.amazonaws.com" }
            Action    = "sqs:SendMessage"
            Resource  = "*"
            Condition = { ArnLike = { "aws:SourceArn" = aws_s3_bucket.data.arn } }
          }]
        })
      }
      resource "aws_s3_bucket_notification" "data" {
        bucket = aws_s3_bucket.data.id
        queue {
          queue_arn = aws_sqs_queue.changes.url # <- 'aws_sqs_queue.changes' is given by its URL, not by its ARN
          events    = ["s3:ObjectCreated:*"]
        }
      }
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        Topic: { Type: String }
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            NotificationConfiguration:
              TopicConfigurations:
                - { Event: 's3:ObjectCreated:*', Topic: !Ref Topic }
                - { Event: 's3:ObjectTagging:*', Topic: !ImportValue Events }
                - { Event: 's3:ObjectAcl:Put', Topic: !Sub 'arn:\${AWS::Partition}:sns:\${AWS::Region}:\${AWS::AccountId}:events' }
                - { Event: 's3:ObjectRemoved:*', Topic: arn:aws:sns:us-west-2:111122223333:events }
              QueueConfigurations:
                - { Event: 's3:ObjectRestore:*', Queue: !GetAtt Work.Arn }
              LambdaConfigurations:
                - { Event: 's3:Replication:*', Function: !Ref Live }
                - { Event: 's3:LifecycleTransition', Function: !GetAtt Index.Arn }
                - { Event: 's3:IntelligentTiering', Function: !Sub '\${Index.Arn}:live' }
        Work:
          Type: AWS::SQS::Queue
          Properties: { FifoQueue: false }
        Index:
          Type: AWS::Lambda::Function
        Live:
          Type: AWS::Lambda::Alias
          Properties: { FunctionName: !Ref Index, FunctionVersion: $LATEST, Name: live }
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
    `,
  ],
})
