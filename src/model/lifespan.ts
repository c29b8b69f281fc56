/** How long objects of a bucket live. */
import type { Bucket } from './bucket.ts'

/** Objects that are gone after two weeks anyway are taken to be scratch: nobody restores an old version of them. */
const SCRATCH_DAYS = 14

/** Whether an enabled lifecycle rule for the whole bucket expires everything within days. */
export function isScratch(bucket: Bucket): boolean {
  const rules = bucket.properties.LifecycleConfiguration?.Rules ?? []
  return rules.some(
    rule =>
      rule.Status === 'Enabled' &&
      (rule.ExpirationInDays ?? Infinity) <= SCRATCH_DAYS &&
      (rule.Prefix?.is('') ?? true) &&
      (rule.TagFilters ?? []).length === 0 &&
      rule.ObjectSizeGreaterThan === undefined &&
      rule.ObjectSizeLessThan === undefined,
  )
}
