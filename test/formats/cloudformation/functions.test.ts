/** What each intrinsic function gives, in its short and long forms. */
import { describe, expect, test } from 'vitest'
import { nameFrom, names, runFiles, runText, telling, told } from './reading.ts'

const PARAMETERS = `
Parameters:
  Env: { Type: String, Default: dev }
  Stage: { Type: String, AllowedValues: [test, live] }
  Free: { Type: String }
  List: { Type: CommaDelimitedList, Default: 'a, b,c' }
  FreeList: { Type: CommaDelimitedList }
  Stored: { Type: 'AWS::SSM::Parameter::Value<String>', Default: /names/logs }
  StoredList: { Type: 'AWS::SSM::Parameter::Value<List<String>>', Default: /names/all }
Mappings:
  Stages:
    test: { Name: tested, Sizes: [s, m] }
    live: { Name: running, Sizes: [l, xl] }
  Regions:
    us-east-1: { Name: virginia }
    eu-west-1: { Name: ireland }
  Only:
    dev: { Name: only-dev }
Conditions:
  IsLive: !Equals [!Ref Stage, live]
  IsFree: !Equals [!Ref Free, yes]
`
const of = (expression: string, more = {}) => nameFrom(expression, PARAMETERS, more)

/** A function in its short and its long form, and what both give. */
type Case = readonly [short: string, long: string, expected: readonly string[]]

function cases(rows: readonly Case[]): void {
  test.each(rows)('%s', (short, long, expected) => {
    expect(of(short)).toEqual(expected)
    expect(of(long)).toEqual(expected)
  })
}

const DEV = ['${Env} when Env is not dev; possible: parameter Env', 'dev when Env is dev']
const STAGES = ['live when Stage is not test', 'test when Stage is test']

describe('Ref', () => {
  cases([
    ['!Ref Free', '{ Ref: Free }', ['${Free}']],
    ['!Ref Env', '{ Ref: Env }', DEV],
    ['!Ref Other', '{ Ref: Other }', ['${Other}']],
    ['!Ref Topic', '{ Ref: Topic }', ['arn:aws:sns:${AWS::Region}:${AWS::AccountId}:${Topic}']],
    ['!Ref AWS::NoValue', '{ Ref: AWS::NoValue }', ['no name']],
    ['!Ref AWS::Region', '{ Ref: AWS::Region }', ['${AWS::Region}']],
    ['!Ref AWS::Partition', '{ Ref: AWS::Partition }', ['aws']],
    ['!Ref AWS::URLSuffix', '{ Ref: AWS::URLSuffix }', ['amazonaws.com']],
    ['!Ref AWS::StackName', '{ Ref: AWS::StackName }', ['${AWS::StackName}']],
    ['!Ref Nothing', '{ Ref: Nothing }', ['${Ref Nothing}']],
    ['!Ref Stored', '{ Ref: Stored }', ['${parameter Stored}']],
  ])

  test('listed values are told apart, each certain', () => {
    expect(of('!Ref Stage')).toEqual(STAGES)
  })

  test('region and account as given', () => {
    const given = { region: 'cn-north-1', account: '111122223333' }
    expect(of('!Sub ${AWS::AccountId}-${AWS::Region}-${AWS::Partition}', given)).toEqual([
      '111122223333-cn-north-1-aws-cn',
    ])
  })
})

describe('GetAtt', () => {
  cases([
    ['!GetAtt Other.Arn', '{ "Fn::GetAtt": [Other, Arn] }', ['arn:aws:s3:::${Other}']],
    ['!GetAtt [Other, Arn]', '{ "Fn::GetAtt": Other.Arn }', ['arn:aws:s3:::${Other}']],
    ['!GetAtt Topic.TopicName', '{ "Fn::GetAtt": [Topic, TopicName] }', ['${Topic}']],
    ['!GetAtt Other.Strange.Thing', '{ "Fn::GetAtt": [Other, Strange.Thing] }', ['${Other.Strange.Thing}']],
    ['!GetAtt Missing.Arn', '{ "Fn::GetAtt": [Missing, Arn] }', ['${GetAtt Missing.Arn}']],
    ['!GetAtt Other', '{ "Fn::GetAtt": Other }', ['${Fn::GetAtt}']],
    ['!GetAtt Other.constructor', '{ "Fn::GetAtt": [Other, constructor] }', ['${Other.constructor}']],
  ])

  test('an attribute named by a function', () => {
    expect(of('{ "Fn::GetAtt": [Other, !Sub Arn] }')).toEqual(['arn:aws:s3:::${Other}'])
  })

  test('what a custom resource answers may be anything, even the name of a bucket', () => {
    const report = runText(
      `
Resources:
  Finder: { Type: Custom::Finder, Properties: { ServiceToken: x } }
  Named: { Type: AWS::S3::Bucket, Properties: { BucketName: named } }
  Logged:
    Type: AWS::S3::Bucket
    Properties: { BucketName: other, LoggingConfiguration: { DestinationBucketName: !GetAtt Finder.Bucket } }
`,
      telling(bucket => (bucket.logging?.target.is('named') ? 'logs to named' : undefined)),
    )
    expect(told(report)).toEqual([
      'Logged: logs to named when resource Finder.Bucket is named; possible: resource Finder.Bucket',
    ])
  })
})

describe('Sub', () => {
  cases([
    ['!Sub a-${Free}', '{ "Fn::Sub": "a-${Free}" }', ['a-${Free}']],
    ['!Sub "a-${ Free }"', '{ "Fn::Sub": "a-${ Free }" }', ['a-${Free}']],
    ['!Sub "a-${!Free}"', '{ "Fn::Sub": "a-${!Free}" }', ['a-${Free}']],
    ['!Sub "${Other.Arn}/*"', '{ "Fn::Sub": ["${Other.Arn}/*", {}] }', ['arn:aws:s3:::${Other}/*']],
    ['!Sub ["${A}-${Free}", { A: x }]', '{ "Fn::Sub": ["${A}-${Free}", { A: x }] }', ['x-${Free}']],
    ['!Sub ["${Free}", { Free: own }]', '{ "Fn::Sub": ["${Free}", { Free: own }] }', ['own']],
    ['!Sub ["${A.B}", { A.B: x }]', '{ "Fn::Sub": ["${A.B}", { A.B: x }] }', ['x']],
    ['!Sub ["${A}", { A: !Ref Other }]', '{ "Fn::Sub": ["${A}", { A: { Ref: Other } }] }', ['${Other}']],
    ['!Sub { A: b }', '{ "Fn::Sub": { A: b } }', ['${Fn::Sub}']],
    ['!Sub "$${Free}$"', '{ "Fn::Sub": "$${Free}$" }', ['$${Free}$']],
  ])

  test('`${!Free}` is text, not the parameter', () => {
    const literal = telling(bucket => bucket.properties.BucketName?.text.literal)
    expect(
      told(
        runText(
          `Resources: { B: { Type: AWS::S3::Bucket, Properties: { BucketName: !Sub 'a\${!Free}' } } }`,
          literal,
        ),
      ),
    ).toEqual(['B: a${Free}'])
  })
})

describe('Join', () => {
  cases([
    ['!Join ["-", [a, !Ref Free, c]]', '{ "Fn::Join": ["-", [a, { Ref: Free }, c]] }', ['a-${Free}-c']],
    ['!Join ["", [arn, !Ref Other]]', '{ "Fn::Join": ["", [arn, { Ref: Other }]] }', ['arn${Other}']],
    [
      '!Join ["-", [a, !Ref AWS::NoValue, c]]',
      '{ "Fn::Join": ["-", [a, { Ref: AWS::NoValue }, c]] }',
      ['a-c'],
    ],
    ['!Join ["-", [a, [b, [c]]]]', '{ "Fn::Join": ["-", [a, [b, [c]]]] }', ['a-b-c']],
    ['!Join ["-", []]', '{ "Fn::Join": ["-", []] }', ['']],
    ['!Join [!Ref Free, [a, b]]', '{ "Fn::Join": [{ Ref: Free }, [a, b]] }', ['a${Free}b']],
    ['!Join foo', '{ "Fn::Join": foo }', ['${Fn::Join}']],
    ['!Join ["-", !Ref FreeList]', '{ "Fn::Join": ["-", { Ref: FreeList }] }', ['${parameter FreeList}']],
  ])

  test('a list of the parameters', () => {
    expect(of('!Join ["-", !Ref List]')).toContain('a-b-c when List is a, b,c')
    expect(of('!Join ["-", [!Join ["+", !Ref StoredList], x]]')).toEqual(['${parameter StoredList}-x'])
  })

  test('a list joined in two ways is not one text', () => {
    const text = `
Parameters: { L: { Type: CommaDelimitedList } }
Resources:
  B:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: !Join ['-', !Ref L]
      LoggingConfiguration: { DestinationBucketName: !Join ['+', !Ref L], LogFilePrefix: !Join ['-', !Ref L] }
`
    const same = telling(
      ({ name, logging }) => `${logging?.target.isSurely(name)} ${logging?.prefix?.isSurely(name)}`,
    )
    expect(told(runText(text, same))).toEqual(['B: false true'])
  })
})

describe('Select, Split and Length', () => {
  cases([
    ['!Select [1, [a, b]]', '{ "Fn::Select": ["1", [a, b]] }', ['b']],
    ['!Select [2, [a, b]]', '{ "Fn::Select": [2, [a, b]] }', ['${Fn::Select}']],
    ['!Select [x, [a, b]]', '{ "Fn::Select": [x, [a, b]] }', ['${Fn::Select}']],
    ['!Select [0, !Ref FreeList]', '{ "Fn::Select": [0, { Ref: FreeList }] }', ['${parameter FreeList}']],
    ['!Select [1, !Split [":", "a:b:c"]]', '{ "Fn::Select": [1, { "Fn::Split": [":", "a:b:c"] }] }', ['b']],
    [
      '!Select [5, !Split [":", !GetAtt Other.Arn]]',
      '{ "Fn::Select": [5, { "Fn::Split": [":", { "Fn::GetAtt": [Other, Arn] }] }] }',
      ['${Other}'],
    ],
    [
      '!Select [4, !Split [":", !Ref Topic]]',
      '{ "Fn::Select": [4, { "Fn::Split": [":", { Ref: Topic }] }] }',
      ['${AWS::AccountId}'],
    ],
    // Regions and names hold dashes, and what nobody knows may hold anything.
    [
      '!Select [0, !Split ["-", !Ref AWS::Region]]',
      '{ "Fn::Select": [0, { "Fn::Split": ["-", { Ref: AWS::Region }] }] }',
      ['${AWS::Region}'],
    ],
    [
      '!Select [0, !Split [":", !Ref Free]]',
      '{ "Fn::Select": [0, { "Fn::Split": [":", { Ref: Free }] }] }',
      ['${parameter Free}'],
    ],
    ['!Select [0, !Split ["", abc]]', '{ "Fn::Select": [0, { "Fn::Split": ["", abc] }] }', ['${Fn::Split}']],
    ['!Join ["", [!Length [a, b]]]', '{ "Fn::Join": ["", [{ "Fn::Length": [a, b] }]] }', ['2']],
    ['!Length { "Fn::Split": [",", "a,b,c"] }', '{ "Fn::Length": { "Fn::Split": [",", "a,b,c"] } }', ['3']],
    [
      '!ToJsonString { a: [x, !Ref AWS::NoValue, !Ref AWS::Region], "b\\"": y }',
      '{ "Fn::ToJsonString": { "a": ["x", { "Ref": "AWS::NoValue" }, { "Ref": "AWS::Region" }], "b\\"": "y" } }',
      ['{"a":["x","${AWS::Region}"],"b\\"":"y"}'],
    ],
    [
      '!ToJsonString { a: !ImportValue X }',
      '{ "Fn::ToJsonString": { "a": { "Fn::ImportValue": "X" } } }',
      ['${Fn::ToJsonString}'],
    ],
  ])

  test('pieces of two unknown things are not the same thing', () => {
    const text = `
Parameters: { L: { Type: CommaDelimitedList }, M: { Type: CommaDelimitedList } }
Conditions:
  Same: !Equals [!Select [0, !Ref L], !Select [0, !Ref M]]
  Itself: !Equals [!Select [0, !Ref L], !Select [0, !Ref L]]
Resources:
  A: { Type: AWS::S3::Bucket, Properties: { BucketName: !If [Same, same, differs] } }
  B: { Type: AWS::S3::Bucket, Properties: { BucketName: !If [Itself, same, differs] } }
`
    expect(told(runText(text, names)).sort()).toEqual([
      'A: differs when Same is false; possible: parameter L',
      'A: same when Same is true; possible: parameter L',
      'B: same',
    ])
  })
})

describe('FindInMap', () => {
  cases([
    ['!FindInMap [Only, dev, Name]', '{ "Fn::FindInMap": [Only, dev, Name] }', ['only-dev']],
    ['!FindInMap [Nothing, dev, Name]', '{ "Fn::FindInMap": [Nothing, dev, Name] }', ['${Fn::FindInMap}']],
    ['!FindInMap [Only, nothing, Name]', '{ "Fn::FindInMap": [Only, nothing, Name] }', ['${Fn::FindInMap}']],
    [
      '!FindInMap [Only, __proto__, Name]',
      '{ "Fn::FindInMap": [Only, __proto__, Name] }',
      ['${Fn::FindInMap}'],
    ],
    [
      '!FindInMap [Stages, !Ref Stage, Name]',
      '{ "Fn::FindInMap": [Stages, { Ref: Stage }, Name] }',
      ['running when Stage is not test', 'tested when Stage is test'],
    ],
    [
      '!FindInMap [Only, nothing, Name, { DefaultValue: fallen-back }]',
      '{ "Fn::FindInMap": [Only, nothing, Name, { DefaultValue: fallen-back }] }',
      ['fallen-back'],
    ],
    [
      '!Select [1, !FindInMap [Stages, test, Sizes]]',
      '{ "Fn::Select": [1, { "Fn::FindInMap": [Stages, test, Sizes] }] }',
      ['m'],
    ],
    // A key that the mapping lacks is never deployed.
    ['!FindInMap [Only, !Ref Free, Name]', '{ "Fn::FindInMap": [Only, { Ref: Free }, Name] }', ['only-dev']],
  ])

  test('by region, as known and as open', () => {
    const expression = '!FindInMap [Regions, !Ref AWS::Region, Name]'
    expect(of(expression, { region: 'eu-west-1' })).toEqual(['ireland'])
    expect(of(expression)).toEqual([
      'ireland when AWS::Region is eu-west-1',
      'virginia when AWS::Region is us-east-1',
    ])
  })

  test('what a mapping says of a key agrees with conditions on it', () => {
    const expression = '!Join ["-", [!FindInMap [Stages, !Ref Free, Name], !If [IsTest, t, l]]]'
    const sections = PARAMETERS.replace('IsFree:', 'IsTest: !Equals [!Ref Free, test]\n  IsFree:')
    expect(nameFrom(expression, sections).map(line => line.replace(/ when.*/, ''))).toEqual([
      'running-l',
      'tested-t',
    ])
  })
})

describe('If', () => {
  cases([
    [
      '!If [IsLive, a, b]',
      '{ "Fn::If": [IsLive, a, b] }',
      ['a when IsLive is true', 'b when IsLive is false'],
    ],
    [
      '!If [IsLive, !Ref AWS::NoValue, b]',
      '{ "Fn::If": [IsLive, { Ref: AWS::NoValue }, b] }',
      ['b when IsLive is false', 'no name when IsLive is true'],
    ],
    [
      '!If [IsLive, !If [IsFree, a, b], !If [IsLive, never, c]]',
      '{ "Fn::If": [IsLive, { "Fn::If": [IsFree, a, b] }, { "Fn::If": [IsLive, never, c] }] }',
      [
        'a when IsLive is true and IsFree is true',
        'b when IsLive is true and IsFree is false',
        'c when IsLive is false',
      ],
    ],
    ['!If [Never, a, b]', '{ "Fn::If": [Never, a, b] }', ['b']],
    ['!If x', '{ "Fn::If": x }', ['${Fn::If}']],
    ['!If [IsLive, a]', '{ "Fn::If": [IsLive, a] }', ['${Fn::If}']],
    [
      '!If [Undefined, a, b]',
      '{ "Fn::If": [Undefined, a, b] }',
      [
        'a when Undefined is true; possible: condition Undefined',
        'b when Undefined is false; possible: condition Undefined',
      ],
    ],
  ])

  test('a whole property', () => {
    const text = `
Parameters: { Stage: { Type: String, AllowedValues: [test, live] } }
Conditions: { IsLive: !Equals [!Ref Stage, live] }
Resources:
  B:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration: !If [IsLive, { Status: Enabled }, !Ref AWS::NoValue]
`
    expect(
      told(
        runText(
          text,
          telling(bucket => bucket.versioning ?? 'none'),
        ),
      ).sort(),
    ).toEqual(['B: Enabled when IsLive is true', 'B: none when IsLive is false'])
  })
})

describe('ImportValue', () => {
  const importing = (name: string) => `
Resources:
  Importer: { Type: AWS::S3::Bucket, Properties: { BucketName: ${name} } }
`
  const exporting = (name: string, value = 'shared-name') => `
Resources: { Shared: { Type: AWS::S3::Bucket, Properties: { BucketName: shared } } }
Outputs: { Out: { Value: ${value}, Export: { Name: ${name} } } }
`
  const importerOf = (files: Record<string, string>) =>
    told(runFiles(files, names)).filter(line => line.startsWith('Importer'))

  test('across two templates of a run', () => {
    expect(importerOf({ 'a.yaml': importing('!ImportValue Shared'), 'b.yaml': exporting('Shared') })).toEqual(
      ['Importer: shared-name'],
    )
    const long = importing('{ "Fn::ImportValue": { "Fn::Sub": "Sha${!x}red" } }').replace('${!x}', '')
    expect(importerOf({ 'a.yaml': long, 'b.yaml': exporting('Shared', '!Ref Shared') })).toEqual([
      'Importer: shared',
    ])
  })

  test('by a name that a short form in the long one puts together', () => {
    const files = {
      'a.yaml': importing(`{ "Fn::ImportValue": !Sub '\${AWS::StackName}-out' }`),
      'b.yaml': exporting('literal'),
    }
    expect(importerOf(files)).toEqual(['Importer: ${import ${AWS::StackName}-out}'])
    files['a.yaml'] = importing(`{ "Fn::ImportValue": !Join ['', [lit, eral]] }`)
    expect(importerOf(files)).toEqual(['Importer: shared-name'])
  })

  test('nobody exports it, or two do', () => {
    expect(importerOf({ 'a.yaml': importing('!ImportValue Shared') })).toEqual(['Importer: ${import Shared}'])
    expect(
      importerOf({
        'a.yaml': importing('!ImportValue Shared'),
        'b.yaml': exporting('Shared'),
        'c.yaml': exporting('Shared', 'x'),
      }),
    ).toEqual(['Importer: ${import Shared}'])
  })
})

describe('others', () => {
  cases([
    ['!Base64 abc', '{ "Fn::Base64": abc }', ['YWJj']],
    ['!Base64 { Ref: Free }', '{ "Fn::Base64": { Ref: Free } }', ['${parameter Free}']],
    ['!Transform { Name: Magic }', '{ "Fn::Transform": { Name: Magic } }', ['${macro Magic}']],
    ['!Strange [a]', '{ "Fn::Strange": [a] }', ['${Fn::Strange}']],
  ])

  test('dynamic references are unknown pieces, also where functions put them together', () => {
    const reference = '${dynamic reference ssm:/logs/name}'
    expect(of("'{{resolve:ssm:/logs/name}}'")).toEqual([reference])
    expect(of("'a-{{resolve:ssm:/logs/name}}-b-{{resolve:ssm:/c}}'")).toEqual([
      `a-${reference}-b-\${dynamic reference ssm:/c}`,
    ])
    expect(of('!Sub "a-{{resolve:ssm:/logs/${Free}/name}}-b"')).toEqual([
      'a-${dynamic reference ssm:/logs/${Free}/name}-b',
    ])
    expect(of('!Join ["", ["{{resolve:ssm:", /logs/name, "}}"]]')).toEqual([reference])
    expect(of("'{{resolve:ssm:/logs'")).toEqual(['{{resolve:ssm:/logs'])
  })

  test('a name that rests on another name is followed to its end', () => {
    const text = `
Resources:
  First: { Type: AWS::S3::Bucket, Properties: { BucketName: base } }
  Second: { Type: AWS::S3::Bucket, Properties: { BucketName: !Sub '\${First}-second' } }
  Third: { Type: AWS::S3::Bucket, Properties: { BucketName: !Sub '\${Second}-third' } }
  Circle: { Type: AWS::S3::Bucket, Properties: { BucketName: !Ref Circle } }
`
    const is = telling(bucket => (bucket.name.is('base-second-third') ? 'it is' : undefined))
    expect(told(runText(text, is))).toEqual(['Third: it is'])
  })

  test('an imported name is no name of our own making', () => {
    const text = `
Resources:
  B:
    Type: AWS::S3::Bucket
    Properties: { BucketName: !ImportValue N, LoggingConfiguration: { DestinationBucketName: !ImportValue N } }
  C:
    Type: AWS::S3::Bucket
    Properties: { BucketName: !ImportValue N, LoggingConfiguration: { DestinationBucketName: literal } }
`
    const self = telling(bucket => (bucket.logging?.target.is(bucket) ? 'logs to itself' : undefined))
    expect(told(runText(text, self))).toEqual([
      'B: logs to itself',
      'C: logs to itself when import N is literal; possible: import N',
    ])
  })

  test('anchors and merge keys', () => {
    const text = `
Defaults: &defaults { VersioningConfiguration: &on { Status: Enabled } }
Resources:
  Merged: { Type: AWS::S3::Bucket, Properties: { <<: *defaults } }
  Aliased: { Type: AWS::S3::Bucket, Properties: { VersioningConfiguration: *on } }
  Overridden: { Type: AWS::S3::Bucket, Properties: { <<: *defaults, VersioningConfiguration: { Status: Suspended } } }
`
    expect(
      told(
        runText(
          text,
          telling(bucket => bucket.versioning),
        ),
      ).sort(),
    ).toEqual(['Aliased: Enabled', 'Merged: Enabled', 'Overridden: Suspended'])
  })

  test('where a macro may add properties, absent ones are nothing to be sure of', () => {
    const text = `
Resources:
  B:
    Type: AWS::S3::Bucket
    Properties:
      Fn::Transform: { Name: AWS::Include, Parameters: { Location: s3://x/y } }
      VersioningConfiguration: { Status: Enabled }
`
    expect(
      told(
        runText(
          text,
          telling(bucket => bucket.versioning),
        ),
      ),
    ).toEqual(['B: Enabled'])
    const [absent] = runText(
      text,
      telling(bucket => (bucket.encryption ? 'encrypted' : 'not encrypted')),
    ).findings
    expect(absent?.certainty ?? 'possible').toBe('possible')
  })

  test('booleans as YAML writes them are the same text', () => {
    const text = `
Parameters: { On: { Type: String, Default: True, AllowedValues: [True, False] } }
Conditions: { IsOn: !Equals [!Ref On, 'true'], IsOff: !Equals [!Ref On, FALSE] }
Resources:
  B: { Type: AWS::S3::Bucket, Properties: { BucketName: !If [IsOn, a, !If [IsOff, b, neither]] } }
`
    expect(told(runText(text, names))).toEqual(['B: a when IsOn is true', 'B: b when IsOn is false'])
  })
})

describe('conditions', () => {
  const holds = (definition: string) =>
    told(
      runText(
        `
Parameters: { Env: { Type: String, Default: dev }, Free: { Type: String } }
Conditions:
  A: ${definition}
Resources: { B: { Type: AWS::S3::Bucket, Properties: { BucketName: !If [A, yes, no] } } }
`,
        names,
      ),
    ).map(line => line.replace('B: ', ''))

  test.each<[string, string[]]>([
    ['!Equals [a, a]', ['yes']],
    ['!Equals [a, A]', ['no']],
    ['!Not [!Equals [a, a]]', ['no']],
    ['{ "Fn::Not": { "Fn::Equals": [a, a] } }', ['no']],
    ['!And [!Equals [a, a], !Equals [a, b]]', ['no']],
    ['!Or [!Equals [a, a], !Equals [a, b]]', ['yes']],
    ['!Or [!Equals [!Ref Free, x], !Not [!Equals [!Ref Free, x]]]', ['yes']],
    ['!And [!Equals [!Ref Free, x], !Equals [!Ref Free, y]]', ['no']],
    ['!And [!Equals [!Ref Free, x], !Equals [!Sub "a-${Free}", a-y]]', ['no']],
    ['!Equals [!Ref Env, dev]', ['no when A is false; possible: A', 'yes when A is true']],
    ['!Equals [!Join [",", [a, b]], "a,b"]', ['yes']],
    // What makes no sense is open, never true or false by accident.
    ['!And foo', ['no when A is false; possible: condition A', 'yes when A is true; possible: condition A']],
    ['!And []', ['no when A is false; possible: condition A', 'yes when A is true; possible: condition A']],
    [
      '!Or [!Strange [x], !Not [!Strange [y]]]',
      ['no when A is false; possible: condition A', 'yes when A is true; possible: condition A'],
    ],
    [
      '!Equals [a]',
      ['no when A is false; possible: condition A', 'yes when A is true; possible: condition A'],
    ],
    [
      '!Condition A',
      ['no when A is false; possible: condition A', 'yes when A is true; possible: condition A'],
    ],
  ])('%s', (definition, expected) => {
    expect(holds(definition).sort()).toEqual(expected)
  })

  test('an unknown that is read twice is the same both times', () => {
    const text = `
Conditions: { Open: !Strange [x], Both: !And [!Condition Open, !Equals [!ImportValue N, n]] }
Resources: { B: { Type: AWS::S3::Bucket, Properties: { BucketName: !If [Open, open, !If [Both, impossible, none]] } } }
`
    expect(told(runText(text, names)).map(line => line.replace(/ when.*/, ''))).toEqual([
      'B: none',
      'B: open',
    ])
  })

  test('the own condition holds inside a resource, and is not told', () => {
    const text = `
Parameters: { Env: { Type: String, Default: dev } }
Conditions: { IsProd: !Equals [!Ref Env, prod] }
Resources: { B: { Type: AWS::S3::Bucket, Condition: IsProd, Properties: { BucketName: !If [IsProd, yes, no] } } }
`
    expect(told(runText(text, names))).toEqual(['B: yes'])
  })
})
