import {
  cloudformation,
  resourceRule,
  trailsBeside,
  watchesPolicies,
  type PropertiesOf,
  terraform,
} from '../../src/rule.ts'

export default resourceRule<PropertiesOf<'AWS::CloudTrail::Trail'>>({
  title: 'Nobody is told when a bucket policy changes',
  severity: 'info',
  preset: 'strict',
  consequence: 'audit',
  why: 'The trail sees each change of a bucket policy, and nothing looks: a bucket that somebody opened stays open until it is noticed otherwise.',
  remedy:
    'Add a metric filter on PutBucketPolicy with an alarm to the log group of the trail, or an EventBridge rule for it.',
  remedyInTerraform:
    'Add an aws_cloudwatch_log_metric_filter on PutBucketPolicy with an aws_cloudwatch_metric_alarm to the log group of the trail, or an aws_cloudwatch_event_rule for it.',
  refs: [
    'securityhub/latest/userguide/cloudwatch-controls.html',
    'awscloudtrail/latest/userguide/cloudwatch-alarms-for-cloudtrail.html',
  ],
  controls: ['SecurityHub CloudWatch.8', 'CIS 4.8'],
  on: 'AWS::CloudTrail::Trail',
  *check(trail, estate) {
    const trails = trailsBeside(trail, estate)
    // One finding for all trails that are deployed together, at the first.
    if (!trails[0]?.isSame(trail) || trails.some(each => watchesPolicies(each, estate))) return
    yield { at: trail.at, message: 'no alarm and no event rule watches for changes of bucket policies' }
  },
  bad: [
    cloudformation`
      Resources:
        Trail: # <- no alarm and no event rule watches for changes of bucket policies
          Type: AWS::CloudTrail::Trail
          Properties:
            S3BucketName: !ImportValue Trails
            IsLogging: true
            CloudWatchLogsLogGroupArn: !ImportValue Group
        Filter:
          Type: AWS::Logs::MetricFilter
          Properties:
            LogGroupName: trail
            FilterPattern: '{ $.eventName = PutBucketPolicy }'
            MetricTransformations: [{ MetricName: policies, MetricNamespace: s3, MetricValue: '1' }]
        OtherAlarm:
          Type: AWS::CloudWatch::Alarm
          Properties: { MetricName: logins, Namespace: iam, ComparisonOperator: GreaterThanThreshold, EvaluationPeriods: 1 }
        Logins:
          Type: AWS::Events::Rule
          Properties: { EventPattern: { detail: { eventName: [ConsoleLogin] } } }
    `,
    terraform`
      resource "aws_cloudtrail" "all" { # <- no alarm and no event rule watches for changes of bucket policies
        name                  = "all"
        s3_bucket_name        = "company-logs"
        is_multi_region_trail = true
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Trail:
          Type: AWS::CloudTrail::Trail
          Properties:
            S3BucketName: !ImportValue Trails
            IsLogging: true
            CloudWatchLogsLogGroupArn: !ImportValue Group
        Filter:
          Type: AWS::Logs::MetricFilter
          Properties:
            LogGroupName: trail
            FilterPattern: '{ $.eventName = PutBucketPolicy || $.eventName = DeleteBucketPolicy }'
            MetricTransformations: [{ MetricName: policies, MetricNamespace: s3, MetricValue: '1' }]
        Alarm:
          Type: AWS::CloudWatch::Alarm
          Properties: { MetricName: policies, Namespace: s3, ComparisonOperator: GreaterThanThreshold, EvaluationPeriods: 1 }
    `,
    cloudformation`
      Resources:
        Trail:
          Type: AWS::CloudTrail::Trail
          Properties: { S3BucketName: !ImportValue Trails, IsLogging: true }
        Watch:
          Type: AWS::Events::Rule
          Properties:
            EventPattern:
              source: [aws.s3]
              detail-type: [AWS API Call via CloudTrail]
              detail: { eventName: [PutBucketPolicy, PutBucketAcl] }
    `,
    cloudformation`
      Resources:
        Topic:
          Type: AWS::SNS::Topic
    `,
    terraform`
      resource "aws_cloudtrail" "all" {
        name                  = "all"
        s3_bucket_name        = "company-logs"
        is_multi_region_trail = true
      }
      resource "aws_cloudwatch_event_rule" "policies" {
        name = "policies"
        event_pattern = jsonencode({
          source      = ["aws.s3"]
          detail-type = ["AWS API Call via CloudTrail"]
          detail      = { eventName = ["PutBucketPolicy"] }
        })
      }
    `,
  ],
})
