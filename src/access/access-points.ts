/** Access points as they open a bucket: whom they let in. */
import type { Bucket, EstateView } from '../model/bucket.ts'
import { reference } from '../model/identity.ts'
import { arnOf } from '../model/partition.ts'
import type { ResourceView } from '../model/resource-view.ts'
import type { PropertiesOf } from '../model/schema/index.ts'
import type { Text } from '../model/text.ts'
import type { TextView } from '../model/text-view.ts'
import type { AnyView } from '../model/view.ts'
import {
  Bucket as Subject,
  strangersMay,
  type BucketInput,
  type Capability,
  type Verdict,
} from '../proof/index.ts'
import { readPolicy, type Speller } from './document.ts'
import { Inquiry, through, type Through } from './inquiry.ts'
import { policyOf } from './policies.ts'
import { BucketSubject } from './subject.ts'

export type AccessPoint = ResourceView<PropertiesOf<'AWS::S3::AccessPoint'>>
export type MultiRegionAccessPoint = ResourceView<PropertiesOf<'AWS::S3::MultiRegionAccessPoint'>>

/** What is asked about an access point of either kind. */
interface Door {
  readonly view: ResourceView<unknown>
  readonly arn: Text
  readonly policy: AnyView
  /** Flags of its public access block; on where they are not written. */
  readonly blocks: readonly (boolean | undefined)[]
}

/** What may lie behind it: a bucket of the estate, or the name of another. */
interface Room {
  readonly name: TextView
  readonly bucket: Bucket | undefined
}

const capabilities: readonly Capability[] = ['policy', 'write', 'delete', 'read', 'list']

/** A request of a stranger that gets to a bucket through an access point, while the bucket itself keeps it out. */
export function throughAccessPoint(point: AccessPoint, estate: EstateView): Through | undefined {
  const {
    Bucket: name,
    Policy: policy,
    VpcConfiguration: vpc,
    PublicAccessBlockConfiguration: block,
  } = point.properties
  // One for a VPC never counts as public.
  if (!name || !policy || vpc?.VpcId) return undefined
  const blocks = [block?.BlockPublicPolicy, block?.RestrictPublicBuckets]
  const door = { view: point, arn: reference(point.resource, 'Arn'), policy, blocks }
  return openDoor(door, [{ name, bucket: estate.bucket(name, point) }])
}

/** The same for a Multi-Region access point and any of its buckets. */
export function throughMultiRegionAccessPoint(
  point: MultiRegionAccessPoint,
  estate: EstateView,
): Through | undefined {
  const [written] = estate.referring('AWS::S3::MultiRegionAccessPointPolicy', 'MrapName', point)
  const policy = written?.properties.Policy
  if (!policy) return undefined
  const { PublicAccessBlockConfiguration: block, Regions = [] } = point.properties
  const blocks = [block?.BlockPublicPolicy, block?.RestrictPublicBuckets]
  const alias = reference(point.resource, 'Alias')
  const arn = arnOf(point.resource.region, 's3::', point.resource.account, ':accesspoint/', alias)
  const rooms = Regions.flatMap(({ Bucket: name }) =>
    name ? [{ name, bucket: estate.bucket(name, point) }] : [],
  )
  return openDoor({ view: point, arn, policy, blocks }, rooms)
}

function openDoor(door: Door, rooms: readonly Room[]): Through | undefined {
  if (door.blocks.some(flag => flag !== false)) return undefined
  const inquiry = new Inquiry(door.view)
  for (const room of rooms)
    for (const capability of room.bucket && isShut(room.bucket) ? [] : capabilities) {
      const verdict = inquiry.ask(speller => leadsIn(door, room, speller, capability))
      if (inquiry.holds(`strangers can ${capability}`, verdict)) return through(verdict)
    }
  return undefined
}

/**
 * Whether the bucket's own public access block, or that of its account, keeps strangers out of its access points, too:
 * S3 takes no public policy for one, or restricts it. Source: "Managing public access to access points".
 */
function isShut({ publicAccessBlock }: Bucket): boolean {
  return publicAccessBlock.BlockPublicPolicy || publicAccessBlock.RestrictPublicBuckets
}

/** Whether strangers get in through the access point only. What a bucket elsewhere delegates is not known. */
function leadsIn(
  { view, arn, policy }: Door,
  { name, bucket }: Room,
  speller: Speller,
  capability: Capability,
): Verdict {
  const input = bucket ? new BucketSubject(bucket).in(speller).input : delegating(view, name, speller)
  const point = {
    arn: speller.spell(view.world, arn),
    policy: readPolicy(policy, speller, { name: 'access point policy', view: 'accessPoint' }).policy,
    publicAccessBlock: {},
  }
  const directly = bucket ? strangersMay(new Subject(input), capability) : undefined
  if (directly?.answer === 'yes') return { answer: 'no', by: [], hinge: [] }
  const verdict = strangersMay(new Subject({ ...input, accessPoints: [point] }), capability)
  if (verdict.answer === 'no' || directly?.answer === 'no') return verdict
  // Where the bucket lets them in itself, that is what there is to say.
  const hinge = directly ? directly.hinge : [`the policy of bucket ${name.toString()}`]
  return { ...verdict, answer: 'unknown', hinge: [...new Set([...verdict.hinge, ...hinge])] }
}

/** A bucket that leaves access to the access points of its account. */
function delegating(view: ResourceView<unknown>, name: TextView, speller: Speller): BucketInput {
  const owner = speller.spell(view.world, view.account.text)
  const statement = {
    Effect: 'Allow',
    Principal: '*',
    Action: '*',
    Resource: '*',
    Condition: { StringEquals: { 's3:DataAccessPointAccount': owner } },
  }
  const policy = policyOf({ Statement: [statement] }, speller, 'bucket policy', 'resource')
  return { ...speller.terms, name: speller.spell(view.world, name.text), owner, policy }
}
