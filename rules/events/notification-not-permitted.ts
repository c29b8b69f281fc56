import {
  change,
  cloudformation,
  letNotify,
  notifiedBy,
  rejectionBy,
  rule,
  terraform,
} from '../../src/rule.ts'

export default rule({
  title: 'Destination of event notifications does not let S3 in',
  severity: 'high',
  preset: 'recommended',
  consequence: 'deploy-failure',
  why: 'S3 sends events in its own name: the topic, queue or function must let s3.amazonaws.com publish, send or invoke for this bucket. S3 tests that when the notification is set up and refuses it ("Unable to validate the following destination configurations").',
  remedy:
    'Allow s3.amazonaws.com sns:Publish, sqs:SendMessage or lambda:InvokeFunction in the policy of the destination, with the ARN of the bucket as aws:SourceArn and its account as aws:SourceAccount.',
  remedyInCdk: 'bucket.addEventNotification(), which writes the permission at the destination.',
  remedyInTerraform:
    'Add an aws_lambda_permission with source_arn and source_account of the bucket, or allow s3.amazonaws.com sns:Publish or sqs:SendMessage in an aws_sns_topic_policy or aws_sqs_queue_policy, and let the aws_s3_bucket_notification depend on it.',
  refs: [
    'AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html',
    'AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-notificationconfiguration.html',
  ],
  controls: ['SecurityHub S3.11'],
  *check(bucket) {
    const told = new Set<string>()
    for (const destination of notifiedBy(bucket)) {
      const { at, kind, resource, arn } = destination
      // Several configurations may call the same one, for other events.
      if (told.has(arn.key)) continue
      told.add(arn.key)
      const rejection = rejectionBy(destination, bucket)
      if (!rejection) continue
      const { denied, denials, policies } = rejection
      const [allower, verb] = {
        topic: [`no policy of topic '${resource.id}'`, 'publish to it'],
        queue: [`no policy of queue '${resource.id}'`, 'send to it'],
        function: [`no permission of function '${resource.id}'`, 'invoke it'],
      }[kind]
      yield {
        at,
        message: denied
          ? `a policy of ${kind} '${resource.id}' denies S3 the notifications of this bucket`
          : `${allower} lets S3 ${verb} for this bucket`,
        notes: [
          ...denials,
          ...(policies.length > 0
            ? policies.map(policy => ({ at: policy.at, message: `what the ${kind} allows` }))
            : [{ at: resource.at, message: `the ${kind}` }]),
        ],
        change: change('let S3 in', 'review', letNotify(destination, bucket, rejection)),
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
              TopicConfigurations:
                - { Event: 's3:ObjectCreated:*', Topic: !Ref Events } # <- no policy of topic 'Events' lets S3 publish to it for this bucket
              QueueConfigurations:
                - Event: s3:ObjectRemoved:*
                  Queue: !GetAtt Removals.Arn # <- no policy of queue 'Removals' lets S3 send to it for this bucket
              LambdaConfigurations:
                - Event: s3:ObjectRestore:*
                  Function: !GetAtt Restored.Arn # <- no permission of function 'Restored' lets S3 invoke it for this bucket
        Events:
          Type: AWS::SNS::Topic
        Removals:
          Type: AWS::SQS::Queue
        RemovalsPolicy:
          Type: AWS::SQS::QueuePolicy
          Properties:
            Queues: [!Ref Removals]
            PolicyDocument:
              Statement:
                Effect: Allow
                Principal: { Service: sns.amazonaws.com }
                Action: sqs:SendMessage
                Resource: !GetAtt Removals.Arn
        Restored:
          Type: AWS::Lambda::Function
        RestoredByEvents:
          Type: AWS::Lambda::Permission
          Properties:
            { FunctionName: !Ref Restored, Action: lambda:InvokeFunction, Principal: events.amazonaws.com }
    `,
    cloudformation`
      Parameters:
        Stage: { Type: String, AllowedValues: [test, prod] }
      Conditions:
        IsProd: !Equals [!Ref Stage, prod]
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: !Sub data-\${Stage}
            NotificationConfiguration:
              QueueConfigurations:
                - { Event: 's3:ObjectCreated:*', Queue: !GetAtt Work.Arn } # <- no policy of queue 'Work' lets S3 send to it for this bucket
              LambdaConfigurations:
                - { Event: 's3:ObjectRemoved:*', Function: !GetAtt Clean.Arn } # <- no permission of function 'Clean' lets S3 invoke it for this bucket
                - { Event: 's3:ObjectRestore:*', Function: !Ref Live } # <- no permission of function 'Clean' lets S3 invoke it for this bucket
        Work:
          Type: AWS::SQS::Queue
        WorkPolicy:
          Type: AWS::SQS::QueueInlinePolicy
          Properties:
            Queue: !Ref Work
            PolicyDocument:
              Statement:
                Effect: Allow
                Principal: { Service: s3.amazonaws.com }
                Action: sqs:SendMessage
                Resource: '*'
                Condition: { ArnEquals: { 'aws:SourceArn': 'arn:aws:s3:::data-prod' } }
        Clean:
          Type: AWS::Lambda::Function
        CleanLive:
          Type: AWS::Lambda::Permission
          Condition: IsProd
          Properties:
            Action: lambda:InvokeFunction
            FunctionName: !Ref Clean
            Principal: s3.amazonaws.com
            SourceArn: !Sub arn:aws:s3:::data-\${Stage}
        Live:
          Type: AWS::Lambda::Alias
          Properties: { FunctionName: !Ref Clean, FunctionVersion: $LATEST, Name: live }
    `,
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            BucketName: company-data
            NotificationConfiguration:
              TopicConfigurations:
                - { Event: 's3:ObjectCreated:*', Topic: !Ref Events } # <- a policy of topic 'Events' denies S3 the notifications of this bucket
        Events:
          Type: AWS::SNS::Topic
        EventsPolicy:
          Type: AWS::SNS::TopicPolicy
          Properties:
            Topics: [!Ref Events]
            PolicyDocument:
              Statement:
                - Effect: Allow
                  Principal: { Service: s3.amazonaws.com }
                  Action: sns:Publish
                  Resource: !Ref Events
                - Effect: Deny
                  Principal: '*'
                  Action: sns:Publish
                  Resource: !Ref Events
                  Condition: { ArnNotLike: { 'aws:SourceArn': 'arn:aws:s3:::other-data' } }
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
          queue_arn = aws_sqs_queue.changes.arn # <- no policy of queue 'aws_sqs_queue.changes' lets S3 send to it for this bucket
          events    = ["s3:ObjectCreated:*"]
        }
        lambda_function {
          lambda_function_arn = aws_lambda_function.resize.arn # <- no permission of function 'aws_lambda_function.resize' lets S3 invoke it for this bucket
          events              = ["s3:ObjectRestore:*"]
        }
      }
      resource "aws_lambda_function" "resize" {
        function_name = "resize"
        role          = "arn:aws:iam::111122223333:role/function"
        handler       = "index.handler"
        runtime       = "nodejs22.x"
        filename      = "resize.zip"
      }
    `,
  ],
  good: [
    cloudformation`
      Parameters:
        Name: { Type: String }
      Resources:
        Data:
          Type: AWS::S3::Bucket
          DependsOn: [EventsPolicy, WorkPolicy, Invoke, InvokeLive]
          Properties:
            BucketName: !Ref Name
            NotificationConfiguration:
              TopicConfigurations: [{ Event: 's3:ObjectCreated:Put', Topic: !Ref Events }]
              QueueConfigurations: [{ Event: 's3:ObjectCreated:Post', Queue: !GetAtt Work.Arn }]
              LambdaConfigurations:
                - { Event: 's3:ObjectRemoved:*', Function: !GetAtt Clean.Arn }
                - { Event: 's3:ObjectRestore:*', Function: !Ref Live }
        Events:
          Type: AWS::SNS::Topic
        EventsPolicy:
          Type: AWS::SNS::TopicPolicy
          Properties:
            Topics: [!Ref Events]
            PolicyDocument:
              Version: '2008-10-17'
              Statement:
                Effect: Allow
                Principal: { AWS: '*' }
                Action: SNS:Publish
                Resource: !Ref Events
                Condition:
                  ArnLike: { 'aws:SourceArn': !Sub 'arn:\${AWS::Partition}:s3:*:*:\${Name}' }
                  StringEquals: { 'aws:SourceAccount': !Ref AWS::AccountId }
        Work:
          Type: AWS::SQS::Queue
        WorkPolicy:
          Type: AWS::SQS::QueuePolicy
          Properties:
            Queues: [!Ref Work]
            PolicyDocument:
              Statement:
                Effect: Allow
                Principal: { Service: s3.amazonaws.com }
                Action: SQS:SendMessage
                Resource: '*'
        Clean:
          Type: AWS::Lambda::Function
        Invoke:
          Type: AWS::Lambda::Permission
          Properties:
            Action: lambda:InvokeFunction
            FunctionName: !Sub '\${AWS::AccountId}:function:\${Clean}'
            Principal: s3.amazonaws.com
            SourceAccount: !Ref AWS::AccountId
            SourceArn: !Sub arn:aws:s3:::\${Name}
        Live:
          Type: AWS::Lambda::Alias
          Properties: { FunctionName: !GetAtt Clean.Arn, FunctionVersion: $LATEST, Name: live }
        InvokeLive:
          Type: AWS::Lambda::Permission
          Properties: { Action: 'lambda:*', FunctionName: !Sub '\${Clean}:live', Principal: s3.amazonaws.com }
    `,
    cloudformation`
      Parameters:
        Destination: { Type: String }
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            NotificationConfiguration:
              TopicConfigurations: [{ Event: 's3:ObjectCreated:Put', Topic: !ImportValue Events }]
              QueueConfigurations: [{ Event: 's3:ObjectCreated:Post', Queue: 'arn:aws:sqs:eu-west-1:111122223333:work' }]
              LambdaConfigurations: [{ Event: 's3:ObjectRemoved:*', Function: !Ref Destination }]
        Unrelated:
          Type: AWS::SNS::Topic
    `,
    cloudformation`
      Transform: AWS::Serverless-2016-10-31
      Resources:
        Data:
          Type: AWS::S3::Bucket
        Thumbnails:
          Type: AWS::Serverless::Function
          Properties:
            Handler: index.handler
            Runtime: nodejs22.x
            CodeUri: thumbnails/
            Events:
              Uploaded:
                Type: S3
                Properties: { Bucket: !Ref Data, Events: 's3:ObjectCreated:*' }
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_sqs_queue" "changes" {
        name = "changes"
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
