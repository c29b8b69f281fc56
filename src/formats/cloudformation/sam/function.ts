/** `AWS::Serverless::Function`: a Lambda function, its role, and what its events need. */
import type { Entry, Node } from '../../../syntax/node.ts'
import { build, changed, entry, keyPlace } from '../build.ts'
import { plainScalar } from '../intrinsic.ts'
import { eventResources, type Notifications } from './events.ts'
import { executionRole } from './role.ts'
import { given, type ServerlessResource, type Transform } from './transform.ts'

/** Properties that a Lambda function has under the same name. */
const SAME = new Set([
  'Architectures',
  'CodeSigningConfigArn',
  'Description',
  'DurableConfig',
  'Environment',
  'EphemeralStorage',
  'FileSystemConfigs',
  'FunctionName',
  'Handler',
  'ImageConfig',
  'KmsKeyArn',
  'Layers',
  'LoggingConfig',
  'MemorySize',
  'PackageType',
  'RecursiveLoop',
  'ReservedConcurrentExecutions',
  'Runtime',
  'RuntimeManagementConfig',
  'SnapStart',
  'TenancyConfig',
  'Timeout',
  'VpcConfig',
])

/** The resources that a function stands for; what its events ask of buckets goes to `notifications`. */
export function functionResources(
  transform: Transform,
  resource: ServerlessResource,
  notifications: Notifications,
): Entry[] {
  const { properties } = resource
  const tags = transform.tagList(resource, 'lambda:createdBy')
  const tracing = traced(given(properties, 'Tracing'))
  const managed = [
    given(properties, 'DurableConfig')
      ? 'AWSLambdaBasicDurableExecutionRolePolicy'
      : 'AWSLambdaBasicExecutionRole',
    ...(tracing ? ['AWSXrayWriteOnlyAccess'] : []),
    ...(given(properties, 'VpcConfig') ? ['AWSLambdaVPCAccessExecutionRole'] : []),
  ]
  const queue = given(properties, 'DeadLetterQueue')
  const target = queue?.value.kind === 'map' ? queue.value.get('TargetArn') : undefined
  const inline = queue && target ? [deadLetterPolicy(queue, target.value)] : []
  const role = executionRole(transform, resource, { service: 'lambda.amazonaws.com', managed, inline, tags })

  const code = codeOf(resource)
  const lambda = transform.become(resource, 'AWS::Lambda::Function', [
    ...properties.entries.filter(({ key }) => SAME.has(key)),
    ...(code ? [code] : []),
    ...(tracing
      ? [entry(keyPlace(tracing), 'TracingConfig', build(tracing.value, { Mode: tracing.value }))]
      : []),
    ...(queue && target
      ? [entry(keyPlace(queue), 'DeadLetterConfig', build(queue.value, { TargetArn: target.value }))]
      : []),
    role.arn,
    entry(given(properties, 'Tags') ? tags : resource.at, 'Tags', tags),
  ])
  return [lambda, ...role.made, ...eventResources(transform, resource, notifications)]
}

/** `Tracing`, where it is on: `Disabled` is the same as nothing. */
function traced(tracing: Entry | undefined): Entry | undefined {
  return plainScalar(tracing?.value) === 'Disabled' ? undefined : tracing
}

function deadLetterPolicy(queue: Entry, target: Node): Node {
  const type = queue.value.kind === 'map' ? plainScalar(queue.value.get('Type')?.value) : undefined
  const action = type === 'SNS' ? 'sns:Publish' : 'sqs:SendMessage'
  return build(keyPlace(queue), {
    PolicyName: 'DeadLetterQueuePolicy',
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: action, Resource: target }],
    },
  })
}

/** `Code`, where it is known: a local path is not, before the template is packaged. */
function codeOf({ properties }: ServerlessResource): Entry | undefined {
  const inline = given(properties, 'InlineCode')
  if (inline) return changed(inline, build(inline.value, { ZipFile: inline.value }), 'Code')
  const image = given(properties, 'ImageUri')
  if (image) return changed(image, build(image.value, { ImageUri: image.value }), 'Code')
  const uri = given(properties, 'CodeUri')
  const location = uri && s3Location(uri.value)
  return location && changed(uri, location, 'Code')
}

function s3Location(uri: Node): Node | undefined {
  if (uri.kind === 'map') {
    const [bucket, key] = [uri.get('Bucket')?.value, uri.get('Key')?.value]
    const version = uri.get('Version')?.value
    return bucket && key && build(uri, { S3Bucket: bucket, S3Key: key, S3ObjectVersion: version })
  }
  const [, bucket, key, version] =
    /^s3:\/\/([^/?#]+)\/([^?#]+)(?:\?versionId=([^&#]+))?/.exec(plainScalar(uri) ?? '') ?? []
  return bucket && key ? build(uri, { S3Bucket: bucket, S3Key: key, S3ObjectVersion: version }) : undefined
}
