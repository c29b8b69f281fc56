/** Small shops as descriptions, and how each dialect writes them. */
import fc from 'fast-check'

type Json = Readonly<Record<string, unknown>>

/** One bucket; the target of its logs is named by its place in the shop. */
export interface Described {
  readonly versioning?: 'Enabled' | 'Suspended' | undefined
  readonly logsTo?: number | undefined
  /** Which of the four settings of its public access block are on. */
  readonly blocks?: readonly boolean[] | undefined
  readonly ownership?: 'BucketOwnerEnforced' | 'BucketOwnerPreferred' | 'ObjectWriter' | undefined
  readonly acl?: 'authenticated-read' | 'public-read' | 'log-delivery-write' | undefined
  readonly encryption?: 'AES256' | 'aws:kms' | undefined
  readonly expiresIn?: number | undefined
  readonly statements?: readonly Grant[] | undefined
}

/** A statement of the bucket's policy. */
interface Grant {
  readonly effect: 'Allow' | 'Deny'
  readonly to: 'anyone' | 'S3 logs' | 'another account'
  readonly action: string
  readonly on: 'bucket' | 'objects' | 'both'
  readonly overHttp: boolean
}

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })

const grant: fc.Arbitrary<Grant> = fc.record({
  effect: fc.constantFrom('Allow', 'Deny'),
  to: fc.constantFrom('anyone', 'S3 logs', 'another account'),
  action: fc.constantFrom('s3:*', 's3:GetObject', 's3:PutObject', 's3:ListBucket'),
  on: fc.constantFrom('bucket', 'objects', 'both'),
  overHttp: fc.boolean(),
})

/** Up to three buckets. */
export const smallShop: fc.Arbitrary<readonly Described[]> = fc.array(
  fc.record({
    versioning: maybe(fc.constantFrom('Enabled', 'Suspended')),
    logsTo: maybe(fc.nat(2)),
    blocks: maybe(fc.array(fc.boolean(), { minLength: 4, maxLength: 4 })),
    ownership: maybe(fc.constantFrom('BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter')),
    acl: maybe(fc.constantFrom('authenticated-read', 'public-read', 'log-delivery-write')),
    encryption: maybe(fc.constantFrom('AES256', 'aws:kms')),
    expiresIn: maybe(fc.integer({ min: 1, max: 400 })),
    statements: maybe(fc.array(grant, { minLength: 1, maxLength: 3 })),
  }),
  { minLength: 1, maxLength: 3 },
)

const principals = {
  anyone: '*',
  'S3 logs': { Service: 'logging.s3.amazonaws.com' },
  'another account': { AWS: 'arn:aws:iam::444455556666:root' },
}

function policyOf(statements: readonly Grant[], arn: unknown, objects: unknown): Json {
  return {
    Version: '2012-10-17',
    Statement: statements.map(({ effect, to, action, on, overHttp }) => ({
      Effect: effect,
      Principal: principals[to],
      Action: action,
      Resource: { bucket: [arn], objects: [objects], both: [arn, objects] }[on],
      ...(overHttp ? { Condition: { Bool: { 'aws:SecureTransport': 'false' } } } : {}),
    })),
  }
}

function targetOf(logsTo: number, shop: readonly Described[]): number {
  return logsTo % shop.length
}

/** The shop as a CloudFormation template. */
export function asTemplate(shop: readonly Described[]): string {
  const resources = shop.flatMap((bucket, index) => {
    const { versioning, logsTo, blocks, ownership, acl, encryption, expiresIn, statements } = bucket
    const arn = { 'Fn::GetAtt': [`B${index}`, 'Arn'] }
    const properties = {
      ...(versioning && { VersioningConfiguration: { Status: versioning } }),
      ...(logsTo !== undefined && {
        LoggingConfiguration: {
          DestinationBucketName: { Ref: `B${targetOf(logsTo, shop)}` },
          LogFilePrefix: 'logs/',
        },
      }),
      ...(blocks && {
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: blocks[0],
          BlockPublicPolicy: blocks[1],
          IgnorePublicAcls: blocks[2],
          RestrictPublicBuckets: blocks[3],
        },
      }),
      ...(ownership && { OwnershipControls: { Rules: [{ ObjectOwnership: ownership }] } }),
      ...(acl && {
        AccessControl: {
          'authenticated-read': 'AuthenticatedRead',
          'public-read': 'PublicRead',
          'log-delivery-write': 'LogDeliveryWrite',
        }[acl],
      }),
      ...(encryption && {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            { ServerSideEncryptionByDefault: { SSEAlgorithm: encryption } },
          ],
        },
      }),
      ...(expiresIn !== undefined && {
        LifecycleConfiguration: { Rules: [{ Id: 'expiry', Status: 'Enabled', ExpirationInDays: expiresIn }] },
      }),
    }
    const policy = statements && {
      Type: 'AWS::S3::BucketPolicy',
      Properties: {
        Bucket: { Ref: `B${index}` },
        PolicyDocument: policyOf(statements, arn, { 'Fn::Join': ['', [arn, '/*']] }),
      },
    }
    return [
      [`B${index}`, { Type: 'AWS::S3::Bucket', Properties: properties }],
      ...(policy ? [[`P${index}`, policy]] : []),
    ]
  })
  return JSON.stringify({ Resources: Object.fromEntries(resources) as Json }, null, 1)
}

/** The shop as Terraform's resources: by type and name. */
function terraformResources(shop: readonly Described[]): Readonly<Record<string, Record<string, Json>>> {
  const all: Record<string, Record<string, Json>> = {}
  const add = (type: string, name: string, body: Json) => ((all[type] ??= {})[name] = body)
  for (const [index, described] of shop.entries()) {
    const { versioning, logsTo, blocks, ownership, acl, encryption, expiresIn, statements } = described
    const name = `b${index}`
    const companion = (suffix: string, body: Json) => {
      add(`aws_s3_bucket_${suffix}`, name, { bucket: `\${aws_s3_bucket.${name}.id}`, ...body })
    }
    add('aws_s3_bucket', name, {})
    if (versioning) companion('versioning', { versioning_configuration: { status: versioning } })
    if (logsTo !== undefined)
      companion('logging', {
        target_bucket: `\${aws_s3_bucket.b${targetOf(logsTo, shop)}.id}`,
        target_prefix: 'logs/',
      })
    if (blocks)
      companion('public_access_block', {
        block_public_acls: blocks[0],
        block_public_policy: blocks[1],
        ignore_public_acls: blocks[2],
        restrict_public_buckets: blocks[3],
      })
    if (ownership) companion('ownership_controls', { rule: { object_ownership: ownership } })
    if (acl) companion('acl', { acl })
    if (encryption)
      companion('server_side_encryption_configuration', {
        rule: { apply_server_side_encryption_by_default: { sse_algorithm: encryption } },
      })
    if (expiresIn !== undefined)
      companion('lifecycle_configuration', {
        rule: { id: 'expiry', status: 'Enabled', filter: {}, expiration: { days: expiresIn } },
      })
    if (statements) {
      const arn = `\${aws_s3_bucket.${name}.arn}`
      add('aws_s3_bucket_policy', `p${index}`, {
        bucket: `\${aws_s3_bucket.${name}.id}`,
        policy: JSON.stringify(policyOf(statements, arn, `${arn}/*`)),
      })
    }
  }
  return all
}

/** The shop in Terraform's JSON syntax. */
export function asTerraformJson(shop: readonly Described[]): string {
  return JSON.stringify({ resource: terraformResources(shop) }, null, 1)
}

/** The shop in Terraform's own language. */
export function asHcl(shop: readonly Described[]): string {
  return Object.entries(terraformResources(shop))
    .flatMap(([type, named]) =>
      Object.entries(named).map(([name, body]) => `resource "${type}" "${name}" {\n${bodyOf(body)}}\n`),
    )
    .join('\n')
}

function bodyOf(body: Json): string {
  return Object.entries(body)
    .map(([key, value]) =>
      typeof value === 'object' && value !== null
        ? `${key} {\n${bodyOf(value as Json)}}\n`
        : `${key} = ${JSON.stringify(value)}\n`,
    )
    .join('')
}
