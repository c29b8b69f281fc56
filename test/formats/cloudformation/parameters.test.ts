/** What a template is given: parameters, their files, and nested stacks with what they pass. */
import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { run } from '../../../src/run.ts'
import { folderWith, names, runFiles, runText, telling, told } from './reading.ts'

const TEMPLATE = `
Parameters:
  Name: { Type: String, Default: by-default }
  Names: { Type: CommaDelimitedList, Default: 'a,b' }
  Stored: { Type: 'AWS::SSM::Parameter::Value<String>', Default: /name }
Resources:
  One: { Type: AWS::S3::Bucket, Properties: { BucketName: !Ref Name } }
  Two: { Type: AWS::S3::Bucket, Properties: { BucketName: !Select [1, !Ref Names] } }
  Three: { Type: AWS::S3::Bucket, Properties: { BucketName: !Ref Stored } }
`

describe('given values', () => {
  test('--param goes before the default', () => {
    const params = new Map([
      ['Name', 'given'],
      ['Names', 'x, y'],
    ])
    expect(told(runText(TEMPLATE, names, { params }))).toEqual([
      'One: given',
      'Two: y',
      'Three: ${parameter Stored}',
    ])
  })

  test('what an SSM parameter is given is where its value is kept, not the value', () => {
    const params = new Map([['Stored', '/other/name']])
    expect(told(runText(TEMPLATE, names, { params }))).toContain('Three: ${parameter Stored}')
  })

  test.each([
    [
      'list.json',
      '[{ "ParameterKey": "Name", "ParameterValue": "filed" }, { "ParameterKey": "Names", "ParameterValue": "x,y" }]',
    ],
    [
      'kept.json',
      '[{ "ParameterKey": "Name", "ParameterValue": "filed" }, { "ParameterKey": "Names", "ParameterValue": "x,y" }, { "ParameterKey": "Stored", "UsePreviousValue": true }]',
    ],
    ['texts.json', '["Name=filed", "Names=x,y"]'],
    ['sync.json', '{ "Parameters": { "Name": "filed", "Names": "x,y" }, "Tags": { "a": "b" } }'],
    ['sync.yaml', 'parameters-of: x\nParameters:\n  Name: filed\n  Names: [x, y]\n'],
    ['map.json', '{ "Name": "filed", "Names": "x,y" }'],
    ['map.yaml', 'Name: filed\nNames:\n  - x\n  - y\n'],
    [
      'samconfig.toml',
      'version = 0.1\n[default.deploy.parameters]\nparameter_overrides = "Name=filed Names=\\"x,y\\""\n[prod.deploy.parameters]\nparameter_overrides = "Name=prod"\n',
    ],
    [
      'samconfig-list.toml',
      '[default.global.parameters]\nparameter_overrides = ["Name=filed", "Names=x,y"]\n',
    ],
    [
      'samconfig-keys.toml',
      '[default.deploy.parameters]\nparameter_overrides = "ParameterKey=Name,ParameterValue=filed ParameterKey=Names,ParameterValue=x\\\\,y"\n',
    ],
  ])('from %s', (file, text) => {
    const cwd = folderWith({ [file]: text })
    const report = runText(TEMPLATE, names, { cwd, paramFiles: [file] })
    expect(report.errors).toEqual([])
    expect(told(report).slice(0, 2)).toEqual(['One: filed', 'Two: y'])
    expect(
      told(runText(TEMPLATE, names, { cwd, paramFiles: [file], params: new Map([['Name', 'asked']]) })),
    ).toContain('One: asked')
  })

  test.each([
    ['broken.json', '{ "Name": ', 1],
    ['broken.toml', 'a = = b', 1],
    ['scalar.yaml', 'just text', 1],
    ['deep.json', '{ "Name": { "a": 1 } }', 1],
    ['list.json', '[1, [2]]', 1],
    ['empty.json', '', 1],
  ])('%s is an error with its place', (file, text, line) => {
    const cwd = folderWith({ [file]: text })
    const [error, ...others] = runText(TEMPLATE, names, { cwd, paramFiles: [file] }).errors
    expect(others).toEqual([])
    expect(error?.location).toMatchObject({ file, line })
  })

  test('a file that is not there', () => {
    const { errors } = runText(TEMPLATE, names, { paramFiles: ['nowhere.json'] })
    expect(errors).toEqual([{ message: 'nowhere.json: no such file or folder' }])
  })
})

const PARENT = `
Parameters: { Env: { Type: String, AllowedValues: [dev, prod] } }
Conditions: { IsProd: !Equals [!Ref Env, prod] }
Resources:
  Child:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: ./nested/child.yaml
      Parameters: { Name: !Sub 'from-\${Env}', List: 'a,b', Items: !Join [',', [x, !Ref Own]] }
  Own: { Type: AWS::S3::Bucket, Properties: { BucketName: !GetAtt Child.Outputs.Name } }
`
const CHILD = `
Parameters:
  Name: { Type: String, Default: unused }
  Left: { Type: String, Default: left-out }
  List: { Type: CommaDelimitedList }
  Items: { Type: 'List<String>' }
Resources:
  Inner: { Type: AWS::S3::Bucket, Properties: { BucketName: !Ref Name } }
  Left: { Type: AWS::S3::Bucket, Properties: { BucketName: !Sub '\${Left}' } }
  Second: { Type: AWS::S3::Bucket, Properties: { BucketName: !Select [1, !Ref List] } }
  Item: { Type: AWS::S3::Bucket, Properties: { BucketName: !Select [1, !Ref Items] } }
Outputs: { Name: { Value: !Join ['-', [!Ref Inner, out]] } }
`
const only = (lines: readonly string[], ...ids: string[]) =>
  lines.filter(line => ids.includes(line.replace(/:.*/, '')))

describe('nested stacks', () => {
  test('parameters are passed, outputs come back, and the template is not read on its own as well', () => {
    const report = runFiles({ 'parent.yaml': PARENT, 'nested/child.yaml': CHILD }, names)
    const lines = told(report)
    expect(report.buckets).toBe(5)
    expect(only(lines, 'Inner')).toEqual([
      'Inner: from-dev when Env is dev',
      'Inner: from-prod when Env is not dev',
    ])
    expect(only(lines, 'Second', 'Left').sort()).toEqual([
      'Left: ${Left} when Left is not left-out; possible: parameter Left',
      'Left: left-out when Left is left-out',
      'Second: b',
    ])
    expect(only(lines, 'Own').length).toBe(2)
    const named = telling(bucket =>
      bucket.id === 'Own' && bucket.name.is('from-prod-out') ? 'it is' : undefined,
    )
    expect(told(runFiles({ 'parent.yaml': PARENT, 'nested/child.yaml': CHILD }, named))).toEqual([
      'Own: it is when Env is prod',
    ])
  })

  test('findings stand in the child file, at their places', () => {
    const { findings } = runFiles(
      { 'parent.yaml': PARENT, 'nested/child.yaml': CHILD },
      telling(() => 'here'),
    )
    const inner = findings.find(({ resource }) => resource.address === 'Inner')
    expect(inner?.location).toEqual({
      file: 'nested/child.yaml',
      line: 8,
      column: 3,
      endLine: 8,
      endColumn: 8,
    })
  })

  test('the condition of the stack holds for what is in it', () => {
    const parent = PARENT.replace(
      'Type: AWS::CloudFormation::Stack',
      'Condition: IsProd\n    Type: AWS::CloudFormation::Stack',
    )
    const lines = told(runFiles({ 'parent.yaml': parent, 'nested/child.yaml': CHILD }, names))
    expect(only(lines, 'Inner')).toEqual(['Inner: from-prod'])
  })

  test('two stacks of one template: one finding each, told where it is surest', () => {
    const parent = `
Parameters: { Free: { Type: String, Default: x } }
Resources:
  A: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: c.yaml, Parameters: { Name: !Ref Free } } }
  B: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: c.yaml, Parameters: { Name: bad } } }
`
    const child = `
Parameters: { Name: { Type: String } }
Resources: { Inner: { Type: AWS::S3::Bucket, Properties: { BucketName: !Ref Name } } }
`
    const bad = telling(bucket => (bucket.name.is('bad') ? 'bad name' : undefined))
    expect(told(runFiles({ 'p.yaml': parent, 'c.yaml': child }, bad))).toEqual(['Inner: bad name'])
  })

  test('a template that nests itself, or others in a circle, is read once', () => {
    const nesting = (url: string, id: string) => `
Resources:
  Again: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ${url} } }
  ${id}: { Type: AWS::S3::Bucket, Properties: { BucketName: !GetAtt Again.Outputs.X } }
Outputs: { X: { Value: !GetAtt Again.Outputs.X } }
`
    const other = `Resources: { Apart: { Type: AWS::S3::Bucket } }`
    const self = runFiles({ 'self.yaml': nesting('self.yaml', 'S'), 'other.yaml': other }, names)
    expect(
      told(self)
        .map(line => line.replace(/:.*/, ''))
        .sort(),
    ).toEqual(['Apart', 'S'])
    const circle = { 'a.yaml': nesting('b.yaml', 'A'), 'b.yaml': nesting('a.yaml', 'B'), 'other.yaml': other }
    expect(
      told(runFiles(circle, names))
        .map(line => line.replace(/:.*/, ''))
        .sort(),
    ).toEqual(['A', 'Apart', 'B'])
  })

  test('stacks that nest one another every way end', () => {
    const ids = Array.from({ length: 9 }, (_, index) => `t${index}`)
    const all = ids
      .map(
        id =>
          `  ${id.toUpperCase()}: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ${id}.yaml } }`,
      )
      .join('\n')
    const files = Object.fromEntries(
      ids.map(id => [`${id}.yaml`, `Resources:\n  Bucket: { Type: AWS::S3::Bucket }\n${all}\n`]),
    )
    const report = runFiles(
      files,
      telling(() => 'seen'),
    )
    expect(report.findings.length).toBeGreaterThan(0)
  })

  test('a template outside of the folders named is not read', () => {
    const cwd = folderWith({
      'inside/deep/parent.yaml': `
Resources:
  Child: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ../../outside.yaml } }
  Own: { Type: AWS::S3::Bucket, Properties: { BucketName: !GetAtt Child.Outputs.Name } }
`,
      'outside.yaml': `Resources: { Secret: { Type: AWS::S3::Bucket } }\nOutputs: { Name: { Value: secret } }`,
    })
    const settings = { cwd, preset: 'recommended', rules: {}, params: new Map(), paramFiles: [] } as const
    expect(told(run({ ...settings, paths: ['inside/deep'] }, names))).toEqual(['Own: ${nested stack Child}'])
    expect(told(run({ ...settings, paths: ['.'] }, names))).toContain('Own: secret')
  })

  describe('what lies outside of the folders named, one step up or behind a link,', () => {
    const parent = (url: string) => `
Resources:
  Child: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: ${url} } }
  Own: { Type: AWS::S3::Bucket, Properties: { BucketName: !GetAtt Child.Outputs.Name } }
`
    const settings = { preset: 'recommended', rules: {}, params: new Map(), paramFiles: [] } as const
    const outside = `Resources: { Secret: { Type: AWS::S3::Bucket } }\nOutputs: { Name: { Value: secret } }`

    // read.ts takes the siblings of a named folder for those of a named file, and follows links.
    test('is not read beside a named folder', () => {
      const cwd = folderWith({ 'inside/parent.yaml': parent('../outside.yaml'), 'outside.yaml': outside })
      expect(told(run({ ...settings, cwd, paths: ['inside'] }, names))).toEqual([
        'Own: ${nested stack Child}',
      ])
    })

    test('is not read through a link', () => {
      const cwd = folderWith({ 'inside/parent.yaml': parent('link.yaml'), 'outside.yaml': outside })
      symlinkSync(join(cwd, 'outside.yaml'), join(cwd, 'inside', 'link.yaml'))
      expect(told(run({ ...settings, cwd, paths: ['inside'] }, names))).toEqual([
        'Own: ${nested stack Child}',
      ])
    })

    test('is read beside a named file', () => {
      const cwd = folderWith({ 'inside/parent.yaml': parent('outside.yaml'), 'inside/outside.yaml': outside })
      const lines = told(run({ ...settings, cwd, paths: ['inside/parent.yaml'] }, names))
      expect(lines).toContain('Own: secret')
    })
  })

  test('a remote or missing template leaves its outputs unknown', () => {
    const parent = (url: string) => `
Resources:
  Child: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: '${url}' } }
  Own: { Type: AWS::S3::Bucket, Properties: { BucketName: !GetAtt Child.Outputs.Name } }
`
    for (const url of ['https://example.com/x.yaml', 's3://x/y', 'nowhere.yaml', '', '.', '/etc/passwd'])
      expect(told(runFiles({ 'p.yaml': parent(url) }, names)), url).toEqual(['Own: ${nested stack Child}'])
  })

  test('a stack whose parameters a macro makes passes nobody knows what', () => {
    const parent = `
Resources:
  A:
    Type: AWS::CloudFormation::Stack
    Properties: { TemplateURL: c.yaml, Parameters: { Fn::Transform: { Name: Magic } } }
`
    const child = `
Parameters: { Name: { Type: String, Default: by-default } }
Resources: { Inner: { Type: AWS::S3::Bucket, Properties: { BucketName: !Ref Name } } }
`
    expect(told(runFiles({ 'p.yaml': parent, 'c.yaml': child }, names))).toEqual(['Inner: ${macro Magic}'])
  })
})

test('a file named and found again is read once', () => {
  const cwd = folderWith({ 'a.yaml': `Resources: { B: { Type: AWS::S3::Bucket } }` })
  writeFileSync(join(cwd, '.gitignore'), 'ignored.yaml\n')
  writeFileSync(join(cwd, 'ignored.yaml'), `Resources: { C: { Type: AWS::S3::Bucket } }`)
  const settings = { cwd, preset: 'recommended', rules: {}, params: new Map(), paramFiles: [] } as const
  expect(told(run({ ...settings, paths: ['a.yaml', '.'] }, names))).toEqual(['B: no name'])
  expect(told(run({ ...settings, paths: ['ignored.yaml'] }, names))).toEqual(['C: no name'])
})
