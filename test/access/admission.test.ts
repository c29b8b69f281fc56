/** When rules about services that are let in, or kept out, say what would mend it, and how safe that is. */
import { describe, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { see } from '../../src/run.ts'

/** What is offered for the findings of one rule, `-` where nothing is. */
function offered(id: string, text: string): string[] {
  const settings = {
    cwd: import.meta.dirname,
    preset: 'strict',
    rules: {},
    params: new Map(),
    paramFiles: [],
  } as const
  const { report, changes } = see(
    { ...settings, paths: [], stdin: { name: 'a.yaml', text }, only: [id] },
    rules,
  )
  return report.findings.map(({ fingerprint }) => changes.get(fingerprint)?.safety ?? '-')
}

const bucket = `
  Data:
    Type: AWS::S3::Bucket
    Properties:
      NotificationConfiguration:
        QueueConfigurations: [{ Event: 's3:ObjectCreated:*', Queue: !GetAtt Work.Arn }]
`

const queue = (statement: string, others = '') => `
Parameters:
  Account: { Type: String, Default: '' }
  Who: { Type: String, Default: '*' }
Conditions:
  IsLimited: !Not [!Equals [!Ref Account, '']]
Resources:
  Work:
    Type: AWS::SQS::Queue
  WorkPolicy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Ref Work]
      PolicyDocument:
        Statement:
          - { Effect: Allow, Action: 'sqs:SendMessage', Resource: !GetAtt Work.Arn, ${statement} }
${others}`

describe('a queue that takes the notifications of any bucket', () => {
  const toS3 = 'Principal: { Service: s3.amazonaws.com }'

  test.each([
    ['is limited safely where it is seen who notifies it', toS3, bucket, 'safe'],
    ['may be for buckets that are not seen', toS3, '', 'review'],
    [
      'may be for other services',
      'Principal: { Service: [s3.amazonaws.com, sns.amazonaws.com] }',
      bucket,
      'review',
    ],
    [
      'keeps the account that a condition gives',
      `${toS3}, Condition: !If [IsLimited, { StringEquals: { aws:SourceAccount: !Ref Account } }, !Ref AWS::NoValue]`,
      bucket,
      '-',
    ],
  ])('%s', (_, statement, others, safety) => {
    expect(offered('notification-unscoped', queue(statement, others))).toEqual([safety])
  })
})

describe('a queue that anyone may send to', () => {
  test.each([
    ['is for S3', "Principal: '*'", 'review'],
    ['is for those whom a parameter names', 'Principal: { AWS: !Ref Who }', '-'],
  ])('%s', (_, statement, safety) => {
    expect(offered('queue-public', queue(statement, bucket))).toEqual([safety])
  })
})

describe('a queue that does not let S3 in', () => {
  const another = `
  Another:
    Type: AWS::SQS::QueuePolicy
    Properties: { Queues: [!Ref Work], PolicyDocument: { Statement: [] } }
`

  test.each([
    ['says so in its policy', '', 'review'],
    ['has more than one policy', another, '-'],
  ])('%s', (_, others, safety) => {
    const statement = 'Principal: { Service: sns.amazonaws.com }'
    expect(offered('notification-not-permitted', queue(statement, bucket + others))).toEqual([safety])
  })

  test('has a policy under a condition', () => {
    const text = queue('Principal: { Service: sns.amazonaws.com }', bucket)
    const under = text.replace('AWS::SQS::QueuePolicy\n', 'AWS::SQS::QueuePolicy\n    Condition: IsLimited\n')
    expect(offered('notification-not-permitted', under)).toEqual(['-'])
  })
})
