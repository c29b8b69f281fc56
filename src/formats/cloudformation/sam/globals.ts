/** Merges what `Globals` says into a function's own properties. */
import type { MapNode, Node } from '../../../syntax/node.ts'
import { changed, list, map } from '../build.ts'
import { intrinsicOf, plainScalar } from '../intrinsic.ts'
import type { Transform } from './transform.ts'

/** The properties with the globals under them, but for those that the resource's `IgnoreGlobals` names. */
export function withGlobals(
  transform: Transform,
  properties: MapNode,
  globals: MapNode,
  ignored: Node | undefined,
): MapNode {
  if (plainScalar(ignored) === '*') return properties
  const names = new Set(ignored?.kind === 'list' ? ignored.items.map(plainScalar) : [])
  const kept = globals.entries.filter(({ key }) => !names.has(key))
  return mergeMaps(transform, map(globals, kept), properties)
}

/** Maps merge, lists follow each other, and anything else, functions such as `!If` too, is replaced. */
function merge(transform: Transform, global: Node, local: Node): Node {
  if (intrinsicOf(global) || intrinsicOf(local)) return local
  if (global.kind === 'map' && local.kind === 'map') return mergeMaps(transform, global, local)
  if (global.kind !== 'list' || local.kind !== 'list') return local
  transform.spend(global.items.length + local.items.length, local)
  return list(local, [...global.items, ...local.items])
}

function mergeMaps(transform: Transform, global: MapNode, local: MapNode): MapNode {
  transform.spend(global.entries.length + local.entries.length, local)
  const merged = local.entries.map(written => {
    const inherited = global.get(written.key)
    return inherited ? changed(written, merge(transform, inherited.value, written.value)) : written
  })
  return map(local, [...global.entries, ...merged])
}
