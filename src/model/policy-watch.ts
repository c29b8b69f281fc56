/** Whether somebody is told of changes to bucket policies that a trail sees. */
import type { EstateView } from './bucket.ts'
import { ResourceView } from './resource-view.ts'
import type { PropertiesOf, ResourceType } from './schema/index.ts'
import type { TextView } from './text-view.ts'
import type { Trail } from './trail-events.ts'
import type { Value } from './value.ts'
import type { World } from './world.ts'

/** The request that every watch of bucket policies looks for. */
const CHANGE = 'PutBucketPolicy'

/** Whether an alarm on the logs of the trail, or an event rule deployed with it, notices changes of bucket policies. */
export function watchesPolicies(trail: Trail, estate: EstateView): boolean {
  const rules = beside('AWS::Events::Rule', trail, estate)
  if (rules.some(({ properties: { EventPattern: pattern } }) => pattern && matchesChange(pattern)))
    return true
  if (!trail.properties.CloudWatchLogsLogGroupArn) return false
  const metrics = beside('AWS::Logs::MetricFilter', trail, estate)
    .filter(({ properties: { FilterPattern: pattern } }) => pattern && mayHold(pattern))
    .flatMap(({ properties }) => (properties.MetricTransformations ?? []).map(({ MetricName }) => MetricName))
  return beside('AWS::CloudWatch::Alarm', trail, estate).some(({ properties: { MetricName: name } }) =>
    metrics.some(metric => !name || !metric || metric.value === undefined || metric.isSurely(name)),
  )
}

function beside<T extends ResourceType>(
  type: T,
  { resource }: Trail,
  { estate, world }: EstateView,
): ResourceView<PropertiesOf<T>>[] {
  return estate
    .ofType(type)
    .filter(each => each.unit === resource.unit && each.exists(world))
    .map(each => new ResourceView<PropertiesOf<T>>(each, world))
}

/** Whether a text holds the request, or nobody knows what it holds. */
function mayHold(pattern: TextView): boolean {
  return pattern.value === undefined || pattern.value.includes(CHANGE)
}

/** Whether an event pattern takes in the request: it names it, or all of S3's. */
function matchesChange({ value, world }: { readonly value: Value; readonly world: World }): boolean {
  const texts = textsIn(value, world)
  const holds = (word: string) => texts.some(text => text.includes(word))
  return holds(CHANGE) || (holds('aws.s3') && holds('via CloudTrail') && !holds('eventName'))
}

/** The keys and texts of a value. */
function textsIn(value: Value, world: World): string[] {
  const plain = value.read(world)
  switch (plain.kind) {
    case 'text':
      return [plain.text.toString()]
    case 'list':
      return plain.items.flatMap(item => textsIn(item, world))
    case 'record':
      return plain.keys.flatMap(key => {
        const entry = plain.entry(key)
        return entry ? [key, ...textsIn(entry.value, world)] : []
      })
    case 'absent':
    case 'unknown':
      return []
  }
}
