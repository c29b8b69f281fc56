/** Findings stand exactly at the key that is to blame. */
import { describe, expect, test } from 'vitest'
import type { Bucket } from '../../../src/rule.ts'
import { runText, tableOf } from './reading.ts'

const versioning = tableOf(function* (bucket) {
  yield { at: bucket.versioningPlace, message: 'versioning' }
})
const logging = tableOf(function* (bucket) {
  if (bucket.logging) yield { at: bucket.logging.at, message: 'logging' }
})
const tags = tableOf(function* (bucket: Bucket) {
  for (const tag of bucket.properties.Tags ?? []) yield { at: tag.at('Value'), message: 'tag' }
})

/** The text with «» around what is to be found, and what is found. */
function check(marked: string, table: typeof versioning, name = 'template.yaml'): void {
  const text = marked.replace(/[«»]/g, '')
  const expected = [...marked.matchAll(/«([^»]*)»/g)].map(({ 1: key = '', index }, count) => {
    const lines = text.slice(0, index - 2 * count).split('\n')
    const [line, column] = [lines.length, (lines.at(-1)?.length ?? 0) + 1]
    return { file: name, line, column, endLine: line, endColumn: column + key.length }
  })
  const { findings, errors } = runText(text, table, {}, name)
  expect(errors).toEqual([])
  expect(expected.length).toBeGreaterThan(0)
  expect(findings.map(({ location }) => location)).toEqual(expected)
}

describe('YAML', () => {
  test('block style', () => {
    check(
      `
# a comment
Resources:
  Logs:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration:
        «Status»: Suspended   # why
  «Other»:
    Type: AWS::S3::Bucket
`,
      versioning,
    )
  })

  test('flow style, quoted keys, tabs and wide characters before', () => {
    check(
      `Resources: {"Lögs✓": {Type: AWS::S3::Bucket, Properties: {VersioningConfiguration: {"x": 1, «"Status"»: Suspended}}}}`,
      versioning,
    )
    check(`Resources: { «'Bücket'» : { Type: AWS::S3::Bucket } }`, versioning)
  })

  test('Windows line ends and a byte order mark', () => {
    check(
      '\uFEFFResources:\r\n  Logs:\r\n    Type: AWS::S3::Bucket\r\n    Properties:\r\n      VersioningConfiguration:\r\n        «Status»: x\r\n',
      versioning,
    )
  })

  test('inside of conditions the side that is read', () => {
    check(
      `
Parameters: { E: { Type: String, AllowedValues: [a, b] } }
Conditions: { A: !Equals [!Ref E, a] }
Resources:
  Logs:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration: !If
        - A
        - «Status»: Enabled
        - Fn::If: [A, { Status: never }, { «Status»: Suspended }]
`,
      versioning,
    )
  })

  test('the key where the value is a function, and items of lists', () => {
    check(
      `
Resources:
  Logs:
    Type: AWS::S3::Bucket
    Properties:
      LoggingConfiguration:
        «DestinationBucketName»: !Join
          - '-'
          - [a, b]
`,
      logging,
    )
    check(
      `
Resources:
  Logs:
    Type: AWS::S3::Bucket
    Properties:
      Tags:
        - Key: a
          «Value»: b
        - { Key: c, «Value»: d }
`,
      tags,
    )
  })

  test('through an alias, where the text stands', () => {
    check(
      `
Shared: &on { «Status»: Suspended }
Resources:
  Logs: { Type: AWS::S3::Bucket, Properties: { VersioningConfiguration: *on } }
`,
      versioning,
    )
  })
})

describe('JSON', () => {
  test('spread out and on one line', () => {
    check(
      `{
  "Resources": {
    "Logs": {
      "Type": "AWS::S3::Bucket",
      "Properties": {
        "VersioningConfiguration": { "a": [1, "]}"], «"Status"»: "Suspended" }
      }
    },
    «"Other"»: { "Type": "AWS::S3::Bucket" }
  }
}`,
      versioning,
      'template.json',
    )
    check(
      `{"Resources":{"\\u004cogs":{"Type":"AWS::S3::Bucket","Properties":{"VersioningConfiguration":{«"Status"»:"x"}}}}}`,
      versioning,
      'template.json',
    )
  })

  test('keys that look like numbers, and a key written twice', () => {
    check(
      `{ "Resources": { "2": { "Type": "AWS::SNS::Topic" }, «"1"»: { "Type": "AWS::S3::Bucket" } } }`,
      versioning,
      'template.json',
    )
  })

  test('items of lists', () => {
    check(
      `{ "Resources": { "B": { "Type": "AWS::S3::Bucket", "Properties": { "Tags": [
        { "Key": "a", «"Value"»: "b" }, {«"Value"»: {"Ref": "B"}, "Key": "c"} ] } } } }`,
      tags,
      'template.json',
    )
  })
})
