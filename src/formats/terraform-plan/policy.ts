/** Policies that plans hold as JSON text, read into documents. */
import { Text } from '../../model/text.ts'
import {
  ABSENT,
  constant,
  record,
  type Origin,
  type Plain,
  type Property,
  type Value,
} from '../../model/value.ts'
import { isNull, type Node } from '../../syntax/node.ts'
import { parseJson } from '../../syntax/json.ts'
import { Source } from '../../text/source.ts'

/** The document that a JSON text holds; every part of it stands where the text does. Any other text stays text. */
export function policyValue(json: string, at: Origin): Value {
  const { root } = parseJson(new Source(at.source.path, json))
  return root?.kind === 'map' ? documentAt(root, at, at.address) : constant(at, textOf(json))
}

function documentAt(node: Node, around: Origin, address: string): Value {
  const at: Origin = {
    source: around.source,
    get span() {
      return around.span
    },
    address,
  }
  return constant(at, plainAt(node, at))
}

function plainAt(node: Node, at: Origin): Plain {
  switch (node.kind) {
    case 'scalar':
      return isNull(node) ? ABSENT : textOf(node.text)
    case 'list':
      return {
        kind: 'list',
        items: node.items.map((item, index) => documentAt(item, at, `${at.address}[${index}]`)),
      }
    case 'map': {
      const properties = new Map<string, Property>()
      for (const { key, value } of node.entries) {
        const inner = documentAt(value, at, `${at.address}.${key}`)
        properties.set(key, { at: inner.origin, value: inner })
      }
      return record(properties)
    }
  }
}

function textOf(text: string): Plain {
  return { kind: 'text', text: Text.of(text) }
}
