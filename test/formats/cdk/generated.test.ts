/** What CDK makes beside what a program asks for, and what it does by custom resources. */
import { describe, expect, test } from 'vitest'
import { telling, told, runFiles } from '../cloudformation/reading.ts'
import { assembly, bucket, template } from './assembly.ts'

/** Tells what a bucket notifies. */
const notified = telling(({ properties: { NotificationConfiguration: all } }) => {
  if (!all) return undefined
  const topics = (all.TopicConfigurations ?? []).map(
    each => `${String(each.Event)} to ${String(each.Topic)}${each.Filter ? ' filtered' : ''}`,
  )
  const functions = (all.LambdaConfigurations ?? []).map(
    each => `${String(each.Event)} to ${String(each.Function)}`,
  )
  return [...topics, ...functions, ...(all.EventBridgeConfiguration ? ['bus'] : [])].join(', ')
})

const configuration = {
  TopicConfigurations: [
    {
      Events: ['s3:ObjectCreated:*', 's3:ObjectRemoved:*'],
      TopicArn: 'arn:topic',
      Filter: { Key: { FilterRules: [{ Name: 'prefix', Value: 'in/' }] } },
    },
  ],
  LambdaFunctionConfigurations: [{ Events: ['s3:ObjectRestore:*'], LambdaFunctionArn: 'arn:aws:lambda:x' }],
  EventBridgeConfiguration: {},
}

function custom(more: object = {}, name: unknown = { Ref: 'Data' }): object {
  const properties = { BucketName: name, NotificationConfiguration: configuration, Managed: true }
  return { Type: 'Custom::S3BucketNotifications', Properties: properties, ...more }
}

const telltale =
  's3:ObjectCreated:* to arn:topic filtered, s3:ObjectRemoved:* to arn:topic filtered, s3:ObjectRestore:* to arn:aws:lambda:x, bus'

describe('notifications by a custom resource', () => {
  const topic = { Type: 'AWS::SNS::Topic' }
  const stack = (resources: Readonly<Record<string, unknown>>) =>
    told(runFiles(assembly({ Dev: { resources: { Topic: topic, ...resources } } }), notified))

  test('are those of the bucket', () => {
    expect(stack({ Data: bucket(), N: custom() })).toEqual([`Data: ${telltale}`])
  })

  test('of a bucket that has some of its own stay apart', () => {
    const own = { NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } } }
    expect(stack({ Data: bucket(own), N: custom() })).toEqual(['Data: bus'])
  })

  test("of a bucket elsewhere, or written by functions, are nobody's", () => {
    const joined = { 'Fn::If': ['Big', configuration, { Ref: 'AWS::NoValue' }] }
    const open = {
      ...custom(),
      Properties: { BucketName: { Ref: 'Data' }, NotificationConfiguration: joined },
    }
    expect(
      stack({ Data: bucket(), Far: custom({}, 'elsewhere'), Gone: custom({}, { Ref: 'Gone' }), Open: open }),
    ).toEqual([])
  })

  test('hold where the custom resource is made', () => {
    const text = template({ Topic: topic, Data: bucket(), N: custom({ Condition: 'Big' }) }).replace(
      '{',
      '{"Parameters":{"Size":{"Type":"String","AllowedValues":["big","small"]}},"Conditions":{"Big":{"Fn::Equals":[{"Ref":"Size"},"big"]}},',
    )
    expect(told(runFiles({ 'a.json': text }, notified))).toEqual([`Data: ${telltale} when Big is true`])
  })
})

describe('the role generated', () => {
  const roles = telling(({ roles }) => [...roles].join())
  const pipeline = (path: string) => ({
    Type: 'AWS::CodePipeline::Pipeline',
    Metadata: { 'aws:cdk:path': path },
  })

  test.each([
    ['Dev/Pipe/ArtifactsBucket/Resource', 'generated'],
    ['Dev/Other/ArtifactsBucket/Resource', ''],
    ['Dev/ArtifactsBucket/Resource', ''],
    ['Dev/CrossRegionCodePipelineReplicationBucket/Resource', 'generated'],
    ['Dev/Custom::Thing/Bucket/Resource', 'generated'],
    ['Dev/Logs/Resource', ''],
  ])('%s: %s', (path, expected) => {
    const resources = { B: bucket({}, path), P: pipeline('Dev/Pipe/Resource') }
    expect(told(runFiles(assembly({ Dev: { resources } }), roles))).toEqual([`B: ${expected}`])
  })
})
