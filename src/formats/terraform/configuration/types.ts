/** Type constraints of variables, as far as they change values: defaults of optional attributes, booleans. */
import type { Expression } from '../../../syntax/hcl/ast.ts'
import { parseHcl } from '../../../syntax/hcl/index.ts'
import type { Plain, Property, Value } from '../../../model/value.ts'
import { Source } from '../../../text/source.ts'
import { lazyRecord } from '../tables/shape.ts'
import { valueOf } from './expression/evaluate.ts'
import type { Scope } from './expression/scope.ts'
import { literalText } from './folder.ts'

/** The constraint as an expression; the JSON syntax writes it as text. */
export function constraintOf(written: Expression | undefined): Expression | undefined {
  const text = literalText(written)
  if (text === undefined) return written
  return parseHcl(new Source('type', `type = ${text}`)).body.attributes.get('type')?.value
}

/** Whether values of the type are a single word. */
export function isScalarType(type: Expression | undefined): boolean {
  return (
    type === undefined || (type.kind === 'name' && ['string', 'number', 'bool', 'any'].includes(type.name))
  )
}

export function isBool(type: Expression | undefined): boolean {
  return type?.kind === 'name' && type.name === 'bool'
}

/** The value with the defaults of optional attributes where it leaves them out. */
export function conformed(value: Value, type: Expression | undefined, scope: Scope): Value {
  const call = type?.kind === 'call' ? type : undefined
  const [inner] = call?.arguments ?? []
  if (!call || !inner || !hasOptional(inner)) return value
  return {
    origin: value.origin,
    read(world) {
      const plain = value.read(world)
      return call.name === 'object' ? objectOf(plain, inner, scope, value) : itemsOf(plain, inner, scope)
    },
  }
}

function hasOptional(type: Expression): boolean {
  switch (type.kind) {
    case 'call':
      return type.name === 'optional' || type.arguments.some(hasOptional)
    case 'object':
      return type.entries.some(({ value }) => hasOptional(value))
    case 'tuple':
      return type.items.some(hasOptional)
    default:
      return false
  }
}

function itemsOf(plain: Plain, inner: Expression, scope: Scope): Plain {
  if (plain.kind === 'list')
    return { kind: 'list', items: plain.items.map(item => conformed(item, inner, scope)) }
  if (plain.kind !== 'record') return plain
  const conformedAt = (property: Property) => ({
    ...property,
    value: conformed(property.value, inner, scope),
  })
  return lazyRecord(plain.keys, key => mapped(plain.entry(key), conformedAt), plain.open)
}

function objectOf(plain: Plain, type: Expression, scope: Scope, whole: Value): Plain {
  if (plain.kind !== 'record' || type.kind !== 'object') return plain
  const types = new Map(type.entries.map(({ key, value }) => [literalText(key) ?? '', value]))
  const attribute = (key: string): Property | undefined => {
    const written = types.get(key)
    const optional = written?.kind === 'call' && written.name === 'optional' ? written.arguments : undefined
    const [inner = written, fallback] = optional ?? []
    const property = plain.entry(key)
    if (!fallback) return mapped(property, each => ({ ...each, value: conformed(each.value, inner, scope) }))
    const otherwise = conformed(valueOf(fallback, scope), inner, scope)
    const at = property?.at ?? whole.origin
    const value: Value = {
      origin: property?.value.origin ?? whole.origin,
      read(world) {
        const given = property ? conformed(property.value, inner, scope).read(world) : undefined
        return given === undefined || given.kind === 'absent' ? otherwise.read(world) : given
      },
    }
    return { at, value }
  }
  return lazyRecord([...types.keys()], attribute, plain.open)
}

function mapped(
  property: Property | undefined,
  change: (property: Property) => Property,
): Property | undefined {
  return property && change(property)
}
