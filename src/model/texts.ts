/** Every text that is written in a resource, whichever side of a condition it stands on. */
import type { Resource } from './resource.ts'
import { Text, type Variable } from './text.ts'
import type { Origin, Plain, PlainRecord, Value } from './value.ts'
import { explore, type Literal } from './world.ts'

/** A text as written, with what leads to it. */
export interface WrittenText {
  /** CloudFormation type of the resource that it stands in. */
  readonly type: string
  /** The place of its key, or of the item of a list. */
  readonly at: Origin
  /** Its key, or the name beside it: of `{Name: STAGE, Value: prod}` the text `prod` is called `STAGE`. */
  readonly name: string
  /** The keys above it, the nearest first. */
  readonly above: readonly string[]
  /** What is known of it; what was encoded in base64 as it was before. */
  readonly text: Text
}

/** A text below this many keys is not looked at. */
const DEEPEST = 64

/**
 * The texts of a resource, and once for all resources, kept in `told`, the defaults of the variables that they use.
 * Texts that a macro or module of another tool may add are not seen.
 */
export function* textsOf(resource: Resource, told: Set<Variable>): Generator<WrittenText> {
  for (const found of [
    ...within(resource, resource.at, resource.properties, 'Properties', [], []),
    ...within(resource, resource.at, beside(resource.attributes), 'Metadata', [], []),
  ]) {
    yield found
    for (const symbol of found.text.symbols) {
      if (symbol.kind !== 'variable' || told.has(symbol.variable)) continue
      const { name, default: fallback, at = found.at } = symbol.variable
      told.add(symbol.variable)
      if (fallback !== undefined) yield { ...found, at, name, text: Text.of(fallback) }
    }
  }
}

/** The attributes of a resource without its properties. */
function beside(attributes: Value): Value {
  return {
    origin: attributes.origin,
    read(world) {
      const plain = attributes.read(world)
      if (plain.kind !== 'record') return plain
      return { ...plain, keys: plain.keys.filter(key => key === 'Metadata') }
    },
  }
}

function* within(
  resource: Resource,
  at: Origin,
  value: Value,
  name: string,
  above: readonly string[],
  context: readonly Literal[],
): Generator<WrittenText> {
  if (above.length > DEEPEST) return
  const seen = new Set<Plain>()
  for (const { result: plain, literals } of explore(world => value.read(world), context).leaves) {
    if (seen.has(plain)) continue
    seen.add(plain)
    const inner = [...context, ...literals]
    if (plain.kind === 'text')
      yield { type: resource.type, at, name, above, text: plain.decoded ?? inTheClear(name, plain.text) }
    if (plain.kind === 'list')
      for (const item of plain.items) yield* within(resource, item.origin, item, name, above, inner)
    if (plain.kind === 'record') {
      const called = nameIn(plain, inner)
      for (const key of plain.keys) {
        const entry = plain.entry(key)
        const below = /^value$/i.test(key) ? (called ?? key) : key
        if (entry) yield* within(resource, entry.at, entry.value, below, [name, ...above], inner)
      }
    }
  }
}

/** What a pair of `Name` and `Value`, or `Key` and `Value`, is called. */
function nameIn(plain: PlainRecord, context: readonly Literal[]): string | undefined {
  const key = plain.keys.find(each => /^(?:name|key)$/i.test(each))
  const entry = key === undefined ? undefined : plain.entry(key)
  const read = entry && explore(world => entry.value.read(world), context).leaves[0]?.result
  return read?.kind === 'text' ? read.text.literal : undefined
}

/** User data that somebody encoded beforehand as it was; other texts as they are. */
function inTheClear(name: string, text: Text): Text {
  const { literal } = text
  if (name !== 'UserData' || literal === undefined || !/^[A-Za-z0-9+/\s]{16,}={0,2}\s*$/.test(literal))
    return text
  return Text.of(Buffer.from(literal, 'base64').toString())
}
