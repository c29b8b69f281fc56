import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { schemasText } from '../../scripts/refresh-schemas.mjs'
import {
  allows,
  child,
  enumOf,
  fits,
  itemOf,
  keysOf,
  nearestName,
  requiredOf,
  resourceTypes,
  schemaOf,
  type Kind,
  type PropertiesOf,
  type Schema,
} from '../../src/model/schema/index.ts'

const bucket = schemaOf('AWS::S3::Bucket')
const policy = schemaOf('AWS::S3::BucketPolicy')

/** The schema at a path of keys; `*` is an item. */
function at(schema: Schema, path: string): Schema | undefined {
  return path
    .split('.')
    .reduce<Schema | undefined>(
      (inner, key) => (inner && key === '*' ? itemOf(inner) : inner && child(inner, key)),
      schema,
    )
}

function bucketAt(path: string): Schema {
  const found = at(bucket, path)
  if (!found) throw new Error(`AWS::S3::Bucket has no ${path}`)
  return found
}

describe('schemas.ts', () => {
  // Skipped where @aws-cdk/aws-service-spec (a dev dependency) is not installed: there is nothing to compare with.
  test.skipIf(!installed('@aws-cdk/aws-service-spec/package.json'))(
    'is what refresh:schemas writes',
    async () => {
      const written = readFileSync(new URL('../../src/model/schema/schemas.ts', import.meta.url), 'utf8')
      expect(await schemasText()).toBe(written)
    },
  )

  test('knows S3 and its surroundings', () => {
    expect(resourceTypes()).toHaveLength(75)
    expect(schemaOf('AWS::S3Vectors::Index').required).toEqual(['DataType', 'Dimension', 'DistanceMetric'])
    expect(schemaOf('AWS::EC2::Volume')).toBeUndefined()
    expect(schemaOf('constructor')).toBeUndefined()
  })

  test('notes what replaces, what is read-only and what GetAtt answers', () => {
    const replaced = keysOf(bucket).filter(key => bucketAt(key).replace === true)
    expect(replaced).toEqual(['BucketName', 'BucketNamePrefix', 'BucketNamespace'])
    expect(bucketAt('ObjectLockEnabled').replace).toBe('maybe')
    expect(bucketAt('MetadataConfiguration.JournalTableConfiguration.TableArn').readOnly).toBe(true)
    expect(schemaOf('AWS::S3::AccessPoint').properties?.Name).toEqual({ type: 'string', replace: true })
    expect(bucket.attributes).toContain('MetadataTableConfiguration.S3TablesDestination.TableArn')
  })
})

describe('types', () => {
  type Bucket = PropertiesOf<'AWS::S3::Bucket'>

  test('follow the schema to the leaves', () => {
    expectTypeOf<NonNullable<Bucket['VersioningConfiguration']>['Status']>().toEqualTypeOf<
      'Enabled' | 'Suspended'
    >()
    expectTypeOf<Bucket['BucketName']>().toEqualTypeOf<string | undefined>()
    expectTypeOf<NonNullable<Bucket['PublicAccessBlockConfiguration']>['BlockPublicAcls']>().toEqualTypeOf<
      boolean | undefined
    >()
    expectTypeOf<
      NonNullable<Bucket['CorsConfiguration']>['CorsRules'][number]['AllowedMethods']
    >().toEqualTypeOf<('GET' | 'PUT' | 'HEAD' | 'POST' | 'DELETE')[]>()
    expectTypeOf<PropertiesOf<'AWS::S3::BucketPolicy'>['PolicyDocument']>().toEqualTypeOf<
      string | Record<string, unknown>
    >()
  })

  test('accept what deploys and refuse what does not', () => {
    const versioned = { VersioningConfiguration: { Status: 'Enabled' } } satisfies Bucket
    // @ts-expect-error a value the enum does not have
    const misspelt = { VersioningConfiguration: { Status: 'enabled' } } satisfies Bucket
    // @ts-expect-error a key the object does not have
    const misnamed = { VersionConfiguration: {} } satisfies Bucket
    expect([versioned, misspelt, misnamed]).toHaveLength(3)
  })
})

describe('walking', () => {
  const everything: Kind[] = ['text', 'list', 'record']

  test.each<[path: string, kinds: Kind[]]>([
    ['BucketName', ['text']],
    ['Tags', ['list']],
    ['Tags.*', ['record']],
    ['Tags.*.Key', ['text']],
    ['VersioningConfiguration', ['record']],
    ['LifecycleConfiguration.Rules.*.Transitions.*.TransitionInDays', ['text']],
    ['LoggingConfiguration.TargetObjectKeyFormat.SimplePrefix', everything],
    ['LoggingConfiguration.TargetObjectKeyFormat.SimplePrefix.whatever.*', everything],
    ['ObjectLockConfiguration.Rule.DefaultRetention.DefaultEventHold.Days', ['text']],
    ['ObjectLockConfiguration.Rule.DefaultRetention.NotYetDocumented', everything],
  ])('%s takes %j', (path, kinds) => {
    expect(everything.filter(kind => allows(bucketAt(path), kind))).toEqual(kinds)
  })

  test.each([
    'Versioning',
    'BucketName.*',
    'BucketName.Inner',
    'Tags.Key',
    'VersioningConfiguration.*',
    'toString',
  ])('there is no %s', path => {
    expect(at(bucket, path)).toBeUndefined()
  })

  test('a policy is a record or its text', () => {
    const document = child(policy, 'PolicyDocument') ?? {}
    expect(everything.filter(kind => allows(document, kind))).toEqual(['text', 'record'])
    expect(child(document, 'Statement')).toEqual({})
    expect(itemOf(document)).toBeUndefined()
    expect(enumOf(document)).toBeUndefined()
  })

  test('a map takes any key', () => {
    const variables = at(schemaOf('AWS::Lambda::Function'), 'Environment.Variables') ?? {}
    expect(child(variables, 'ANY')).toEqual({ type: 'string' })
    expect(keysOf(variables)).toEqual([])
  })

  test('required keys', () => {
    expect(requiredOf(bucket)).toEqual([])
    expect(requiredOf(policy)).toEqual(['Bucket', 'PolicyDocument'])
    expect(requiredOf(bucketAt('CorsConfiguration.CorsRules.*'))).toEqual([
      'AllowedMethods',
      'AllowedOrigins',
    ])
    expect(requiredOf(child(policy, 'PolicyDocument') ?? {})).toEqual([])
  })

  test.each<[path: string, open: boolean, some: string[]]>([
    ['VersioningConfiguration.Status', false, ['Enabled', 'Suspended']],
    ['CorsConfiguration.CorsRules.*.AllowedMethods.*', true, ['GET', 'DELETE']],
    ['LifecycleConfiguration.Rules.*.Transitions.*.StorageClass', true, ['GLACIER', 'Glacier']],
    [
      'NotificationConfiguration.QueueConfigurations.*.Event',
      true,
      ['s3:ObjectCreated:*', 's3:ObjectAcl:Put'],
    ],
    [
      'BucketEncryption.ServerSideEncryptionConfiguration.*.BlockedEncryptionTypes.EncryptionType.*',
      true,
      ['SSE-C'],
    ],
    ['ReplicationConfiguration.Rules.*.Destination.AccessControlTranslation.Owner', false, ['Destination']],
  ])('%s is an enum (open: %s)', (path, open, some) => {
    const found = enumOf(bucketAt(path))
    expect(found?.open).toBe(open)
    expect(found?.values).toEqual(expect.arrayContaining(some))
  })

  test.each<[path: string, text: string, expected: boolean]>([
    ['ObjectLockEnabled', 'true', true],
    ['ObjectLockEnabled', 'yes', true],
    ['ObjectLockEnabled', 'Enabled', false],
    ['BucketName', '123', true],
    ['CorsConfiguration.CorsRules.*.MaxAge', '3600', true],
    ['CorsConfiguration.CorsRules.*.MaxAge', '3600.0', true],
    ['CorsConfiguration.CorsRules.*.MaxAge', '1h', false],
    ['CorsConfiguration.CorsRules.*.MaxAge', '', false],
    ['Tags', 'a', false],
    ['LoggingConfiguration.TargetObjectKeyFormat.SimplePrefix', 'anything', true],
  ])('%s of "%s": %s', (path, text, expected) => {
    expect(fits(bucketAt(path), text)).toBe(expected)
  })

  test('numbers with a fraction', () => {
    expect(['0.5', '.5', '5', '1e3', 'half', '.'].filter(text => fits({ type: 'number' }, text))).toEqual([
      '0.5',
      '.5',
      '5',
      '1e3',
    ])
  })
})

describe('nearestName', () => {
  test.each<[wanted: string, nearest: string | undefined]>([
    ['versioningconfiguration', 'VersioningConfiguration'],
    ['versioning_configuration', 'VersioningConfiguration'],
    ['VersoiningConfiguration', 'VersioningConfiguration'],
    ['Versioning', 'VersioningConfiguration'],
    ['BucketNmae', 'BucketName'],
    ['Tag', 'Tags'],
    ['Lifecycle', 'LifecycleConfiguration'],
    ['Bucket', undefined], // BucketName, BucketEncryption and others
    ['Configuration', undefined],
    ['Xyz', undefined],
    ['*', undefined],
    ['', undefined],
  ])('of %s among bucket properties is %s', (wanted, nearest) => {
    expect(nearestName(wanted, keysOf(bucket))).toBe(nearest)
  })

  test.each([
    ['ExposeHeaders', 'ExposedHeaders'],
    ['MaxAgeSeconds', 'MaxAge'],
    ['AllowHeaders', 'AllowedHeaders'],
  ])('of %s among CORS properties is %s', (wanted, nearest) => {
    expect(nearestName(wanted, keysOf(bucketAt('CorsConfiguration.CorsRules.*')))).toBe(nearest)
  })

  test('of values and types', () => {
    expect(nearestName('aws_kms', ['AES256', 'aws:kms', 'aws:kms:dsse'])).toBe('aws:kms')
    expect(nearestName('STANDARD-IA', ['STANDARD_IA', 'ONEZONE_IA'])).toBe('STANDARD_IA')
    expect(nearestName('AWS::S3::Buckets', resourceTypes())).toBe('AWS::S3::Bucket')
    expect(nearestName('anything', [])).toBeUndefined()
  })
})

function installed(name: string): boolean {
  try {
    createRequire(import.meta.url).resolve(name)
    return true
  } catch {
    return false
  }
}
