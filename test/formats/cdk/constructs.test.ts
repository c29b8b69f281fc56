/** Which construct made a resource, and where in the user's program. */
import { describe, expect, test } from 'vitest'
import { rules } from '../../../rules/index.ts'
import { userFrame } from '../../../src/formats/cdk/frames.ts'
import { names, runFiles } from '../cloudformation/reading.ts'
import { assembly, bucket, template } from './assembly.ts'

function findings(files: Readonly<Record<string, string>>) {
  return runFiles(files, names).findings
}

const trace = (place: string) => [
  '...new Bucket2 in aws-cdk-lib...',
  `new DataStack (${place})`,
  '<anonymous> (/home/dev/shop/bin/app.ts:7:14)',
  '...node internals...',
]

const program = 'import x\n\nnew Bucket(this)\n'

function app(metadata: object, more: Readonly<Record<string, string>> = {}, path?: string) {
  return {
    ...assembly({ Dev: { resources: { Logs1: bucket({}, path) }, artifact: { metadata } } }),
    ...more,
  }
}

const entries = (place: string) => ({
  '/Dev/Logs/Resource': [
    { type: 'aws:cdk:logicalId', data: 'Logs1' },
    { type: 'aws:cdk:creationStack', data: trace(place) },
  ],
})

describe('the construct', () => {
  test('from metadata in the manifest', () => {
    expect(findings(app(entries('/x/lib/a.ts:1:1')))[0]?.resource).toEqual({
      address: 'Logs1',
      type: 'AWS::S3::Bucket',
      construct: 'Dev/Logs/Resource',
    })
  })

  test('from metadata in a file of its own', () => {
    const artifact = { additionalMetadataFile: 'Dev.metadata.json' }
    const [found] = findings({
      ...assembly({ Dev: { resources: { Logs1: bucket() }, artifact } }),
      'cdk.out/Dev.metadata.json': JSON.stringify(entries('/home/dev/shop/lib/a.ts:3:1')),
      'lib/a.ts': program,
    })
    expect(found?.resource.construct).toBe('Dev/Logs/Resource')
    expect(found?.source).toEqual({ file: 'lib/a.ts', line: 3, column: 1 })
  })

  test.each(['{', undefined])('metadata that is broken or missing is done without', text => {
    const artifact = { additionalMetadataFile: 'Dev.metadata.json' }
    const all = findings({
      ...assembly({ Dev: { resources: { Logs1: bucket({}, 'Dev/L/Resource') }, artifact } }),
      ...(text === undefined ? {} : { 'cdk.out/Dev.metadata.json': text }),
    })
    expect(all.map(({ resource, source }) => [resource.construct, source])).toEqual([
      ['Dev/L/Resource', undefined],
    ])
  })

  test('from the template alone', () => {
    expect(findings({ 'a.json': template({ B: bucket({}, 'App/B/Resource') }) })[0]?.resource.construct).toBe(
      'App/B/Resource',
    )
  })

  test('logical ids of a nested stack are its own', () => {
    const nested = {
      Type: 'AWS::CloudFormation::Stack',
      Properties: { TemplateURL: 'https://example.com/x.json' },
      Metadata: {
        'aws:asset:path': 'N.nested.template.json',
        'aws:cdk:path': 'Dev/N.NestedStack/N.NestedStackResource',
      },
    }
    const metadata = {
      '/Dev/N/Logs/Resource': [{ type: 'aws:cdk:logicalId', data: 'Logs1' }],
      '/Dev/N.NestedStack/N.NestedStackResource': [{ type: 'aws:cdk:logicalId', data: 'N1' }],
      '/Dev/Logs/Resource': [{ type: 'aws:cdk:logicalId', data: 'Logs1' }],
    }
    const all = findings({
      ...assembly({ Dev: { resources: { Logs1: bucket(), N1: nested }, artifact: { metadata } } }),
      'cdk.out/N.nested.template.json': template({ Logs1: bucket() }),
    })
    expect(all.map(({ location, resource }) => [location.file, resource.construct])).toEqual([
      ['cdk.out/Dev.template.json', 'Dev/Logs/Resource'],
      ['cdk.out/N.nested.template.json', 'Dev/N/Logs/Resource'],
    ])
  })
})

describe('the place in the program', () => {
  test('of the same sources on another machine', () => {
    const [found] = findings(app(entries('/home/dev/shop/lib/a.ts:3:1'), { 'lib/a.ts': program }))
    expect(found?.source).toEqual({ file: 'lib/a.ts', line: 3, column: 1 })
  })

  test('is told as it is where the file is not at hand', () => {
    const [found] = findings(app(entries('/home/dev/shop/lib/a.ts:3:1')))
    expect(found?.source).toEqual({ file: '/home/dev/shop/lib/a.ts', line: 3, column: 1 })
  })

  test('in compiled code is mapped back', () => {
    const map = {
      version: 3,
      sources: ['a.ts'],
      names: [],
      // Line 2, column 1 of the output is line 3, column 1 of the source.
      mappings: ';AAEA',
    }
    const [found] = findings(
      app(entries('file:///home/dev/shop/lib/a.js:2:1'), {
        'lib/a.js': '"use strict";\nnew Bucket(this)\n//# sourceMappingURL=a.js.map\n',
        'lib/a.js.map': JSON.stringify(map),
        'lib/a.ts': program,
      }),
    )
    expect(found?.source).toEqual({ file: 'lib/a.ts', line: 3, column: 1 })
  })

  test('is that of what it is part of, where it has none', () => {
    const metadata = {
      '/Dev/Site/Logs/Resource': [{ type: 'aws:cdk:logicalId', data: 'Logs1' }],
      '/Dev/Site': [{ type: 'aws:cdk:creationStack', data: trace('/w/lib/a.ts:3:1') }],
      '/Dev': [{ type: 'aws:cdk:creationStack', data: trace('/w/bin/app.ts:1:1') }],
    }
    expect(findings(app(metadata, { 'lib/a.ts': program }))[0]?.source).toMatchObject({
      file: 'lib/a.ts',
      line: 3,
    })
  })

  test('is that of the policy, where that is what is wrong', () => {
    const made = (id: string, place: string) => [
      { type: 'aws:cdk:logicalId', data: id },
      { type: 'aws:cdk:creationStack', data: trace(place) },
    ]
    const metadata = {
      '/Dev/Logs/Resource': made('Logs1', '/w/lib/a.ts:3:1'),
      '/Dev/Logs/Policy/Resource': made('Policy1', '/w/lib/a.ts:5:1'),
    }
    const policy = {
      Type: 'AWS::S3::BucketPolicy',
      Properties: {
        Bucket: { Ref: 'Logs1' },
        PolicyDocument: {
          Statement: [
            {
              Effect: 'Allow',
              Principal: '*',
              Action: 's3:GetObject',
              Resource: { 'Fn::Sub': '${Logs1.Arn}/*' },
            },
          ],
        },
      },
    }
    const open = {
      PublicAccessBlockConfiguration: { BlockPublicPolicy: false, RestrictPublicBuckets: false },
    }
    const built = assembly({
      Dev: { resources: { Logs1: bucket(open), Policy1: policy }, artifact: { metadata } },
    })
    const only = ['public-access-block-off', 'bucket-publicly-readable']
    const told = runFiles({ ...built, 'lib/a.ts': `${program}\naddPolicy()\n` }, rules, { only }).findings
    expect(told.map(({ rule, source }) => [rule, source?.line])).toEqual([
      ['public-access-block-off', 3],
      ['bucket-publicly-readable', 5],
    ])
  })

  test('is never a file that is no program', () => {
    const report = findings(app(entries('/x/config/.env:1:1'), { 'config/.env': 'SECRET=1' }))
    expect(report[0]?.source?.file).toBe('/x/config/.env')
  })
})

describe('the frame', () => {
  test.each([
    ['new A (/app/lib/a.ts:31:18)', '/app/lib/a.ts:31:18'],
    ['    at <anonymous> (/app/bin/app.ts:7:14)', '/app/bin/app.ts:7:14'],
    ['at file:///app/lib/a%20b.js:30:21', '/app/lib/a b.js:30:21'],
    ['/app/lib/a.ts:1:2', '/app/lib/a.ts:1:2'],
    ['new A (C:\\app\\lib\\a.ts:3:4)', 'C:\\app\\lib\\a.ts:3:4'],
    ['...new Bucket2 in aws-cdk-lib...', undefined],
    ['...node internals...', undefined],
    ['Function.x (/app/node_modules/aws-cdk-lib/core/lib/x.js:1:2)', undefined],
    ['ModuleJob.run (node:internal/modules/esm/module_job:325:25)', undefined],
    ['Kernel.create (/tmp/jsii-kernel-x/lib/x.js:1:2)', undefined],
    ['', undefined],
  ])('%s', (line, expected) => {
    const frame = userFrame([line])
    expect(frame && `${frame.file}:${frame.line}:${frame.column}`).toBe(expected)
  })
})
