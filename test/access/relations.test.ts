/** Relations between buckets, roles and destinations that no example of one template can show. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { run } from '../../src/run.ts'

/** Findings of one rule in templates, each a unit of its own, as `certainty: message`. */
function lint(id: string, ...templates: readonly string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'bucketlint-'))
  const paths = templates.map((text, index) => {
    const path = join(folder, `stack${index}.yaml`)
    writeFileSync(path, text)
    return path
  })
  const settings = { cwd: folder, preset: 'strict', rules: {}, params: new Map(), paramFiles: [] } as const
  const report = run({ ...settings, paths, only: [id] }, rules)
  expect(report.errors).toEqual([])
  expect(report.notFullyChecked).toEqual([])
  return report.findings.map(({ certainty, message }) => `${certainty}: ${message}`)
}

const source = `
Resources:
  Data:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration: { Status: Enabled }
      ReplicationConfiguration:
        Role: arn:aws:iam::111122223333:role/path/replication
        Rules:
          - { Status: Enabled, Prefix: '', Destination: { Bucket: 'arn:aws:s3:::company-replica', Account: '444455556666' } }
`

const replica = (statement: string) => `
Resources:
  Replica:
    Type: AWS::S3::Bucket
    Properties: { BucketName: company-replica }
  ReplicaPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Replica
      PolicyDocument:
        Statement:
          - ${statement}
`

test('a replica in another account has to allow the role', () => {
  const allow = `{ Effect: Allow, Principal: { AWS: 'arn:aws:iam::111122223333:role/path/replication' }, Action: ['s3:ReplicateObject', 's3:ReplicateDelete'], Resource: 'arn:aws:s3:::company-replica/*' }`
  expect(lint('replication-destination-refuses', source, replica(allow))).toEqual([])
  expect(lint('replication-destination-refuses', source, replica(allow.replace('1111', '9999')))).toEqual([
    "certain: no policy of destination 'Replica', in another account, allows the role s3:ReplicateObject and s3:ReplicateDelete",
  ])
})

test('a managed policy that nobody can read makes one guess of all that it may allow', () => {
  const role = `
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Statement: { Effect: Allow, Principal: { Service: s3.amazonaws.com }, Action: 'sts:AssumeRole' }
      ManagedPolicyArns: [!ImportValue Shared]
`
  const found = lint(
    'replication-role-insufficient',
    source.replace('arn:aws:iam::111122223333:role/path/replication', '!GetAtt Role.Arn') + role,
  )
  expect(found).toHaveLength(1)
  expect(found[0]).toMatch(/^possible: role 'Role' lacks /)
})

test('topics, queues and functions are known by every way of naming them', () => {
  const template = `
Transform: AWS::Serverless-2016-10-31
Parameters:
  Name: { Type: String, Default: work }
Resources:
  Data:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: !Sub '\${AWS::StackName}-data'
      NotificationConfiguration:
        QueueConfigurations:
          - { Event: 's3:ObjectCreated:*', Queue: !Sub 'arn:aws:sqs:\${AWS::Region}:\${AWS::AccountId}:\${Name}' }
        TopicConfigurations:
          - { Event: 's3:ObjectRemoved:*', Topic: !Sub 'arn:aws:sns:\${AWS::Region}:\${AWS::AccountId}:\${Topic.TopicName}' }
        LambdaConfigurations:
          - { Event: 's3:ObjectRestore:*', Function: !Sub '\${Function.Arn}:live' }
  Queue:
    Type: AWS::SQS::Queue
    Properties: { QueueName: !Ref Name }
  QueuePolicy:
    Type: AWS::SQS::QueuePolicy
    Properties:
      Queues: [!Sub 'https://sqs.\${AWS::Region}.amazonaws.com/\${AWS::AccountId}/\${Name}']
      PolicyDocument:
        Statement:
          Effect: Allow
          Principal: { Service: SERVICE }
          Action: SQS:SendMessage
          Resource: !Sub 'arn:aws:sqs:\${AWS::Region}:\${AWS::AccountId}:\${Name}'
          Condition: { ArnLike: { aws:SourceArn: !Join ['', ['arn:aws:s3:*:*:', !Ref AWS::StackName, '-data']] } }
  Topic:
    Type: AWS::SNS::Topic
  TopicPolicy:
    Type: AWS::SNS::TopicPolicy
    Properties:
      Topics: [!Ref Topic]
      PolicyDocument:
        Statement: { Effect: Allow, Principal: { Service: SERVICE }, Action: 'sns:*', Resource: !Ref Topic }
  Function:
    Type: AWS::Serverless::Function
    Properties: { Handler: index.handler, Runtime: nodejs22.x, CodeUri: . }
  Alias:
    Type: AWS::Lambda::Alias
    Properties: { FunctionName: !Ref Function, FunctionVersion: $LATEST, Name: live }
  Permission:
    Type: AWS::Lambda::Permission
    Properties: { FunctionName: !Ref Alias, Action: 'lambda:InvokeFunction', Principal: SERVICE }
`
  const id = 'notification-not-permitted'
  expect(lint(id, template.replaceAll('SERVICE', 's3.amazonaws.com'))).toEqual([])
  expect(lint(id, template.replaceAll('SERVICE', 'sns.amazonaws.com'))).toEqual([
    "certain: no policy of queue 'Queue' lets S3 send to it for this bucket",
    "certain: no policy of topic 'Topic' lets S3 publish to it for this bucket",
    "certain: no permission of function 'Function' lets S3 invoke it for this bucket",
  ])
})

test('an organization is whom a condition names, not that there is one', () => {
  const shared = (condition: string) => `
Resources:
  Shared:
    Type: AWS::S3::Bucket
    Properties: { PublicAccessBlockConfiguration: { BlockPublicPolicy: false } }
  Policy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Shared
      PolicyDocument:
        Statement:
          Effect: Allow
          Principal: '*'
          Action: s3:GetObject
          Resource: !Sub '\${Shared.Arn}/*'
          Condition: ${condition}
`
  expect(lint('policy-grants-account', shared('{ StringEquals: { aws:PrincipalOrgID: o-abc } }'))).toEqual([
    "certain: organization 'o-abc' can read its objects",
  ])
  expect(lint('policy-grants-account', shared("{ 'Null': { aws:PrincipalOrgID: 'false' } }"))).toEqual([])
})
