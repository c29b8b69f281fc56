/** YAML text read into values, as `yamldecode` does. */
import {
  ABSENT,
  constant,
  record,
  type Origin,
  type Plain,
  type Property,
  type Value,
} from '../../../../model/value.ts'
import { isNull, type Node, type ScalarNode } from '../../../../syntax/node.ts'
import { parseYaml } from '../../../../syntax/yaml.ts'
import { Source } from '../../../../text/source.ts'
import { Failure } from './failure.ts'
import { boolOf, numberOf, textOf, writtenNumber } from './plain.ts'

/** What a YAML text stands for; every part of it stands where the text does. Throws `Failure` for other text. */
export function yamlValue(text: string, at: Origin): Plain {
  const { root } = parseYaml(new Source(at.source.path, text))
  if (!root) throw new Failure('a text that is not YAML')
  return plainOf(root, at)
}

function plainOf(node: Node, at: Origin): Plain {
  if (node.tag !== undefined && !/^!?$|^!!|^tag:yaml\.org,2002:/.test(node.tag))
    throw new Failure(`YAML with the tag ${node.tag}`)
  switch (node.kind) {
    case 'scalar':
      return scalarOf(node)
    case 'list':
      return { kind: 'list', items: node.items.map((item, index) => valueOf(item, at, `[${index}]`)) }
    case 'map': {
      const properties = node.entries.map(({ key, value }): [string, Property] => {
        const inner = valueOf(value, at, `.${key}`)
        return [key, { at: inner.origin, value: inner }]
      })
      return record(new Map(properties))
    }
  }
}

/** Made on first use: an alias can stand for a great many values. */
function valueOf(node: Node, around: Origin, step: string): Value {
  const origin: Origin = { ...around, address: `${around.address}${step}` }
  if (node.kind === 'scalar') return constant(origin, plainOf(node, origin))
  let plain: Plain | undefined
  return { origin, read: () => (plain ??= plainOf(node, origin)) }
}

/** The words and numbers of YAML 1.1, as far as Terraform knows them. */
function scalarOf(node: ScalarNode): Plain {
  const { text, plain } = node
  if (isNull(node)) return ABSENT
  if (!plain) return textOf(text)
  if (/^(?:y|yes|true|on)$/i.test(text)) return boolOf(true)
  if (/^(?:n|no|false|off)$/i.test(text)) return boolOf(false)
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return textOf(`${text}T00:00:00Z`)
  if (/^[-+]?0[xo][0-9a-f]{1,13}$/i.test(text)) return numberOf(Number(text))
  return writtenNumber(text) ?? textOf(text)
}
