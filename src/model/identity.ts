/**
 * How resources are named in text: what `Ref`, `GetAtt` and their Terraform twins stand for.
 * Source: "Return values" of each type in the CloudFormation template reference, and the Service Authorization
 * Reference for the forms of ARNs.
 */
import { partitionOf } from './partition.ts'
import type { Resource } from './resource.ts'
import { identityOf, Text, type Part, type Symbol } from './text.ts'
import type { World } from './world.ts'

interface Identity {
  /** The property that sets the name; without it AWS makes one up. */
  readonly name?: string
  /** What `Ref` gives; `{name}` where nothing is said. */
  readonly ref?: string
  readonly attributes?: Readonly<Record<string, string>>
}

/** Beside the attributes of CloudFormation there are those that only Terraform gives a name. */
const identities: Readonly<Record<string, Identity>> = {
  'AWS::S3::Bucket': {
    name: 'BucketName',
    attributes: {
      Arn: 'arn:{partition}:s3:::{name}',
      DomainName: '{name}.s3.{domain}',
      DualStackDomainName: '{name}.s3.dualstack.{region}.{domain}',
      RegionalDomainName: '{name}.s3.{region}.{domain}',
      WebsiteEndpoint: '{name}.s3-website-{region}.{domain}',
      WebsiteURL: 'http://{name}.s3-website-{region}.{domain}',
    },
  },
  'AWS::S3::AccessPoint': {
    name: 'Name',
    attributes: {
      AccountAndName: '{account}:{name}',
      Arn: 'arn:{partition}:s3:{region}:{account}:accesspoint/{name}',
      Name: '{name}',
    },
  },
  'AWS::S3::MultiRegionAccessPoint': {
    name: 'Name',
    attributes: {
      AccountAndName: '{account}:{name}',
      Alias: '{Alias}',
      Arn: 'arn:{partition}:s3::{account}:accesspoint/{Alias}',
    },
  },
  'AWS::S3Express::DirectoryBucket': {
    name: 'BucketName',
    attributes: { Arn: 'arn:{partition}:s3express:{region}:{account}:bucket/{name}' },
  },
  'AWS::S3ObjectLambda::AccessPoint': {
    name: 'Name',
    attributes: {
      AccountAndName: '{account}:{name}',
      Arn: 'arn:{partition}:s3-object-lambda:{region}:{account}:accesspoint/{name}',
    },
  },
  'AWS::KMS::Key': {
    attributes: { Arn: 'arn:{partition}:kms:{region}:{account}:key/{name}', KeyId: '{name}' },
  },
  'AWS::KMS::ReplicaKey': {
    attributes: { Arn: 'arn:{partition}:kms:{region}:{account}:key/{name}', KeyId: '{name}' },
  },
  'AWS::KMS::Alias': {
    name: 'AliasName',
    attributes: { Arn: 'arn:{partition}:kms:{region}:{account}:{name}' },
  },
  'AWS::IAM::Role': {
    name: 'RoleName',
    attributes: { Arn: 'arn:{partition}:iam::{account}:role/{name}' },
  },
  'AWS::IAM::User': {
    name: 'UserName',
    attributes: { Arn: 'arn:{partition}:iam::{account}:user/{name}' },
  },
  'AWS::IAM::Group': {
    name: 'GroupName',
    attributes: { Arn: 'arn:{partition}:iam::{account}:group/{name}' },
  },
  'AWS::IAM::InstanceProfile': {
    name: 'InstanceProfileName',
    attributes: { Arn: 'arn:{partition}:iam::{account}:instance-profile/{name}' },
  },
  'AWS::IAM::ManagedPolicy': {
    name: 'ManagedPolicyName',
    ref: 'arn:{partition}:iam::{account}:policy/{name}',
    attributes: { PolicyArn: 'arn:{partition}:iam::{account}:policy/{name}' },
  },
  'AWS::SNS::Topic': {
    name: 'TopicName',
    ref: 'arn:{partition}:sns:{region}:{account}:{name}',
    attributes: { TopicArn: 'arn:{partition}:sns:{region}:{account}:{name}', TopicName: '{name}' },
  },
  'AWS::SQS::Queue': {
    name: 'QueueName',
    ref: 'https://sqs.{region}.{domain}/{account}/{name}',
    attributes: {
      Arn: 'arn:{partition}:sqs:{region}:{account}:{name}',
      QueueName: '{name}',
      QueueUrl: 'https://sqs.{region}.{domain}/{account}/{name}',
    },
  },
  'AWS::Lambda::Function': {
    name: 'FunctionName',
    attributes: { Arn: 'arn:{partition}:lambda:{region}:{account}:function:{name}' },
  },
  'AWS::CloudTrail::Trail': {
    name: 'TrailName',
    attributes: { Arn: 'arn:{partition}:cloudtrail:{region}:{account}:trail/{name}' },
  },
  'AWS::Glacier::Vault': {
    name: 'VaultName',
    attributes: { Arn: 'arn:{partition}:glacier:{region}:{account}:vaults/{name}' },
  },
  'AWS::CloudFront::Distribution': {
    attributes: { Arn: 'arn:{partition}:cloudfront::{account}:distribution/{name}', Id: '{name}' },
  },
  'AWS::CloudFront::CloudFrontOriginAccessIdentity': {
    attributes: {
      IamArn: 'arn:{partition}:iam::cloudfront:user/CloudFront Origin Access Identity {name}',
      Id: '{name}',
      Path: 'origin-access-identity/cloudfront/{name}',
    },
  },
  'AWS::CloudFront::OriginAccessControl': { attributes: { Id: '{name}' } },
}

/** What naming a resource stands for: `Ref` where no attribute is given. */
export function reference(resource: Resource, attribute?: string): Text {
  const identity = identityOfType(resource.type)
  const form = attribute === undefined ? (identity?.ref ?? '{name}') : own(identity?.attributes, attribute)
  if (saysAnything(resource.type, attribute)) return anything(resource, attribute)
  if (form === undefined) return Text.of({ kind: 'attribute', resource, attribute: attribute ?? 'Ref' })
  const partition = partitionOf(resource.region)
  const parts = form.split(/(\{\w+\})/).map((piece): Part | Text => {
    if (piece === '{name}') return { kind: 'name', resource }
    if (piece === '{region}') return resource.region
    if (piece === '{account}') return resource.account
    if (piece === '{partition}') return partition.name
    if (piece === '{Alias}') return { kind: 'attribute', resource, attribute: 'Alias' }
    return piece === '{domain}' ? partition.domain : piece
  })
  return Text.of(...parts)
}

const known = new WeakMap<Resource, readonly Text[]>()

/** The texts that name a resource from elsewhere: its name, what `Ref` gives, its ARN. */
export function namings(resource: Resource): readonly Text[] {
  let texts = known.get(resource)
  if (!texts) known.set(resource, (texts = findNamings(resource)))
  return texts
}

function findNamings(resource: Resource): readonly Text[] {
  const arn = identityOfType(resource.type)?.attributes?.Arn === undefined ? [] : [reference(resource, 'Arn')]
  const all = [Text.of({ kind: 'name', resource }), reference(resource), ...arn]
  return [...new Map(all.map(text => [text.key, text])).values()]
}

/** The resource's name in this world: what its property says, or a symbol for the name AWS makes up. */
export function nameOf(resource: Resource, world: World): Text {
  return expand(Text.of({ kind: 'name', resource }), world)
}

/** The text with names of resources replaced by what their own property says. */
export function expand(text: Text, world: World): Text {
  return expandWithin(text, world, [])
}

/** `within` are the resources whose names are being expanded: names that go in circles stay as they are. */
function expandWithin(text: Text, world: World, within: readonly Resource[]): Text {
  return text.replace(symbol => {
    if (symbol.kind !== 'name' || within.includes(symbol.resource)) return undefined
    const written = writtenName(symbol.resource, world)
    return written && expandWithin(written, world, [...within, symbol.resource])
  })
}

/** What a resource's own property says its name is. */
function writtenName(resource: Resource, world: World): Text | undefined {
  const property = identityOfType(resource.type)?.name
  if (property === undefined) return undefined
  const properties = resource.properties.read(world)
  const name = properties.kind === 'record' ? properties.entry(property)?.value.read(world) : undefined
  if (name?.kind === 'unknown') return Text.of(name)
  return name?.kind === 'text' ? name.text : undefined
}

/** Whether `Ref` and attributes of a type have a known form. */
function isKnownType(type: string): boolean {
  return identityOfType(type) !== undefined
}

/** Names, regions and accounts hold letters, digits and a few signs; what nobody knows may hold anything. */
export function mayHold(symbol: Symbol, delimiter: string): boolean {
  if (/^[\w.+=@-]*$/.test(delimiter)) return true
  if (symbol.kind === 'name') return !isKnownType(symbol.resource.type)
  return !(symbol.kind === 'variable' && /^AWS::(?:Region|AccountId|StackName)$/.test(symbol.variable.name))
}

/** Types are what users write: `constructor` is none. */
function identityOfType(type: string): Identity | undefined {
  return own(identities, type)
}

function own<T>(table: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return table && Object.hasOwn(table, key) ? table[key] : undefined
}

/** Whether what a resource answers is not made by AWS: a program or a stored value can give any text. */
function saysAnything(type: string, attribute: string | undefined): boolean {
  if (/^Custom::|^AWS::CloudFormation::CustomResource$/.test(type)) return true
  return type === 'AWS::SSM::Parameter' && attribute === 'Value'
}

function anything(resource: Resource, attribute: string | undefined): Text {
  const name = attribute === undefined ? resource.id : `${resource.id}.${attribute}`
  const id = `attribute:${identityOf(resource)}:${attribute ?? ''}`
  return Text.of({ kind: 'unknown', id, reason: { label: `resource ${name}` } })
}
