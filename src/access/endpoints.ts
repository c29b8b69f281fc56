/** Whether the VPC of an access point leads to it: a VPC endpoint for S3 whose policy lets the requests pass. */
import type { EstateView } from '../model/bucket.ts'
import { reference } from '../model/identity.ts'
import { afterArn } from '../model/partition.ts'
import { ResourceView } from '../model/resource-view.ts'
import type { PropertiesOf } from '../model/schema/index.ts'
import type { TextView } from '../model/text-view.ts'
import { Bucket as Subject, explainAccess, type Actor } from '../proof/index.ts'
import type { AccessPoint } from './access-points.ts'
import { readPolicy } from './document.ts'
import { Inquiry } from './inquiry.ts'

export type Endpoint = ResourceView<PropertiesOf<'AWS::EC2::VPCEndpoint'>>

/** What stands between the VPC of an access point and its bucket. */
export type Barrier =
  | { readonly kind: 'no endpoint' }
  | {
      readonly kind: 'endpoint policy'
      readonly endpoint: Endpoint
      readonly refused: 'bucket' | 'access point'
    }

/** What keeps every request from the VPC of an access point out; nothing is said of what another stack may hold. */
export function barrierBefore(point: AccessPoint, vpc: TextView, estate: EstateView): Barrier | undefined {
  const { world, resource } = point
  const network = estate.estate.find(world, 'AWS::EC2::VPC', vpc.text, resource.unit)
  const endpoints = estate.estate
    .ofType('AWS::EC2::VPCEndpoint')
    .filter(each => each.exists(world))
    .map((each): Endpoint => new ResourceView(each, world))
    .map(endpoint => ({ endpoint, leads: and(isForS3(endpoint), isIn(endpoint, vpc, estate)) }))
    .filter(({ leads }) => leads !== 'no')
  if (endpoints.length === 0) {
    if (!network) return undefined
    if (resource.unit.open) world.assumeNothingAdded(resource.unit.name, resource.unit.open)
    return { kind: 'no endpoint' }
  }
  if (endpoints.some(({ leads }) => leads !== 'yes')) return undefined
  const barriers = endpoints.flatMap(({ endpoint }) => refusalBy(endpoint, point) ?? [])
  return barriers.length === endpoints.length ? barriers[0] : undefined
}

/** Whether an endpoint is surely one for S3. */
export function leadsToS3(endpoint: Endpoint): boolean {
  return isForS3(endpoint) === 'yes'
}

type Answer = 'yes' | 'no' | 'perhaps'

function and(one: Answer, other: Answer): Answer {
  if (one === 'no' || other === 'no') return 'no'
  return one === 'yes' && other === 'yes' ? 'yes' : 'perhaps'
}

function isForS3({ properties: { ServiceName: service } }: Endpoint): Answer {
  const end = service?.pieces.at(-1)
  if (!end?.last) return 'perhaps'
  return end.text.endsWith('.s3') ? 'yes' : 'no'
}

function isIn(
  { properties: { VpcId: own }, world, resource }: Endpoint,
  vpc: TextView,
  { estate }: EstateView,
): Answer {
  if (!own) return 'perhaps'
  if (own.isSurely(vpc)) return 'yes'
  const networks = [own, vpc].map(({ text }) => estate.find(world, 'AWS::EC2::VPC', text, resource.unit))
  const isOther =
    networks.every(network => network !== undefined) || [own, vpc].every(({ value }) => value !== undefined)
  return isOther ? 'no' : 'perhaps'
}

/** Both have to be allowed: the access point, and the bucket behind it. */
function refusalBy(endpoint: Endpoint, point: AccessPoint): Barrier | undefined {
  const document = endpoint.properties.PolicyDocument
  const { Bucket: name } = point.properties
  if (!document || !name) return undefined
  const speller = new Inquiry(point).asWritten
  const { policy } = readPolicy(document, speller, { name: 'endpoint policy' })
  const owner = speller.spell(point.world, point.account.text)
  const subject = new Subject({
    ...speller.terms,
    name: speller.spell(point.world, (afterArn(name, 's3:::') ?? name).text),
    owner,
    policy,
  })
  const actor: Actor = {
    kind: 'role',
    id: `arn:${speller.partition}:iam::${owner}:role/someone`,
    account: owner,
    session: 'session',
  }
  const arn = speller.spell(point.world, reference(point.resource, 'Arn'))
  const isRefused = (bucket: string, objects: string) =>
    [
      { action: 's3:GetObject', resource: objects },
      { action: 's3:PutObject', resource: objects },
      { action: 's3:ListBucket', resource: bucket },
    ].every(({ action, resource }) =>
      ['denied', 'not-allowed'].includes(explainAccess(subject, { actor, action, resource }).access),
    )
  if (isRefused(arn, `${arn}/object/*`)) return { kind: 'endpoint policy', endpoint, refused: 'access point' }
  if (isRefused(subject.arn, `${subject.arn}/*`))
    return { kind: 'endpoint policy', endpoint, refused: 'bucket' }
  return undefined
}
