/** What the picture tells of a node. Who is let in is asked of the proof that findings rest on. */
import { throughAccessPoint, throughMultiRegionAccessPoint } from '../access/access-points.ts'
import { access } from '../access/bucket.ts'
import { locationOf } from '../finding.ts'
import { Bucket, type EstateView } from '../model/bucket.ts'
import { keyOf } from '../model/bucket-key.ts'
import type { Estate } from '../model/estate.ts'
import type { Resource } from '../model/resource.ts'
import { ResourceView } from '../model/resource-view.ts'
import type { Capability } from '../proof/index.ts'
import type { Fact, Property } from './graph.ts'
import { inAllWorlds } from './worlds.ts'

/** Gives facts in one world. Each is asked on its own, so that it forks over nothing that only another depends on. */
type Ask = (resource: Resource, estate: EstateView) => readonly Property[]

const READING = ['read', 'list'] as const
const WRITING = ['write', 'delete', 'policy', 'configure'] as const

const asks: Readonly<Record<string, readonly Ask[]>> = {
  'AWS::S3::Bucket': [
    ofBucket(bucket => openingsOf(bucket, 'read', READING)),
    ofBucket(bucket => openingsOf(bucket, 'write', WRITING)),
    ofBucket(versioningOf),
    ofBucket(encryptionOf),
    ofBucket(bucket => (bucket.objectLock ? [{ kind: 'object lock' }] : [])),
    ofBucket(({ properties }) => (properties.WebsiteConfiguration ? [{ kind: 'website' }] : [])),
    ofBucket(bucket => Array.from(bucket.roles, value => ({ kind: 'role', value }))),
  ],
  'AWS::S3::AccessPoint': [
    (resource, estate) =>
      doorOf(resource, throughAccessPoint(new ResourceView(resource, estate.world), estate)),
  ],
  'AWS::S3::MultiRegionAccessPoint': [
    (resource, estate) =>
      doorOf(resource, throughMultiRegionAccessPoint(new ResourceView(resource, estate.world), estate)),
  ],
}

/** The facts of a resource, with the worlds they hold in. */
export function factsOf(
  resource: Resource,
  estate: Estate,
): { readonly facts: readonly Fact[]; readonly complete: boolean } {
  const asked = (asks[resource.type] ?? []).map(ask =>
    inAllWorlds(resource, estate, view => ask(resource, view), keyOfProperty),
  )
  return {
    facts: asked.flatMap(({ held }) => held.map(({ result, holding }) => ({ ...result, ...holding }))),
    complete: asked.every(({ complete }) => complete),
  }
}

function keyOfProperty(property: Property): string {
  if (property.kind === 'public') return `public ${property.access}`
  return 'value' in property ? `${property.kind} ${property.value}` : property.kind
}

function ofBucket(ask: (bucket: Bucket) => readonly Property[]): Ask {
  return (resource, estate) => ask(new Bucket(resource, estate))
}

function openingsOf(
  bucket: Bucket,
  kind: 'read' | 'write',
  capabilities: readonly Capability[],
): readonly Property[] {
  const openings = access(bucket).openings(...capabilities)
  const [first] = openings
  if (!first) return []
  const can = openings.filter(({ who }) => who === first.who).map(({ capability }) => capability)
  const { who, witness, at } = first
  return [{ kind: 'public', access: kind, who, can, witness, location: locationOf(at) }]
}

function doorOf(resource: Resource, through: ReturnType<typeof throughAccessPoint>): readonly Property[] {
  if (!through) return []
  const at = through.notes[0]?.at ?? resource.at
  const { witness } = through
  return [
    { kind: 'public', access: 'read', who: witness.principal, can: [], witness, location: locationOf(at) },
  ]
}

function versioningOf(bucket: Bucket): readonly Property[] {
  const value = bucket.isVersioned ? 'enabled' : bucket.versioning === 'Suspended' ? 'suspended' : 'off'
  return [{ kind: 'versioning', value }]
}

function encryptionOf(bucket: Bucket): readonly Property[] {
  const key = keyOf(bucket)
  if (!key) return [{ kind: 'encryption', value: 'SSE-S3' }]
  const name = key.key?.id ?? key.id?.toString()
  const value = key.algorithm === 'aws:kms' ? 'SSE-KMS' : 'DSSE-KMS'
  return [{ kind: 'encryption', value, ...(name === undefined ? {} : { key: name }) }]
}
