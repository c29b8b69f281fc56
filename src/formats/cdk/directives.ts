/** Suppressions in the metadata of constructs: each holds for the construct and what is made in it. */
import type { Directive, Scope } from '../../model/directive.ts'
import type { MapNode } from '../../syntax/node.ts'
import { acknowledgedDirectives, ownDirectives } from '../metadata-directives.ts'

/**
 * What `construct.node.addMetadata('bucketlint', {ignore: {RULE: reason}})` and
 * `Validations.of(construct).acknowledge({id: 'bucketlint::RULE', reason})` leave in a stack's metadata.
 */
export function constructDirectives(metadata: MapNode): Directive[] {
  return metadata.entries.flatMap(({ key, value }) => {
    const holds: readonly Scope[] = [{ kind: 'construct', path: key.replace(/^\//, '') }]
    return (value.kind === 'list' ? value.items : []).flatMap(item => {
      const type = item.kind === 'map' ? item.get('type')?.value : undefined
      const data = item.kind === 'map' ? item.get('data') : undefined
      if (type?.kind !== 'scalar' || !data) return []
      if (type.text === 'bucketlint') return ownDirectives(data, holds)
      return type.text === 'aws:cdk:acknowledged-rules' ? acknowledgedDirectives(data.value, holds) : []
    })
  })
}
