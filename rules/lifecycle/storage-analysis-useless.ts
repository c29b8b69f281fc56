import {
  analysesOf,
  arnOf,
  change,
  cloudformation,
  leavesStandard,
  refusedExport,
  rule,
  stated,
  toldMoment,
  terraform,
} from '../../src/rule.ts'

export default rule({
  title: 'Storage class analysis that tells nothing',
  severity: 'info',
  preset: 'recommended',
  consequence: 'broken',
  why: 'The analysis only advises when objects should move from STANDARD to STANDARD_IA, which takes them after 30 days, and its export needs a bucket policy at the destination: without either it is paid for and tells nothing.',
  remedy:
    'Analyse what stays in STANDARD, and allow s3.amazonaws.com s3:PutObject at the destination in its bucket policy.',
  refs: [
    'AmazonS3/latest/userguide/analytics-storage-class.html',
    'AmazonS3/latest/userguide/example-bucket-policies.html#example-bucket-policies-s3-inventory-1',
  ],
  controls: [],
  *check(bucket, estate) {
    for (const analysis of analysesOf(bucket)) {
      const exit = leavesStandard(bucket, analysis)
      if (exit)
        yield {
          at: analysis.at,
          message: `every object that is analysed leaves STANDARD ${toldMoment(exit)}, before it could move to STANDARD_IA`,
          notes: [{ at: exit.at, message: 'the objects leave here' }],
        }
      const target = analysis.export && estate.bucket(analysis.export.target, bucket, true)
      const denials = target && refusedExport(bucket, target, analysis.export)
      if (denials)
        yield {
          at: analysis.export.at,
          message:
            denials.length > 0
              ? `a policy of '${target.id}' denies S3 the export`
              : `no policy of '${target.id}' lets S3 write the export`,
          notes: denials.length > 0 ? denials : [{ at: target.at, message: 'the destination' }],
          severity: 'low',
          change:
            denials.length > 0
              ? undefined
              : change(
                  'let S3 write the export',
                  'review',
                  stated(target, {
                    Sid: 'AllowStorageAnalysisExport',
                    Effect: 'Allow',
                    Principal: { Service: 's3.amazonaws.com' },
                    Action: 's3:PutObject',
                    Resource: arnOf(target, '/*'),
                    Condition: {
                      ArnLike: { 'aws:SourceArn': arnOf(bucket) },
                      StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control' },
                    },
                  }),
                ),
        }
    }
  },
  bad: [
    cloudformation`
      Resources:
        Data:
          Type: AWS::S3::Bucket
          Properties:
            AnalyticsConfigurations:
              - Id: all
                StorageClassAnalysis:
                  DataExport:
                    OutputSchemaVersion: V_1
                    Destination:
                      Format: CSV
                      BucketArn: !GetAtt Reports.Arn # <- no policy of 'Reports' lets S3 write the export
              - Id: a
                Prefix: a/b/
                StorageClassAnalysis: {} # <- every object that is analysed leaves STANDARD after 0 days, before it could move to STANDARD_IA
            LifecycleConfiguration:
              Rules:
                - { Status: Enabled, Prefix: a/, Transition: { StorageClass: INTELLIGENT_TIERING, TransitionInDays: 0 } }
        Reports:
          Type: AWS::S3::Bucket
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_analytics_configuration" "data" { # <- every object that is analysed leaves STANDARD after 0 days, before it could move to STANDARD_IA
        bucket = aws_s3_bucket.data.id
        name   = "all"
      }
      resource "aws_s3_bucket_lifecycle_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        rule {
          id     = "rule-0"
          status = "Enabled"
          filter {}
          transition {
            storage_class = "INTELLIGENT_TIERING"
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
            AnalyticsConfigurations:
              - Id: all
                StorageClassAnalysis:
                  DataExport:
                    OutputSchemaVersion: V_1
                    Destination: { Format: CSV, BucketArn: !GetAtt Reports.Arn, Prefix: analytics }
              - { Id: elsewhere, StorageClassAnalysis: { DataExport: { Destination: { BucketArn: !ImportValue Reports } } } }
              - { Id: b, Prefix: b/, StorageClassAnalysis: {} }
              - { Id: unknown, Prefix: !ImportValue Prefix, StorageClassAnalysis: {} }
            LifecycleConfiguration:
              Rules:
                - { Status: Enabled, Prefix: a/, ExpirationInDays: 1 }
                - { Status: Enabled, Transition: { StorageClass: STANDARD_IA, TransitionInDays: 30 } }
                - { Status: Disabled, ExpirationInDays: 1 }
        Reports:
          Type: AWS::S3::Bucket
        ReportsPolicy:
          Type: AWS::S3::BucketPolicy
          Properties:
            Bucket: !Ref Reports
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: { Service: s3.amazonaws.com }
                  Action: s3:PutObject
                  Resource: !Sub '\${Reports.Arn}/*'
                  Condition:
                    ArnLike: { aws:SourceArn: !GetAtt Data.Arn }
                    StringEquals:
                      aws:SourceAccount: !Ref AWS::AccountId
                      s3:x-amz-acl: bucket-owner-full-control
    `,
    terraform`
      resource "aws_s3_bucket" "data" {
        bucket = "company-data"
      }
      resource "aws_s3_bucket_analytics_configuration" "data" {
        bucket = aws_s3_bucket.data.id
        name   = "all"
      }
    `,
  ],
})
