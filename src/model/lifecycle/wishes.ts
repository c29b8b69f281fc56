/** What becomes of old versions and of uploads that never end, where a bucket says nothing of it. */
import { storageClass } from '../../data/storage-classes.ts'
import type { Bucket } from '../bucket.ts'
import type { WantedRecord, Wish } from '../change.ts'
import { isSettled } from '../settled.ts'
import { also, exactly, set } from '../wishes.ts'
import { lifecycleOf } from './rules.ts'

/** Days that leave time to notice that something was overwritten. */
const VERSION_DAYS = 30

/**
 * Days that any upload comes to its end in: those of the example in "Configuring a bucket lifecycle configuration to
 * delete incomplete multipart uploads" of the Amazon S3 User Guide (mpu-abort-incomplete-mpu-lifecycle-config.html).
 */
export const uploadDays = 7

/** Uploads that are not completed within days are aborted. */
export function abortingUploads(bucket: Bucket, days: number): Wish {
  return set(bucket, withRule(abortingAfter(days)))
}

/** Versions are kept, and old ones expire; there is nothing to wish for where it is not clear whether they do. */
export function keepingVersions(bucket: Bucket): Wish | undefined {
  const expiring = expirationOf(bucket)
  return expiring && set(bucket, { ...versioned(bucket), ...expiring })
}

/**
 * Noncurrent versions expire; there is nothing to wish for where it is not clear whether they do, nor where there are
 * none in other worlds: the rule would find nothing there.
 */
export function expiringVersions(bucket: Bucket): Wish | undefined {
  const expiring = isSettled(bucket, ({ versioning }) => versioning) ? expirationOf(bucket) : undefined
  return expiring && set(bucket, expiring)
}

/** Versioning is on, whatever a condition says. */
export function versioned({ versioning }: Bucket): WantedRecord {
  const on = { Status: 'Enabled' }
  return { VersioningConfiguration: versioning === undefined ? exactly(on) : on }
}

/** Whether a lifecycle does the same in every world. */
export function isLifecycleSettled(bucket: Bucket): boolean {
  return isSettled(bucket, each =>
    lifecycleOf(each).map(rule => [rule.isEnabled, rule.current, rule.noncurrent, rule.abortDays]),
  )
}

/** A rule that expires noncurrent versions, if the bucket has none. */
function expirationOf(bucket: Bucket): WantedRecord | undefined {
  // S3 takes no lifecycle beside MFA delete.
  if (bucket.mfaDelete?.is('Enabled')) return {}
  const rules = lifecycleOf(bucket)
  if (rules.some(({ isEnabled, noncurrent }) => isEnabled && noncurrent.expiration)) return {}
  // Where another rule keeps them for longer in another world, the new one would overrule it.
  if (!isSettled(bucket, each => lifecycleOf(each).map(rule => [rule.isEnabled, rule.noncurrent])))
    return undefined
  const stays = rules
    .flatMap(({ noncurrent }) => noncurrent.transitions)
    .map(({ to, moment }) => (moment?.day ?? 0) + (storageClass(to)?.minimumDays ?? 0))
  return withRule({
    NoncurrentVersionExpiration: { NoncurrentDays: Math.max(VERSION_DAYS, ...stays) },
    // A lifecycle that says nothing of uploads keeps them.
    ...(rules.length === 0 && abortingAfter(uploadDays)),
  })
}

/** A rule for the whole bucket, beside those that it has. */
function withRule(actions: WantedRecord): WantedRecord {
  return { LifecycleConfiguration: { Rules: also({ Status: 'Enabled', ...actions }) } }
}

function abortingAfter(days: number): WantedRecord {
  return { AbortIncompleteMultipartUpload: { DaysAfterInitiation: days } }
}
