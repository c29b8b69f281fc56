/** New resources, what they are called by, and where nothing can be written. */
import { describe, expect, test } from 'vitest'
import type { Wish } from '../../../src/model/change.ts'
import type { Resource } from '../../../src/model/resource.ts'
import { add, arnOf, nameOf, set } from '../../../src/model/wishes.ts'
import { resourceIn, templateWith, wished } from './writing.ts'

function policyFor(resource: Resource): Wish {
  return add({ resource }, 'AWS::S3::BucketPolicy', 'Policy', {
    Bucket: nameOf({ resource }),
    PolicyDocument: { Statement: [{ Resource: [arnOf({ resource }), arnOf({ resource }, '/*')] }] },
  })
}

const POLICY = `  LogsPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Logs
      PolicyDocument:
        Statement:
          - Resource:
              - !GetAtt Logs.Arn
              - !Sub '\${Logs.Arn}/*'
`

describe('a new resource', () => {
  test.each([
    ['behind the last one', templateWith('A: b'), templateWith('A: b') + POLICY],
    [
      'where the file has no line break at the end',
      templateWith('A: b').trimEnd(),
      (templateWith('A: b') + POLICY).trimEnd(),
    ],
    [
      'before the next one',
      templateWith('A: b # a', 'Next: { Type: AWS::SNS::Topic }'),
      templateWith('A: b # a') + POLICY + '  Next: { Type: AWS::SNS::Topic }\n',
    ],
    [
      'with a blank line where others have one',
      templateWith('A: b\n\n# next', 'Next: { Type: AWS::SNS::Topic }'),
      `${templateWith('A: b')}\n${POLICY}\n      # next\n  Next: { Type: AWS::SNS::Topic }\n`,
    ],
    [
      'with a blank line where the one before has one',
      templateWith('A: b').replace('  Logs', '\n  # of Logs\n  Logs'),
      `${templateWith('A: b').replace('  Logs', '\n  # of Logs\n  Logs')}\n${POLICY}`,
    ],
    [
      'under its condition',
      templateWith('A: b').replace('    Properties', '    Condition: Is\n    Properties'),
      templateWith('A: b').replace('    Properties', '    Condition: Is\n    Properties') +
        POLICY.replace('    Properties', '    Condition: Is\n    Properties'),
    ],
    [
      'under an id of its own',
      templateWith(
        'A: b',
        'LogsPolicy: { Type: AWS::SNS::Topic }\nParameters: { LogsPolicy2: { Type: String } }',
      ),
      templateWith('A: b') +
        POLICY.replace('LogsPolicy', 'LogsPolicy3') +
        '  LogsPolicy: { Type: AWS::SNS::Topic }\nParameters: { LogsPolicy2: { Type: String } }\n',
    ],
    [
      'in brackets',
      'Resources: {Logs: {Type: AWS::S3::Bucket}, Next: {Type: AWS::SNS::Topic}}',
      "Resources: {Logs: {Type: AWS::S3::Bucket}, LogsPolicy: {Type: AWS::S3::BucketPolicy, Properties: {Bucket: !Ref Logs, PolicyDocument: {Statement: [{Resource: [!GetAtt Logs.Arn, !Sub '${Logs.Arn}/*']}]}}}, Next: {Type: AWS::SNS::Topic}}",
    ],
  ])('%s', (_, before, after) => {
    expect(wished(before, policyFor)).toBe(after)
  })

  test.each([
    [
      '{"Resources":{"Logs":{"Type":"AWS::S3::Bucket"}}}',
      '{"Resources":{"Logs":{"Type":"AWS::S3::Bucket"},"LogsPolicy":{"Type":"AWS::S3::BucketPolicy","Properties":{"Bucket":{"Ref":"Logs"},"PolicyDocument":{"Statement":[{"Resource":[{"Fn::GetAtt":["Logs","Arn"]},{"Fn::Sub":"${Logs.Arn}/*"}]}]}}}}}',
    ],
    [
      '{\n  "Resources": {\n    "Logs": {\n      "Type": "AWS::S3::Bucket"\n    },\n\n    "Next": { "Type": "AWS::SNS::Topic" }\n  }\n}',
      '{\n  "Resources": {\n    "Logs": {\n      "Type": "AWS::S3::Bucket"\n    },\n\n    "LogsPolicy": {\n      "Type": "AWS::S3::BucketPolicy",\n      "Properties": {\n        "Bucket": { "Ref": "Logs" },\n        "PolicyDocument": {\n          "Statement": [\n            {\n              "Resource": [\n                { "Fn::GetAtt": ["Logs", "Arn"] },\n                { "Fn::Sub": "${Logs.Arn}/*" }\n              ]\n            }\n          ]\n        }\n      }\n    },\n\n    "Next": { "Type": "AWS::SNS::Topic" }\n  }\n}',
    ],
    [
      '{\n  "Resources": {\n    "Logs": {\n      "Type": "AWS::S3::Bucket",\n      "Properties": {\n        "A": {\n          "Ref": "B"\n        }\n      }\n    }\n  }\n}',
      '{\n  "Resources": {\n    "Logs": {\n      "Type": "AWS::S3::Bucket",\n      "Properties": {\n        "A": {\n          "Ref": "B"\n        }\n      }\n    },\n    "LogsTopic": {\n      "Type": "AWS::SNS::Topic",\n      "Properties": {\n        "C": {\n          "Ref": "Logs"\n        }\n      }\n    }\n  }\n}',
    ],
  ])('in JSON: %j', (before, after) => {
    const topicFor = (resource: Resource) =>
      add({ resource }, 'AWS::SNS::Topic', 'Topic', { C: nameOf({ resource }) })
    expect(wished(before, after.includes('LogsTopic') ? topicFor : policyFor, 'Logs', 'a.json')).toBe(after)
  })
})

describe('resources of other templates', () => {
  const other = (name: string) => resourceIn(templateWith(`BucketName: ${name}`), 'Logs', 'other.yaml')
  const naming = (name: string) => (resource: Resource) =>
    set({ resource }, { A: nameOf({ resource: other(name) }), B: arnOf({ resource: other(name) }, '/x') })

  test('buckets are called by the names that they are given', () => {
    expect(wished(templateWith('C: d'), naming('my-logs'))).toBe(
      templateWith("C: d\nA: my-logs\nB: !Sub 'arn:${AWS::Partition}:s3:::my-logs/x'"),
    )
  })

  test('there is no room for a name that nobody knows', () => {
    expect(wished(templateWith('C: d'), naming('!Sub "${AWS::StackName}-x"'))).toBeUndefined()
  })
})

describe('where a resource is not written out', () => {
  const versioned = (resource: Resource) =>
    set({ resource }, { VersioningConfiguration: { Status: 'Enabled' } })

  test.each([
    ['an alias', 'X: &x { Type: AWS::S3::Bucket }\nResources:\n  Logs: *x\n'],
    ['an anchor', 'Resources:\n  Logs: &x\n    Type: AWS::S3::Bucket\n  Next: *x\n'],
    ['an alias of all resources', 'X: &x { Logs: { Type: AWS::S3::Bucket } }\nResources: *x\n'],
    ['a merge key', 'X: &x { Type: AWS::S3::Bucket }\nResources:\n  Logs:\n    <<: *x\n'],
    [
      'a merge key on the way',
      'X: &x { C: d }\nResources:\n  Logs:\n    Type: AWS::S3::Bucket\n    Properties:\n      <<: *x\n      A: b\n',
    ],
    [
      'an alias on the way',
      'X: &x { C: d }\nResources:\n  Logs:\n    Type: AWS::S3::Bucket\n    Properties: *x\n',
    ],
    [
      'an anchor on the way',
      'Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n    Properties: &x\n      A: b\n',
    ],
    [
      'a loop',
      'AWSTemplateFormatVersion: 2010-09-09\nTransform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::L:\n    - N\n    - [ogs]\n    - L${N}: { Type: AWS::S3::Bucket }\n',
    ],
  ])('by %s, there is no room', (_, text) => {
    expect(wished(text, versioned)).toBeUndefined()
  })

  test('a function of SAM has no writer, what stands beside it has, and so has a bucket that it listens to', () => {
    const text = `Transform: AWS::Serverless-2016-10-31
Resources:
  Handler:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: .
      Handler: a.b
      Runtime: nodejs22.x
      Events:
        New: { Type: S3, Properties: { Bucket: !Ref Heard, Events: 's3:ObjectCreated:*' } }
  Heard:
    Type: AWS::S3::Bucket
  Logs:
    Type: AWS::S3::Bucket
`
    const after = '\n    Properties:\n      VersioningConfiguration:\n        Status: Enabled\n'
    expect(resourceIn(text, 'Handler').write).toBeUndefined()
    expect(wished(text, versioned)).toBe(text.trimEnd() + after)
    expect(wished(text, versioned, 'Heard')).toBe(text.replace('Bucket\n  Logs', `Bucket${after}  Logs`))
  })

  test('what a program made has no writer', () => {
    const text = templateWith('A: b').replace(
      '    Properties',
      '    Metadata: { aws:cdk:path: Stack/Logs/Resource }\n    Properties',
    )
    expect(resourceIn(text, 'Logs').write).toBeUndefined()
  })
})
