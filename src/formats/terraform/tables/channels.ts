/** Topics, queues and functions: what buckets notify. */
import type { Property } from '../../../model/value.ts'
import { Text } from '../../../model/text.ts'
import type { Cell } from './cell.ts'
import { block, both, known, naming, policy, some, strings, text, written, type Shapes } from './shape.ts'
import type { Twin } from './twin.ts'
import { writingText } from './writing.ts'

const document: Shapes = { PolicyDocument: policy('policy') }

/** A function, with the alias or version of it that is meant, in one text. */
function qualifiedName(cell: Cell): Property | undefined {
  const name = naming('function_name', 'name')(cell)
  const qualifier = cell.get('qualifier').text
  if (!name || !qualifier || qualifier.literal === '') return name
  return {
    at: name.at,
    value: {
      origin: name.at,
      read(world) {
        const plain = name.value.read(world)
        return plain.kind === 'text' ? { kind: 'text', text: Text.of(plain.text, ':', qualifier) } : plain
      },
    },
  }
}

/** Types by their Terraform names. */
export const channels: Readonly<Record<string, Twin>> = {
  aws_sns_topic: {
    type: 'AWS::SNS::Topic',
    attributes: { arn: 'Ref', id: 'Ref', name: 'name' },
    policy: { type: 'AWS::SNS::TopicPolicy', property: 'Topics', list: true, alone: 'aws_sns_topic_policy' },
    shapes: {
      FifoTopic: text('fifo_topic'),
      KmsMasterKeyId: naming('kms_master_key_id', 'Arn'),
      TopicName: known('name'),
    },
  },
  aws_sns_topic_policy: {
    type: 'AWS::SNS::TopicPolicy',
    shapes: { Topics: some(naming('arn', 'Ref')), ...document },
  },
  aws_sqs_queue: {
    type: 'AWS::SQS::Queue',
    attributes: { arn: 'Arn', id: 'Ref', name: 'name', url: 'Ref' },
    policy: { type: 'AWS::SQS::QueuePolicy', property: 'Queues', list: true, alone: 'aws_sqs_queue_policy' },
    shapes: {
      FifoQueue: text('fifo_queue'),
      KmsMasterKeyId: naming('kms_master_key_id', 'Arn'),
      QueueName: known('name'),
      SqsManagedSseEnabled: written('sqs_managed_sse_enabled', text('sqs_managed_sse_enabled')),
    },
  },
  aws_sqs_queue_policy: {
    type: 'AWS::SQS::QueuePolicy',
    shapes: { Queues: some(naming('queue_url', 'Ref')), ...document },
  },
  aws_lambda_function: {
    type: 'AWS::Lambda::Function',
    attributes: { arn: 'Arn', function_name: 'name', id: 'name', qualified_arn: 'QualifiedArn' },
    shapes: {
      Environment: block('environment', { Variables: strings('variables') }),
      FunctionName: known('function_name'),
      Role: naming('role', 'Arn'),
    },
  },
  aws_lambda_alias: {
    type: 'AWS::Lambda::Alias',
    attributes: { arn: 'Ref' },
    shapes: {
      FunctionName: naming('function_name', 'name'),
      FunctionVersion: text('function_version'),
      Name: text('name'),
    },
  },
  aws_lambda_function_url: {
    type: 'AWS::Lambda::Url',
    shapes: {
      AuthType: text('authorization_type'),
      Qualifier: text('qualifier'),
      TargetFunctionArn: naming('function_name', 'name'),
    },
  },
  aws_lambda_permission: {
    type: 'AWS::Lambda::Permission',
    shapes: {
      Action: text('action'),
      EventSourceToken: text('event_source_token'),
      FunctionName: both(qualifiedName, writingText('function_name')),
      FunctionUrlAuthType: text('function_url_auth_type'),
      InvokedViaFunctionUrl: text('invoked_via_function_url'),
      Principal: text('principal'),
      PrincipalOrgID: text('principal_org_id'),
      SourceAccount: text('source_account'),
      SourceArn: naming('source_arn', 'Arn'),
    },
  },
}
