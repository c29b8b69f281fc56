/** What intrinsic functions give in a world. */
import { mayHold, reference } from '../../model/identity.ts'
import { compareTexts, hingeOf, identityOf, Text, type Part } from '../../model/text.ts'
import { constant, unknown, type Plain, type Value } from '../../model/value.ts'
import type { World } from '../../model/world.ts'
import type { MapNode, Node } from '../../syntax/node.ts'
import { jsonText } from './json-text.ts'
import { listArgument, mapAt, plainScalar, type Intrinsic } from './intrinsic.ts'
import { macroLabel, outputKey, withDynamicReferences, type Template } from './template.ts'

const CROSS_REGION_READER = 'Custom::CrossRegionExportReader'

type Evaluator = (world: World) => Plain

/** Prepares a function for being read in many worlds: its arguments become values once. */
export function prepare(template: Template, { name, argument }: Intrinsic, address: string): Evaluator {
  const args = listArgument(argument)
  const [first, second, third] = args.map(node => template.value(node, address))
  // The tag of a short form is this function's; that of an argument in the long form is another function.
  const isShort = argument.tag === `!${name.replace(/^Fn::/, '')}`
  const single = () => (isShort ? template.argument(argument, address) : template.value(argument, address))
  // What a function that is not worked out gives is the same each time it is read, and nothing else is.
  const id = template.id(`${address}:${name}:${identityOf(argument)}`)
  const otherwise = (label = name) => unknown({ label }, id)
  switch (name) {
    case 'Ref':
      return argument.kind === 'scalar' ? world => template.ref(argument.text, world) : () => otherwise()
    case 'Fn::GetAtt':
      return getAtt(template, argument, address, otherwise)
    case 'Fn::Sub':
      return sub(template, argument.kind === 'list' ? argument.items : [argument], address, otherwise)
    case 'Fn::Join':
      return first && second ? join(first, second) : () => otherwise()
    case 'Fn::Select':
      return first && second ? select(first, second, otherwise) : () => otherwise()
    case 'Fn::Split':
      return second ? split(plainScalar(args[0]) ?? '', second, otherwise) : () => otherwise()
    case 'Fn::FindInMap':
      return findInMap(template, args, address, otherwise)
    case 'Fn::If': {
      const condition = plainScalar(args[0])
      if (condition === undefined || !second || !third) return () => otherwise()
      return world => (template.condition(condition, world) ? second : third).read(world)
    }
    case 'Fn::ImportValue': {
      const name = single()
      return world => importValue(template, textIn(world, name), world)
    }
    case 'Fn::GetStackOutput': {
      const stack = argument.kind === 'map' ? plainScalar(argument.get('StackName')?.value) : undefined
      const output = argument.kind === 'map' ? plainScalar(argument.get('OutputName')?.value) : undefined
      if (stack === undefined || output === undefined) return () => otherwise()
      const name = Text.of(outputKey(stack, output))
      return world =>
        template.surroundings.exports(name, world) ?? otherwise(`output ${output} of stack ${stack}`)
    }
    case 'Fn::Base64': {
      const inner = single()
      return world => base64(textIn(world, inner))
    }
    case 'Fn::Length': {
      const list = single()
      return world => length(list.read(world)) ?? otherwise()
    }
    case 'Fn::ToJsonString': {
      const inner = single()
      return world => {
        const json = jsonText(inner, world)
        return json ? { kind: 'text', text: json } : otherwise()
      }
    }
    case 'Fn::Transform':
      return () => otherwise(macroLabel(argument))
    default:
      return () => otherwise()
  }
}

type Otherwise = (label?: string) => Plain

function textOf(node: Node | undefined): string {
  return node?.kind === 'scalar' ? node.text : ''
}

/** The text a value is; a symbol where it is unknown, empty where there is none. */
export function textIn(world: World, value: Value): Text {
  const plain = value.read(world)
  if (plain.kind === 'text') return plain.text
  if (plain.kind === 'unknown') return Text.of(plain)
  if (plain.kind === 'absent') return Text.of('')
  const { source, span, address } = value.origin
  const id = `text:${source.path}:${span.start}:${address}`
  return Text.of({ kind: 'unknown', id, reason: { label: `the ${plain.kind} at ${address}` } })
}

function text(parts: Iterable<Part | Text>): Plain {
  return { kind: 'text', text: withDynamicReferences(Text.join(parts)) }
}

function getAtt(template: Template, argument: Node, address: string, otherwise: Otherwise): Evaluator {
  if (argument.kind === 'list') {
    const [id, attribute] = argument.items
    const name = attribute && template.value(attribute, address)
    return world => {
      const known = name && textIn(world, name).literal
      return known === undefined ? otherwise() : attributeOf(template, textOf(id), known, world)
    }
  }
  const dotted = textOf(argument)
  const dot = dotted.indexOf('.')
  if (dot < 0) return () => otherwise()
  return world => attributeOf(template, dotted.slice(0, dot), dotted.slice(dot + 1), world)
}

function attributeOf(template: Template, id: string, attribute: string, world: World): Plain {
  const nested = template.nested.get(id)
  const output = attribute.startsWith('Outputs.')
    ? nested?.output(attribute.slice('Outputs.'.length), world)
    : undefined
  if (output) return output
  const resource = template.resources.get(id)
  // CDK carries values into other regions by custom resources: what one reads, another one writes.
  const carried =
    resource?.type === CROSS_REGION_READER
      ? template.surroundings.exports(Text.of(attribute), world)
      : undefined
  if (carried) return carried
  const isOutput = attribute.startsWith('Outputs.')
  if (resource && !isOutput) return { kind: 'text', text: reference(resource, attribute) }
  const label = isOutput && resource ? `nested stack ${id}` : `GetAtt ${id}.${attribute}`
  return unknown({ label }, template.id(`attribute:${id}.${attribute}`))
}

function sub(
  template: Template,
  [pattern, variables]: readonly Node[],
  address: string,
  otherwise: Otherwise,
): Evaluator {
  if (pattern?.kind !== 'scalar') return () => otherwise()
  const local = new Map(
    (variables?.kind === 'map' ? variables.entries : []).map(({ key, value }) => [
      key,
      template.value(value, address),
    ]),
  )
  const pieces = pattern.text.split(/(\$\{[^}]*\})/)
  const named = (name: string, world: World): Plain => {
    if (!name.includes('.')) return template.ref(name, world)
    return attributeOf(template, name.slice(0, name.indexOf('.')), name.slice(name.indexOf('.') + 1), world)
  }
  return world =>
    text(
      pieces.map(piece => {
        const name = /^\$\{([^}]*)\}$/.exec(piece)?.[1]?.trim()
        if (name === undefined) return piece
        if (name.startsWith('!')) return `\${${name.slice(1)}}`
        return textIn(
          world,
          local.get(name) ?? constant(template.place(pattern, address), named(name, world)),
        )
      }),
    )
}

function join(delimiter: Value, list: Value): Evaluator {
  return world => {
    const between = textIn(world, delimiter)
    const plain = list.read(world)
    if (plain.kind === 'unknown') return text([{ ...plain, id: `join:${between.key}:${plain.id}` }])
    // A parameter that holds a list can be given as one text; anything else is a mistake that AWS refuses.
    if (plain.kind !== 'list') return plain
    const texts = plain.items.flatMap(item => flat(item, world))
    return text(texts.flatMap((piece, index) => (index === 0 ? [piece] : [between, piece])))
  }
}

/** The texts of a list's item: none where it is absent, several where a function put a list there. */
function flat(item: Value, world: World): Text[] {
  const plain = item.read(world)
  if (plain.kind === 'absent') return []
  return plain.kind === 'list' ? plain.items.flatMap(inner => flat(inner, world)) : [textIn(world, item)]
}

function select(index: Value, list: Value, otherwise: Otherwise): Evaluator {
  return world => {
    const position = world.resolve(textIn(world, index)).literal
    const plain = list.read(world)
    if (position === undefined) return otherwise()
    if (plain.kind === 'unknown') return unknown(plain.reason, `select:${position}:${plain.id}`)
    const item = plain.kind === 'list' && /^\d+$/.test(position) ? plain.items[Number(position)] : undefined
    return item?.read(world) ?? otherwise()
  }
}

function split(delimiter: string, value: Value, otherwise: Otherwise): Evaluator {
  return world => {
    if (delimiter === '') return otherwise()
    const known = world.resolve(textIn(world, value))
    const reason = hingeOf(known) ?? { label: 'Fn::Split' }
    if (known.symbols.some(symbol => mayHold(symbol, delimiter)))
      return unknown(reason, `list:${JSON.stringify(delimiter)}:${known.key}`)
    return {
      kind: 'list',
      items: known.split(delimiter).map(item => constant(value.origin, { kind: 'text', text: item })),
    }
  }
}

function findInMap(
  template: Template,
  args: readonly Node[],
  address: string,
  otherwise: Otherwise,
): Evaluator {
  const [map, first, second] = args.slice(0, 3).map(node => template.value(node, address))
  const options = args[3]
  const fallbackNode = options?.kind === 'map' ? options.get('DefaultValue')?.value : undefined
  const fallback = fallbackNode && template.value(fallbackNode, address)
  if (!map || !first || !second) return () => otherwise()
  return world => {
    const mayMiss = fallback !== undefined
    const maps = mapAt(template.root, 'Mappings')
    const top = maps && pick(world, textIn(world, map), maps, mayMiss)
    const inner = top && pick(world, textIn(world, first), top, mayMiss)
    const key = inner && pickKey(world, textIn(world, second), inner, mayMiss)
    const leaf = key === undefined ? undefined : inner?.get(key)?.value
    return leaf ? template.value(leaf, address).read(world) : (fallback?.read(world) ?? otherwise())
  }
}

function pick(world: World, name: Text, map: MapNode, mayMiss: boolean): MapNode | undefined {
  const key = pickKey(world, name, map, mayMiss)
  return key === undefined ? undefined : mapAt(map, key)
}

/** The key of a mapping that a text is. A key that is in no mapping fails to deploy: the last one is left over. */
function pickKey(world: World, name: Text, map: MapNode, mayMiss: boolean): string | undefined {
  const known = world.resolve(name)
  if (known.literal !== undefined) return map.get(known.literal) ? known.literal : undefined
  const keys = map.entries.map(({ key }) => key).filter(key => compareTexts(known, Text.of(key)) !== false)
  const last = mayMiss ? undefined : keys.pop()
  const found = keys.find(key => world.equal(known, Text.of(key), true))
  if (found !== undefined || last === undefined) return found
  return world.assumeEqual(known, Text.of(last)) ? last : undefined
}

function importValue(template: Template, name: Text, world: World): Plain {
  return (
    template.surroundings.exports(name, world) ??
    unknown({ label: `import ${name.toString()}` }, `import:${name.key}`)
  )
}

function base64(inner: Text): Plain {
  const { literal } = inner
  const reason = hingeOf(inner) ?? { label: 'Fn::Base64' }
  const encoded: Part =
    literal === undefined
      ? { kind: 'unknown', id: `base64:${inner.key}`, reason }
      : Buffer.from(literal).toString('base64')
  return { kind: 'text', text: Text.of(encoded), decoded: inner }
}

function length(plain: Plain): Plain | undefined {
  return plain.kind === 'list' ? text([String(plain.items.length)]) : undefined
}
