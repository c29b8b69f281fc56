/** What a wish about properties makes of the text of a template, in every style that people write. */
import { describe, expect, test } from 'vitest'
import type { WantedRecord } from '../../../src/model/change.ts'
import { exactly, set, setBeside } from '../../../src/model/wishes.ts'
import { templateWith, wished } from './writing.ts'

const versioned: WantedRecord = { VersioningConfiguration: { Status: 'Enabled' } }

function setting(before: string, wanted = versioned, name?: string): string | undefined {
  return wished(before, resource => set({ resource }, wanted), 'Logs', name)
}

describe('properties in block style', () => {
  test.each([
    [
      'a resource without properties',
      'Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n',
      `Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n    Properties:\n      VersioningConfiguration:\n        Status: Enabled\n`,
    ],
    [
      'no line break at the end, four blanks a level',
      'Resources:\n    Logs:\n        Type: AWS::S3::Bucket',
      `Resources:\n    Logs:\n        Type: AWS::S3::Bucket\n        Properties:\n            VersioningConfiguration:\n                Status: Enabled`,
    ],
    [
      'comments and blank lines around',
      templateWith('BucketName: x # why\n# below\n\n# of the next', 'Next: { Type: AWS::SNS::Topic }'),
      templateWith(
        'BucketName: x # why\nVersioningConfiguration:\n  Status: Enabled\n# below\n\n# of the next',
        'Next: { Type: AWS::SNS::Topic }',
      ),
    ],
    [
      'a value to replace',
      templateWith('VersioningConfiguration:\n  Status: Suspended # for now\nBucketName: x'),
      templateWith('VersioningConfiguration:\n  Status: Enabled # for now\nBucketName: x'),
    ],
    [
      'a function to replace',
      templateWith('VersioningConfiguration:\n  Status:\n    Fn::If: [A, Enabled, Suspended]\nBucketName: x'),
      templateWith('VersioningConfiguration:\n  Status: Enabled\nBucketName: x'),
    ],
    [
      'a function to replace, behind a comment',
      templateWith('VersioningConfiguration:\n  Status: # stays\n    !Ref Status\nBucketName: x'),
      templateWith('VersioningConfiguration:\n  Status: Enabled # stays\nBucketName: x'),
    ],
    [
      'null',
      templateWith('VersioningConfiguration: # to do\nBucketName: x'),
      templateWith('VersioningConfiguration: # to do\n  Status: Enabled\nBucketName: x'),
    ],
    [
      'null below',
      templateWith('VersioningConfiguration:\n  Status:\n'),
      templateWith('VersioningConfiguration:\n  Status: Enabled\n'),
    ],
    [
      'what is so already',
      templateWith("VersioningConfiguration: { Status: 'Enabled' }"),
      templateWith("VersioningConfiguration: { Status: 'Enabled' }"),
    ],
  ])('%s', (_, before, after) => {
    expect(setting(before)).toBe(after)
  })

  test('Windows line ends and a byte order mark stay', () => {
    const before = `\uFEFF${templateWith('BucketName: x')}`.replaceAll('\n', '\r\n')
    expect(setting(before)).toBe(
      `\uFEFF${templateWith('BucketName: x\nVersioningConfiguration:\n  Status: Enabled')}`.replaceAll(
        '\n',
        '\r\n',
      ),
    )
  })

  test('texts are in quotes where they could be taken for something else', () => {
    const wanted = {
      A: '2012-10-17',
      B: 'false',
      C: 's3:*',
      D: '*',
      E: 'plain text',
      F: 'arn:aws:s3:::a',
      G: "it's: so",
      H: 'yes',
      I: '',
      J: 7,
      K: true,
      'aws:SecureTransport': '010',
      L: 'two\nlines',
    }
    expect(setting(templateWith('BucketName: x'), { Tags: wanted })).toBe(
      templateWith(
        [
          'BucketName: x',
          'Tags:',
          "  A: '2012-10-17'",
          "  B: 'false'",
          "  C: 's3:*'",
          "  D: '*'",
          '  E: plain text',
          '  F: arn:aws:s3:::a',
          "  G: 'it''s: so'",
          "  H: 'yes'",
          "  I: ''",
          '  J: 7',
          '  K: true',
          "  aws:SecureTransport: '010'",
          '  L: "two\\nlines"',
        ].join('\n'),
      ),
    )
    expect(setting(templateWith('BucketName: "x"'), { A: '*' })).toBe(templateWith('BucketName: "x"\nA: "*"'))
  })

  test('behind a text that ends in blank lines of its own, there is no room', () => {
    expect(setting(templateWith('A: |+\n  b\n\n', 'Next: { Type: AWS::SNS::Topic }'))).toBeUndefined()
    expect(setting(templateWith('A: |+\n  b'))).toBe(
      templateWith('A: |+\n  b\nVersioningConfiguration:\n  Status: Enabled'),
    )
  })

  test('lists are set as the template sets them', () => {
    const wanted = { A: ['x', { B: ['z'] }] }
    expect(setting(templateWith('Tags:\n- Key: a'), wanted)).toBe(
      templateWith('Tags:\n- Key: a\nA:\n- x\n- B:\n  - z'),
    )
    expect(setting(templateWith('Tags:\n    - Key: a'), wanted)).toBe(
      templateWith('Tags:\n    - Key: a\nA:\n    - x\n    - B:\n          - z'),
    )
  })

  test('a list, or a record that is to be exact, takes the place of what is there', () => {
    expect(
      setting(templateWith('A: [x, y] # a\nB:\n  C: d\n  E: f\n\nG: h'), {
        A: ['z'],
        B: exactly({ E: 'g' }),
      }),
    ).toBe(templateWith('A: [z] # a\nB:\n  E: g\n\nG: h'))
  })
})

describe('properties in brackets', () => {
  test.each([
    [
      'on one line',
      'Resources: { Logs: { Type: AWS::S3::Bucket } } # end\n',
      'Resources: { Logs: { Type: AWS::S3::Bucket, Properties: { VersioningConfiguration: { Status: Enabled } } } } # end\n',
    ],
    ['empty', templateWith('', '', ' {}'), templateWith('VersioningConfiguration:\n  Status: Enabled')],
    [
      'on one line among lines',
      templateWith('', '', ' {BucketName: x}'),
      templateWith('', '', ' {BucketName: x, VersioningConfiguration: {Status: Enabled}}'),
    ],
    [
      'on many lines',
      templateWith('', '', ' {\n        BucketName: x # why\n      }'),
      templateWith(
        '',
        '',
        ' {\n        BucketName: x, # why\n        VersioningConfiguration: { Status: Enabled }\n      }',
      ),
    ],
    [
      'with a comma at the end',
      templateWith('', '', ' {\n        BucketName: x, # why\n      }'),
      templateWith(
        '',
        '',
        ' {\n        BucketName: x, # why\n        VersioningConfiguration: { Status: Enabled },\n      }',
      ),
    ],
    [
      'JSON within YAML',
      templateWith('', '', ' {"BucketName": "x"}'),
      templateWith('', '', ' {"BucketName": "x", "VersioningConfiguration": {"Status": "Enabled"}}'),
    ],
  ])('%s', (_, before, after) => {
    expect(setting(before)).toBe(after)
  })
})

describe('JSON', () => {
  test.each([
    [
      '{"Resources":{"Logs":{"Type":"AWS::S3::Bucket"}}}',
      '{"Resources":{"Logs":{"Type":"AWS::S3::Bucket","Properties":{"VersioningConfiguration":{"Status":"Enabled"}}}}}',
    ],
    [
      '{ "Resources" : { "Logs" : { "Type" : "AWS::S3::Bucket", "Properties" : {} } } }',
      '{ "Resources" : { "Logs" : { "Type" : "AWS::S3::Bucket", "Properties" : { "VersioningConfiguration" : { "Status" : "Enabled" } } } } }',
    ],
    [
      '{\n\t"Resources": {\n\t\t"Logs": {\n\t\t\t"Type": "AWS::S3::Bucket"\n\t\t}\n\t}\n}\n',
      '{\n\t"Resources": {\n\t\t"Logs": {\n\t\t\t"Type": "AWS::S3::Bucket",\n\t\t\t"Properties": {\n\t\t\t\t"VersioningConfiguration": {\n\t\t\t\t\t"Status": "Enabled"\n\t\t\t\t}\n\t\t\t}\n\t\t}\n\t}\n}\n',
    ],
    [
      '{\r\n  "Resources": {\r\n    "Logs": { "Type": "AWS::S3::Bucket" }\r\n  }\r\n}\r\n',
      '{\r\n  "Resources": {\r\n    "Logs": { "Type": "AWS::S3::Bucket", "Properties": { "VersioningConfiguration": { "Status": "Enabled" } } }\r\n  }\r\n}\r\n',
    ],
    [
      '{"Resources":{"Logs":{"Type":"AWS::S3::Bucket","Properties":{"VersioningConfiguration":null}}}}',
      '{"Resources":{"Logs":{"Type":"AWS::S3::Bucket","Properties":{"VersioningConfiguration":{"Status":"Enabled"}}}}}',
    ],
  ])('%j', (before, after) => {
    expect(setting(before, versioned, 'template.json')).toBe(after)
  })
})

describe('conditions', () => {
  test.each([
    [
      'short, on one line',
      'VersioningConfiguration: !If [A, {Status: Suspended}, !Ref AWS::NoValue]',
      'VersioningConfiguration: !If [A, {Status: Enabled}, {Status: Enabled}]',
    ],
    [
      'short, on many lines',
      'VersioningConfiguration: !If\n  - A\n  - Status: Suspended # a\n  - !Ref AWS::NoValue',
      'VersioningConfiguration: !If\n  - A\n  - Status: Enabled # a\n  - Status: Enabled',
    ],
    [
      'long, one in another',
      'VersioningConfiguration:\n  Fn::If:\n    - A\n    - Fn::If: [B, {}, Ref: AWS::NoValue]\n    - Status: Suspended',
      'VersioningConfiguration:\n  Fn::If:\n    - A\n    - Fn::If: [B, { Status: Enabled }, { Status: Enabled }]\n    - Status: Enabled',
    ],
  ])('%s', (_, before, after) => {
    expect(setting(templateWith(before))).toBe(templateWith(after))
  })

  test.each(['!Ref X', '!FindInMap [A, B, C]', '{ Fn::Transform: { Name: X } }', '!Sub text', 'text', '[a]'])(
    'where %s makes the record, there is no room',
    written => {
      expect(setting(templateWith(`VersioningConfiguration: ${written}`))).toBeUndefined()
    },
  )
})

describe('attributes', () => {
  const retained = (before: string, name?: string) =>
    wished(before, resource => setBeside({ resource }, { DeletionPolicy: 'Retain' }), 'Logs', name)

  test('stand before the properties', () => {
    expect(retained(templateWith('A: b'))).toBe(
      templateWith('A: b').replace('    Properties', '    DeletionPolicy: Retain\n    Properties'),
    )
    expect(retained('{"Resources":{"Logs":{"Type":"AWS::S3::Bucket","Properties":{}}}}', 'a.json')).toBe(
      '{"Resources":{"Logs":{"Type":"AWS::S3::Bucket","DeletionPolicy":"Retain","Properties":{}}}}',
    )
  })

  test('stand last where nothing stands before the properties, and change where they stand', () => {
    expect(retained('Resources:\n  Logs:\n    Properties:\n      A: b\n    Type: AWS::S3::Bucket')).toBe(
      'Resources:\n  Logs:\n    Properties:\n      A: b\n    Type: AWS::S3::Bucket\n    DeletionPolicy: Retain',
    )
    expect(retained('Resources:\n  Logs:\n    DeletionPolicy: Delete # !\n    Type: AWS::S3::Bucket')).toBe(
      'Resources:\n  Logs:\n    DeletionPolicy: Retain # !\n    Type: AWS::S3::Bucket',
    )
  })
})
