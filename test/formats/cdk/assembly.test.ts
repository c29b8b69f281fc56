/** Cloud assemblies: which templates are read, where they go, and what links them. */
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { run } from '../../../src/run.ts'
import { folderWith, names, runFiles, telling, told } from '../cloudformation/reading.ts'
import { assembly, bucket, manifest, stackArtifact, template } from './assembly.ts'

/** Tells which stack file a bucket is read from. */
const files = telling(({ resource }) => resource.at.source.path)

/** Tells the region and account of a bucket. */
const places = telling(({ resource }) => `${resource.account.toString()} ${resource.region.toString()}`)

const stage = { type: 'cdk:cloud-assembly', properties: { directoryName: 'assembly-Prod' } }

describe('what is read', () => {
  const app = {
    ...assembly({ Dev: { resources: { DevBucket: bucket() } } }, { artifacts: { 'assembly-Prod': stage } }),
    ...assembly({ Prod: { resources: { ProdBucket: bucket() } } }, { folder: 'cdk.out/assembly-Prod' }),
    'cdk.out/asset.1234/some.template.json': template({ Asset: bucket() }),
    'cdk.out/Stale.template.json': template({ Stale: bucket() }),
    'cdk.out/tree.json': '{}',
  }
  const all = ['DevBucket: cdk.out/Dev.template.json', 'ProdBucket: cdk.out/assembly-Prod/Prod.template.json']

  test.each(['.', 'cdk.out', 'cdk.out/manifest.json'])(
    'the stacks that the manifest names, from %s',
    path => {
      const report = runFiles(app, files, { paths: [path] })
      expect(told(report)).toEqual(all)
      expect(report).toMatchObject({ files: 2, buckets: 2, errors: [] })
    },
  )

  test('cdk.out too where it is ignored, as in every new CDK app', () => {
    const ignored = {
      ...app,
      '.gitignore': 'cdk.out\nother\n',
      'other/a.yaml': template({ Other: bucket() }),
    }
    expect(told(runFiles(ignored, files))).toEqual(all)
  })

  test('a stage alone', () => {
    expect(told(runFiles(app, files, { paths: ['cdk.out/assembly-Prod'] }))).toEqual(all.slice(1))
  })

  test('each once, however often it is named', () => {
    const report = runFiles(app, files, {
      paths: ['.', 'cdk.out/assembly-Prod', 'cdk.out/Dev.template.json', 'cdk.out'],
    })
    expect(report).toMatchObject({ files: 2, buckets: 2 })
  })

  test('a folder of another name, and templates beside it', () => {
    const built = assembly({ Dev: { resources: { DevBucket: bucket() } } }, { folder: 'build/synth' })
    expect(told(runFiles({ ...built, 'a.yaml': template({ Loose: bucket() }) }, files))).toEqual([
      'Loose: a.yaml',
      'DevBucket: build/synth/Dev.template.json',
    ])
  })

  test('a manifest of something else leaves the folder as it is', () => {
    const report = runFiles(
      {
        'manifest.json': '{ "name": "web extension", "manifest_version": 3 }',
        'a.json': template({ B: bucket() }),
      },
      files,
    )
    expect(told(report)).toEqual(['B: a.json'])
  })

  test.each(['15.0.0', '60.0.0', 'next'])('version %s', version => {
    const built = assembly(
      { Dev: { resources: { B: bucket() } } },
      { version, artifacts: { New: { type: 'aws:new' }, Odd: 1 } },
    )
    const report = runFiles(built, files)
    expect(told(report)).toEqual(['B: cdk.out/Dev.template.json'])
    expect(report.errors).toEqual([])
  })

  test('a stack without resources, which CDK does not deploy', () => {
    const built = assembly(
      { Dev: { resources: { B: bucket() } } },
      { artifacts: { None: stackArtifact('None') } },
    )
    const report = runFiles(
      { ...built, 'cdk.out/None.template.json': '{ "Parameters": {}, "Rules": {} }' },
      files,
    )
    expect(told(report)).toEqual(['B: cdk.out/Dev.template.json'])
    expect(report.errors).toEqual([])
  })

  test('an app without stacks', () => {
    const report = runFiles({ 'cdk.out/manifest.json': '{ "version": "55.0.0" }' }, files)
    expect(report).toMatchObject({ files: 0, findings: [], errors: [] })
  })
})

describe('nested stacks', () => {
  const nested = template({ Inner: bucket({ BucketName: { Ref: 'Name' } }) }).replace(
    '{',
    '{"Parameters":{"Name":{"Type":"String"}},',
  )
  const stackResource = (metadata: object, url: unknown) => ({
    Type: 'AWS::CloudFormation::Stack',
    Properties: { TemplateURL: url, Parameters: { Name: 'given' } },
    Metadata: metadata,
  })
  const hash = 'ab'.repeat(32)
  const url = {
    'Fn::Join': ['', ['https://s3.eu-west-1.', { Ref: 'AWS::URLSuffix' }, `/assets-eu-west-1/${hash}.json`]],
  }
  const open = { 'Fn::Sub': `https://s3.\${AWS::Region}.\${AWS::URLSuffix}/assets/${hash}.json` }
  const inner = { 'cdk.out/Inner.nested.template.json': nested }
  const path = { 'aws:asset:path': 'Inner.nested.template.json', 'aws:asset:property': 'TemplateURL' }

  test('by the path of the asset', () => {
    const built = assembly({ Dev: { resources: { Outer: bucket(), Nested: stackResource(path, url) } } })
    const report = runFiles({ ...built, ...inner }, names)
    expect(told(report)).toEqual(['Outer: no name', 'Inner: given'])
    expect(report.files).toBe(2)
  })

  test.each([
    ['as it is', url],
    ['for any region', open],
  ])('by the hash in the URL, %s', (_, where) => {
    const assets = { type: 'cdk:asset-manifest', properties: { file: 'Dev.assets.json' } }
    const built = assembly(
      { Dev: { resources: { Nested: stackResource({}, where) } } },
      { artifacts: { 'Dev.assets': assets } },
    )
    const source = { path: 'Inner.nested.template.json', packaging: 'file' }
    const manifestFile = JSON.stringify({ files: { [hash]: { source } } })
    const report = runFiles({ ...built, ...inner, 'cdk.out/Dev.assets.json': manifestFile }, names)
    expect(told(report)).toEqual(['Inner: given'])
  })

  test('one that is missing is told at the stack, and the rest is read', () => {
    const report = runFiles(
      assembly({ Dev: { resources: { Nested: stackResource(path, url), Outer: bucket() } } }),
      names,
    )
    expect(told(report)).toContain('Outer: no name')
    expect(report.findings.find(({ rule }) => rule === 'syntax-error')).toMatchObject({
      message: 'the cloud assembly lacks "Inner.nested.template.json": no such file',
      location: { file: 'cdk.out/Dev.template.json', line: 3, column: 3 },
    })
  })
})

describe('what is broken', () => {
  const broken = (built: Readonly<Record<string, string>>) =>
    runFiles({ ...built, 'other.yaml': template({ Other: bucket() }) }, names).findings.map(
      ({ rule, message, location: { file, line, column } }) =>
        rule === 'told' ? message : `${file}:${line}:${column}: ${message}`,
    )

  test('a manifest that is no JSON, with its place', () => {
    const [error, ...rest] = broken({
      'cdk.out/manifest.json': '{\n  "version": "55.0.0",\n  "artifacts": {',
    })
    expect(error).toMatch(/^cdk.out\/manifest.json:3:1\d: /)
    expect(rest).toEqual(['no name'])
  })

  test.each([
    [
      'artifacts that are a list',
      '{"version":"1.0.0",\n"artifacts":[]}',
      '2:13: the manifest of the cloud assembly is broken: expected artifacts by id',
    ],
    ['a list', '[]', '1:1: the manifest of the cloud assembly is broken: expected artifacts by id'],
  ])('%s', (_, text, expected) => {
    expect(broken({ 'cdk.out/manifest.json': text })).toEqual([
      `cdk.out/manifest.json:${expected}`,
      'no name',
    ])
  })

  test('a template that is missing, at the name of it', () => {
    const built = assembly(
      { One: { resources: { B: bucket() } } },
      { artifacts: { Gone: stackArtifact('Gone') } },
    )
    expect(broken(built).sort()).toEqual([
      'cdk.out/manifest.json:8:25: the cloud assembly lacks "Gone.template.json": no such file',
      'no name',
      'no name',
    ])
  })

  test('a stage that is missing', () => {
    const built = assembly({ One: { resources: { B: bucket() } } }, { artifacts: { Stage: stage } })
    expect(broken(built)).toContain(
      'cdk.out/manifest.json:7:26: the cloud assembly lacks "assembly-Prod/manifest.json": no such file',
    )
  })

  test.each(['../outside.json', '/etc/passwd', '..', 'a/../../outside.json', '..\\outside.json'])(
    'nothing outside of the assembly is read: %s',
    templateFile => {
      const artifact = { ...stackArtifact('S'), properties: { templateFile } }
      const built = {
        'cdk.out/manifest.json': manifest({ S: artifact }),
        'outside.json': template({ Out: bucket() }),
      }
      const report = runFiles(built, names, { paths: ['cdk.out'] })
      expect(report.findings.map(({ message }) => message)).toEqual([
        'stack S names no file of the assembly as its templateFile',
      ])
    },
  )

  test('nor through a link', () => {
    const cwd = folderWith({
      'cdk.out/manifest.json': manifest({ S: stackArtifact('S') }),
      'outside.json': template({ Out: bucket() }),
    })
    symlinkSync(join(cwd, 'outside.json'), join(cwd, 'cdk.out/S.template.json'))
    const settings = {
      preset: 'recommended',
      rules: {},
      params: new Map<string, string>(),
      paramFiles: [],
    } as const
    const report = run({ ...settings, cwd, paths: ['cdk.out'] }, names)
    expect(report.findings.map(({ message }) => message)).toEqual([
      'the cloud assembly lacks "S.template.json": it lies outside of the assembly',
    ])
  })

  test('an assembly that holds itself', () => {
    const self = { type: 'cdk:cloud-assembly', properties: { directoryName: '.' } }
    expect(broken({ 'cdk.out/manifest.json': manifest({ Self: self }) })).toContain('no name')
  })
})

describe('environments', () => {
  const app = assembly({
    Known: { resources: { A: bucket() }, environment: 'aws://111122223333/eu-west-1' },
    Open: { resources: { B: bucket() } },
    Half: { resources: { C: bucket() }, environment: 'aws://111122223333/unknown-region' },
  })

  test('each stack has its own', () => {
    expect(told(runFiles(app, places)).sort()).toEqual([
      'A: 111122223333 eu-west-1',
      'B: ${AWS::AccountId} ${AWS::Region}',
      'C: 111122223333 ${AWS::Region}',
    ])
  })

  test('the settings fill what is open', () => {
    const given = { region: 'us-east-1', account: '999900001111' }
    expect(told(runFiles(app, places, given)).sort()).toEqual([
      'A: 111122223333 eu-west-1',
      'B: 999900001111 us-east-1',
      'C: 111122223333 us-east-1',
    ])
  })
})

describe('links between stacks', () => {
  const logs = { Value: { Ref: 'Logs' }, Export: { Name: 'Producer:ExportsOutputRefLogs' } }
  const target = telling(read => {
    const logging = read.logging
    const found = logging && read.estate.bucket(logging.target, read)
    return (
      logging &&
      `${found?.resource.at.source.path ?? 'nothing'} in ${found?.resource.region.toString() ?? '-'}`
    )
  })
  const importing = (name: string) =>
    bucket({ LoggingConfiguration: { DestinationBucketName: { 'Fn::ImportValue': name } } })
  const stacks = (environment: string) => ({
    Producer: { resources: { Logs: bucket() }, outputs: { Logs: logs }, environment },
    Consumer: { resources: { Data: importing('Producer:ExportsOutputRefLogs') }, environment },
  })

  test('an export of another stack', () => {
    expect(told(runFiles(assembly(stacks('aws://111122223333/eu-west-1')), target))).toEqual([
      'Data: cdk.out/Producer.template.json in eu-west-1',
    ])
  })

  test('in each stage its own, though the names are the same', () => {
    const app = {
      ...assembly(stacks('aws://111122223333/eu-west-1'), { artifacts: { Prod: stage } }),
      ...assembly(stacks('aws://111122223333/us-east-1'), { folder: 'cdk.out/assembly-Prod' }),
    }
    expect(told(runFiles(app, target))).toEqual([
      'Data: cdk.out/Producer.template.json in eu-west-1',
      'Data: cdk.out/assembly-Prod/Producer.template.json in us-east-1',
    ])
  })

  test('an export of another region cannot be seen', () => {
    const { Consumer, Producer } = stacks('aws://111122223333/eu-west-1')
    const app = assembly({ Producer, Consumer: { ...Consumer, environment: 'aws://111122223333/us-east-1' } })
    expect(told(runFiles(app, target))).toEqual(['Data: nothing in -'])
  })

  test('an output of another stack by the name of that, from any region', () => {
    const output = (name: string) => ({
      'Fn::GetStackOutput': { StackName: 'Dev-Producer', Region: 'eu-west-1', OutputName: name },
    })
    const logging = (name: string) =>
      bucket({ LoggingConfiguration: { DestinationBucketName: output(name) } })
    const properties = { templateFile: 'Producer.template.json', stackName: 'Dev-Producer' }
    const app = assembly({
      Consumer: {
        resources: { Data: logging('Published'), Lost: logging('Other') },
        environment: 'aws://111122223333/us-east-1',
      },
      Producer: {
        resources: { Logs: bucket() },
        outputs: { Published: { Value: { Ref: 'Logs' } } },
        environment: 'aws://111122223333/eu-west-1',
        artifact: { properties },
      },
    })
    expect(told(runFiles(app, target))).toEqual([
      'Data: cdk.out/Producer.template.json in eu-west-1',
      'Lost: nothing in -',
    ])
  })

  test('a value that CDK carries into another region', () => {
    const key = '/cdk/exports/Consumer/ProducereuwestRefLogs'
    const writer = {
      Type: 'Custom::CrossRegionExportWriter',
      Properties: { WriterProps: { region: 'us-east-1', exports: { [key]: { Ref: 'Logs' } } } },
    }
    const reader = { Type: 'Custom::CrossRegionExportReader', Properties: { ReaderProps: { imports: {} } } }
    const destination = { 'Fn::GetAtt': ['Reader', key] }
    const app = assembly({
      Consumer: {
        resources: {
          Reader: reader,
          Data: bucket({ LoggingConfiguration: { DestinationBucketName: destination } }),
          Lost: bucket({
            LoggingConfiguration: { DestinationBucketName: { 'Fn::GetAtt': ['Reader', `${key}X`] } },
          }),
        },
        environment: 'aws://111122223333/us-east-1',
      },
      Producer: {
        resources: { Logs: bucket(), Writer: writer },
        environment: 'aws://111122223333/eu-west-1',
      },
    })
    const report = runFiles(app, target)
    expect(told(report)).toEqual(['Data: cdk.out/Producer.template.json in eu-west-1', 'Lost: nothing in -'])
  })
})
