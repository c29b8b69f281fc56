/** What scanners get wrong about CloudFormation and CDK, scenario by scenario: the numbers are those of the list they come from. */
import { expect, test } from 'vitest'
import { assembly, bucket } from '../formats/cdk/assembly.ts'
import { lintFiles, told } from '../formats/terraform/folders.ts'
import { lint } from '../../src/index.ts'

const found = (text: string, ...only: readonly string[]) =>
  told({ 't.yaml': text }, ...only).map(line => line.split(' ').slice(1).join(' '))

test.each([
  '!FindInMap [Targets, all, logs]',
  '!ImportValue shared-logs',
  '!Ref LogBucket',
  '!If [IsProd, prod-logs, !Ref AWS::NoValue]',
])('20. intrinsics: %s is a log target', target => {
  const text = `
Parameters:
  LogBucket: { Type: String }
  Stage: { Type: String, Default: prod }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Mappings:
  Targets: { all: { logs: shared-logs } }
Resources:
  Data:
    Type: AWS::S3::Bucket
    Properties: { LoggingConfiguration: { DestinationBucketName: ${target} } }`
  expect(found(text, 'logging-off', 'syntax-error')).toEqual([])
})

test('20. intrinsics: of a condition the side of the default is looked at, and both where there is none', () => {
  const text = (parameter: string) => `
Parameters:
  Stage: { Type: String${parameter} }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
Resources:
  Data:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration: !If [IsProd, { Status: Enabled }, !Ref AWS::NoValue]`
  expect(
    found(text(', Default: prod'), 'versioning-off').filter(line => !line.startsWith('possibly')),
  ).toEqual([])
  expect(found(text(', Default: dev'), 'versioning-off')).toEqual(['versioning-off Data'])
  expect(found(text(''), 'versioning-off')).toEqual(['versioning-off Data'])
  const { findings } = lintFiles({ 't.yaml': text('') }, { only: ['versioning-off'] })
  expect(findings.map(({ when }) => when)).toEqual([[{ decision: 'IsProd', value: 'false' }]])
})

test('21. YAML: aliases, merges and unquoted dates say the same as the plain template', () => {
  const plain = `AWSTemplateFormatVersion: '2010-09-09'
Resources:
  A: { Type: AWS::S3::Bucket, Properties: { VersioningConfiguration: { Status: Enabled } } }
  B: { Type: AWS::S3::Bucket, Properties: { VersioningConfiguration: { Status: Enabled }, BucketName: acme-b } }
  P:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref A
      PolicyDocument:
        Version: '2012-10-17'
        Statement: { Effect: Allow, Principal: '*', Action: 's3:GetObject', Resource: !Sub '\${A.Arn}/*' }`
  const shared = plain
    .replace("'2010-09-09'", '2010-09-09')
    .replace("'2012-10-17'", '2012-10-17')
    .replace('{ Status: Enabled } }', '&on { Status: Enabled } }')
    .replace('VersioningConfiguration: { Status: Enabled }, B', '<<: { VersioningConfiguration: *on }, B')
  expect(shared).not.toEqual(plain)
  expect(found(shared)).toEqual(found(plain))
  expect(found(shared)).not.toEqual([])
})

test('21. YAML: of two equal keys the last one holds, and it is said', () => {
  const twice = `
Resources:
  A:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration: { Status: Suspended }
      VersioningConfiguration: { Status: Enabled }`
  const { findings, notices } = lintFiles(
    { 't.yaml': twice },
    { only: ['versioning-suspended', 'syntax-error'] },
  )
  expect(findings.map(({ rule }) => rule)).toEqual([])
  expect(notices.map(({ location }) => location?.line)).toEqual([7])
})

test('21. YAML: y and n are keys like any other', () => {
  const text = `
Mappings:
  Flags: { Y: { on: Enabled }, N: { on: Suspended } }
Resources:
  A:
    Type: AWS::S3::Bucket
    Properties: { VersioningConfiguration: { Status: !FindInMap [Flags, N, 'on'] } }`
  expect(found(text, 'versioning-suspended', 'syntax-error')).toEqual(['versioning-suspended A'])
})

test('22. an assembly is read by its manifest: each stack once, assets never', () => {
  const files = {
    ...assembly({ Data: { resources: { Bucket: bucket() } }, Web: { resources: { Site: bucket() } } }),
    'cdk.out/asset.0123/template.json': '{ "Resources": { "Asset": { "Type": "AWS::S3::Bucket" } } }',
  }
  expect(lintFiles(files)).toMatchObject({ files: 2, buckets: 2, errors: [] })
  expect(told(files, 'versioning-off').map(line => line.split(' ').pop())).toEqual(['Bucket', 'Site'])
})

test('22. two policies on one bucket: the one that is written last replaces the other', () => {
  const policy = (Sid: string) => ({
    Type: 'AWS::S3::BucketPolicy',
    Properties: {
      Bucket: { Ref: 'Data' },
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid,
            Effect: 'Deny',
            Principal: '*',
            Action: 's3:*',
            Resource: { 'Fn::GetAtt': ['Data', 'Arn'] },
          },
        ],
      },
    },
  })
  const files = assembly({ Stack: { resources: { Data: bucket(), One: policy('One'), Two: policy('Two') } } })
  expect(told(files, 'policy-replaced')).not.toEqual([])
})

test('23. CDK findings stand at the line of the program, with the path of the construct', () => {
  const { findings } = lint({ cwd: `${import.meta.dirname}/../..`, paths: ['examples/cdk'] })
  expect(findings.length).toBeGreaterThan(0)
  for (const { resource, source } of findings) {
    expect(resource.construct).toMatch(/^(?:Dev|Prod)\//)
    expect(source?.file).toMatch(/^examples\/cdk\/lib\/\w+\.ts$/)
  }
})

test('23. what CDK makes by itself is not told, neither the bucket of a trail nor functions that empty buckets', () => {
  const generated = {
    Type: 'AWS::IAM::Role',
    Metadata: { 'aws:cdk:path': 'Data/Custom::S3AutoDeleteObjectsCustomResourceProvider/Role' },
    Properties: {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
        ],
      },
      Policies: [
        {
          PolicyName: 'all',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
          },
        },
      ],
    },
  }
  const lines = (role: object) =>
    told(assembly({ Data: { resources: { Role: role } } }), 'iam-grants-all-buckets')
  expect(lines(generated)).toEqual([])
  expect(lines({ ...generated, Metadata: { 'aws:cdk:path': 'Data/Role/Resource' } })).not.toEqual([])
})
