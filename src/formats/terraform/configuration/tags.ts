/** The tags of an instance: those of its provider, and its own. */
import type { PlainRecord, Value } from '../../../model/value.ts'
import { lazyRecord } from '../tables/shape.ts'
import { bodyRecord } from './body.ts'
import type { Instance } from './instance.ts'
import { defaultTags } from './providers.ts'

/** What is written, with all tags that the resource gets: those of its provider and its own. */
export function tagged(instance: Instance): PlainRecord {
  const { body } = instance
  const shared = defaultTags(instance)
  if (!shared) return body
  const { block, module } = shared
  const given = bodyRecord(block.body, module.scopeAt(block.body, 'provider.default_tags')).entry('tags')
  const own = body.entry('tags')
  const all = [given, own].filter(property => property !== undefined)
  const value: Value = {
    origin: (own ?? given)?.at ?? instance.at,
    read(inner) {
      const plains = all.map(property => property.value.read(inner))
      const open = plains.find(plain => plain.kind === 'unknown')
      const records = plains.filter(plain => plain.kind === 'record')
      const keys = [...new Set(records.flatMap(record => record.keys))]
      return open ?? lazyRecord(keys, key => records.map(record => record.entry(key)).findLast(Boolean))
    },
  }
  const found = all.length > 0 ? { at: value.origin, value } : undefined
  return {
    kind: 'record',
    get keys() {
      return body.keys
    },
    entry: key => (key === 'tags_all' ? found : body.entry(key)),
  }
}
