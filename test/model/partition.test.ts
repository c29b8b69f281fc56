/** In every partition the ways to write an ARN name the same resource. */
import { describe, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { afterArn, partitionOf } from '../../src/model/partition.ts'
import { Text } from '../../src/model/text.ts'
import { run } from '../../src/run.ts'

const template = (partition: string) => `
Resources:
  Data:
    Type: AWS::S3::Bucket
    Properties:
      LoggingConfiguration: { DestinationBucketName: !Ref Logs }
  HttpsOnly:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Data
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Deny
            Principal: '*'
            Action: s3:*
            Resource: [!GetAtt Data.Arn, !Sub 'arn:${partition}:s3:::\${Data}/*']
            Condition: { Bool: { aws:SecureTransport: false } }
  Logs:
    Type: AWS::S3::Bucket
  Delivery:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Logs
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: { Service: logging.s3.amazonaws.com }
            Action: s3:PutObject
            Resource: !Sub 'arn:${partition}:s3:::\${Logs}/*'
            Condition:
              ArnLike: { aws:SourceArn: !Sub 'arn:${partition}:s3:::\${Data}' }
              StringEquals: { aws:SourceAccount: !Ref AWS::AccountId }
`

function found(text: string, region?: string): string[] {
  const { findings, errors } = run(
    {
      paths: [],
      stdin: { name: 'template.yaml', text },
      cwd: import.meta.dirname,
      preset: 'recommended',
      only: ['bucket-allows-http', 'log-target-not-writable', 'policy-statement-dead', 'policy-invalid'],
      rules: {},
      params: new Map(),
      paramFiles: [],
      ...(region === undefined ? {} : { region }),
    },
    rules,
  )
  expect(errors).toEqual([])
  return findings.map(({ rule, resource }) => `${rule} ${resource.address}`).sort()
}

describe.each([
  ['an unknown region', undefined, 'aws'],
  ['Europe', 'eu-west-1', 'aws'],
  ['China', 'cn-north-1', 'aws-cn'],
  ['GovCloud', 'us-gov-west-1', 'aws-us-gov'],
])('in %s', (_, region, name) => {
  test('attributes and AWS::Partition name the same', () => {
    expect(found(template('${AWS::Partition}'), region)).toEqual(['bucket-allows-http Logs'])
  })

  test('so does the literal partition', () => {
    expect(found(template(name), region)).toEqual(['bucket-allows-http Logs'])
  })
})

test('another partition names another bucket', () => {
  expect(found(template('aws'), 'cn-north-1')).toContain('bucket-allows-http Data')
})

test('ARNs are read whatever their partition', () => {
  expect(partitionOf(Text.of('cn-northwest-1')).domain).toBe('amazonaws.com.cn')
  expect(afterArn(Text.of('arn:aws-us-gov:s3:::data/x'), 's3:::')?.literal).toBe('data/x')
  expect(afterArn(Text.of('arn:other:s3:::data'), 's3:::')).toBeUndefined()
})
