/** Several changes of one file at once. */
import { expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { mend } from '../../src/mend.ts'

/** The text with all that some rules ask for, line breaks included. */
function mended(name: string, text: string, ids: readonly string[]): string | undefined {
  const settings = {
    paths: [],
    stdin: { name, text },
    cwd: import.meta.dirname,
    preset: 'recommended' as const,
    rules: {},
    only: ids,
    params: new Map(),
    paramFiles: [],
  }
  return mend(settings, rules, ['safe', 'review'], () => true).files.get(name)?.after
}

test('every bucket that notifies a queue waits for what lets S3 in', () => {
  const bucket = (name: string, waiting: string) => `  ${name}:
    Type: AWS::S3::Bucket${waiting}
    Properties:
      NotificationConfiguration:
        QueueConfigurations:
          - Event: s3:ObjectCreated:*
            Queue: !GetAtt Work.Arn
`
  const template = (waiting: string, more: string) =>
    `Resources:\n${bucket('First', waiting)}${bucket('Second', waiting)}  Work:\n    Type: AWS::SQS::Queue\n${more}`
  const after = mended('a.yaml', template('', ''), ['notification-not-permitted'])
  expect(after).toContain(template('\n    DependsOn:\n      - WorkPolicy', '  WorkPolicy:\n'))
})

test('a line and a block that are put into one resource stand as terraform fmt leaves them', () => {
  const text = `resource "aws_cloudtrail" "all" {
  name           = "all"
  s3_bucket_name = "company-logs"
}
`
  const after = mended('main.tf', text, ['trail-misses-object-events', 'trail-not-validated'])
  expect(after).toContain(`
  name                       = "all"
  s3_bucket_name             = "company-logs"
  enable_log_file_validation = true

  advanced_event_selector {
`)
})

test('a data source that is added has the line breaks of the file', () => {
  const text = `resource "aws_s3_bucket" "logs" {
  bucket = "company-logs"
}
resource "aws_s3_bucket" "data" {
  bucket = "company-data"
}
resource "aws_s3_bucket_logging" "data" {
  bucket        = aws_s3_bucket.data.id
  target_bucket = aws_s3_bucket.logs.id
  target_prefix = "data/"
}
`.replaceAll('\n', '\r\n')
  const after = mended('main.tf', text, ['log-target-not-writable'])
  expect(after).toContain('data "aws_caller_identity" "current" {}\r\n')
  expect(after).not.toMatch(/[^\r]\n/)
})

test('statements that are added to one policy have Sids of their own, and a stricter denial stays', () => {
  const bucket = (name: string) => `  ${name}:
    Type: AWS::S3::Bucket
    Properties:
      AnalyticsConfigurations:
        - Id: all
          StorageClassAnalysis:
            DataExport: { OutputSchemaVersion: V_1, Destination: { BucketArn: !GetAtt Reports.Arn, Format: CSV } }
`
  const strict = `          - Sid: DenyOldTls
            Effect: Deny
            Principal: { AWS: 'arn:aws:iam::111122223333:role/bank' }
            Action: s3:*
            Resource: !Sub '\${Reports.Arn}/*'
            Condition: { NumericLessThan: { s3:TlsVersion: 1.3 } }
`
  const text = `Resources:
${bucket('First')}${bucket('Second')}  Reports:
    Type: AWS::S3::Bucket
  ReportsPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Reports
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
${strict}`
  const after = mended('a.yaml', text, ['storage-analysis-useless', 'bucket-allows-old-tls']) ?? ''
  expect(after).toContain(strict)
  const sids = Array.from(
    after.slice(after.indexOf('  ReportsPolicy:')).matchAll(/Sid: (\w+)/g),
    ([, sid]) => sid,
  )
  expect(sids).toHaveLength(4)
  expect(new Set(sids).size).toBe(4)
})
