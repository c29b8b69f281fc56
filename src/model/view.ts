/**
 * Properties as rules read them: plain values typed by the provider's schema, in one world.
 * `bucket.properties.VersioningConfiguration?.Status` is `'Enabled'`, `'Suspended'` or `undefined`, whatever
 * conditions, parameters and mappings stand between.
 */
import { allows, child, enumOf, itemOf, type Schema } from './schema/index.ts'
import { hingeOf, Text } from './text.ts'
import { TextView } from './text-view.ts'
import { constant, unknown, type Origin, type Plain, type PlainRecord, type Value } from './value.ts'
import { decisionOn, type World } from './world.ts'

/** What a value of schema type `T` is for a rule: what may be a record or text is read as it is. */
export type View<T> = unknown extends T
  ? AnyView
  : [Extract<T, string>, Extract<T, object>] extends [never, unknown] | [unknown, never]
    ? Each<T>
    : AnyView

type Each<T> = T extends boolean | number
  ? T
  : T extends string
    ? string extends T
      ? TextView
      : T
    : T extends readonly (infer Item)[]
      ? readonly View<Item>[]
      : T extends object
        ? RecordView<T>
        : T

/** A record of a rule: its properties, of which a template may leave out any, and where they were written. */
export type RecordView<T> = { readonly [Key in keyof T]?: View<T[Key]> | undefined } & {
  /** The place of a property's key, or of the record where the property is not written. */
  at(key?: keyof T & string): Origin
}

/** A value without a schema, such as a policy document: read as it is. */
export interface AnyView {
  readonly at: Origin
  readonly world: World
  readonly value: Value
}

/** The view of a record value under a schema; `at` is the key it stands at. */
export function recordView<T>(world: World, at: Origin, plain: PlainRecord, schema: Schema): RecordView<T> {
  const place = (key?: string) => {
    const property = key === undefined ? undefined : plain.entry(key)
    return property && property.value.read(world).kind !== 'absent' ? property.at : at
  }
  const target = { at: place }
  // The schema that types T is the one that is read.
  return new Proxy(target, {
    get: (_, key) => {
      if (key === 'at') return place
      if (typeof key !== 'string') return undefined
      const below = child(schema, key)
      return below && property(world, plain, key, below, at)
    },
    has: (_, key) => typeof key === 'string' && plain.entry(key) !== undefined,
    ownKeys: () => [...plain.keys],
    getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
  }) as RecordView<T>
}

function property(world: World, plain: PlainRecord, key: string, schema: Schema, at: Origin): unknown {
  const entry = plain.entry(key)
  if (entry) return settle(world, entry.value, entry.at, schema)
  if (plain.open) world.assumeNothingAdded(`${at.source.path}:${at.address}`, plain.open)
  return undefined
}

/** What a value is for a rule under a schema. */
function settle(world: World, value: Value, at: Origin, schema: Schema): unknown {
  if (isAnything(schema))
    return value.read(world).kind === 'absent' ? undefined : ({ at, world, value } satisfies AnyView)
  return fromPlain(world, value.read(world), at, schema)
}

/** The view of a value; of one that cannot stand where it does there is none, which the rule about schemas tells. */
function fromPlain(world: World, plain: Plain, at: Origin, schema: Schema): unknown {
  switch (plain.kind) {
    case 'absent':
      return undefined
    case 'unknown':
      return fromUnknown(world, plain, at, schema)
    case 'text': {
      if (allows(schema, 'text')) return scalar(world, plain.text, at, schema)
      // CloudFormation takes one value for a list of one.
      const item = itemOf(schema)
      return item && allows(item, 'text') ? [scalar(world, plain.text, at, item)] : undefined
    }
    case 'list': {
      const item = itemOf(schema)
      return (
        item &&
        plain.items
          .map(value => settle(world, value, value.origin, item))
          .filter(value => value !== undefined)
      )
    }
    case 'record':
      return allows(schema, 'record') ? recordView(world, at, plain, schema) : undefined
  }
}

function fromUnknown(
  world: World,
  plain: Extract<Plain, { kind: 'unknown' }>,
  at: Origin,
  schema: Schema,
): unknown {
  if (allows(schema, 'text')) return scalar(world, Text.of(plain), at, schema)
  if (!world.guess(plain.id, plain.reason, 'set', 'not set')) return undefined
  const item = itemOf(schema)
  if (item)
    return [fromPlain(world, unknown(plain.reason, `${plain.id}[]`), at, item)].filter(
      value => value !== undefined,
    )
  return recordView(world, at, unknownRecord(plain, at), schema)
}

/** A record of which only is known that it is there: each of its properties is unknown. */
function unknownRecord({ id, reason }: Extract<Plain, { kind: 'unknown' }>, at: Origin): PlainRecord {
  return {
    kind: 'record',
    keys: [],
    entry: key => ({ at, value: constant(at, unknown(reason, `${id}.${key}`)) }),
  }
}

function scalar(world: World, text: Text, at: Origin, schema: Schema): unknown {
  if (schema.type === 'boolean') return booleanOf(world, text)
  if (schema.type === 'integer' || schema.type === 'number') return numberOf(world, text)
  const values = enumOf(schema)?.values
  return values ? oneOf(world, text, values) : new TextView(world, text, at)
}

function booleanOf(world: World, text: Text): boolean {
  if (text.literal !== undefined) return isTrue(text.literal)
  return world.decide(
    { op: 'test', text, name: 'is true', holds: isTrue },
    { decision: decisionOn(text), yes: 'true', no: 'false', reason: hingeOf(text), asked: true },
  )
}

/** YAML 1.1, which CloudFormation reads, has more words for true than JSON. */
function isTrue(text: string): boolean {
  return /^(?:true|yes|on|y)$/i.test(text)
}

/** The number; `NaN`, which compares false with everything, where it cannot be known. */
function numberOf(world: World, text: Text): number {
  const { literal, symbols } = world.resolve(text)
  if (literal !== undefined) return Number(literal)
  for (const symbol of symbols) {
    if (symbol.kind === 'unknown') world.blur(symbol.reason)
    if (symbol.kind === 'variable') world.blur({ label: symbol.variable.label })
  }
  return NaN
}

/** One of the schema's values, or what is written where that is not among them. */
function oneOf(world: World, text: Text, values: readonly string[]): string {
  const known = world.resolve(text).literal
  if (known !== undefined) return known
  const last = values.at(-1) ?? ''
  return values.slice(0, -1).find(value => world.equal(text, Text.of(value))) ?? last
}

/** Schemas that say nothing, and those of policy documents, which are records or text. */
function isAnything(schema: Schema): boolean {
  return allows(schema, 'record') && allows(schema, 'text')
}
