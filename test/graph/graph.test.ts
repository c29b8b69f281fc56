import { describe, expect, test } from 'vitest'
import { titleOf } from '../../src/report/graph/labels.ts'
import { bucket, manifest, stackArtifact, template } from '../formats/cdk/assembly.ts'
import { planOf, refers } from '../formats/terraform/plans.ts'
import { graphIn, shop, told } from './graphs.ts'

test('a whole graph', () => {
  const text = `
Resources:
  Data:
    Type: AWS::S3::Bucket
    Properties: { LoggingConfiguration: { DestinationBucketName: company-logs } }
`
  const always = { when: [], certainty: 'certain' }
  expect(graphIn({ 'data.yaml': text }, { region: 'eu-west-1' })).toEqual({
    groups: [
      { id: 'g1', kind: 'account' },
      { id: 'g2', kind: 'region', name: 'eu-west-1', parent: 'g1' },
    ],
    nodes: [
      {
        id: 'n1',
        kind: 'bucket',
        address: 'Data',
        location: { file: 'data.yaml', line: 3, column: 3, endLine: 3, endColumn: 7 },
        group: 'g2',
        facts: [
          { kind: 'versioning', value: 'off', ...always },
          { kind: 'encryption', value: 'SSE-S3', ...always },
        ],
        ...always,
      },
      { id: 'n2', kind: 'outside', address: 'company-logs', facts: [], ...always },
    ],
    arrows: [
      {
        kind: 'logs to',
        from: 'n1',
        to: 'n2',
        details: [],
        location: { file: 'data.yaml', line: 5, column: 43, endLine: 5, endColumn: 64 },
        ...always,
      },
    ],
    notFullyFollowed: [],
  })
})

describe('in CloudFormation', () => {
  test('relations and facts hold in some worlds', () => {
    expect(told(graphIn({ 'shop.yaml': shop }, { region: 'eu-west-1', account: '111122223333' }))).toEqual([
      'bucket Orders "acme-orders-${Stage}" in 111122223333/eu-west-1: versioning suspended when IsProd is false, versioning enabled when IsProd is true, encryption SSE-KMS',
      'bucket Logs in 111122223333/eu-west-1: versioning off, encryption SSE-S3, role log target, role trail',
      'bucket Site in 111122223333/eu-west-1 when IsProd is true: public read, versioning off, encryption SSE-S3, website',
      'topic Created in 111122223333/eu-west-1: ',
      'function Tagged in 111122223333/eu-west-1: ',
      'access point Door in 111122223333/eu-west-1: ',
      'distribution Cdn in 111122223333/eu-west-1 when IsProd is true: ',
      'trail Trail in 111122223333/eu-west-1: ',
      'outside partner-copy in : ',
      'Orders logs to Logs (prefix orders/)',
      'Orders notifies Created (s3:ObjectCreated:*, s3:ObjectRemoved:*)',
      'Orders notifies Tagged (s3:ObjectTagging:*)',
      'Door access point of Orders',
      'Cdn logs to Logs',
      'Trail delivers to Logs',
      'Site replicates to partner-copy',
      'Site served by Cdn',
    ])
  })

  test('who is public is proved', () => {
    const { nodes } = graphIn({ 'shop.yaml': shop })
    const open = nodes.flatMap(({ facts }) => facts).filter(fact => fact.kind === 'public')
    expect(open.map(({ who, can, witness }) => [who, can, witness.sentence])).toEqual([
      [
        'anyone',
        ['read'],
        'anyone · s3:GetObject · arn:aws:s3:::${Site}/object · over https · allowed by statement 1 (line 40)',
      ],
    ])
  })

  test('stacks that know each other by name alone are linked; what nobody reads is outside', () => {
    const logs = 'Resources: { Logs: { Type: AWS::S3::Bucket, Properties: { BucketName: acme-logs } } }'
    const data = (target: string) =>
      `Resources: { Data: { Type: AWS::S3::Bucket, Properties: { LoggingConfiguration: { DestinationBucketName: ${target} } } } }`
    const files = {
      'a/logs.yaml': logs,
      'b/data.yaml': data('acme-logs'),
      'c/data.yaml': data('!ImportValue Logs'),
    }
    expect(told(graphIn(files)).slice(3)).toEqual([
      'outside ${import Logs} in : ',
      'Data logs to Logs',
      'Data logs to ${import Logs}',
    ])
  })

  test('a bucket that logs to itself has an arrow to itself', () => {
    const text = `Resources: { Logs: { Type: AWS::S3::Bucket, Properties: { LoggingConfiguration: { LogFilePrefix: x/ } } } }`
    expect(told(graphIn({ 'logs.yaml': text })).slice(1)).toEqual(['Logs logs to Logs (prefix x/)'])
  })

  test('a target that nobody knows is no guess at the buckets there are', () => {
    const text = `
Parameters: { Target: { Type: String }, Queue: { Type: String } }
Resources:
  Data:
    Type: AWS::S3::Bucket
    Properties:
      LoggingConfiguration: { DestinationBucketName: !Ref Target }
      NotificationConfiguration:
        QueueConfigurations: [{ Event: 's3:ObjectCreated:*', Queue: !Sub 'arn:aws:sqs:\${AWS::Region}:111122223333:jobs' }]
`
    const graph = graphIn({ 'x.yaml': text })
    expect(told(graph).slice(1)).toEqual([
      'outside ${Target} in : ',
      'outside arn:aws:sqs:${AWS::Region}:111122223333:jobs in : ',
      'Data logs to ${Target}',
      'Data notifies arn:aws:sqs:${AWS::Region}:111122223333:jobs (s3:ObjectCreated:*)',
    ])
    expect(graph.nodes.map(titleOf)).toEqual(['Data', '${Target}', 'jobs'])
  })

  test('a bucket that is never deployed is not drawn', () => {
    const text = `
Conditions: { Never: !Equals [a, b] }
Resources:
  Data: { Type: AWS::S3::Bucket, Condition: Never }
  Logs: { Type: AWS::S3::Bucket }
`
    expect(graphIn({ 'x.yaml': text }).nodes.map(({ address }) => address)).toEqual(['Logs'])
  })
})

test('in Terraform', () => {
  const text = `
variable "replicate" { type = bool }
resource "aws_s3_bucket" "data" { bucket = "acme-data" }
resource "aws_s3_bucket" "copy" { bucket = "acme-copy" }
resource "aws_s3_bucket_logging" "data" {
  bucket        = aws_s3_bucket.data.id
  target_bucket = "company-logs"
  target_prefix = "data/"
}
resource "aws_sqs_queue" "jobs" { name = "jobs" }
resource "aws_s3_bucket_notification" "data" {
  bucket = aws_s3_bucket.data.id
  queue {
    queue_arn     = aws_sqs_queue.jobs.arn
    events        = ["s3:ObjectCreated:*"]
    filter_prefix = "in/"
  }
}
resource "aws_s3_bucket_replication_configuration" "data" {
  count  = var.replicate ? 1 : 0
  bucket = aws_s3_bucket.data.id
  role   = "arn:aws:iam::111122223333:role/replication"
  rule {
    status = "Enabled"
    destination { bucket = aws_s3_bucket.copy.arn }
  }
}
provider "aws" { region = "eu-central-1" }
`
  expect(told(graphIn({ 'main.tf': text }))).toEqual([
    'bucket aws_s3_bucket.data "acme-data" in unknown account/eu-central-1: versioning off, encryption SSE-S3',
    'bucket aws_s3_bucket.copy "acme-copy" in unknown account/eu-central-1: versioning off, encryption SSE-S3, role replica when var.replicate is true',
    'outside company-logs in : ',
    'queue aws_sqs_queue.jobs "jobs" in unknown account/eu-central-1: ',
    'aws_s3_bucket.data logs to company-logs (prefix data/)',
    'aws_s3_bucket.data replicates to aws_s3_bucket.copy when var.replicate is true',
    'aws_s3_bucket.data notifies aws_sqs_queue.jobs (s3:ObjectCreated:* of in/*)',
  ])
})

test('in a plan', () => {
  const plan = planOf({
    parts: [
      { address: 'aws_s3_bucket.data', values: { bucket: 'acme-data' } },
      { address: 'aws_s3_bucket.logs', unknown: { id: true, arn: true, bucket: true } },
      {
        address: 'aws_s3_bucket_logging.data',
        values: { bucket: 'acme-data', target_prefix: '' },
        unknown: { target_bucket: true },
        expressions: { target_bucket: refers('aws_s3_bucket.logs.id', 'aws_s3_bucket.logs') },
      },
    ],
  })
  expect(told(graphIn({ 'plan.json': plan }))).toEqual([
    'bucket aws_s3_bucket.data "acme-data" in unknown account/unknown region: versioning off, encryption SSE-S3',
    'bucket aws_s3_bucket.logs in unknown account/unknown region: versioning off, encryption SSE-S3, role log target',
    'aws_s3_bucket.data logs to aws_s3_bucket.logs',
  ])
})

test('in a cloud assembly every stack has its own environment', () => {
  const files = {
    'cdk.out/manifest.json': manifest({
      Here: stackArtifact('Here', 'aws://111122223333/eu-west-1'),
      There: stackArtifact('There', 'aws://111122223333/eu-central-1'),
    }),
    'cdk.out/Here.template.json': template({
      Data1: bucket(
        {
          VersioningConfiguration: { Status: 'Enabled' },
          ReplicationConfiguration: {
            Role: 'arn:aws:iam::111122223333:role/replication',
            Rules: [{ Status: 'Enabled', Destination: { Bucket: 'arn:aws:s3:::acme-copy' } }],
          },
        },
        'Here/Data/Resource',
      ),
    }),
    'cdk.out/There.template.json': template({
      Copy1: bucket({ BucketName: 'acme-copy' }, 'There/Copy/Resource'),
    }),
  }
  const graph = graphIn(files)
  expect(graph.nodes.map(({ construct }) => construct)).toEqual(['Here/Data/Resource', 'There/Copy/Resource'])
  expect(told(graph)).toEqual([
    'bucket Data1 in 111122223333/eu-west-1: versioning enabled, encryption SSE-S3',
    'bucket Copy1 "acme-copy" in 111122223333/eu-central-1: versioning off, encryption SSE-S3, role replica',
    'Data1 replicates to Copy1',
  ])
})
