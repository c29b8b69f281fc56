/** The origins, as browsers send them, of the websites that buckets hold. */
import { Bucket } from './bucket.ts'
import { distributionsBefore, endpointIn } from './distributions.ts'
import { expand, reference } from './identity.ts'
import { Text } from './text.ts'
import type { TextView } from './text-view.ts'
import type { World } from './world.ts'

/** What pages of a bucket are reached by; nothing where it has none. */
export function siteOriginsOf(bucket: Bucket): readonly Text[] {
  const { WebsiteConfiguration: website } = bucket.properties
  const distributions = distributionsBefore(bucket)
  const entered = distributions.filter(({ properties }) => properties.DistributionConfig?.DefaultRootObject)
  const isWebsite = website?.IndexDocument !== undefined
  if (!isWebsite && entered.length === 0) return []
  const domains = (isWebsite ? distributions : entered).flatMap(({ properties, resource }) => [
    ...(properties.DistributionConfig?.Aliases ?? []).map(({ text }) => text),
    reference(resource, 'DomainName'),
  ])
  return [
    ...domains.map(domain => Text.of('https://', domain)),
    ...(isWebsite ? [reference(bucket.resource, 'WebsiteURL')] : []),
  ]
}

/**
 * The other buckets of the unit that hold websites; none for a bucket that holds one itself, or that is served under
 * the domain of one.
 */
export function websitesBeside(bucket: Bucket): readonly Bucket[] {
  const { estate, world, resource } = bucket
  const own = distributionsBefore(bucket).map(distribution => distribution.resource)
  const websites = estate.estate
    .ofType('AWS::S3::Bucket')
    .filter(each => each.unit === resource.unit && each.exists(world))
    .map(each => new Bucket(each, estate))
    .filter(each => siteOriginsOf(each).length > 0)
  const isServedWith = (website: Bucket) =>
    website.isSame(bucket) || distributionsBefore(website).some(each => own.includes(each.resource))
  return websites.some(isServedWith) ? [] : websites
}

/** Whether an origin in a CORS rule lets in one of these, as far as that can be told: what is not known may. */
export function mayAdmit(allowed: TextView, origins: readonly Text[], { world }: Bucket): boolean {
  const pattern = world.resolve(expand(allowed.text, world))
  if (!websiteIn(pattern, world) && !isKnown(pattern)) return true
  return origins.some(origin => {
    const known = world.resolve(expand(origin, world))
    if (known.key === pattern.key || isSameWebsite(pattern, known, world)) return true
    if (!websiteIn(known, world) && !isKnown(known)) return true
    const [head, tail] = pattern.literal?.split('*') ?? []
    if (head === undefined || tail === undefined) return false
    return startsWith(known, head) && endsWith(known, tail)
  })
}

/** Regions write their website endpoints with a dash or with a dot. */
function isSameWebsite(one: Text, other: Text, world: World): boolean {
  const [a, b] = [websiteIn(one, world), websiteIn(other, world)]
  return a !== undefined && a.key === b?.key
}

/** The bucket whose website endpoint an origin is. */
function websiteIn(origin: Text, world: World): Text | undefined {
  const host = origin.after('https://') ?? origin.after('http://')
  const endpoint = host && endpointIn(host, world)
  return endpoint?.kind === 'website' ? endpoint.name : undefined
}

/** Whether it holds nothing but what is written down and what AWS makes up. */
function isKnown({ symbols }: Text): boolean {
  return symbols.every(({ kind }) => kind === 'name' || kind === 'attribute')
}

function startsWith({ parts: [first] }: Text, head: string): boolean {
  return typeof first === 'string' && first.startsWith(head)
}

function endsWith({ parts }: Text, tail: string): boolean {
  const last = parts.at(-1)
  // The domain that AWS makes for a distribution.
  return typeof last === 'string' ? last.endsWith(tail) : tail === '' || '.cloudfront.net'.endsWith(tail)
}
