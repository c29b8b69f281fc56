/** Values that AWS may have by now: this version does not know them, so that they are no errors. */
import { describe, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { run } from '../../src/run.ts'

interface Region {
  readonly region?: string
}

/** What is said of a bucket with these properties, resources beside it, and statements of its policy. */
function told(properties: string, beside = '', statement = '', { region }: Region = {}) {
  const text = `Resources:
  Data:
    Type: AWS::S3::Bucket
    Properties: { ${properties} }
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Data
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - { Effect: Deny, Principal: '*', Action: s3:*, Resource: [!GetAtt Data.Arn, !Sub '\${Data.Arn}/*'], Condition: { Bool: { aws:SecureTransport: 'false' } } }
${statement}
${beside}
`
  const defaults = { paths: [], cwd: import.meta.dirname, rules: {}, params: new Map(), paramFiles: [] }
  const stdin = { name: 'template.yaml', text }
  const report = run({ ...defaults, stdin, preset: 'strict', ...(region && { region }) }, rules)
  expect(report.errors).toEqual([])
  return report.findings.map(({ rule, severity, certainty, message }) => ({
    rule,
    severity,
    certainty,
    message,
  }))
}

const encrypted = (algorithm: string) =>
  `BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: '${algorithm}' } }] }`
const moved = (to: string, days: number) =>
  `LifecycleConfiguration: { Rules: [{ Status: Enabled, Transitions: [{ StorageClass: '${to}', TransitionInDays: ${days} }, { StorageClass: GLACIER, TransitionInDays: ${days + 1} }] }] }`
const allowed = (action: string, condition = '') =>
  `          - { Effect: Allow, Principal: { AWS: 'arn:aws:iam::111122223333:role/one' }, Action: '${action}', Resource: !Sub '\${Data.Arn}/*'${condition} }`
const asking = (key: string, value: string) => `, Condition: { StringEquals: { '${key}': '${value}' } }`
const notifying = (event: string) =>
  `NotificationConfiguration: { TopicConfigurations: [{ Event: '${event}', Topic: 'arn:aws:sns:eu-west-1:111122223333:events' }] }`
const served = (policy: string) => `  Cdn:
    Type: AWS::CloudFront::Distribution
    Properties:
      DistributionConfig:
        Enabled: true
        DefaultCacheBehavior: { TargetOriginId: site, ViewerProtocolPolicy: https-only }
        Origins: [{ Id: site, DomainName: !GetAtt Data.RegionalDomainName, S3OriginConfig: {} }]
        ViewerCertificate: { AcmCertificateArn: !ImportValue Certificate, SslSupportMethod: sni-only, MinimumProtocolVersion: ${policy} }`

/** The same with a value that is known and one that is not. */
const cases: readonly (readonly [
  name: string,
  known: ReturnType<typeof told>,
  unknown: ReturnType<typeof told>,
])[] = [
  ['an encryption algorithm', told(encrypted('AES256')), told(encrypted('aws:quantum'))],
  ['a key algorithm that is like a known one', told(encrypted('AES256')), told(encrypted('AES1024:gcm'))],
  ['a storage class', told(moved('GLACIER_IR', 95)), told(moved('FROZEN_SOLID', 1))],
  ['an action', told('', '', allowed('s3:GetObject')), told('', '', allowed('s3:ProjectHologram'))],
  ['actions', told('', '', allowed('s3:GetObject')), told('', '', allowed('s3:Project*'))],
  [
    'the algorithm of a condition',
    told('', '', allowed('s3:PutObject', asking('s3:x-amz-server-side-encryption', 'aws:kms'))),
    told('', '', allowed('s3:PutObject', asking('s3:x-amz-server-side-encryption', 'aws:quantum'))),
  ],
  [
    'a condition key',
    told('', '', allowed('s3:PutObject', asking('s3:x-amz-acl', 'private'))),
    told('', '', allowed('s3:PutObject', asking('s3:x-amz-hologram', 'on'))),
  ],
  ['an event', told(notifying('s3:ObjectCreated:*')), told(notifying('s3:ObjectHologram:*'))],
  ['a canned ACL', told('AccessControl: Private'), told('AccessControl: GalaxyWide')],
  [
    'a tier',
    told(
      'IntelligentTieringConfigurations: [{ Id: all, Status: Enabled, Tierings: [{ AccessTier: ARCHIVE_ACCESS, Days: 90 }] }]',
    ),
    told(
      'IntelligentTieringConfigurations: [{ Id: all, Status: Enabled, Tierings: [{ AccessTier: FROZEN, Days: 9 }] }]',
    ),
  ],
  [
    'a method',
    told(
      "CorsConfiguration: { CorsRules: [{ AllowedMethods: [GET], AllowedOrigins: ['https://a.example'] }] }",
    ),
    told(
      "CorsConfiguration: { CorsRules: [{ AllowedMethods: [QUERY], AllowedOrigins: ['https://a.example'] }] }",
    ),
  ],
  ['a TLS policy', told('', served('TLSv1.2_2021')), told('', served('TLSv1.9_2031'))],
  [
    'a region of Transfer Acceleration',
    told('AccelerateConfiguration: { AccelerationStatus: Enabled }', '', '', { region: 'eu-west-1' }),
    told('AccelerateConfiguration: { AccelerationStatus: Enabled }', '', '', { region: 'xy-west-9' }),
  ],
  ['a region', told('', '', '', { region: 'eu-west-1' }), told('', '', '', { region: 'xy-west-9' })],
]

test.each(cases)('%s that is not known makes no certain finding', (_, known, unknown) => {
  const before = new Set(known.map(({ rule, message }) => `${rule}: ${message}`))
  const more = unknown.filter(({ rule, message }) => !before.has(`${rule}: ${message}`))
  expect(more.filter(({ certainty }) => certainty === 'certain')).toEqual([])
})

describe('a KMS quota of a region that is not known', () => {
  test('is anywhere between the known ones', () => {
    const [finding] = told(encrypted('aws:kms'), '', '', { region: 'xy-west-9' }).filter(
      ({ rule }) => rule === 'kms-throttling-risk',
    )
    expect(finding?.severity).toBe('medium')
    expect(finding?.message).toContain('10,000 to 100,000 requests per second')
  })
})

test('a slip of the pen is an error as before', () => {
  const certain = (all: ReturnType<typeof told>) =>
    all.filter(({ certainty }) => certainty === 'certain').map(({ message }) => message)
  expect(certain(told(encrypted('AES-256')))).toContain(
    "no encryption algorithm 'AES-256', did you mean 'AES256'?",
  )
  expect(certain(told('', '', allowed('s3:ListObjectsV2')))).toContain(
    "there is no action 's3:ListObjectsV2'",
  )
  expect(certain(told('', '', allowed('s3:GetObjet')))).toContain("there is no action 's3:GetObjet'")
  expect(certain(told('VersioningConfiguration: { Status: On }'))).toContain(
    "'On' is not a value of this property: it takes 'Enabled', 'Suspended'",
  )
})
