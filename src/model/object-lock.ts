/** Object Lock of a bucket, which is switched on when it is created or by a configuration afterwards. */
import type { Bucket } from './bucket.ts'
import type { Origin } from './value.ts'

/** Whether Object Lock is on. */
export function isLocked(bucket: Bucket): boolean {
  return bucket.objectLock || bucket.properties.ObjectLockConfiguration?.ObjectLockEnabled === 'Enabled'
}

/** The place that switches it on. */
export function lockPlace(bucket: Bucket): Origin {
  return bucket.place(bucket.objectLock ? 'ObjectLockEnabled' : 'ObjectLockConfiguration')
}

/** How new objects are locked that say nothing themselves. */
export function defaultRetention(bucket: Bucket) {
  return bucket.properties.ObjectLockConfiguration?.Rule?.DefaultRetention
}
