/**
 * Walks what is written in a resource, every side of every condition once: for questions about the text as such,
 * such as whether a property exists at all. Other checks read properties and let their world choose.
 */
import type { Resource } from './resource.ts'
import { child, itemOf, schemaOf, type Schema } from './schema/index.ts'
import type { Origin, Plain, Value } from './value.ts'
import { explore, type Literal } from './world.ts'

/** One value as written, under the decisions that lead to it. */
export interface Visit {
  readonly resource: Resource
  /** The place of its key, of the item, or of the resource for the properties as a whole. */
  readonly at: Origin
  readonly plain: Plain
  readonly schema: Schema
  /** What decides that this value is the one. */
  readonly context: readonly Literal[]
  /** What the resource needs to exist. */
  readonly given: readonly Literal[]
}

/** Every value of the resource's properties that its schema speaks of. */
export function* walk(resource: Resource): Generator<Visit> {
  const schema = schemaOf(resource.type)
  // A macro rewrites what is written before anybody reads it.
  if (!schema || resource.unit.open) return
  const existing = explore(world => resource.exists(world) || undefined)
  const [shortest] = existing.leaves.map(leaf => leaf.literals).sort((a, b) => a.length - b.length)
  if (shortest) yield* visit(resource, resource.at, resource.properties, schema, [], shortest)
}

function* visit(
  resource: Resource,
  at: Origin,
  value: Value,
  schema: Schema,
  context: readonly Literal[],
  given: readonly Literal[],
): Generator<Visit> {
  const seen = new Set<Plain>()
  for (const leaf of explore(world => value.read(world), [...given, ...context]).leaves) {
    const plain = leaf.result
    // Different decisions may lead to the same text: it is one value, judged where it is reached first.
    if (seen.has(plain)) continue
    seen.add(plain)
    const inner = [...context, ...leaf.literals]
    yield { resource, at, plain, schema, context: inner, given }
    if (plain.kind === 'record') {
      for (const key of plain.keys) {
        const below = child(schema, key)
        const entry = plain.entry(key)
        if (below && entry) yield* visit(resource, entry.at, entry.value, below, inner, given)
      }
    }
    const items = itemOf(schema)
    if (plain.kind === 'list' && items) {
      for (const item of plain.items) yield* visit(resource, item.origin, item, items, inner, given)
    }
  }
}
