/** What S3 rejects in the rules of a replication configuration. */
import { REPLICATION_TIME } from '../data/replication.ts'
import type { Severity } from '../finding.ts'
import type { Bucket } from '../model/bucket.ts'
import { gone, type Change, type WantedRecord, type Wish } from '../model/change.ts'
import { afterArn } from '../model/partition.ts'
import type { Origin } from '../model/value.ts'
import { arnOf, change, exactly, rewrite } from '../model/wishes.ts'
import type { ReplicationRule as Rule } from './replication.ts'

type Filter = NonNullable<Rule['Filter']>

/** Something that S3 rejects. */
export interface Defect {
  readonly at: Origin
  readonly message: string
  readonly severity?: Severity
  readonly change?: Change | undefined
}

/** What is wrong with the replication rules of a bucket, in force or not: S3 rejects them all the same. */
export function* replicationDefects(source: Bucket): Iterable<Defect> {
  const rules = source.properties.ReplicationConfiguration?.Rules ?? []
  for (const rule of rules) {
    yield* rule.Filter ? withFilter(rule, rule.Filter, rules, source) : withoutFilter(rule, rules, source)
    yield* wrongDestination(rule, source)
    yield* wrongTimes(rule, source)
  }
  yield* repeated(rules, source)
}

/** The second version of the schema, which a filter makes it. */
function* withFilter(rule: Rule, filter: Filter, rules: readonly Rule[], source: Bucket): Iterable<Defect> {
  const { DeleteMarkerReplication: deletes, Priority: priority, Prefix: prefix } = rule
  const missing = [
    ...(priority === undefined ? ['Priority'] : []),
    ...(deletes === undefined ? ['DeleteMarkerReplication'] : []),
  ]
  const at = rule.at('Filter')
  if (missing.length > 0)
    yield {
      at,
      message: `a rule with Filter needs ${missing.join(' and ')}`,
      change: change(
        'complete the rule',
        'review',
        rewrite(source, rule.at(), {
          ...(priority === undefined && { Priority: nextPriority(rules, rule) }),
          ...(deletes === undefined && { DeleteMarkerReplication: { Status: 'Disabled' } }),
        }),
      ),
    }
  // Terraform reports the prefix that is not set as an empty one.
  const isSet = (text: typeof prefix) => text !== undefined && text.value !== ''
  const isRepeated = prefix?.value !== undefined && filter.Prefix?.value === prefix.value
  if (isSet(prefix))
    yield {
      at,
      message: 'a rule has either Filter or Prefix, not both',
      change: isRepeated
        ? change('drop the prefix that the filter repeats', 'safe', rewrite(source, rule.at('Prefix'), gone))
        : undefined,
    }
  const parts = [isSet(filter.Prefix), filter.TagFilter, filter.And].filter(Boolean)
  if (parts.length > 1)
    yield {
      at,
      message: 'a Filter has one of Prefix, TagFilter and And: put several into And',
      change: change('put both into And', 'safe', conjoining(filter, source, at)),
    }
  const hasTags = filter.TagFilter ?? (filter.And?.TagFilters ?? []).length > 0
  if (deletes?.Status === 'Enabled' && hasTags)
    yield {
      at: deletes.at('Status'),
      message: 'delete markers cannot be replicated by a rule that filters by tags',
      change: change(
        'replicate no delete markers',
        'safe',
        rewrite(source, deletes.at('Status'), 'Disabled'),
      ),
    }
}

/** A prefix and a tag that are written out, as S3 takes them together. */
function conjoining(filter: Filter, source: Bucket, at: Origin): Wish | undefined {
  const { Prefix: prefix, TagFilter: tag, And: both } = filter
  const [key, value] = [tag?.Key?.value, tag?.Value?.value]
  if (both || prefix?.value === undefined || key === undefined || value === undefined) return undefined
  const wanted = { And: { Prefix: prefix.value, TagFilters: [{ Key: key, Value: value }] } }
  return rewrite(source, at, exactly(wanted))
}

/** The first version of the schema. */
function* withoutFilter(rule: Rule, rules: readonly Rule[], source: Bucket): Iterable<Defect> {
  const { SourceSelectionCriteria: criteria } = rule
  if (criteria?.ReplicaModifications)
    yield {
      at: criteria.at('ReplicaModifications'),
      message: 'ReplicaModifications need a rule with Filter',
      change: filtering(rule, rules, source),
    }
  // Told by S3 alone, in no document.
  if (rule.DeleteMarkerReplication)
    yield {
      at: rule.at('DeleteMarkerReplication'),
      message: 'DeleteMarkerReplication needs a rule with Filter',
      severity: 'medium',
      change: filtering(rule, rules, source),
    }
}

/** The same rule in words of the second version. */
function filtering(rule: Rule, rules: readonly Rule[], source: Bucket): Change | undefined {
  const { Prefix: prefix, Priority: priority, DeleteMarkerReplication: deletes } = rule
  // The versions cannot be mixed.
  if (rules.length > 1 || (prefix && prefix.value === undefined)) return undefined
  const wanted: WantedRecord = {
    ...(prefix && { Prefix: gone }),
    ...(priority === undefined && { Priority: nextPriority(rules, rule) }),
    Filter: { Prefix: prefix?.value ?? '' },
    // Rules of the first version replicate them always.
    ...(deletes === undefined && { DeleteMarkerReplication: { Status: 'Enabled' } }),
  }
  return change('give the rule a filter', 'safe', rewrite(source, rule.at(), wanted))
}

/** A priority that no rule has yet, and none that lacks one and stands before it will get. */
function nextPriority(rules: readonly Rule[], rule: Rule): number {
  const priorities = rules.map(({ Priority = 0 }) => Priority).filter(Number.isFinite)
  const before = rules.slice(0, rules.indexOf(rule))
  return Math.max(0, ...priorities) + 1 + before.filter(({ Priority }) => Priority === undefined).length
}

function* wrongDestination({ Destination: destination }: Rule, source: Bucket): Iterable<Defect> {
  const written = destination?.Bucket
  if (!destination || !written) return
  const at = destination.at('Bucket')
  const named = source.estate.bucket(written, source)
  if (named?.isSame(source)) yield { at, message: 'the bucket is its own replication destination' }
  else if (named && !afterArn(written, 's3:::'))
    yield {
      at,
      message: `the destination is the name of bucket '${named.id}', not its ARN`,
      change: change('name the destination by its ARN', 'safe', rewrite(source, at, arnOf(named))),
    }
  else if (written.value !== undefined && !/^arn:[\w-]+:s3:::[^/:]+$/.test(written.value))
    yield { at, message: `the destination '${written.value}' is not the ARN of a bucket` }
  if (destination.AccessControlTranslation && !destination.Account)
    yield {
      at: destination.at('AccessControlTranslation'),
      message: 'AccessControlTranslation needs the Account of the destination',
    }
}

function* wrongTimes({ Destination: destination }: Rule, source: Bucket): Iterable<Defect> {
  const { ReplicationTime: time, Metrics: metrics } = destination ?? {}
  if (destination && time?.Status === 'Enabled' && metrics?.Status !== 'Enabled')
    yield {
      at: time.at('Status'),
      message: 'ReplicationTime needs Metrics to be enabled as well',
      change: change('enable the metrics', 'safe', rewrite(source, destination.at(), enabledMetrics)),
    }
  for (const [written, name] of [
    [time?.Time, 'ReplicationTime'],
    [metrics?.EventThreshold, 'Metrics'],
  ] as const) {
    const { Minutes: minutes = NaN } = written ?? {}
    if (written && !Number.isNaN(minutes) && minutes !== REPLICATION_TIME)
      yield {
        at: written.at('Minutes'),
        message: `${name} has ${minutes} minutes: S3 takes only ${REPLICATION_TIME}`,
        change: change(
          `set the time to ${REPLICATION_TIME} minutes`,
          'safe',
          rewrite(source, written.at('Minutes'), REPLICATION_TIME),
        ),
      }
  }
}

const enabledMetrics: WantedRecord = {
  Metrics: { Status: 'Enabled', EventThreshold: { Minutes: REPLICATION_TIME } },
}

function* repeated(rules: readonly Rule[], source: Bucket): Iterable<Defect> {
  const priorities = new Set<number>()
  const ids = new Set<string>()
  for (const rule of rules) {
    const { Priority: priority = NaN, Id: id } = rule
    if (rule.Filter && !Number.isNaN(priority)) {
      if (priorities.has(priority))
        yield {
          at: rule.at('Priority'),
          message: `another rule has priority ${priority} as well`,
          change: change(
            'give the rule a priority of its own',
            'review',
            rewrite(source, rule.at('Priority'), nextPriority(rules, rule)),
          ),
        }
      priorities.add(priority)
    }
    if (id?.value !== undefined && ids.has(id.value))
      yield {
        at: rule.at('Id'),
        message: `another rule has Id '${id.value}' as well`,
        change: change('leave the Id to S3', 'safe', rewrite(source, rule.at('Id'), gone)),
      }
    if (id?.value !== undefined) ids.add(id.value)
  }
}
