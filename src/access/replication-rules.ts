/** What S3 rejects in the rules of a replication configuration. */
import { REPLICATION_TIME } from '../data/replication.ts'
import type { Severity } from '../finding.ts'
import type { Bucket } from '../model/bucket.ts'
import { afterArn } from '../model/partition.ts'
import type { Origin } from '../model/value.ts'
import type { ReplicationRule as Rule } from './replication.ts'

/** Something that S3 rejects. */
export interface Defect {
  readonly at: Origin
  readonly message: string
  readonly severity?: Severity
}

/** What is wrong with the replication rules of a bucket, in force or not: S3 rejects them all the same. */
export function* replicationDefects(source: Bucket): Iterable<Defect> {
  const rules = source.properties.ReplicationConfiguration?.Rules ?? []
  for (const rule of rules) {
    yield* rule.Filter ? withFilter(rule, rule.Filter) : withoutFilter(rule)
    yield* wrongDestination(rule, source)
    yield* wrongTimes(rule)
  }
  yield* repeated(rules)
}

/** The second version of the schema, which a filter makes it. */
function* withFilter(rule: Rule, filter: NonNullable<Rule['Filter']>): Iterable<Defect> {
  const { DeleteMarkerReplication: deletes, Priority: priority, Prefix: prefix } = rule
  const missing = [
    ...(priority === undefined ? ['Priority'] : []),
    ...(deletes === undefined ? ['DeleteMarkerReplication'] : []),
  ]
  const at = rule.at('Filter')
  if (missing.length > 0) yield { at, message: `a rule with Filter needs ${missing.join(' and ')}` }
  // Terraform reports the prefix that is not set as an empty one.
  const isSet = (text: typeof prefix) => text !== undefined && text.value !== ''
  if (isSet(prefix)) yield { at, message: 'a rule has either Filter or Prefix, not both' }
  const parts = [isSet(filter.Prefix), filter.TagFilter, filter.And].filter(Boolean)
  if (parts.length > 1)
    yield { at, message: 'a Filter has one of Prefix, TagFilter and And: put several into And' }
  const hasTags = filter.TagFilter ?? (filter.And?.TagFilters ?? []).length > 0
  if (deletes?.Status === 'Enabled' && hasTags)
    yield {
      at: deletes.at('Status'),
      message: 'delete markers cannot be replicated by a rule that filters by tags',
    }
}

/** The first version of the schema. */
function* withoutFilter(rule: Rule): Iterable<Defect> {
  const { SourceSelectionCriteria: criteria } = rule
  if (criteria?.ReplicaModifications)
    yield { at: criteria.at('ReplicaModifications'), message: 'ReplicaModifications need a rule with Filter' }
  // Told by S3 alone, in no document.
  if (rule.DeleteMarkerReplication)
    yield {
      at: rule.at('DeleteMarkerReplication'),
      message: 'DeleteMarkerReplication needs a rule with Filter',
      severity: 'medium',
    }
}

function* wrongDestination({ Destination: destination }: Rule, source: Bucket): Iterable<Defect> {
  const written = destination?.Bucket
  if (!destination || !written) return
  const at = destination.at('Bucket')
  const named = source.estate.bucket(written, source)
  if (named?.isSame(source)) yield { at, message: 'the bucket is its own replication destination' }
  else if (named && !afterArn(written, 's3:::'))
    yield { at, message: `the destination is the name of bucket '${named.id}', not its ARN` }
  else if (written.value !== undefined && !/^arn:[\w-]+:s3:::[^/:]+$/.test(written.value))
    yield { at, message: `the destination '${written.value}' is not the ARN of a bucket` }
  if (destination.AccessControlTranslation && !destination.Account)
    yield {
      at: destination.at('AccessControlTranslation'),
      message: 'AccessControlTranslation needs the Account of the destination',
    }
}

function* wrongTimes({ Destination: destination }: Rule): Iterable<Defect> {
  const { ReplicationTime: time, Metrics: metrics } = destination ?? {}
  if (time?.Status === 'Enabled' && metrics?.Status !== 'Enabled')
    yield { at: time.at('Status'), message: 'ReplicationTime needs Metrics to be enabled as well' }
  for (const [written, name] of [
    [time?.Time, 'ReplicationTime'],
    [metrics?.EventThreshold, 'Metrics'],
  ] as const) {
    const { Minutes: minutes = NaN } = written ?? {}
    if (written && !Number.isNaN(minutes) && minutes !== REPLICATION_TIME)
      yield {
        at: written.at('Minutes'),
        message: `${name} has ${minutes} minutes: S3 takes only ${REPLICATION_TIME}`,
      }
  }
}

function* repeated(rules: readonly Rule[]): Iterable<Defect> {
  const priorities = new Set<number>()
  const ids = new Set<string>()
  for (const rule of rules) {
    const { Priority: priority = NaN, Id: id } = rule
    if (rule.Filter && !Number.isNaN(priority)) {
      if (priorities.has(priority))
        yield { at: rule.at('Priority'), message: `another rule has priority ${priority} as well` }
      priorities.add(priority)
    }
    if (id?.value !== undefined && ids.has(id.value))
      yield { at: rule.at('Id'), message: `another rule has Id '${id.value}' as well` }
    if (id?.value !== undefined) ids.add(id.value)
  }
}
