/** Suppressions as edits: what is written suppresses the finding, and changes nothing else. */
import { describe, expect, test } from 'vitest'
import { lint } from '../../src/index.ts'
import { suppression } from '../../src/lsp/suppress.ts'

const RULE = 'versioning-suspended'

function linted(path: string, text: string) {
  const only = [RULE, 'syntax-error', 'suppression-unused', 'suppression-unknown-rule']
  return lint({ paths: [], stdin: { name: path, text }, only })
}

function suppressed(path: string, text: string): string | undefined {
  const [finding] = linted(path, text).findings
  if (finding?.rule !== RULE) throw new Error('nothing to suppress')
  const edit = suppression(path, text, finding)
  return edit && text.slice(0, edit.offset) + edit.text + text.slice(edit.offset)
}

const inJson = (metadata: object | undefined, indent: number | undefined = 2) =>
  JSON.stringify(
    {
      Resources: {
        A: {
          Type: 'AWS::S3::Bucket',
          ...(metadata ? { Metadata: metadata } : {}),
          Properties: { VersioningConfiguration: { Status: 'Suspended' } },
        },
      },
    },
    undefined,
    indent,
  )
const yaml =
  'Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties:\n      VersioningConfiguration:\n        Status: Suspended\n'

describe('a suppression', () => {
  test.each([
    ['YAML', 'a.yaml', yaml],
    ['YAML with CRLF', 'a.yaml', yaml.replaceAll('\n', '\r\n')],
    [
      'YAML in flow style',
      'a.yaml',
      'Resources: {A: {Type: AWS::S3::Bucket, Properties: {VersioningConfiguration: {Status: Suspended}}}}\n',
    ],
    ['YAML after a block of text', 'a.yaml', `Description: |\n  one\n  two\n${yaml}`],
    ['JSON', 'a.json', inJson(undefined)],
    ['JSON on one line', 'a.json', inJson(undefined, undefined)],
    ['JSON with metadata', 'a.json', inJson({ Owner: 'team' })],
    ['JSON with empty metadata', 'a.json', inJson({})],
    ['JSON with our metadata', 'a.json', inJson({ bucketlint: { ignore: {} } })],
    ['JSON in a .template file', 'a.template', inJson(undefined)],
    [
      'Terraform',
      'a.tf',
      'resource "aws_s3_bucket" "a" {}\nresource "aws_s3_bucket_versioning" "a" {\n  bucket = aws_s3_bucket.a.id\n  versioning_configuration { status = "Suspended" }\n}\n',
    ],
  ])('in %s holds', (_, path, text) => {
    const edited = suppressed(path, text) ?? ''
    const report = linted(path, edited)
    expect(report.findings).toEqual([])
    expect(report.suppressed.map(({ finding, reason }) => [finding.rule, reason])).toEqual([
      [RULE, 'TODO say why'],
    ])
  })

  test('keeps line breaks as they are', () => {
    expect(suppressed('a.yaml', yaml.replaceAll('\n', '\r\n'))).toContain('TODO say why\r\n        Status')
  })

  test('goes above the resource where a comment would be part of a text', () => {
    const text =
      'Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: |-\n        acme\n        Status\n'
    const [finding] = linted('a.yaml', yaml).findings
    const at = finding && { ...finding, location: { ...finding.location, line: 7 } }
    expect(at && suppression('a.yaml', text, at)).toEqual({
      offset: text.indexOf('  A:'),
      text: `  # bucketlint-ignore ${RULE}: TODO say why\n`,
    })
  })

  test('has no place in Terraform written as JSON, and none in what cannot be parsed', () => {
    const [finding] = linted('a.yaml', yaml).findings
    expect(finding && suppression('a.tf.json', '{}', finding)).toBeUndefined()
    expect(finding && suppression('a.yaml', '[{', finding)).toBeUndefined()
    expect(finding && suppression('a.json', '{"Resources": [', finding)).toBeUndefined()
  })
})
