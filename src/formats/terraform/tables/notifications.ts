/** How Terraform writes the event notifications of a bucket. */
import { each, fixed, group, naming, recordAt, some, text, where, type Shape, type Shapes } from './shape.ts'

const keyRules = some(
  where('filter_prefix', { Name: fixed('prefix'), Value: text('filter_prefix') }),
  where('filter_suffix', { Name: fixed('suffix'), Value: text('filter_suffix') }),
)

/** One configuration for each event, as CloudFormation writes them. */
function notifications(path: string, property: string, target: string): Shape {
  const shapes: Shapes = {
    [property]: naming(target, 'Arn'),
    Filter: group({ S3Key: group({ Rules: keyRules }) }),
  }
  return each(path, item =>
    item.get('events').items.map(event => recordAt(item, { ...shapes, Event: () => text('')(event) })),
  )
}

export const notification: Shapes = {
  EventBridgeConfiguration: where('eventbridge', { EventBridgeEnabled: text('eventbridge') }),
  LambdaConfigurations: notifications('lambda_function', 'Function', 'lambda_function_arn'),
  QueueConfigurations: notifications('queue', 'Queue', 'queue_arn'),
  TopicConfigurations: notifications('topic', 'Topic', 'topic_arn'),
}
