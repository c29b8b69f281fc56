/** What scanners get wrong about settings of buckets, scenario by scenario: the numbers are those of the list they come from. */
import { expect, test } from 'vitest'
import { lintFiles, told } from '../formats/terraform/folders.ts'

/** What is found in a template with these resources, without places. */
function found(resources: string, ...only: readonly string[]): string[] {
  return told({ 't.yaml': `Resources:\n${resources}` }, ...only).map(line =>
    line.split(' ').slice(1).join(' '),
  )
}

const logged = `
  Data:
    Type: AWS::S3::Bucket
    Properties: { LoggingConfiguration: { DestinationBucketName: !Ref Logs } }`

test('15. access-log buckets need no access logs of their own', () => {
  const logs = '\n  Logs: { Type: AWS::S3::Bucket }'
  expect(found(logs + logged, 'logging-off')).toEqual([])
  expect(found(logs, 'logging-off')).toEqual(['logging-off Logs'])
  const acl = `
  Logs:
    Type: AWS::S3::Bucket
    Properties:
      AccessControl: LogDeliveryWrite
      OwnershipControls: { Rules: [{ ObjectOwnership: ObjectWriter }] }`
  expect(found(acl, 'logging-off')).toEqual([])
  const policy = `${logs}
  Delivery:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Logs
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          Effect: Allow
          Principal: { Service: logging.s3.amazonaws.com }
          Action: s3:PutObject
          Resource: !Sub '\${Logs.Arn}/*'`
  expect(found(policy, 'logging-off')).toEqual([])
})

test('15. a bucket that logs to itself', () => {
  const self = (target: string) => `
  Data:
    Type: AWS::S3::Bucket
    Properties: { BucketName: acme-data, LoggingConfiguration: { ${target} } }`
  expect(found(self('DestinationBucketName: acme-data'), 'logging-loop')).toEqual(['logging-loop Data'])
  expect(found(self('LogFilePrefix: self/'), 'logging-loop')).toEqual(['logging-loop Data'])
})

test('16. KMS: not needed on log buckets, and wrong where a load balancer logs', () => {
  const logs = '\n  Logs: { Type: AWS::S3::Bucket }'
  expect(found(logs + logged, 'encryption-not-kms').filter(line => line.endsWith('Logs'))).toEqual([])
  const balancer = (algorithm: string) => `
  Logs:
    Type: AWS::S3::Bucket
    Properties:
      BucketEncryption:
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: '${algorithm}' } }]
  Balancer:
    Type: AWS::ElasticLoadBalancingV2::LoadBalancer
    Properties:
      LoadBalancerAttributes:
        - { Key: access_logs.s3.enabled, Value: 'true' }
        - { Key: access_logs.s3.bucket, Value: !Ref Logs }`
  expect(found(balancer('aws:kms'), 'log-target-incompatible')).toEqual(['log-target-incompatible Logs'])
  expect(found(balancer('AES256'), 'log-target-incompatible')).toEqual([])
})

test('17. encryption: what is written has to be a word of S3, and nothing need be written', () => {
  const encrypted = (algorithm: string) => `
  Data:
    Type: AWS::S3::Bucket
    Properties:
      BucketEncryption:
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: ${algorithm} } }]`
  const invalid = (algorithm: string) =>
    found(encrypted(algorithm), 'encryption-algorithm-invalid', 'schema-violation')
  expect(
    lintFiles({ 't.yaml': 'Resources: { Data: { Type: AWS::S3::Bucket } }' }).findings.map(
      ({ rule }) => rule,
    ),
  ).not.toContainEqual(expect.stringMatching(/^encryption-/))
  expect(invalid('aws:kms:dsse')).toEqual([])
  expect(invalid("''")).toEqual([
    expect.stringMatching(/^(?:encryption-algorithm-invalid|schema-violation) Data/),
  ])
  const choice = `variable "own" {
  type    = bool
  default = false
}
resource "aws_s3_bucket" "b" {}
resource "aws_s3_bucket_server_side_encryption_configuration" "b" {
  bucket = aws_s3_bucket.b.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = var.own ? "aws:kms" : "AES256"
    }
  }
}`
  expect(told({ 'main.tf': choice }, 'encryption-algorithm-invalid')).toEqual([])
})

test('18. public access block: absent is the default, and only what is switched off is told', () => {
  const rules = ['public-access-block-off', 'public-access-block-implicit']
  const severities = (files: Record<string, string>) =>
    lintFiles(files, { only: rules }).findings.map(({ rule, severity }) => `${rule} ${severity}`)
  expect(severities({ 't.yaml': 'Resources: { Data: { Type: AWS::S3::Bucket } }' })).toEqual([
    'public-access-block-implicit info',
  ])
  const off = `Resources:
  Data:
    Type: AWS::S3::Bucket
    Properties:
      PublicAccessBlockConfiguration: { BlockPublicPolicy: false }`
  expect(severities({ 't.yaml': off })).toContain('public-access-block-off high')
  const account = `resource "aws_s3_account_public_access_block" "all" {
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
resource "aws_s3_bucket" "b" {}`
  expect(told({ 'main.tf': account }, ...rules)).toEqual([])
})

test('19. incomplete uploads are aborted by any rule for the whole bucket', () => {
  const rule = (filter: string, abort: boolean, status = 'Enabled') => `  rule {
    id     = "r${filter.length}${abort}"
    status = "${status}"
    ${filter}
    ${abort ? 'abort_incomplete_multipart_upload {\n days_after_initiation = 7\n}' : 'expiration {\n days = 30\n}'}
  }
`
  const kept = (...rules: readonly string[]) => {
    const lifecycle = `resource "aws_s3_bucket_lifecycle_configuration" "b" {
  bucket = aws_s3_bucket.b.id
${rules.join('')}}`
    const lines = told(
      { 'main.tf': `resource "aws_s3_bucket" "b" {}\n${lifecycle}` },
      'lifecycle-keeps-uploads',
    )
    return lines.map(line => line.split(' ').slice(1).join(' '))
  }
  expect(kept(rule('filter {\n prefix = "tmp/"\n}', false), rule('filter {}', true))).toEqual([])
  expect(kept(rule('filter {\n prefix = ""\n}', true))).toEqual([])
  expect(kept(rule('prefix = ""', true))).toEqual([])
  expect(kept(rule('filter {}', true, 'Disabled'))).toEqual(['lifecycle-keeps-uploads aws_s3_bucket.b'])
  expect(kept(rule('filter {\n prefix = "*"\n}', true))).toEqual(['lifecycle-keeps-uploads aws_s3_bucket.b'])
})
