/**
 * The storage class analyses of a bucket, and what keeps them from being of use.
 * Source: "Amazon S3 analytics – Storage Class Analysis" in the Amazon S3 User Guide (analytics-storage-class.html):
 * it advises from which age on objects of STANDARD should move to STANDARD_IA, which takes them after 30 days.
 */
import { storageClass } from '../data/storage-classes.ts'
import type { Bucket } from '../model/bucket.ts'
import { reference } from '../model/identity.ts'
import { Coverage } from '../model/lifecycle/coverage.ts'
import { lifecycleOf, type LifecycleRule, type Moment } from '../model/lifecycle/rules.ts'
import { Text } from '../model/text.ts'
import type { TextView } from '../model/text-view.ts'
import type { Origin } from '../model/value.ts'
import { access } from './bucket.ts'
import type { Basis } from './inquiry.ts'

/** Where an analysis is written to. */
export interface Export {
  /** The place that names the bucket. */
  readonly at: Origin
  readonly target: TextView
  readonly prefix: TextView | undefined
}

/** One analysis. */
export interface Analysis {
  readonly at: Origin
  /** What the keys of the objects begin with. */
  readonly prefix: TextView | undefined
  readonly export: Export | undefined
}

/** The analyses of a bucket. */
export function analysesOf({ properties }: Bucket): Analysis[] {
  return (properties.AnalyticsConfigurations ?? []).flatMap(written => {
    const analysis = written.StorageClassAnalysis
    if (!analysis) return []
    const destination = analysis.DataExport?.Destination
    const target = destination?.BucketArn
    return {
      at: written.at('StorageClassAnalysis'),
      prefix: written.Prefix,
      export: target && { at: destination.at('BucketArn'), target, prefix: destination.Prefix },
    }
  })
}

/** What takes all objects of an analysis out of STANDARD before they could go to STANDARD_IA. */
export function leavesStandard(bucket: Bucket, { prefix }: Analysis): Moment | undefined {
  const least = storageClass('STANDARD_IA')?.entryDays ?? 0
  const keepsVersions = bucket.versioning !== undefined || bucket.isVersioned
  const exits = ({ current }: LifecycleRule) => [
    ...current.transitions.map(({ moment }) => moment),
    // A version that is kept stays in its class.
    ...(keepsVersions ? [] : [current.expiration]),
  ]
  return new Coverage(lifecycleOf(bucket))
    .over(prefix)
    .flatMap(exits)
    .find(moment => moment?.kind === 'age' && moment.day < least)
}

/** What denies S3 the export of an analysis, or lets it not; `undefined` where S3 may write it. */
export function refusedExport(
  source: Bucket,
  target: Bucket,
  { prefix }: Export,
): readonly Basis[] | undefined {
  const { granted, denials } = access(target).serviceMay('s3.amazonaws.com', {
    action: 's3:PutObject',
    prefix: prefix?.text ?? Text.of(),
    context: {
      'aws:SourceArn': reference(source.resource, 'Arn'),
      'aws:SourceAccount': source.account.text,
      's3:x-amz-acl': Text.of('bucket-owner-full-control'),
    },
  })
  return granted ? undefined : denials
}
