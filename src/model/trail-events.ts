/**
 * Which requests for objects trails log. Management events (who made or changed a bucket) are no part of this.
 * Source: "Logging data events", AWS CloudTrail User Guide.
 */
import type { Bucket, EstateView } from './bucket.ts'
import type { WantedRecord, Wish } from './change.ts'
import { afterArn, arnOf } from './partition.ts'
import { ResourceView } from './resource-view.ts'
import type { PropertiesOf } from './schema/index.ts'
import type { TextView } from './text-view.ts'
import type { RecordView } from './view.ts'
import { also, set } from './wishes.ts'

type Properties = PropertiesOf<'AWS::CloudTrail::Trail'>
export type Trail = ResourceView<Properties>

/** Requests for objects that one selector of a trail picks. */
export interface ObjectEvents {
  readonly reads: boolean
  readonly writes: boolean
  /** The ARNs of what they are about; every bucket where there are none. */
  readonly arns: readonly TextView[]
}

/** The trails that are deployed with a resource, and switched on. */
export function trailsBeside({ resource }: ResourceView<unknown>, estate: EstateView): readonly Trail[] {
  return trailsIn(estate).filter(trail => trail.resource.unit === resource.unit)
}

/** Whether requests for a bucket's objects are logged by a trail, some of them at least. */
export function isTrailed(bucket: Bucket): boolean {
  const { estate } = bucket
  return trailsIn(estate).some(trail =>
    objectEventsOf(trail).some(({ arns }) => {
      if (arns.length === 0) return sharesAccount(trail, bucket)
      return arns.some(arn => {
        const name = (afterArn(arn, 's3:::') ?? arn).text
        const named = estate.estate.find(
          estate.world,
          'AWS::S3::Bucket',
          name.before('/') ?? name,
          trail.resource.unit,
        )
        // An ARN that nobody knows may be that of the bucket.
        return named ? named === bucket.resource : isBeside(trail, bucket) && arn.value === undefined
      })
    }),
  )
}

/** What a trail logs of requests for objects. */
export function objectEventsOf({ properties }: Trail): readonly ObjectEvents[] {
  const classic = (properties.EventSelectors ?? []).flatMap(({ DataResources, ReadWriteType }) =>
    (DataResources ?? [])
      .filter(({ Type }) => Type?.value === undefined || Type.value === 'AWS::S3::Object')
      .map(({ Values }) => ({
        reads: ReadWriteType !== 'WriteOnly',
        writes: ReadWriteType !== 'ReadOnly',
        arns: (Values ?? []).some(isEveryBucket) ? [] : (Values ?? []),
      })),
  )
  const advanced = (properties.AdvancedEventSelectors ?? []).flatMap(({ FieldSelectors }) =>
    pickedBy(FieldSelectors ?? []),
  )
  return [...classic, ...advanced]
}

/** A trail that logs requests for the objects of all buckets too; those of one kind where the other one is logged. */
export function loggingObjects(trail: Trail, kind: 'reads' | 'writes' | 'both'): Wish {
  const { EventSelectors: classic, AdvancedEventSelectors: advanced } = trail.properties
  // Of the two ways to select a trail takes one.
  if (classic && !advanced) {
    const everyBucket = arnOf(trail.region.text, 's3').literal ?? ''
    const selector = {
      ReadWriteType: { reads: 'ReadOnly', writes: 'WriteOnly', both: 'All' }[kind],
      IncludeManagementEvents: false,
      DataResources: [{ Type: 'AWS::S3::Object', Values: [everyBucket] }],
    }
    return set(trail, { EventSelectors: also(selector) })
  }
  const selector: WantedRecord = {
    FieldSelectors: [
      { Field: 'eventCategory', Equals: ['Data'] },
      { Field: 'resources.type', Equals: ['AWS::S3::Object'] },
      ...(kind === 'both' ? [] : [{ Field: 'readOnly', Equals: [String(kind === 'reads')] }]),
    ],
  }
  // A trail that selects nothing logs management events.
  const management = { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }
  const selectors = advanced ? also(selector) : [management, selector]
  return set(trail, { AdvancedEventSelectors: selectors })
}

type Selector = NonNullable<
  NonNullable<Properties['AdvancedEventSelectors']>[number]['FieldSelectors']
>[number]

function pickedBy(fields: readonly RecordView<Selector>[]): ObjectEvents[] {
  const named = (name: string) => fields.filter(({ Field }) => Field?.value === name)
  const mayEqual = (name: string, wanted: string) =>
    named(name).every(({ Equals }) =>
      (Equals ?? []).some(({ value }) => value === undefined || value === wanted),
    )
  if (!mayEqual('eventCategory', 'Data') || named('eventCategory').length === 0) return []
  if (!mayEqual('resources.type', 'AWS::S3::Object')) return []
  const arns = named('resources.ARN').flatMap(({ Equals, StartsWith }) => [
    ...(Equals ?? []),
    ...(StartsWith ?? []),
  ])
  return [
    {
      reads: mayEqual('readOnly', 'true'),
      writes: mayEqual('readOnly', 'false'),
      arns: arns.some(isEveryBucket) ? [] : arns,
    },
  ]
}

function isEveryBucket({ value }: TextView): boolean {
  return value !== undefined && /^arn:[\w-]+:s3(?::::)?$/.test(value)
}

function trailsIn({ estate, world }: EstateView): readonly Trail[] {
  return estate
    .ofType('AWS::CloudTrail::Trail')
    .filter(each => each.exists(world))
    .map(each => new ResourceView<Properties>(each, world))
    .filter(({ properties }) => properties.IsLogging !== false)
}

function isBeside(trail: Trail, bucket: Bucket): boolean {
  return trail.resource.unit === bucket.resource.unit
}

/** A trail for every bucket is for those of its account: what is deployed together, or surely to the same account. */
function sharesAccount(trail: Trail, bucket: Bucket): boolean {
  return isBeside(trail, bucket) || trail.account.isSurely(bucket.account)
}
