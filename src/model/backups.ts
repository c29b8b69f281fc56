/** Which buckets the backup plans of a unit select. */
import type { Bucket } from './bucket.ts'
import { ResourceView } from './resource-view.ts'
import type { PropertiesOf } from './schema/index.ts'
import type { TextView } from './text-view.ts'
import type { RecordView } from './view.ts'

type Properties = PropertiesOf<'AWS::Backup::BackupSelection'>
type Selection = ResourceView<Properties>
/** What all ARNs of buckets begin with. */
const buckets = 'arn:aws:s3:::'

type Choice = RecordView<Exclude<Properties['BackupSelection'], undefined>>

/** The selections of backup plans that are deployed with a bucket. */
export function selectionsBeside(bucket: Bucket): readonly Selection[] {
  const { estate, world } = bucket.estate
  return estate
    .ofType('AWS::Backup::BackupSelection')
    .filter(each => each.unit === bucket.resource.unit && each.exists(world))
    .map(each => new ResourceView<Properties>(each, world))
}

/** Whether a selection may take in a bucket. Tags that a stack gives all its resources are a guess. */
export function maySelect({ properties, resource }: Selection, bucket: Bucket): boolean {
  const choice = properties.BackupSelection
  if (!choice) return true
  if ((choice.NotResources ?? []).some(pattern => covers(pattern, bucket))) return false
  const { Resources: resources, ListOfTags: tags } = choice
  // What says nothing selects everything; conditions narrow it down.
  if ((!resources && !tags) || (resources ?? []).some(pattern => covers(pattern, bucket) !== false))
    return true
  return (tags ?? []).length > 0 && mayHaveTag(choice, bucket, resource.id)
}

function mayHaveTag({ ListOfTags }: Choice, bucket: Bucket, selection: string): boolean {
  const differ = (one: TextView | undefined, other: TextView | undefined) =>
    one?.value !== undefined && other?.value !== undefined && one.value !== other.value
  const isWritten = (ListOfTags ?? []).some(({ ConditionKey, ConditionValue }) =>
    (bucket.properties.Tags ?? []).some(
      ({ Key, Value }) => !differ(Key, ConditionKey) && !differ(Value, ConditionValue),
    ),
  )
  const { world, resource } = bucket
  const id = `tags of ${resource.unit.name} for ${selection}`
  return isWritten || world.guess(id, { label: 'tags of the stack' }, `selected by ${selection}`, 'others')
}

/** Whether a pattern of ARNs covers a bucket; `undefined` where that is not worked out. */
function covers(pattern: TextView, bucket: Bucket): boolean | undefined {
  const named = bucket.estate.bucket(pattern, bucket)
  if (named) return named.isSame(bucket)
  const name = pattern.after(buckets)
  if (!name) {
    const start = pattern.pieces.find(({ first }) => first)?.text ?? ''
    if (/^arn:[\w-]+:(?!s3\b)[\w-]+:/.test(start)) return false
    return pattern.value?.endsWith('*') && buckets.startsWith(pattern.value.slice(0, -1)) ? true : undefined
  }
  const { value } = name
  if (value?.includes('*') !== true) return name.is(bucket)
  const [head = '', tail] = value.split('*')
  return tail === '' ? head === '' || bucket.name.startsWith(head) : undefined
}
