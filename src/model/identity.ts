/**
 * How resources are named in text: what `Ref`, `GetAtt` and their Terraform twins stand for.
 * Source: "Return values" of each type in the CloudFormation template reference, and the Service Authorization
 * Reference for the forms of ARNs.
 */
import type { Resource } from './resource.ts'
import { identityOf, Text, type Part } from './text.ts'
import type { World } from './world.ts'

interface Identity {
  /** The property that sets the name; without it AWS makes one up. */
  readonly name?: string
  /** What `Ref` gives; `{name}` where nothing is said. */
  readonly ref?: string
  readonly attributes?: Readonly<Record<string, string>>
}

const identities: Readonly<Record<string, Identity>> = {
  'AWS::S3::Bucket': {
    name: 'BucketName',
    attributes: {
      Arn: 'arn:aws:s3:::{name}',
      DomainName: '{name}.s3.amazonaws.com',
      DualStackDomainName: '{name}.s3.dualstack.{region}.amazonaws.com',
      RegionalDomainName: '{name}.s3.{region}.amazonaws.com',
      WebsiteURL: 'http://{name}.s3-website-{region}.amazonaws.com',
    },
  },
  'AWS::S3::AccessPoint': {
    name: 'Name',
    attributes: { Arn: 'arn:aws:s3:{region}:{account}:accesspoint/{name}', Name: '{name}' },
  },
  'AWS::S3::MultiRegionAccessPoint': { name: 'Name' },
  'AWS::S3Express::DirectoryBucket': {
    name: 'BucketName',
    attributes: { Arn: 'arn:aws:s3express:{region}:{account}:bucket/{name}' },
  },
  'AWS::S3ObjectLambda::AccessPoint': {
    name: 'Name',
    attributes: { Arn: 'arn:aws:s3-object-lambda:{region}:{account}:accesspoint/{name}' },
  },
  'AWS::KMS::Key': {
    attributes: { Arn: 'arn:aws:kms:{region}:{account}:key/{name}', KeyId: '{name}' },
  },
  'AWS::KMS::Alias': { name: 'AliasName' },
  'AWS::IAM::Role': {
    name: 'RoleName',
    attributes: { Arn: 'arn:aws:iam::{account}:role/{name}' },
  },
  'AWS::IAM::User': {
    name: 'UserName',
    attributes: { Arn: 'arn:aws:iam::{account}:user/{name}' },
  },
  'AWS::IAM::Group': {
    name: 'GroupName',
    attributes: { Arn: 'arn:aws:iam::{account}:group/{name}' },
  },
  'AWS::IAM::ManagedPolicy': {
    name: 'ManagedPolicyName',
    ref: 'arn:aws:iam::{account}:policy/{name}',
    attributes: { PolicyArn: 'arn:aws:iam::{account}:policy/{name}' },
  },
  'AWS::SNS::Topic': {
    name: 'TopicName',
    ref: 'arn:aws:sns:{region}:{account}:{name}',
    attributes: { TopicArn: 'arn:aws:sns:{region}:{account}:{name}', TopicName: '{name}' },
  },
  'AWS::SQS::Queue': {
    name: 'QueueName',
    ref: 'https://sqs.{region}.amazonaws.com/{account}/{name}',
    attributes: {
      Arn: 'arn:aws:sqs:{region}:{account}:{name}',
      QueueName: '{name}',
      QueueUrl: 'https://sqs.{region}.amazonaws.com/{account}/{name}',
    },
  },
  'AWS::Lambda::Function': {
    name: 'FunctionName',
    attributes: { Arn: 'arn:aws:lambda:{region}:{account}:function:{name}' },
  },
  'AWS::CloudTrail::Trail': {
    name: 'TrailName',
    attributes: { Arn: 'arn:aws:cloudtrail:{region}:{account}:trail/{name}' },
  },
  'AWS::CloudFront::Distribution': { attributes: { Id: '{name}' } },
  'AWS::CloudFront::CloudFrontOriginAccessIdentity': { attributes: { Id: '{name}' } },
  'AWS::CloudFront::OriginAccessControl': { attributes: { Id: '{name}' } },
}

/** What naming a resource stands for: `Ref` where no attribute is given. */
export function reference(resource: Resource, attribute?: string): Text {
  const identity = identityOfType(resource.type)
  const form = attribute === undefined ? (identity?.ref ?? '{name}') : own(identity?.attributes, attribute)
  if (saysAnything(resource.type, attribute)) return anything(resource, attribute)
  if (form === undefined) return Text.of({ kind: 'attribute', resource, attribute: attribute ?? 'Ref' })
  const parts = form.split(/(\{\w+\})/).map((piece): Part | Text => {
    if (piece === '{name}') return { kind: 'name', resource }
    if (piece === '{region}') return resource.region
    return piece === '{account}' ? resource.account : piece
  })
  return Text.of(...parts)
}

/** The texts that name a resource from elsewhere: its name, what `Ref` gives, its ARN. */
export function namings(resource: Resource): readonly Text[] {
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
export function isKnownType(type: string): boolean {
  return identityOfType(type) !== undefined
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
