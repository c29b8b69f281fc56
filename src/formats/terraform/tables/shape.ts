/**
 * The words that the tables of this folder are written in: each turns values of a Terraform resource, at a path of
 * attributes and blocks, into a property of the CloudFormation schema.
 */
import { Text, type Reason } from '../../../model/text.ts'
import {
  constant,
  record as recordOf,
  type Origin,
  type Plain,
  type PlainRecord,
  type Property,
} from '../../../model/value.ts'
import type { Attribute, Cell } from './cell.ts'
import { policyValue } from './policy.ts'
import type { WantedBody } from './wanted-body.ts'
import {
  writingAs,
  writingBlock,
  writingBlocks,
  writingDocument,
  writingFirst,
  writingFixed,
  writingGroup,
  writingItem,
  writingPairs,
  writingStrings,
  writingText,
  writingTexts,
  type Writing,
} from './writing.ts'

/** Makes a property out of values; `undefined` where nothing is written. */
type Read = (cell: Cell) => Property | undefined

/** Reads a property, and says how it is written where there is one way to. */
export type Shape = Read & Writing

/** Properties by their names in the CloudFormation schema. */
export type Shapes = Readonly<Record<string, Shape>>

/** Words that the dialects spell differently; what is not listed stays, `undefined` is as if nothing was written. */
export type Words = Readonly<Record<string, string | undefined>> | ((word: string) => string | undefined)

/** What reads, with how the same is written. */
export function both(read: Read, writing: Writing): Shape {
  return Object.assign(read, writing)
}

/** A scalar. */
export function text(path: string, words?: Words): Shape {
  return both(
    at(path, cell => textAt(cell, words)),
    writingText(path, words),
  )
}

/** A flag that the provider sends as off where it is not written. */
export function flag(path: string): Shape {
  return first(text(path), fixed('false'))
}

/** One of the words of a list: what a variable holds is none other. */
export function word(path: string, words: Words): Shape {
  const read = at(path, cell => {
    const found = textAt(cell, words)
    return found?.kind === 'text' && found.text.literal === undefined ? undefined : found
  })
  return both(read, writingText(path, words))
}

/** A name where it is known; an empty one is none, as the provider makes one up. */
export function known(path: string): Shape {
  return both(
    at(path, cell => (cell.open || isEmpty(cell) ? undefined : textAt(cell))),
    writingText(path),
  )
}

/** A name or an ARN of another resource. */
export function naming(path: string, attribute: Attribute): Shape {
  return both(
    at(path, cell => namingAt(cell, attribute)),
    writingText(path),
  )
}

/** A record of what is read at a block; absent where the block is. */
export function block(path: string, shapes: Shapes): Shape {
  const read = at(path, cell => {
    if (cell.isAbsent) return undefined
    return cell.open ?? recordAt(cell, shapes)
  })
  return both(read, writingBlock(path, shapes))
}

/** A record of what is read at the same place; absent where none of it is there. */
export function group(shapes: Shapes): Shape {
  const read: Read = cell => {
    const isThere = Object.values(shapes).some(shape => shape(cell))
    return isThere ? propertyOf(cell.at, recordAt(cell, shapes)) : undefined
  }
  return both(read, writingGroup(shapes))
}

/** A list with an item for each block; `complete` adds what a new one must say. */
export function blocks(path: string, shapes: Shapes, complete?: (body: WantedBody) => WantedBody): Shape {
  return both(
    each(path, item => recordAt(item, shapes)),
    writingBlocks(path, shapes, complete),
  )
}

/** A list with any number of items for each block or scalar. */
export function each(path: string, make: (item: Cell) => Plain | readonly Plain[]): Read {
  return at(path, cell => {
    if (cell.isAbsent) return undefined
    if (cell.open) return cell.open
    const items = cell.items.flatMap(item => [make(item)].flat().map(plain => constant(item.at, plain)))
    return { kind: 'list', items }
  })
}

/** A list of scalars. */
export function texts(path: string): Shape {
  return both(
    each(path, item => textAt(item) ?? []),
    writingTexts(path),
  )
}

/** A list of names or ARNs of other resources. */
export function namings(path: string, attribute: Attribute): Shape {
  return both(
    each(path, item => namingAt(item, attribute) ?? []),
    writingTexts(path),
  )
}

/** A list of the values that are there. */
export function some(...shapes: readonly Shape[]): Shape {
  const read: Read = cell => {
    const found = shapes.flatMap(shape => shape(cell) ?? [])
    const items = found.map(({ value }) => value)
    return found[0] && propertyOf(found[0].at, { kind: 'list', items })
  }
  const [only, ...others] = shapes
  return both(read, only && others.length === 0 ? writingItem(only) : { parts: shapes })
}

/** A record that is there where a text is, other than an empty one or `false`. */
export function where(path: string, shapes: Shapes): Shape {
  const read: Read = cell => {
    const found = cell.get(path)
    if (found.isAbsent || found.is('') || found.is('false')) return undefined
    return propertyOf(found.at, recordAt(cell, shapes))
  }
  return both(read, writingGroup(shapes))
}

/** What is there where a block is. */
export function beside(path: string, shape: Shape): Shape {
  return both(cell => (cell.get(path).isAbsent ? undefined : shape(cell)), writingAs(shape))
}

/** The pairs of a map as `Key` and `Value`. */
export function pairs(path: string): Shape {
  const read = at(path, cell => {
    if (cell.open || cell.keys.length === 0) return cell.open
    const items = cell.keys.map(key => {
      const pair = cell.entry(key)
      const value = textAt(pair)
      const properties = new Map([['Key', propertyOf(pair.at, { kind: 'text', text: Text.of(key) })]])
      if (value) properties.set('Value', propertyOf(pair.at, value))
      return constant(pair.at, recordOf(properties))
    })
    return { kind: 'list', items }
  })
  return both(read, writingPairs(path))
}

/** A map of texts as it is. */
export function strings(path: string): Shape {
  const read = at(path, cell => {
    if (cell.open || cell.keys.length === 0) return cell.open
    return lazyRecord(cell.keys, key => text('')(cell.entry(key)))
  })
  return both(read, writingStrings(path))
}

/** A policy document, written as JSON text. */
export function policy(path: string): Shape {
  const read: Read = cell => {
    const found = cell.get(path)
    const { at, open, json, text } = found
    if (json) return { at, value: json }
    if (open) return propertyOf(at, open)
    return text && !found.is('') ? { at, value: policyValue(text, at) } : undefined
  }
  return both(read, writingDocument(path))
}

/** What is always the same. */
export function fixed(word: string): Shape {
  return both(cell => propertyOf(cell.at, { kind: 'text', text: Text.of(word) }), writingFixed(word))
}

/** The first shape that finds something. */
export function first(...shapes: readonly Shape[]): Shape {
  const read: Read = cell => {
    for (const shape of shapes) {
      const property = shape(cell)
      if (property) return property
    }
    return undefined
  }
  return both(read, writingFirst(shapes))
}

/** Only what the configuration sets: where it is silent, the provider reports what it made up itself. */
export function written(path: string, shape: Shape): Shape {
  const read: Read = cell => {
    const at = cell.get(path)
    return at.open && at.isComputed ? undefined : shape(cell)
  }
  return both(read, writingAs(shape))
}

/** What shapes find at a cell, each looked for when it is asked for. */
export function recordAt(cell: Cell, shapes: Shapes): PlainRecord {
  return lazyRecord(Object.keys(shapes), key => shapes[key]?.(cell))
}

/** A record whose properties are found on first use; `open` as in `PlainRecord`. */
export function lazyRecord(
  names: readonly string[],
  find: (key: string) => Property | undefined,
  open?: Reason,
): PlainRecord {
  const known = new Set(names)
  const found = new Map<string, Property | undefined>()
  const entry = (key: string) => {
    if (!known.has(key)) return undefined
    if (!found.has(key)) found.set(key, find(key))
    return found.get(key)
  }
  return {
    kind: 'record',
    get keys() {
      return names.filter(entry)
    },
    entry,
    open,
  }
}

export function propertyOf(place: Origin, plain: Plain): Property {
  return { at: place, value: constant(place, plain) }
}

function at(path: string, read: (cell: Cell) => Plain | undefined): Read {
  return cell => {
    const found = cell.get(path)
    const plain = read(found)
    return plain && propertyOf(found.at, plain)
  }
}

function textAt(cell: Cell, words?: Words): Plain | undefined {
  if (cell.open) return cell.open
  const found = spelled(cell, words)
  return found && { kind: 'text', text: found }
}

/** Asked only of what is empty unless somebody sets it: each question to a variable is one more world. */
function isEmpty(cell: Cell): boolean {
  const [only, ...others] = cell.text?.parts ?? []
  if (only === undefined) return cell.text !== undefined
  if (typeof only === 'string' || others.length > 0) return false
  return only.kind === 'variable' && only.variable.default === '' && cell.is('')
}

function namingAt(cell: Cell, attribute: Attribute): Plain | undefined {
  const named = cell.isAbsent ? undefined : cell.named(attribute)
  return named ? { kind: 'text', text: named } : textAt(cell)
}

function spelled(cell: Cell, words: Words | undefined): Text | undefined {
  const { text } = cell
  if (words === undefined || text === undefined) return text
  if (typeof words === 'function') {
    const word = text.literal === undefined ? undefined : words(text.literal)
    return word === undefined ? (text.literal === undefined ? text : undefined) : Text.of(word)
  }
  for (const [word, other] of Object.entries(words))
    if (cell.is(word)) return other === undefined ? undefined : Text.of(other)
  return text
}
