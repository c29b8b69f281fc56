/** Replication from bucket to bucket: S3 replicates what was put into a bucket, never what was replicated into it. */
import type { Bucket } from '../model/bucket.ts'
import type { Resource } from '../model/resource.ts'
import type { TextView } from '../model/text-view.ts'
import { replicationsOf, type Replication } from './replication.ts'

/** Replicas of a bucket's objects that go no further. */
export interface Chain {
  /** The replication of the bucket. */
  readonly first: Replication
  /** The replication of its replica, to a bucket that the first one does not replicate to itself. */
  readonly next: Replication
}

/** The replications on from the replicas of a bucket that its own objects never take part in. */
export function chainsFrom(source: Bucket): readonly Chain[] {
  const own = replicationsOf(source)
  const reached = new Set(own.flatMap(({ replica }) => replica?.resource ?? []))
  const isReached = (next: Replication) =>
    next.replica ? reached.has(next.replica.resource) : own.some(direct => namesSame(direct, next))
  return [...byReplica(own)].flatMap(([replica, firsts]) => {
    const onward = replicationsOf(replica).filter(next => !next.replica?.isSame(source) && !isReached(next))
    return firsts.flatMap(first =>
      onward.filter(next => mayShare(first, next)).map(next => ({ first, next })),
    )
  })
}

/** The replications of a bucket to one that replicates back, of which neither tells the other what changes. */
export function unsyncedFrom(source: Bucket): readonly Replication[] {
  const mutual = [...byReplica(replicationsOf(source))].filter(([replica]) =>
    replicationsOf(replica).some(back => back.replica?.isSame(source)),
  )
  return mutual
    .flatMap(([, replications]) => replications)
    .filter(({ rule }) => rule.SourceSelectionCriteria?.ReplicaModifications?.Status !== 'Enabled')
}

/** The replications to buckets of the estate, those to the same one together. */
function byReplica(
  replications: readonly Replication[],
): Iterable<readonly [Bucket, readonly Replication[]]> {
  const grouped = new Map<Resource, readonly [Bucket, Replication[]]>()
  for (const each of replications) {
    if (!each.replica) continue
    const known = grouped.get(each.replica.resource)
    if (known) known[1].push(each)
    else grouped.set(each.replica.resource, [each.replica, [each]])
  }
  return grouped.values()
}

function namesSame(one: Replication, other: Replication): boolean {
  const [left, right] = [one.rule.Destination?.Bucket, other.rule.Destination?.Bucket]
  return left !== undefined && right !== undefined && left.is(right)
}

/** Whether both rules surely are for some of the same objects, going by their prefixes. */
function mayShare(one: Replication, other: Replication): boolean {
  const [left, right] = [prefixOf(one), prefixOf(other)].map(prefix => (prefix ? prefix.value : ''))
  if (left === '' || right === '') return true
  return left !== undefined && right !== undefined && (left.startsWith(right) || right.startsWith(left))
}

function prefixOf({ rule: { Prefix, Filter } }: Replication): TextView | undefined {
  return Prefix ?? Filter?.Prefix ?? Filter?.And?.Prefix
}
