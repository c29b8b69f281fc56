import { cloudformation, isTrailed, rule, takesLogs, terraform } from '../../src/rule.ts'

export default rule({
  title: 'Nobody logs who reads and writes the objects',
  severity: 'low',
  preset: 'recommended',
  consequence: 'audit',
  why: 'Without a log nobody can tell afterwards who read, changed or deleted what: not after a leak, and not when something is missing.',
  remedy:
    'Set LoggingConfiguration to a log target, or let a CloudTrail trail log the data events of the bucket.',
  remedyInCdk: 'serverAccessLogsBucket on the Bucket.',
  remedyInTerraform:
    'Add an aws_s3_bucket_logging to a log target, or let a CloudTrail trail log the data events of the bucket.',
  refs: [
    'AmazonS3/latest/userguide/logging-with-S3.html',
    'AmazonS3/latest/userguide/ServerLogs.html',
    'awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html',
  ],
  controls: ['SecurityHub S3.9', 'NIST 800-53 AU-2', 'NIST 800-53 AU-12', 'PCI DSS 4.0.1 10.2.1'],
  *check(bucket, estate) {
    if (bucket.properties.LoggingConfiguration || bucket.roles.has('generated') || takesLogs(bucket)) return
    const sources = estate.referring('AWS::Logs::DeliverySource', 'ResourceArn', bucket)
    if (sources.length > 0 || isTrailed(bucket) || bucket.onlyRedirects) return
    yield { at: bucket.at, message: 'there is neither access logging nor a trail for the objects' }
  },
  bad: [
    cloudformation`
      Parameters:
        Stage: { Type: String, AllowedValues: [test, prod] }
      Conditions:
        IsProd: !Equals [!Ref Stage, prod]
      Resources:
        Data: # <- there is neither access logging nor a trail for the objects
          Type: AWS::S3::Bucket
        Sometimes: # <- there is neither access logging nor a trail for the objects
          Type: AWS::S3::Bucket
          Properties:
            LoggingConfiguration: !If [IsProd, { DestinationBucketName: !ImportValue Logs }, !Ref AWS::NoValue]
        Trail:
          Type: AWS::CloudTrail::Trail
          Properties: { S3BucketName: !ImportValue Trails, IsLogging: true }
    `,
    cloudformation`
      Resources:
        Data: # <- there is neither access logging nor a trail for the objects
          Type: AWS::S3::Bucket
        Watched:
          Type: AWS::S3::Bucket
        Trail:
          Type: AWS::CloudTrail::Trail
          Properties:
            S3BucketName: !ImportValue Trails
            IsLogging: true
            EventSelectors: [{ DataResources: [{ Type: AWS::S3::Object, Values: [!Sub '\${Watched.Arn}/'] }] }]
    `,
    terraform`
      resource "aws_s3_bucket" "data" { # <- there is neither access logging nor a trail for the objects
        bucket = "company-data"
      }
    `,
  ],
  good: [
    cloudformation`
      Resources:
        Www:
          Type: AWS::S3::Bucket
          Properties:
            WebsiteConfiguration: { RedirectAllRequestsTo: { HostName: example.com } }
        Data:
          Type: AWS::S3::Bucket
          Properties: { LoggingConfiguration: { DestinationBucketName: !Ref Logs } }
        Logs:
          Type: AWS::S3::Bucket
        Elsewhere:
          Type: AWS::S3::Bucket
          Properties: { LoggingConfiguration: { DestinationBucketName: !ImportValue Logs } }
        Delivered:
          Type: AWS::S3::Bucket
        Source:
          Type: AWS::Logs::DeliverySource
          Properties: { Name: data, LogType: S3_SERVER_ACCESS_LOGS, ResourceArn: !GetAtt Delivered.Arn }
        LoadBalancerLogs:
          Type: AWS::S3::Bucket
        Policy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref LoadBalancerLogs
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                Effect: Allow
                Principal: { AWS: 'arn:aws:iam::054676820928:root' }
                Action: s3:PutObject
                Resource: !Sub '\${LoadBalancerLogs.Arn}/*'
    `,
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
        Trail:
          Type: AWS::CloudTrail::Trail
          Properties:
            S3BucketName: !ImportValue Trails
            IsLogging: true
            AdvancedEventSelectors:
              - FieldSelectors:
                  - { Field: eventCategory, Equals: [Data] }
                  - { Field: resources.type, Equals: [AWS::S3::Object] }
                  - { Field: readOnly, Equals: ['false'] }
    `,
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
        Trail:
          Type: AWS::CloudTrail::Trail
          Properties:
            S3BucketName: !ImportValue Trails
            IsLogging: true
            EventSelectors:
              - DataResources: [{ Type: AWS::S3::Object, Values: [!Sub 'arn:\${AWS::Partition}:s3'] }]
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket" "logs" {
        bucket = "company-logs"
      }
      resource "aws_s3_bucket_logging" "data" {
        bucket        = aws_s3_bucket.data.id
        target_bucket = aws_s3_bucket.logs.id
        target_prefix = "data/"
      }
    `,
  ],
})
