/** What scanners get wrong about bucket policies, scenario by scenario: the numbers are those of the list they come from. */
import { expect, test } from 'vitest'
import { lintFiles, told } from '../formats/terraform/folders.ts'

type Statement = Readonly<Record<string, unknown>>

const arn = { 'Fn::GetAtt': ['Data', 'Arn'] }
const objects = { 'Fn::Join': ['', [arn, '/*']] }
const deny: Statement = {
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [arn, objects],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
}
const read: Statement = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: objects }

/** A bucket without a public access block, and its policy. */
function template(...statements: readonly Statement[]): Record<string, string> {
  const off = {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: false,
    RestrictPublicBuckets: false,
  }
  const resources = {
    Data: { Type: 'AWS::S3::Bucket', Properties: { PublicAccessBlockConfiguration: off } },
    Policy: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: {
        Bucket: { Ref: 'Data' },
        PolicyDocument: { Version: '2012-10-17', Statement: statements },
      },
    },
  }
  return { 't.json': JSON.stringify({ Resources: resources }) }
}

function found(statements: readonly Statement[], ...only: readonly string[]): string[] {
  return told(template(...statements), ...only).map(line => line.split(' ').slice(1).join(' '))
}

const tls = ['bucket-allows-http', 'http-deny-incomplete']
const open = ['bucket-publicly-readable', 'bucket-publicly-writable', 'policy-condition-trap']

test.each<[string, ...Statement[]]>([
  ['with a Sid', { ...deny, Sid: 'Anything' }],
  ['a list of one action', { ...deny, Action: ['s3:*'] }],
  ['any action', { ...deny, Action: '*' }],
  ['any AWS principal', { ...deny, Principal: { AWS: '*' } }],
  ['a list of any AWS principal', { ...deny, Principal: { AWS: ['*'] } }],
  ['any resource', { ...deny, Resource: '*' }],
  ['a boolean', { ...deny, Condition: { Bool: { 'aws:SecureTransport': false } } }],
  ['a list', { ...deny, Condition: { Bool: { 'aws:SecureTransport': ['false'] } } }],
  ['in capitals', { ...deny, Condition: { Bool: { 'AWS:SecureTransport': 'False' } } }],
  ['if it exists', { ...deny, Condition: { BoolIfExists: { 'aws:SecureTransport': 'false' } } }],
  ['in two statements', { ...deny, Resource: arn }, { ...deny, Resource: objects }],
  [
    'behind another statement',
    { ...read, Principal: { Service: 'logging.s3.amazonaws.com' }, Action: 's3:PutObject' },
    deny,
  ],
])('8. a deny of plain HTTP in any shape: %s', (_, ...statements) => {
  expect(found(statements, ...tls)).toEqual([])
})

test.each<[string, RegExp, Statement]>([
  ['objects only', / s3:ListBucket · .* over http /, { ...deny, Resource: objects }],
  [
    'two actions only',
    / s3:ListBucket · .* over http /,
    { ...deny, Action: ['s3:GetObject', 's3:PutObject'] },
  ],
  [
    'one role only',
    / s3:\w+ · .* over http /,
    { ...deny, Principal: { AWS: 'arn:aws:iam::111122223333:role/r' } },
  ],
  [
    'old TLS at once',
    / s3:\w+ · .* over http /,
    {
      ...deny,
      Condition: { Bool: { 'aws:SecureTransport': 'false' }, NumericLessThan: { 's3:TlsVersion': '1.2' } },
    },
  ],
  [
    'HTTPS at once',
    / s3:\w+ · .* over http /,
    {
      ...deny,
      Condition: {
        Bool: { 'aws:SecureTransport': ['false', 'true'] },
        Null: { 'aws:SecureTransport': 'true' },
      },
    },
  ],
])('9. a deny of plain HTTP that does not work: %s', (_, expected, statement) => {
  const { findings } = lintFiles(template(statement), { only: ['bucket-allows-http'] })
  expect(findings.map(({ witness }) => ` ${witness?.sentence ?? ''}`)).toEqual([
    expect.stringMatching(expected),
  ])
})

test('11. no policy at all, suppressed on the bucket', () => {
  const bucket = (comment: string) => `Resources:\n${comment}  Data:\n    Type: AWS::S3::Bucket\n`
  expect(told({ 't.yaml': bucket('') }, 'bucket-allows-http')).toEqual(['t.yaml:2 bucket-allows-http Data'])
  const comment = '  # bucketlint-ignore bucket-allows-http: only within the network\n'
  expect(told({ 't.yaml': bucket(comment) }, 'bucket-allows-http')).toEqual([])
})

test.each<[string, Statement]>([
  ['an organization', { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }],
  ['an endpoint', { StringEquals: { 'aws:SourceVpce': 'vpce-0123456789abcdef0' } }],
  ['a source', { ArnEquals: { 'aws:SourceArn': 'arn:aws:cloudfront::111122223333:distribution/E1' } }],
  ['a network', { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } }],
])('12. everybody within a real limit: %s', (_, Condition) => {
  expect(found([{ ...read, Condition }], ...open)).toEqual([])
})

test('12. everybody, where the limit was lost', () => {
  expect(found([read], ...open)).toEqual(['bucket-publicly-readable Data'])
})

test.each<[string, Statement]>([
  ['for all values', { 'ForAllValues:StringEquals': { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } }],
  ['if it exists', { StringEqualsIfExists: { 'aws:SourceVpce': 'vpce-0123456789abcdef0' } }],
  ['a referer', { StringLike: { 'aws:Referer': 'https://example.com/*' } }],
  ['the whole internet', { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }],
])('13. limits that are none: %s', (_, Condition) => {
  expect(found([{ ...read, Condition }], ...open)).toContain('bucket-publicly-readable Data')
})

test('14. a deny is not dangerous', () => {
  const wide = { ...deny, Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-0123456789abcdef0' } } }
  const dangers = [...open, 'policy-wildcard-action', 'policy-allow-not-principal', 'policy-allow-not-action']
  expect(found([wide], ...dangers)).toEqual([])
  const noDelete = { Effect: 'Deny', Principal: '*', Action: 's3:DeleteObject', Resource: objects }
  expect(found([noDelete], ...dangers, 'policy-locks-out-owner')).toEqual([])
})
