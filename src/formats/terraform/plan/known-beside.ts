/** What a plan does not know yet and the configuration beside it says: policies that name what is not created. */
import type { Resource } from '../../../model/resource.ts'
import { Text } from '../../../model/text.ts'
import type { Plain, PlainRecord, Property, Value } from '../../../model/value.ts'
import { lazyRecord } from '../tables/shape.ts'

/** The resource of the plan that one of the configuration is. */
type Twin = (resource: Resource) => Resource | undefined

/** The properties of a plan with what the configuration says of those that are not known. */
export function knownBeside(planned: PlainRecord, configured: Resource | undefined, twin: Twin): PlainRecord {
  if (!configured) return planned
  return lazyRecord(planned.keys, key => {
    const property = planned.entry(key)
    return property && { at: property.at, value: known(property, key, configured, twin) }
  })
}

function known({ value }: Property, key: string, configured: Resource, twin: Twin): Value {
  return {
    origin: value.origin,
    read(world) {
      const plain = value.read(world)
      if (plain.kind !== 'unknown' || !plain.reason.label.endsWith(KNOWN_LATER)) return plain
      const properties = configured.properties.read(world)
      const written = properties.kind === 'record' ? properties.entry(key)?.value : undefined
      const found = written?.read(world)
      return found && found.kind !== 'absent' ? translated(found, twin) : plain
    },
  }
}

/** Why plans do not know values that only applying them makes; the address of the value goes before it. */
export const KNOWN_LATER = 'known after apply'

/** The value with the resources of the plan in place of those of the configuration. */
function translated(plain: Plain, twin: Twin): Plain {
  const inside = (value: Value): Value => ({
    origin: value.origin,
    read: world => translated(value.read(world), twin),
  })
  switch (plain.kind) {
    case 'absent':
    case 'unknown':
      return plain
    case 'text':
      return { kind: 'text', text: withTwins(plain.text, twin), json: plain.json && inside(plain.json) }
    case 'list':
      return { kind: 'list', items: plain.items.map(inside) }
    case 'record':
      return lazyRecord(
        plain.keys,
        key => {
          const entry = plain.entry(key)
          return entry && { at: entry.at, value: inside(entry.value) }
        },
        plain.open,
      )
  }
}

function withTwins(text: Text, twin: Twin): Text {
  return text.replace(symbol => {
    if (symbol.kind !== 'name' && symbol.kind !== 'attribute') return undefined
    const resource = twin(symbol.resource)
    return resource && Text.of({ ...symbol, resource })
  })
}
