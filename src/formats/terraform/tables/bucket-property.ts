/** What the tables of buckets consist of. */
import type { Shape } from './shape.ts'

/** A property of a bucket: in which resource of its own it stands, and how it is written there or inline. */
export interface BucketProperty {
  readonly property: string
  readonly companion?: { readonly type: string; readonly shape: Shape }
  readonly inline?: Shape
}

/** How a resource of its own writes a property. */
export function of(suffix: string, shape: Shape): { readonly type: string; readonly shape: Shape } {
  return { type: `aws_s3_bucket_${suffix}`, shape }
}
