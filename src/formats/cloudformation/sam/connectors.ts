/** Finds connectors to and from buckets: what they grant is not worked out, and that is said. */
import type { Entry, MapNode, Node } from '../../../syntax/node.ts'
import { mapAt, plainScalar } from '../intrinsic.ts'
import type { Transform } from './transform.ts'

/** Says of a resource that is a connector, or has some, which of them go unchecked. */
export function noticeConnectors(transform: Transform, resource: Entry): void {
  if (resource.value.kind !== 'map') return
  const type = plainScalar(resource.value.get('Type')?.value)
  if (type === 'AWS::Serverless::Connector') noticeConnector(transform, resource, [])
  const embedded = mapAt(resource.value, 'Connectors')
  for (const connector of embedded?.entries ?? []) noticeConnector(transform, connector, [type])
}

function noticeConnector(
  transform: Transform,
  connector: Entry,
  types: readonly (string | undefined)[],
): void {
  const properties = connector.value.kind === 'map' ? mapAt(connector.value, 'Properties') : undefined
  const ends = ['Source', 'Destination'].flatMap(key => endsOf(properties?.get(key)?.value))
  if ([...types, ...ends.map(end => typeOf(transform, end))].includes('AWS::S3::Bucket'))
    transform.notice(`what the connector ${connector.key} allows is not checked`, connector.keySpan)
}

function endsOf(node: Node | undefined): readonly MapNode[] {
  const ends = node?.kind === 'list' ? node.items : node ? [node] : []
  return ends.filter(end => end.kind === 'map')
}

/** The type of what stands at one end: told, or that of the resource with the id. */
function typeOf(transform: Transform, end: MapNode): string | undefined {
  const id = plainScalar(end.get('Id')?.value)
  const target = id === undefined ? undefined : mapAt(transform.resources, id)
  return plainScalar((target ?? end).get('Type')?.value)
}
