/**
 * The words that the tables of this folder are written in: each turns values of a Terraform resource, at a path of
 * attributes and blocks, into a property of the CloudFormation schema.
 */
import { Text } from '../../model/text.ts'
import {
  constant,
  record as recordOf,
  unknown,
  type Origin,
  type Plain,
  type PlainRecord,
  type Property,
} from '../../model/value.ts'
import type { Cell } from './cell.ts'
import { policyValue } from './policy.ts'

/** What shapes ask of the plan as a whole. */
export interface Identities {
  /** The resource that an expression or a literal ARN names, as text; `attribute` is what is read where nobody says. */
  named(cell: Cell, attribute: Attribute): Text | undefined
}

/** What of a resource a value is: its name, or an attribute as `Fn::GetAtt` calls it. */
export type Attribute = 'name' | 'Ref' | 'Arn' | 'DomainName' | 'RegionalDomainName' | 'Id'

/** Makes a property out of values; `undefined` where nothing is written. */
export type Shape = (cell: Cell, identities: Identities) => Property | undefined

/** Properties by their names in the CloudFormation schema. */
export type Shapes = Readonly<Record<string, Shape>>

/** Words that the dialects spell differently; what is not listed stays, `undefined` is as if nothing was written. */
export type Words = Readonly<Record<string, string | undefined>> | ((word: string) => string | undefined)

/** A scalar. */
export function text(path: string, words?: Words): Shape {
  return at(path, cell => textAt(cell, words))
}

/** A scalar where it is known. */
export function known(path: string): Shape {
  return at(path, cell => (cell.state === 'known' ? textAt(cell) : undefined))
}

/** A name or an ARN of another resource. */
export function naming(path: string, attribute: Attribute): Shape {
  return at(path, (cell, identities) => namingAt(cell, attribute, identities))
}

/** A record of what is read at a block; absent where the block is. */
export function block(path: string, shapes: Shapes): Shape {
  return at(path, (cell, identities) => {
    if (cell.state === 'absent') return undefined
    return openAt(cell) ?? recordAt(cell, shapes, identities)
  })
}

/** A record of what is read at the same place; absent where none of it is there. */
export function group(shapes: Shapes): Shape {
  return (cell, identities) => {
    const plain = recordAt(cell, shapes, identities)
    return plain.keys.length === 0 ? undefined : propertyOf(cell.at, plain)
  }
}

/** A list with an item for each block. */
export function blocks(path: string, shapes: Shapes): Shape {
  return each(path, (item, identities) => recordAt(item, shapes, identities))
}

/** A list with any number of items for each block or scalar. */
export function each(
  path: string,
  make: (item: Cell, identities: Identities) => Plain | readonly Plain[],
): Shape {
  return at(path, (cell, identities) => {
    if (cell.state === 'absent') return undefined
    const open = openAt(cell)
    if (open) return open
    const items = cell.items.flatMap(item =>
      [make(item, identities)].flat().map(plain => constant(item.at, plain)),
    )
    return { kind: 'list', items }
  })
}

/** A list of scalars. */
export function texts(path: string): Shape {
  return each(path, item => textAt(item) ?? [])
}

/** A list of names or ARNs of other resources. */
export function namings(path: string, attribute: Attribute): Shape {
  return each(path, (item, identities) => namingAt(item, attribute, identities) ?? [])
}

/** A list of the values that are there. */
export function some(...shapes: readonly Shape[]): Shape {
  return (cell, identities) => {
    const found = shapes.flatMap(shape => shape(cell, identities) ?? [])
    const items = found.map(({ value }) => value)
    return found[0] && propertyOf(found[0].at, { kind: 'list', items })
  }
}

/** A record that is there where a text is, other than an empty one or `false`. */
export function where(path: string, shapes: Shapes): Shape {
  return (cell, identities) => {
    const { state, text: found, at: place } = cell.get(path)
    if (state === 'absent' || found === '' || found === 'false') return undefined
    return propertyOf(place, recordAt(cell, shapes, identities))
  }
}

/** The pairs of a map as `Key` and `Value`. */
export function pairs(path: string): Shape {
  return at(path, cell => {
    const open = openAt(cell)
    if (open || cell.node?.kind !== 'map' || cell.node.entries.length === 0) return open
    const items = cell.node.entries.map(({ key }) => {
      const pair = cell.get(key)
      const value = textAt(pair)
      const properties = new Map([['Key', propertyOf(pair.at, { kind: 'text', text: Text.of(key) })]])
      if (value) properties.set('Value', propertyOf(pair.at, value))
      return constant(pair.at, recordOf(properties))
    })
    return { kind: 'list', items }
  })
}

/** A policy document, written as JSON text. */
export function policy(path: string): Shape {
  return cell => {
    const found = cell.get(path)
    const open = openAt(found)
    if (open) return propertyOf(found.at, open)
    return found.text ? { at: found.at, value: policyValue(found.text, found.at) } : undefined
  }
}

/** What is always the same. */
export function fixed(word: string): Shape {
  return cell => propertyOf(cell.at, { kind: 'text', text: Text.of(word) })
}

/** The first shape that finds something. */
export function first(...shapes: readonly Shape[]): Shape {
  return (cell, identities) => {
    for (const shape of shapes) {
      const property = shape(cell, identities)
      if (property) return property
    }
    return undefined
  }
}

/** Only what the configuration sets: where it is silent, the provider reports what it made up itself. */
export function written(path: string, shape: Shape): Shape {
  return (cell, identities) => {
    const at = cell.get(path)
    return at.state === 'unknown' && at.isComputed ? undefined : shape(cell, identities)
  }
}

export function recordAt(cell: Cell, shapes: Shapes, identities: Identities): PlainRecord {
  return recordOf(propertiesAt(cell, shapes, identities))
}

/** The properties that shapes find at a cell. */
export function propertiesAt(cell: Cell, shapes: Shapes, identities: Identities): Map<string, Property> {
  const properties = new Map<string, Property>()
  for (const [key, shape] of Object.entries(shapes)) {
    const property = shape(cell, identities)
    if (property) properties.set(key, property)
  }
  return properties
}

export function propertyOf(place: Origin, plain: Plain): Property {
  return { at: place, value: constant(place, plain) }
}

/** What is not known or not to be shown. */
function openAt(cell: Cell): Plain | undefined {
  const label = REASONS.get(cell.state)
  if (label === undefined) return undefined
  const { source, address } = cell.at
  return unknown({ label }, `plan:${source.path}:${address}`)
}

const REASONS = new Map([
  ['unknown', 'known after apply'],
  ['sensitive', 'sensitive value'],
])

function at(path: string, read: (cell: Cell, identities: Identities) => Plain | undefined): Shape {
  return (cell, identities) => {
    const found = cell.get(path)
    const plain = read(found, identities)
    return plain && propertyOf(found.at, plain)
  }
}

function textAt(cell: Cell, words?: Words): Plain | undefined {
  const open = openAt(cell)
  if (open || cell.text === undefined) return open
  const word = spelled(cell.text, words)
  return word === undefined ? undefined : { kind: 'text', text: Text.of(word) }
}

function namingAt(cell: Cell, attribute: Attribute, identities: Identities): Plain | undefined {
  const named = cell.state === 'absent' ? undefined : identities.named(cell, attribute)
  return named ? { kind: 'text', text: named } : textAt(cell)
}

function spelled(word: string, words: Words | undefined): string | undefined {
  if (words === undefined) return word
  if (typeof words === 'function') return words(word)
  return Object.hasOwn(words, word) ? words[word] : word
}
