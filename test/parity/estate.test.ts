/** Several dialects in one run: explicit names link them where a relation says so, and nothing else does. */
import { describe, expect, test } from 'vitest'
import { assembly, bucket } from '../formats/cdk/assembly.ts'
import { buckets, lintFiles, told } from '../formats/terraform/folders.ts'

const account = '111122223333'

/** A template whose bucket logs to a bucket of the name. */
function logsTo(target: string): string {
  return `Resources:
  Data:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: acme-data
      LoggingConfiguration: { DestinationBucketName: ${target} }
`
}

/** A root that defines a bucket of the name in a region. */
function root(name: string, region = 'eu-west-1', more = ''): string {
  return `provider "aws" {
  region              = "${region}"
  allowed_account_ids = ["${account}"]
}
resource "aws_s3_bucket" "logs" {
  bucket = "${name}"
}
${more}`
}

const west = { region: 'eu-west-1', account }

describe('a literal name links a log target in another dialect', () => {
  test('to a template from a root', () => {
    const files = { 'cfn/t.yaml': logsTo('acme-logs'), 'tf/main.tf': root('acme-logs', 'us-east-1') }
    const { findings } = lintFiles(files, { ...west, only: ['log-target-other-region'] })
    expect(
      findings.map(({ location, message, notes }) => [location.file, message, notes[0]?.location.file]),
    ).toEqual([['cfn/t.yaml', 'the log target is in us-east-1, the bucket in eu-west-1', 'tf/main.tf']])
  })

  test('to a root from an assembly', () => {
    const environment = `aws://${account}/eu-central-1`
    const files = {
      ...assembly({ Logs: { resources: { Logs: bucket({ BucketName: 'acme-logs' }) }, environment } }),
      'tf/main.tf': `provider "aws" {
  region = "eu-west-1"
}
resource "aws_s3_bucket" "data" {}
resource "aws_s3_bucket_logging" "data" {
  bucket        = aws_s3_bucket.data.id
  target_bucket = "acme-logs"
  target_prefix = ""
}
`,
    }
    const { findings } = lintFiles(files, { only: ['log-target-other-region'] })
    expect(findings.map(({ resource, message }) => [resource.address, message])).toEqual([
      ['aws_s3_bucket.data', 'the log target is in eu-central-1, the bucket in eu-west-1'],
    ])
  })

  test('and in the same region nothing is wrong', () => {
    const files = { 'cfn/t.yaml': logsTo('acme-logs'), 'tf/main.tf': root('acme-logs') }
    expect(lintFiles(files, { ...west, only: ['log-target-other-region'] }).findings).toEqual([])
  })
})

test('two roots that define the name, as copies for dev and prod do, are no target', () => {
  const files = {
    'cfn/t.yaml': logsTo('acme-logs'),
    'dev/main.tf': root('acme-logs', 'us-east-1'),
    'prod/main.tf': root('acme-logs', 'us-west-2'),
  }
  expect(lintFiles(files, { ...west, only: ['log-target-other-region'] }).findings).toEqual([])
})

test('each of two roots with the same names is linked by itself', () => {
  const logged = (versions: string) => `resource "aws_s3_bucket" "b" {
  bucket = "acme-data"
}
resource "aws_s3_bucket_versioning" "b" {
  bucket = "acme-data"
  versioning_configuration {
    status = "${versions}"
  }
}
`
  const files = { 'dev/main.tf': logged('Suspended'), 'prod/main.tf': logged('Enabled') }
  expect(told(files, 'versioning-suspended', 'bucket-name-duplicate')).toEqual([
    'dev/main.tf:7 versioning-suspended aws_s3_bucket.b',
  ])
})

test('of units that have nothing to do with each other equal names are no duplicates', () => {
  const named = 'Resources: { Data: { Type: AWS::S3::Bucket, Properties: { BucketName: my-bucket } } }'
  const files = {
    'a/t.yaml': named,
    'b/t.yaml': named,
    'c/main.tf': root('my-bucket'),
    ...assembly({ D: { resources: { Data: bucket({ BucketName: 'my-bucket' }) } } }),
  }
  expect(told(files, 'bucket-name-duplicate')).toEqual([])
})

test('a policy, a trail or a companion of another unit is none of a bucket of the same name', () => {
  const files = {
    'a/t.yaml': 'Resources: { Data: { Type: AWS::S3::Bucket, Properties: { BucketName: my-bucket } } }',
    'b/main.tf': `resource "aws_s3_bucket_policy" "b" {
  bucket = "my-bucket"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:*", Resource = "arn:aws:s3:::my-bucket/*" }]
  })
}
resource "aws_cloudtrail" "t" {
  name           = "t"
  s3_bucket_name = "my-bucket"
}
`,
  }
  const roles = buckets(files, ({ policies, roles: uses }) => [policies.length, ...uses])
  expect(roles).toEqual({ Data: [0] })
  expect(told(files, 'bucket-publicly-readable')).toEqual([])
})

test('a replica is found by its ARN; queues and access points are judged inside their unit', () => {
  const files = {
    'cfn/t.yaml': `Resources:
  Data:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration: { Status: Enabled }
      ReplicationConfiguration:
        Role: arn:aws:iam::${account}:role/replicate
        Rules: [{ Status: Enabled, Destination: { Bucket: 'arn:aws:s3:::acme-copy' } }]
      NotificationConfiguration:
        QueueConfigurations: [{ Event: 's3:ObjectCreated:*', Queue: 'arn:aws:sqs:eu-west-1:${account}:arrivals' }]
`,
    'tf/main.tf': `resource "aws_s3_bucket" "copy" {
  bucket = "acme-copy"
}
resource "aws_sqs_queue" "arrivals" {
  name = "arrivals"
}
resource "aws_s3_access_point" "p" {
  name   = "data"
  bucket = "acme-copy"
}
`,
  }
  const { findings } = lintFiles(files, {
    ...west,
    only: ['replication-destination-unversioned', 'notification-not-permitted', 'access-point-not-delegated'],
  })
  expect(findings.map(({ rule, resource }) => `${rule} ${resource.address}`)).toEqual([
    'replication-destination-unversioned Data',
  ])
})
