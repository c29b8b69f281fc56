/** How Terraform writes the event notifications of a bucket. */
import {
  both,
  each,
  fixed,
  group,
  naming,
  recordAt,
  some,
  text,
  where,
  type Shape,
  type Shapes,
} from './shape.ts'

const keyRules = some(
  where('filter_prefix', { Name: fixed('prefix'), Value: text('filter_prefix') }),
  where('filter_suffix', { Name: fixed('suffix'), Value: text('filter_suffix') }),
)

/** One configuration for each event, as CloudFormation writes them. */
function notifications(path: string, property: string, target: string): Shape {
  const destination: Shapes = { [property]: naming(target, 'Arn') }
  const shapes: Shapes = { ...destination, Filter: group({ S3Key: group({ Rules: keyRules }) }) }
  const read = each(path, item =>
    item.get('events').items.map(event => recordAt(item, { ...shapes, Event: () => text('')(event) })),
  )
  // Of what several events have in common, only the destination can be written.
  return both(read, { path, inside: destination })
}

export const notification: Shapes = {
  EventBridgeConfiguration: where('eventbridge', { EventBridgeEnabled: text('eventbridge') }),
  LambdaConfigurations: notifications('lambda_function', 'Function', 'lambda_function_arn'),
  QueueConfigurations: notifications('queue', 'Queue', 'queue_arn'),
  TopicConfigurations: notifications('topic', 'Topic', 'topic_arn'),
}
