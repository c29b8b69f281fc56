/** Whether a bucket is there for replicas. */
import type { Bucket } from '../model/bucket.ts'
import { access } from './bucket.ts'

/**
 * Whether others replicate to a bucket: a replication in the estate names it, or a statement lets a role of another
 * account do so, whose replication is deployed elsewhere.
 */
export function isReplica(bucket: Bucket): boolean {
  if (bucket.roles.has('replica')) return true
  return access(bucket).statements.some(
    ({ effect, proof: { actions } }) =>
      effect === 'Allow' &&
      !actions.negated &&
      actions.texts.some(text => /^s3:Replicate(?:Object|\*)$/i.test(text)),
  )
}
