/** What a template is given: its parameters, and the pseudo parameters that CloudFormation knows. */
import { plainScalar, scalarValue } from './intrinsic.ts'
import type { MapNode, Node } from '../../syntax/node.ts'
import { partitionOf } from '../../model/partition.ts'
import { hingeOf, Text, type Reason, type Variable } from '../../model/text.ts'
import { ABSENT, constant, unknown, type Origin, type Plain, type Value } from '../../model/value.ts'
import type { World } from '../../model/world.ts'

/** What is known of a deployment before any template is read. */
export interface Deployment {
  readonly region: Text
  readonly account: Text
  readonly partition: Text
  readonly urlSuffix: Text
  /** Values from the command line by parameter name. */
  readonly params: ReadonlyMap<string, string>
}

/** A deployment whose region and account are as given, or symbols where nobody says. */
export function deployment(
  settings: { readonly region?: string | undefined; readonly account?: string | undefined },
  params: ReadonlyMap<string, string>,
): Deployment {
  const region = settings.region ? Text.of(settings.region) : pseudo('AWS::Region')
  const { name: partition, domain } = partitionOf(region)
  return {
    region,
    account: settings.account ? Text.of(settings.account) : pseudo('AWS::AccountId'),
    partition: Text.of(partition),
    urlSuffix: Text.of(domain),
    params,
  }
}

/** A pseudo parameter that only the deployment knows. */
export function pseudo(name: string): Text {
  return Text.of({ kind: 'variable', variable: { name, label: name } satisfies Variable })
}

/** A declared parameter, as something to read in a world. */
export type Parameter = (world: World) => Plain

/**
 * Reads the declaration of a parameter. `bound` is what a parent stack passes; it goes before what the command line
 * says, which goes before the default.
 */
export function readParameter(
  name: string,
  declaration: Node,
  given: string | undefined,
  bound: Value | undefined,
  id: string,
): Parameter {
  const map = declaration.kind === 'map' ? declaration : undefined
  const type = plainScalar(map?.get('Type')?.value) ?? 'String'
  const isList = /List/.test(type)
  const reason: Reason = { label: `parameter ${name}` }
  const at: Origin = {
    source: declaration.source,
    get span() {
      return declaration.span
    },
    address: name,
  }
  // What an SSM parameter is given, by whomever, is only the name of where its value is kept.
  if (type.startsWith('AWS::SSM::Parameter::Value')) return always(unknown(reason, id))
  const own = (): Parameter => {
    if (given !== undefined) return always(isList ? listOf(Text.of(given), at) : textOf(given))
    const variable = variableOf(name, map)
    const text = Text.of({ kind: 'variable', variable })
    if (!isList) return always({ kind: 'text', text })
    const { default: fallback } = variable
    if (fallback === undefined) return always(unknown(reason, id))
    const items = listOf(Text.of(fallback), at)
    return world => (world.equal(text, Text.of(fallback), true) ? items : unknown(reason, id))
  }
  const fallback = own()
  return world => {
    const passed = bound?.read(world) ?? ABSENT
    if (passed.kind === 'absent') return fallback(world)
    // A stack passes a list as one text with commas.
    return isList && passed.kind === 'text' ? passedList(world.resolve(passed.text), at, id) : passed
  }
}

function always(plain: Plain): Parameter {
  return () => plain
}

function textOf(text: string): Plain {
  return { kind: 'text', text: Text.of(text) }
}

function passedList(text: Text, at: Origin, id: string): Plain {
  const reason = hingeOf(text)
  return reason ? unknown(reason, `${id}:${text.key}`) : listOf(text, at)
}

function listOf(text: Text, at: Origin): Plain {
  const items = text.literal === '' ? [] : text.split(',').map(trimmed)
  return { kind: 'list', items: items.map(item => constant(at, { kind: 'text', text: item })) }
}

function trimmed(text: Text): Text {
  return text.literal === undefined ? text : Text.of(text.literal.trim())
}

function variableOf(name: string, declaration: MapNode | undefined): Variable {
  const allowed = declaration?.get('AllowedValues')?.value
  const entry = declaration?.get('Default')
  const fallback = entry?.value
  return {
    name,
    label: `parameter ${name}`,
    default: fallback?.kind === 'scalar' ? scalarValue(fallback) : undefined,
    at: entry && {
      source: entry.value.source,
      get span() {
        return entry.keySpan
      },
      address: name,
    },
    allowed:
      allowed?.kind === 'list'
        ? allowed.items.flatMap(item => (item.kind === 'scalar' ? scalarValue(item) : []))
        : undefined,
  }
}
