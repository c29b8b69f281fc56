/** Suppressions in metadata: of CloudFormation resources and templates, and of CDK constructs. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { assembly, bucket } from '../formats/cdk/assembly.ts'
import { reportOn, told } from './linting.ts'

const suspended = { VersioningConfiguration: { Status: 'Suspended' } }

/** A template in JSON, on one line. */
const template = (metadata: object, whole: object = {}) =>
  JSON.stringify({
    Metadata: whole,
    Resources: {
      Data: { Type: 'AWS::S3::Bucket', Metadata: metadata, Properties: suspended },
      Other: { Type: 'AWS::S3::Bucket', Properties: suspended },
    },
  })
const only = ['versioning-suspended', 'suppression-unused', 'suppression-unknown-rule', 'suppression-expired']
const left = (metadata: object, whole?: object) =>
  told(reportOn(template(metadata, whole), { only })).left.map(line => line.replace(/^1 /, ''))

describe('CloudFormation', () => {
  test.each([
    [{ 'versioning-suspended': 'old versions go first' }],
    [{ 'Versioning-Suspended': 'old versions go first until 2026-06-15' }],
    [{ 'versioning-suspended': { reason: 'old versions go first', until: '2026-06-15' } }],
  ])('a resource ignores %j', ignore => {
    expect(left({ bucketlint: { ignore } })).toEqual(['versioning-suspended Other'])
  })

  test('a template ignores for all of it', () => {
    expect(left({}, { bucketlint: { ignore: { 'versioning-suspended': 'x' } } })).toEqual([])
  })

  test.each([
    [
      { ignores: { 'versioning-suspended': 'x' } },
      'this metadata suppresses nothing: expected ignore: {RULE: reason}',
    ],
    [
      { ignore: ['versioning-suspended'] },
      'this metadata suppresses nothing: expected ignore: {RULE: reason}',
    ],
    ['versioning-suspended', 'this metadata suppresses nothing: expected ignore: {RULE: reason}'],
    [{ ignore: { versioning: 'x' } }, "there is no rule 'versioning': did you mean 'versioning-off'?"],
  ])('%j is told', (own, message) => {
    const { findings } = reportOn(template({ bucketlint: own }), { only })
    expect(findings.filter(({ rule }) => rule === 'suppression-unknown-rule')).toMatchObject([{ message }])
  })

  test('the list of cdk-nag may name our rules; those of cdk-nag are none of ours', () => {
    const nag = (id: string, more = {}) => ({
      cdk_nag: {
        rules_to_suppress: [
          { id: 'AwsSolutions-S1', reason: 'x' },
          { id, reason: 'aGVsbG8=', ...more },
        ],
      },
    })
    expect(left(nag('bucketlint::versioning-suspended', { is_reason_encoded: true }))).toEqual([
      'versioning-suspended Other',
    ])
    expect(left(nag('versioning-suspended'))).toEqual(['versioning-suspended Other'])
    expect(left(nag('bucketlint::versioning'))).toContain('suppression-unknown-rule')
    expect(left(nag('versioning'))).not.toContain('suppression-unknown-rule')
  })

  test('what loops make of a resource has its metadata', () => {
    const yaml = `AWSTemplateFormatVersion: 2010-09-09
Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Buckets:
    - Name
    - [A, B]
    - \${Name}Data:
        Type: AWS::S3::Bucket
        Metadata: { bucketlint: { ignore: { versioning-suspended: x } } }
        Properties: { VersioningConfiguration: { Status: Suspended } }
`
    expect(told(reportOn(yaml, { only }))).toEqual({
      left: [],
      suppressed: ['10 versioning-suspended AData', '10 versioning-suspended BData'],
    })
  })
})

describe('CDK', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bucketlint-suppress-'))
  afterAll(() => {
    rmSync(folder, { recursive: true })
  })

  /** What is left of an app with the buckets App/Data/Logs and App/Database, with metadata of constructs. */
  const lint = (name: string, metadata: object, isApart: boolean) => {
    const resources = {
      Logs: bucket(suspended, 'App/Data/Logs/Resource'),
      Database: bucket(suspended, 'App/Database/Resource'),
    }
    const artifact = isApart ? { additionalMetadataFile: 'App.metadata.json' } : { metadata }
    const files: Record<string, string> = {
      ...assembly({ App: { resources, artifact } }),
      ...(isApart ? { 'cdk.out/App.metadata.json': JSON.stringify(metadata) } : {}),
    }
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name, path)), { recursive: true })
      writeFileSync(join(folder, name, path), text)
    }
    const report = reportOn('', { cwd: join(folder, name), paths: ['cdk.out'], stdin: undefined, only })
    return report.findings.map(({ rule, resource }) => `${rule} ${resource.construct ?? ''}`.trim())
  }
  const own = [{ type: 'bucketlint', data: { ignore: { 'versioning-suspended': 'x' } } }]
  const acknowledged = [
    { type: 'aws:cdk:acknowledged-rules', data: { 'AwsSolutions-S1': 'y' } },
    { type: 'aws:cdk:acknowledged-rules', data: { 'bucketlint::versioning-suspended': 'x' } },
  ]

  test.each([
    ['own metadata', { '/App/Data': own }],
    ['what was acknowledged', { '/App/Data': acknowledged }],
    ['that of the construct itself', { '/App/Data/Logs/Resource': own }],
  ])('%s holds for what is made in a construct', (name, metadata) => {
    expect(lint(`${name} inside`, metadata, false)).toEqual(['versioning-suspended App/Database/Resource'])
    expect(lint(`${name} apart`, metadata, true)).toEqual(['versioning-suspended App/Database/Resource'])
  })

  test('of the stack for all of it', () => {
    expect(lint('stack', { '/App': acknowledged }, true)).toEqual([])
  })

  test('of no use is told', () => {
    expect(lint('unused', { '/App/Dat': own }, true)).toContain('suppression-unused')
  })
})
