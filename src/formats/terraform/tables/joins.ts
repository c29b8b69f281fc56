/** Which types add to resources of others, and the attribute that says to which. */
import { additions } from './additions.ts'
import { companionTypes } from './bucket.ts'

/** What a type adds to, and the attribute that says to which one. */
export interface Join {
  readonly to: string
  readonly by: string
}

const all: readonly (Join & { readonly from: string })[] = [
  ...[...companionTypes, 'aws_s3_bucket_policy'].map(from => ({ from, to: 'aws_s3_bucket', by: 'bucket' })),
  { from: 'aws_sns_topic_policy', to: 'aws_sns_topic', by: 'arn' },
  { from: 'aws_sqs_queue_policy', to: 'aws_sqs_queue', by: 'queue_url' },
  ...additions,
]

const joins = new Map<string, readonly Join[]>()
for (const join of all) joins.set(join.from, [...(joins.get(join.from) ?? []), join])

/** Attributes that others name a resource by. */
export const NAMES = ['bucket', 'arn', 'id', 'name', 'key_id', 'url']

/** What a type adds to; most add to nothing. */
export function joinsOf(type: string): readonly Join[] {
  return joins.get(type) ?? []
}
