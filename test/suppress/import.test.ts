import { describe, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { peerIds, rulesForPeer } from '../../src/data/peer-ids.ts'
import { importSuppressions } from '../../src/suppress/import.ts'
import { peerSuppressionsIn } from '../../src/suppress/peer.ts'

const template = `Resources:
  # trivy:ignore:AVD-AWS-0090
  Data:
    Type: AWS::S3::Bucket
    # checkov:skip=CKV_AWS_20:the site is public
    Metadata:
      cfn_nag:
        rules_to_suppress:
          - { id: F16, reason: the site is public }
          - { id: W99, reason: none of ours }
      cdk_nag:
        rules_to_suppress:
          - { id: AwsSolutions-S10, reason: 'w7xiZXIgVlBO', is_reason_encoded: true }
      checkov:
        skip: [{ id: CKV_AWS_21, comment: 'short-lived' }]
  Logs: # tfsec:ignore:aws-s3-enable-versioning:exp:2027-01-31
    Type: AWS::S3::Bucket
`

test('suppressions become entries of a config', () => {
  const { suppressions, others } = importSuppressions([{ path: 'stacks/site.yaml', text: template }], rules)
  const about = (id: string) =>
    suppressions
      .filter(each => each.rules.includes(id))
      .map(({ addresses, reason, until }) => [
        addresses?.join(),
        reason,
        ...(until === undefined ? [] : [until]),
      ])
  expect(suppressions.every(({ files }) => files?.join() === 'stacks/site.yaml')).toBe(true)
  expect(about('bucket-publicly-readable')).toEqual([
    ['Data', 'the site is public'],
    ['Data', 'the site is public'],
  ])
  expect(about('bucket-allows-http')).toEqual([['Data', 'über VPN']])
  expect(about('versioning-suspended')).toEqual([
    ['Data', 'short-lived'],
    ['Data', 'suppressed for trivy as AVD-AWS-0090, without a reason'],
    ['Logs', 'suppressed for tfsec as aws-s3-enable-versioning, without a reason', '2027-01-31'],
  ])
  expect(others).toEqual([
    { tool: 'cfn_nag', id: 'W99', reason: 'none of ours', file: 'stacks/site.yaml', address: 'Data' },
  ])
})

describe('in a Terraform configuration', () => {
  const main = `resource "aws_s3_bucket" "logs" {
  #checkov:skip=CKV_AWS_21,CKV_AWS_18:short-lived
  bucket = "logs"
}

# nothing of the kind
# trivy:ignore:AVD-AWS-0090
module "site" { # tfsec:ignore:aws-s3-enable-versioning
  source = "./site"
}

data "aws_iam_policy_document" "p" {
  # checkov:skip=CKV_AWS_283: for the partner
}
# trivy:ignore:AVD-AWS-0089
`
  const versioning = `/* bridgecrew:skip=CKV_AWS_21: elsewhere */
resource "aws_s3_bucket_versioning" "v" {
  bucket = aws_s3_bucket.logs[0].id
}
resource "aws_s3_bucket_logging" "l" {
  bucket = var.bucket # tfsec:ignore:aws-s3-enable-bucket-logging
}
`
  const { suppressions, others } = importSuppressions(
    [
      { path: 'infra/main.tf', text: main },
      { path: 'infra/versioning.tofu', text: versioning },
      { path: 'root.tf', text: main.slice(0, main.indexOf('\n\n')) },
    ],
    rules,
  )
  const about = (rule: string) =>
    suppressions
      .filter(each => each.rules.includes(rule))
      .map(({ files, addresses, reason }) => [files?.join() ?? '', addresses?.join() ?? '', reason])

  test('those of the settings of a bucket are about the bucket, wherever it stands', () => {
    expect(about('versioning-suspended')).toEqual([
      ['infra/main.tf', 'aws_s3_bucket.logs,*.aws_s3_bucket.logs', 'short-lived'],
      ['', 'module.site,*.module.site', 'suppressed for trivy as AVD-AWS-0090, without a reason'],
      ['', 'module.site,*.module.site', 'suppressed for tfsec as aws-s3-enable-versioning, without a reason'],
      ['infra/main.tf', 'aws_s3_bucket.logs,*.aws_s3_bucket.logs', 'elsewhere'],
      ['/root.tf', 'aws_s3_bucket.logs,*.aws_s3_bucket.logs', 'short-lived'],
    ])
  })

  test('what nothing is found on is told', () => {
    expect(others.map(({ id, address, file }) => [id, address, file])).toContainEqual([
      'CKV_AWS_283',
      'data.aws_iam_policy_document.p',
      'infra/main.tf',
    ])
    expect(others.map(({ id }) => id)).not.toContain('AVD-AWS-0089')
  })
})

test('what is no template has none', () => {
  const files = [
    { path: 'a.yaml', text: 'checkov: [' },
    { path: 'b.json', text: '{"rules_to_suppress": []}' },
  ]
  expect(importSuppressions(files, rules)).toEqual({ suppressions: [], others: [] })
})

describe('comments', () => {
  test.each([
    ['# checkov:skip=CKV_AWS_18', [{ tool: 'checkov', id: 'CKV_AWS_18', reason: '' }]],
    [
      '#bridgecrew:skip=CKV_AWS_1,CKV_AWS_2:why',
      [
        { tool: 'checkov', id: 'CKV_AWS_1', reason: 'why' },
        { tool: 'checkov', id: 'CKV_AWS_2', reason: 'why' },
      ],
    ],
    ['#checkov:skip=CKV2_AWS_6: why: so', [{ tool: 'checkov', id: 'CKV2_AWS_6', reason: 'why: so' }]],
    [
      '// trivy:ignore:AVD-AWS-0089 trivy:ignore:AWS-0090[name=x]:ws:prod:exp:2027-01-31',
      [
        { tool: 'trivy', id: 'AVD-AWS-0089', reason: '', until: undefined },
        { tool: 'trivy', id: 'AWS-0090', reason: '', until: '2027-01-31' },
      ],
    ],
    ['# nothing of the kind', []],
  ])('%s', (comment, suppressions) => {
    expect(peerSuppressionsIn(comment)).toEqual(suppressions)
  })

  test('take little time, whatever they hold', () => {
    const start = performance.now()
    peerSuppressionsIn('trivy:ignore:a['.repeat(20_000))
    peerSuppressionsIn(`checkov:skip=${'a,'.repeat(100_000)}`)
    peerSuppressionsIn(`checkov:skip=${'a:'.repeat(100_000)}`)
    expect(performance.now() - start).toBeLessThan(1000)
  })
})

describe('checks of other tools', () => {
  test.each([
    ['avd-aws-0132', 'encryption-not-customer-key'],
    ['CKV_AWS_53', 'public-access-block-off'],
    ['HIPAA.Security-S3BucketVersioningEnabled', 'versioning-suspended'],
    ['NIST.800.53.R5-S3BucketSSLRequestsOnly', 'bucket-allows-http'],
  ])('%s is %s among others', (peer, rule) => {
    expect(rulesForPeer(peer)).toContain(rule)
  })

  test('unknown ones are none of ours', () => {
    expect(rulesForPeer('CKV_AWS_99999')).toEqual([])
    expect(rulesForPeer('__proto__')).toEqual([])
  })

  test('each is listed once for a rule', () => {
    for (const [rule, peers] of Object.entries(peerIds)) expect(new Set(peers).size, rule).toBe(peers.length)
  })
})
