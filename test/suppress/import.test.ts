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
