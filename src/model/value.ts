/** Values as a format reads them: where they were written, and what they are in a given world. */
import type { Source, Span } from '../text/source.ts'
import type { Reason, Text } from './text.ts'
import type { World } from './world.ts'

/** Where something was written, and how people call it. */
export interface Origin {
  readonly source: Source
  /** Found on first use where finding it costs; ask only for what is shown. */
  readonly span: Span
  /** Path from the resource's address: `Logs.VersioningConfiguration.Status`. */
  readonly address: string
}

/**
 * A value that may depend on decisions. Reading it in a world takes just the decisions that matter for it;
 * what comes back is settled at this level, its children are values again.
 */
export interface Value {
  readonly origin: Origin
  read(world: World): Plain
}

/** What a value is in one world. */
export type Plain =
  /** A scalar of any type; formats differ in what they quote, so its type is decided by who reads it. */
  | PlainText
  | { readonly kind: 'list'; readonly items: readonly Value[] }
  | PlainRecord
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown'; readonly id: string; readonly reason: Reason }

/** A scalar. */
export interface PlainText {
  readonly kind: 'text'
  readonly text: Text
  /** The value that the text is the JSON of, where it was made from one: `jsonencode({...})`. */
  readonly json?: Value | undefined
  /** The text that the text is the base64 of, where it was made from one. */
  readonly decoded?: Text | undefined
}

/** A mapping with text keys. */
export interface PlainRecord {
  readonly kind: 'record'
  readonly keys: readonly string[]
  /** `undefined` where the key is not written. */
  entry(key: string): Property | undefined
  /** Set where keys that are not written may still be there, added by a macro for example. */
  readonly open?: Reason | undefined
}

/** A key with its value. `at` is the key's own place. */
export interface Property {
  readonly at: Origin
  readonly value: Value
}

export const ABSENT: Plain = { kind: 'absent' }

/** A value that is the same in every world. */
export function constant(origin: Origin, plain: Plain): Value {
  return { origin, read: () => plain }
}

/** A value that cannot be known; `id` tells equal unknowns. */
export function unknown(reason: Reason, id: string): Plain {
  return { kind: 'unknown', id, reason }
}

/** A record of the given properties. */
export function record(properties: ReadonlyMap<string, Property>, open?: Reason): PlainRecord {
  return { kind: 'record', keys: [...properties.keys()], entry: key => properties.get(key), open }
}
