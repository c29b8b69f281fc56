/** Input that is broken, or made to break things: it is told with its place, and everything ends. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { names, runFiles, runText, telling, told } from './reading.ts'

const syntax = (text: string, name = 'template.yaml') => {
  const { findings, errors } = runText(text, names, {}, name)
  expect(errors).toEqual([])
  return findings
    .filter(({ rule }) => rule === 'syntax-error')
    .map(({ location, message }) => `${location.line}:${location.column} ${message}`)
}

describe('broken input', () => {
  test.each([
    ['a: [b', 'template.yaml', /^1:/],
    ['Resources:\n  A: { Type: AWS::S3::Bucket\n', 'template.yaml', /^[12]:/],
    ['{ "Resources": { ', 'template.json', /^1:/],
    ['{ "Resources": {}, }', 'template.json', /^1:/],
    ['Resources: []', 'template.yaml', /^1:12 Resources is a list/],
    ['Resources: text', 'template.yaml', /^1:12 Resources is a single value/],
    ['Resources: { A: [], B: { Type: AWS::S3::Bucket } }', 'template.yaml', /^1:17 resource A is a list/],
    [
      'Resources: { A: { Type: AWS::S3::Bucket }, B: { Properties: {} } }',
      'template.yaml',
      /resource B has no Type/,
    ],
    [
      'Resources: { A: { Type: AWS::S3::Bucket, Properties: [] } }',
      'template.yaml',
      /Properties of A is a list/,
    ],
    [
      'Resources: { A: { Type: AWS::S3::Bucket } }\nConditions: []',
      'template.yaml',
      /^2:13 Conditions is a list/,
    ],
    ["AWSTemplateFormatVersion: '2010-09-09'", 'template.yaml', /has no Resources/],
    ['just text', 'template.yaml', /^1:1 .*expected a map with Resources/],
    ['', 'template.yaml', /^1:1 .*expected a map with Resources/],
    ['[]', 'template.json', /expected a map with Resources/],
    ['null', 'template.json', /expected a map with Resources/],
  ])('%j of %s', (text, name, expected) => {
    expect(syntax(text, name).join('\n')).toMatch(expected)
  })

  test('a path that is not there, a file that is no template, bytes that are no text', () => {
    const files = { 'notes.txt': 'just text', 'more.yaml': 'a: b' }
    const report = runFiles(files, names, { paths: ['notes.txt', 'nowhere', 'nowhere/deep.yaml'] })
    expect(report.errors.map(({ message }) => message)).toEqual([
      'nowhere: no such file or folder',
      'nowhere/deep.yaml: no such file or folder',
    ])
    expect(report.findings.map(({ location }) => location.file)).toEqual(['notes.txt'])
    expect(runFiles(files, names)).toMatchObject({ findings: [], errors: [], files: 0 })
  })
})

describe('hostile input', () => {
  const bucket = (properties: string) =>
    `Resources: { B: { Type: AWS::S3::Bucket, Properties: ${properties} } }`

  test('alias bombs', () => {
    const bomb = (first: string, next: (alias: string) => string, depth: number) =>
      [
        `A0: &a0 ${first}`,
        ...Array.from({ length: depth }, (_, i) => `A${i + 1}: &a${i + 1} ${next(`*a${i}`)}`),
      ].join('\n')
    const lists = bomb('[x, x]', alias => `[${Array.from({ length: 9 }, () => alias).join(', ')}]`, 12)
    expect(syntax(`${lists}\n${bucket('{ BucketName: x }')}`)[0]).toMatch(/bound of/)
    // Small enough to be read, and still never followed in full.
    const joins = bomb('!Join ["", [a, b]]', alias => `!Join ["", [${alias}, ${alias}]]`, 14)
    expect(told(runText(`${joins}\n${bucket('{ BucketName: *a14 }')}`, names)).length).toBe(1)
    const ifs = bomb('!If [C, a, b]', alias => `!If [C, ${alias}, ${alias}]`, 15)
    expect(told(runText(`${ifs}\n${bucket('{ BucketName: *a15 }')}`, names)).length).toBe(2)
  })

  test('deep nesting', () => {
    expect(syntax(`${'{a: '.repeat(600)}b${'}'.repeat(600)}`)[0]).toMatch(/bound of 500 levels/)
    expect(syntax(`{"Resources":${'['.repeat(100_000)}`, 'template.json')[0]).toMatch(/^1:/)
    const joins = `${'{ "Fn::Join": ["", ['.repeat(150)}"x"${']] }'.repeat(150)}`
    expect(told(runText(bucket(`{ BucketName: ${joins} }`), names))).toEqual(['B: x'])
  })

  test('conditions in circles, in long chains, and doubling', () => {
    const withConditions = (conditions: string) =>
      told(
        runText(
          `Parameters: { P: { Type: String } }\nConditions:\n${conditions}\n${bucket('{ BucketName: !If [C0, yes, no] }')}`,
          names,
        ),
      ).length
    expect(withConditions('  C0: !Condition C0')).toBe(2)
    expect(
      withConditions(
        '  C0: !Not [!Condition C1]\n  C1: !And [!Condition C0, !Condition C2]\n  C2: !Equals [a, a]',
      ),
    ).toBe(2)
    const chain = (count: number, next: (name: string) => string) =>
      [
        ...Array.from({ length: count }, (_, i) => `  C${i}: ${next(`C${i + 1}`)}`),
        `  C${count}: !Equals [!Ref P, a]`,
      ].join('\n')
    expect(withConditions(chain(3000, name => `!Not [!Condition ${name}]`))).toBe(2)
    expect(withConditions(chain(200, name => `!And [!Condition ${name}, !Condition ${name}]`))).toBe(2)
    expect(withConditions(chain(7, name => `!And [!Condition ${name}, !Condition ${name}]`))).toBe(2)
  })

  test('more conditions over each other than can be solved', () => {
    const count = 40
    const parameters = Array.from(
      { length: count },
      (_, i) => `  P${i}: { Type: String, AllowedValues: [a, b, c, d] }`,
    ).join('\n')
    const all = Array.from({ length: count }, (_, i) => `!Equals [!Ref P${i}, !Ref P${(i * 7 + 1) % count}]`)
    const text = `Parameters:\n${parameters}\nConditions:\n  A: !Or [${all.join(', ')}]\n  B: !Not [!And [${all.join(', ')}]]\n${bucket('{ BucketName: !If [A, !If [B, x, y], z] }')}`
    expect(told(runText(text, names)).length).toBeGreaterThan(0)
  })

  test('more worlds than the bound: what was not checked is said', () => {
    const count = 9
    const parameters = Array.from({ length: count }, (_, i) => `  P${i}: { Type: String }`).join('\n')
    const conditions = Array.from({ length: count }, (_, i) => `  C${i}: !Equals [!Ref P${i}, a]`).join('\n')
    const parts = Array.from({ length: count }, (_, i) => `!If [C${i}, a, b]`).join(', ')
    const text = `Parameters:\n${parameters}\nConditions:\n${conditions}\n${bucket(`{ BucketName: !Join ['', [${parts}]] }`)}`
    const all = runText(
      text,
      telling(({ name }) => (name.toString() === 'aaaaaaaaa' ? undefined : 'not all')),
    )
    expect(all.notFullyChecked).toMatchObject([{ rule: 'told', address: 'B', file: 'template.yaml' }])
    const none = runText(
      text,
      telling(({ id }) => id),
    )
    expect(none.notFullyChecked).toEqual([])
  })

  test('texts and exports that double', () => {
    const outputs = Array.from(
      { length: 60 },
      (_, i) =>
        `  O${i}: { Value: !Join ['', [!ImportValue E${i + 1}, !ImportValue E${i + 1}, x]], Export: { Name: E${i} } }`,
    ).join('\n')
    const text = `${bucket('{ BucketName: !ImportValue E0 }')}\nOutputs:\n${outputs}\n  Last: { Value: x, Export: { Name: E60 } }`
    const [line = ''] = told(
      runText(
        text,
        telling(({ name }) => name.toString().slice(0, 80)),
      ),
    )
    expect(line).toMatch(/^B: /)
  })

  test('outputs of nested stacks in circles', () => {
    const stack = (value: string) =>
      `{ Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: c.yaml, Parameters: { P: ${value} } } }`
    const parent = `
Resources:
  S1: ${stack('!GetAtt S2.Outputs.O')}
  S2: ${stack('!GetAtt S1.Outputs.O')}
  B: { Type: AWS::S3::Bucket, Properties: { BucketName: !GetAtt S1.Outputs.O } }
`
    const child = `
Parameters: { P: { Type: String } }
Resources: { T: { Type: AWS::SNS::Topic } }
Outputs: { O: { Value: !Sub '\${P}x' } }
`
    expect(told(runFiles({ 'p.yaml': parent, 'c.yaml': child }, names))).toEqual([
      'B: ${a circular reference}xx',
    ])
    const self = `${bucket('{ BucketName: !ImportValue Me }')}\nOutputs: { O: { Value: !ImportValue Me, Export: { Name: Me } } }`
    expect(told(runText(self, names))).toEqual(['B: ${a circular reference}'])
  })

  test('names that JavaScript knows', () => {
    const words = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'then', 'at']
    for (const word of words) {
      const text = JSON.stringify({
        Parameters: { WORD: { Type: 'String', Default: 'WORD' } },
        Mappings: { WORD: { WORD: { WORD: 'x' } } },
        Conditions: { WORD: { 'Fn::Equals': [{ Ref: 'WORD' }, 'WORD'] } },
        Resources: {
          WORD: { Type: 'WORD', Properties: { WORD: 'WORD' } },
          B: {
            Type: 'AWS::S3::Bucket',
            Condition: 'WORD',
            Properties: {
              WORD: 1,
              BucketName: {
                'Fn::Join': [
                  '-',
                  [
                    { 'Fn::GetAtt': ['WORD', 'WORD'] },
                    { 'Fn::GetAtt': ['B', 'WORD'] },
                    { 'Fn::FindInMap': ['WORD', 'WORD', 'WORD'] },
                    { Ref: 'WORD' },
                  ],
                ],
              },
              Tags: [{ WORD: 'x', Key: 'a', Value: { 'Fn::WORD': [] } }],
            },
          },
        },
        Outputs: { WORD: { Value: 'x', Export: { Name: 'WORD' } } },
      }).replaceAll('WORD', word)
      const report = runText(
        text,
        telling(
          each =>
            `${each.name.toString()} ${Object.keys(each.properties).length} ${each.properties.Tags?.length}`,
        ),
        {},
        'template.json',
      )
      expect(report.errors).toEqual([])
      expect(report.buckets, word).toBe(1)
    }
    expect(({} as Record<string, unknown>)['WORD']).toBeUndefined()
  })

  test('10,000 resources', () => {
    const resources = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, i) => [
        `R${i}`,
        i % 10 ? { Type: 'AWS::SNS::Topic' } : { Type: 'AWS::S3::Bucket' },
      ]),
    )
    const report = runText(
      JSON.stringify({ Resources: resources }),
      telling(({ versioning }) => versioning ?? 'none'),
      {},
      'template.json',
    )
    expect(report.findings.length).toBe(1000)
  })

  test('random templates never throw', () => {
    const keys = fc.constantFrom(
      'Ref',
      'Fn::If',
      'Fn::Sub',
      'Fn::Join',
      'Fn::GetAtt',
      'Fn::Select',
      'Fn::Split',
      'Fn::FindInMap',
      'Fn::ImportValue',
      'Fn::Base64',
      'Fn::Length',
      'Fn::Transform',
      'Fn::Equals',
      'Fn::And',
      'Fn::Not',
      'Condition',
      'Fn::ForEach::X',
      'Key',
      'Value',
      'Status',
      '__proto__',
      'B',
      'Rules',
      'Type',
      'Parameters',
      'TemplateURL',
    )
    const leaf = fc.oneof(
      fc.constantFrom(
        'B',
        'C',
        'P',
        'L',
        '',
        'AWS::NoValue',
        'AWS::Region',
        '${B}',
        '${',
        '${B.Arn}',
        'B.Arn',
        '{{resolve:x}}',
        '0',
        ':',
      ),
      fc.constantFrom<unknown>(0, -1, 1.5, true, null),
    )
    const { node } = fc.letrec<{ node: unknown }>(tie => ({
      node: fc.oneof(
        { maxDepth: 5, depthSize: 'medium' },
        leaf,
        fc.array(tie('node'), { maxLength: 3 }),
        fc.dictionary(keys, tie('node'), { maxKeys: 2 }),
      ),
    }))
    const template = fc.record({
      Parameters: fc.oneof(
        fc.constant({ P: { Type: 'String' }, L: { Type: 'CommaDelimitedList' } }),
        fc.dictionary(fc.constantFrom('P', 'L'), node),
      ),
      Conditions: fc.dictionary(fc.constantFrom('C', 'D'), node),
      Mappings: fc.dictionary(fc.constantFrom('M', 'B'), node),
      Transform: fc.oneof(fc.constant('AWS::LanguageExtensions'), node),
      Resources: fc.record({
        B: fc.record({
          Type: fc.constant('AWS::S3::Bucket'),
          Condition: fc.oneof(fc.constant('C'), node),
          Properties: fc.dictionary(
            fc.constantFrom(
              'BucketName',
              'Tags',
              'VersioningConfiguration',
              'LoggingConfiguration',
              'Fn::If',
              'LifecycleConfiguration',
            ),
            node,
          ),
        }),
        S: fc.record({ Type: fc.constant('AWS::CloudFormation::Stack'), Properties: node }),
      }),
      Outputs: fc.dictionary(fc.constantFrom('O', 'P'), node),
    })
    const reading = telling(each => {
      const { Tags, LifecycleConfiguration } = each.properties
      for (const tag of Tags ?? []) tag.Value?.is('x')
      const days = LifecycleConfiguration?.Rules?.map(({ ExpirationInDays }) => ExpirationInDays)
      return `${each.name.value} ${each.versioning} ${each.logging?.target.startsWith('x')} ${days?.join()}`
    })
    fc.assert(
      fc.property(template, each => {
        const { errors } = runText(JSON.stringify(each), reading, {}, 'template.json')
        expect(errors).toEqual([])
      }),
      { numRuns: 300 },
    )
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), text => {
        runText(text, reading, {}, 'template.json')
      }),
      { numRuns: 100 },
    )
  })
})
