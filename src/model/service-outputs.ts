/** What services write to S3, and how they are told to encrypt it. */
import { Bucket, type EstateView } from './bucket.ts'
import { afterArn } from './partition.ts'
import type { Resource } from './resource.ts'
import { ResourceView } from './resource-view.ts'
import type { PropertiesOf, ResourceType } from './schema/index.ts'
import type { TextView } from './text-view.ts'
import type { Origin } from './value.ts'

/** Something that a service writes with no encryption of its own, or with the keys of S3. */
export interface Output {
  /** The place that says how it is encrypted. */
  readonly at: Origin
  /** What is written, as messages say it. */
  readonly what: string
  /** What is said of the encryption; `SSE_S3` is sent with each request, and overrules the default of the bucket. */
  readonly setting: 'SSE_S3' | 'DISABLED'
  /** Where it is written to, if that is in the estate. */
  readonly bucket: Bucket | undefined
}

/** The types of resources whose outputs are looked at. */
export const writingServices = [
  'AWS::Athena::WorkGroup',
  'AWS::CodeBuild::Project',
  'AWS::DMS::Endpoint',
  'AWS::Glue::SecurityConfiguration',
] as const satisfies readonly ResourceType[]

/** The outputs of a resource that are not encrypted with a KMS key by the service itself. */
export function outputsOf({ resource, world }: ResourceView<unknown>, estate: EstateView): readonly Output[] {
  const to = (location: TextView | undefined) => location && bucketAt(location, { resource }, estate)
  switch (resource.type) {
    case 'AWS::Athena::WorkGroup':
      return ofAthena(new ResourceView(resource, world), to)
    case 'AWS::CodeBuild::Project':
      return ofCodeBuild(new ResourceView(resource, world), to)
    case 'AWS::DMS::Endpoint':
      return ofDms(new ResourceView(resource, world), to)
    default:
      return ofGlue(new ResourceView(resource, world))
  }
}

type Locate = (location: TextView | undefined) => Bucket | undefined

function ofAthena(
  { properties }: ResourceView<PropertiesOf<'AWS::Athena::WorkGroup'>>,
  to: Locate,
): readonly Output[] {
  const results = properties.WorkGroupConfiguration?.ResultConfiguration
  const encryption = results?.EncryptionConfiguration
  if (encryption?.EncryptionOption !== 'SSE_S3') return []
  const at = encryption.at('EncryptionOption')
  return [{ at, what: 'query results', setting: 'SSE_S3', bucket: to(results?.OutputLocation) }]
}

function ofCodeBuild(
  { properties }: ResourceView<PropertiesOf<'AWS::CodeBuild::Project'>>,
  to: Locate,
): readonly Output[] {
  const { Artifacts: artifacts, SecondaryArtifacts: others = [], LogsConfig } = properties
  const logs = LogsConfig?.S3Logs
  return [
    ...[...(artifacts ? [artifacts] : []), ...others]
      .filter(({ Type, EncryptionDisabled }) => Type?.value === 'S3' && EncryptionDisabled)
      .map(each => ({
        at: each.at('EncryptionDisabled'),
        what: 'build artifacts',
        setting: 'DISABLED' as const,
        bucket: to(each.Location),
      })),
    ...(logs?.Status?.value === 'ENABLED' && logs.EncryptionDisabled
      ? [
          {
            at: logs.at('EncryptionDisabled'),
            what: 'build logs',
            setting: 'DISABLED' as const,
            bucket: to(logs.Location),
          },
        ]
      : []),
  ]
}

/** DMS encrypts with SSE_S3 unless it is told otherwise. */
function ofDms(
  { properties }: ResourceView<PropertiesOf<'AWS::DMS::Endpoint'>>,
  to: Locate,
): readonly Output[] {
  const settings = properties.S3Settings
  const mode = settings?.EncryptionMode
  if (!settings || properties.EndpointType?.value?.toLowerCase() !== 'target') return []
  if (mode && mode.value?.toUpperCase() !== 'SSE_S3') return []
  const at = settings.at('EncryptionMode')
  return [{ at, what: 'replicated data', setting: 'SSE_S3', bucket: to(settings.BucketName) }]
}

function ofGlue({
  properties,
}: ResourceView<PropertiesOf<'AWS::Glue::SecurityConfiguration'>>): readonly Output[] {
  return (properties.EncryptionConfiguration?.S3Encryptions ?? [])
    .filter(({ S3EncryptionMode: mode }) => mode?.value === 'DISABLED')
    .map(each => ({
      at: each.at('S3EncryptionMode'),
      what: 'output of jobs',
      setting: 'DISABLED',
      bucket: undefined,
    }))
}

/** The bucket of a location: `s3://name/path`, `name/path` or an ARN. */
function bucketAt(
  location: TextView,
  from: { readonly resource: Resource },
  estate: EstateView,
): Bucket | undefined {
  const path = location.after('s3://') ?? afterArn(location, 's3:::') ?? location
  const name = path.text.before('/') ?? path.text
  const found = estate.estate.find(estate.world, 'AWS::S3::Bucket', name, from.resource.unit)
  return found && new Bucket(found, estate)
}
