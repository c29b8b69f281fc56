/** Buckets and the resources that write their properties are one bucket, however they name each other. */
import { expect, test } from 'vitest'
import { lint, planOf, refers, told, type Module, type Part } from './plans.ts'

const toBucket = refers('aws_s3_bucket.b.id', 'aws_s3_bucket.b')

function bucket(name = 'b', values = {}): Part {
  return {
    address: `aws_s3_bucket.${name}`,
    values: { bucket: `company-${name}`, ...values },
    unknown: { arn: true, id: true, versioning: true, logging: true, acl: true, policy: true },
    expressions: { bucket: { constant_value: `company-${name}` } },
  }
}

function companion(suffix: string, values: object, expressions = {}): Part {
  return {
    address: `aws_s3_bucket_${suffix}.b`,
    values: { bucket: 'company-b', ...values },
    expressions: { bucket: toBucket, ...expressions },
  }
}

function find(root: Module, ...only: string[]): string[] {
  return told(lint(planOf(root), only))
}

test('a bucket by itself is judged by what AWS does without settings', () => {
  expect(find({ parts: [bucket()] }, 'versioning-off')).toEqual(['aws_s3_bucket.b: versioning is off'])
})

test('companions, inline blocks and CloudFormation say the same', () => {
  const template = `
Resources:
  B:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: company-b
      AccessControl: PublicRead
      VersioningConfiguration: { Status: Suspended }
      LoggingConfiguration: { DestinationBucketName: company-b, LogFilePrefix: self/ }
      PublicAccessBlockConfiguration: { BlockPublicAcls: false, BlockPublicPolicy: true, IgnorePublicAcls: false, RestrictPublicBuckets: true }
      OwnershipControls: { Rules: [{ ObjectOwnership: ObjectWriter }] }
      BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }] }
`
  const encryption = [
    { apply_server_side_encryption_by_default: [{ sse_algorithm: 'aws:kms' }], bucket_key_enabled: null },
  ]
  const logging = { target_bucket: 'company-b', target_prefix: 'self/' }
  const block = companion('public_access_block', {
    block_public_acls: false,
    block_public_policy: true,
    ignore_public_acls: false,
    restrict_public_buckets: true,
  })
  const ownership = companion('ownership_controls', { rule: [{ object_ownership: 'ObjectWriter' }] })
  const apart = planOf({
    parts: [
      bucket(),
      block,
      ownership,
      companion('acl', { acl: 'public-read' }),
      companion('versioning', { versioning_configuration: [{ status: 'Suspended' }] }),
      companion('logging', logging),
      companion('server_side_encryption_configuration', { rule: encryption }),
    ],
  })
  const inline = planOf({
    parts: [
      bucket('b', {
        acl: 'public-read',
        logging: [logging],
        server_side_encryption_configuration: [{ rule: encryption }],
      }),
      companion('versioning', { versioning_configuration: [{ status: 'Suspended' }] }),
      block,
      ownership,
    ].map(part => ({ ...part, unknown: {} })),
  })
  const tell = (text: string, stdin: string) => {
    const { findings, errors } = lint(text, undefined, { stdin: { name: stdin, text } })
    return [...errors.map(each => each.message), ...findings.map(each => `${each.rule}: ${each.message}`)]
      .map(line => line.replace(/'B'|'aws_s3_bucket\.b'/g, 'it'))
      .sort()
  }
  const twin = tell(template, 'template.yaml')
  expect(twin.length).toBeGreaterThan(4)
  expect(tell(apart, 'plan.json')).toEqual(twin)
  expect(tell(inline, 'plan.json')).toEqual(twin)
})

test('instances of for_each are joined key by key', () => {
  const instance = (key: string): Part => ({
    address: `aws_s3_bucket.b["${key}"]`,
    values: {},
    unknown: { bucket: true, id: true },
    expressions: { bucket: refers('each.key', 'random_id.x.hex', 'random_id.x') },
    forEach: ['local.keys'],
  })
  const versioning = (key: string): Part => ({
    address: `aws_s3_bucket_versioning.b["${key}"]`,
    values: { versioning_configuration: [{ status: 'Enabled' }] },
    unknown: { bucket: true, id: true },
    expressions: { bucket: refers('each.value.id', 'each.value') },
    forEach: ['aws_s3_bucket.b'],
  })
  const buckets = ['red', 'green', 'dots.and"quotes'].map(key => instance(key.replace('"', '\\"')))
  expect(
    find({ parts: [...buckets, versioning('red'), versioning('dots.and\\"quotes')] }, 'versioning-off'),
  ).toEqual(['aws_s3_bucket.b["green"]: versioning is off'])
  const indexed = { ...versioning('red'), expressions: { bucket: refers('aws_s3_bucket.b', 'each.key') } }
  expect(find({ parts: [...buckets.slice(0, 2), indexed] }, 'versioning-off')).toEqual([
    'aws_s3_bucket.b["green"]: versioning is off',
  ])
  const one = {
    ...versioning('x'),
    expressions: {
      bucket: refers('aws_s3_bucket.b["green"].id', 'aws_s3_bucket.b["green"]', 'aws_s3_bucket.b'),
    },
  }
  expect(find({ parts: [...buckets.slice(0, 2), one] }, 'versioning-off')).toEqual([
    'aws_s3_bucket.b["red"]: versioning is off',
  ])
})

test('a companion for nobody can tell which bucket is not missing', () => {
  const other = {
    address: 'aws_s3_bucket_versioning.b',
    values: { versioning_configuration: [{ status: 'Enabled' }] },
    unknown: { bucket: true },
    expressions: { bucket: refers('local.bucket_id') },
  }
  expect(find({ parts: [bucket(), other] }, 'versioning-off')).toEqual([
    'aws_s3_bucket.b: versioning is off (possibly: what aws_s3_bucket_versioning.b is for)',
  ])
})

test('what count = 0 leaves out is not there, nor is what is destroyed', () => {
  const gone: Part = {
    ...companion('versioning', { versioning_configuration: [{ status: 'Enabled' }] }),
    actions: ['delete'],
  }
  expect(find({ parts: [bucket(), gone] }, 'versioning-off')).toHaveLength(1)
  expect(find({ parts: [{ ...bucket(), actions: ['delete'] }] }, 'versioning-off')).toEqual([])
  const replaced: Part = { ...bucket(), actions: ['delete', 'create'] }
  expect(find({ parts: [replaced] }, 'versioning-off')).toHaveLength(1)
})

test('a status that is not known yet is a possibility', () => {
  const later: Part = {
    ...companion('versioning', { versioning_configuration: [{}] }),
    unknown: { versioning_configuration: [{ status: true }] },
  }
  const [found, ...others] = find({ parts: [bucket(), later] }, 'versioning-off', 'versioning-suspended')
  expect(found).toContain(
    '(possibly: aws_s3_bucket_versioning.b.versioning_configuration[0].status, known after apply)',
  )
  expect(others.every(line => line.includes('possibly'))).toBe(true)
})

test('modules hand buckets in and out', () => {
  const inner: Module = {
    parts: [{ ...bucket('this'), values: {}, unknown: { bucket: true } }],
    outputs: { bucket_id: ['aws_s3_bucket.this.id', 'aws_s3_bucket.this'] },
  }
  const versioning: Part = {
    address: 'aws_s3_bucket_versioning.v',
    values: { versioning_configuration: [{ status: 'Enabled' }] },
    unknown: { bucket: true },
    expressions: { bucket: refers('module.site["b"].bucket_id', 'module.site["b"]', 'module.site') },
  }
  const policy: Module = {
    parts: [
      {
        address: 'aws_s3_bucket_versioning.inner',
        values: { versioning_configuration: [{ status: 'Enabled' }] },
        unknown: { bucket: true },
        expressions: { bucket: refers('var.bucket') },
      },
    ],
    passes: { bucket: refers('module.site["c"].bucket_id', 'module.site["c"]', 'module.site') },
  }
  const modules = {
    'module.site["a"]': inner,
    'module.site["b"]': inner,
    'module.site["c"]': inner,
    'module.versioning': policy,
  }
  expect(find({ parts: [versioning], modules }, 'versioning-off')).toEqual([
    'module.site["a"].aws_s3_bucket.this: versioning is off',
  ])
})

test('references that go in circles or fan out end', () => {
  const modules: Record<string, Module> = {}
  for (let at = 0; at < 40; at++) {
    const next = `module.m${(at + 1) % 40}`
    modules[`module.m${at}`] = {
      outputs: { o: ['var.v', 'var.w'] },
      passes: { v: refers(`${next}.o`), w: refers(`${next}.o`) },
    }
  }
  const lost: Part = {
    ...companion('versioning', {}),
    values: { versioning_configuration: [{ status: 'Enabled' }] },
    unknown: { bucket: true },
    expressions: { bucket: refers('module.m0.o') },
    forEach: ['each.value'],
  }
  expect(find({ parts: [bucket(), lost], modules }, 'versioning-off')).toHaveLength(1)
})

test('the account may block what a bucket lets through', () => {
  const open = companion('public_access_block', {
    block_public_acls: false,
    block_public_policy: false,
    ignore_public_acls: false,
    restrict_public_buckets: false,
  })
  const account: Part = {
    address: 'aws_s3_account_public_access_block.a',
    values: {
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    },
  }
  expect(find({ parts: [bucket(), open] }, 'public-access-block-off')).toHaveLength(1)
  const overruled = { parts: [bucket(), open, account] }
  const rules = ['public-access-block-off', 'public-policy-rejected', 'bucket-publicly-readable']
  expect(told(lint(planOf(overruled)))).not.toContainEqual(expect.stringContaining('public access block'))
  expect(find(overruled, ...rules)).toEqual([
    expect.stringContaining('only that of the account is on: BlockPublicAcls, BlockPublicPolicy'),
  ])
})
