/** Making and telling apart plain values. Types are not kept, but for how JSON is to be written. */
import { hingeOf, Text, type Part, type Reason, type Symbol } from '../../../../model/text.ts'
import type { Plain, PlainText, Value } from '../../../../model/value.ts'
import { Failure } from './failure.ts'

/** A text that is known to be a number or boolean, which JSON writes without quotes. */
export interface Scalar extends PlainText {
  readonly type?: 'number' | 'bool' | undefined
}

/** A list whose items have no order that anyone could know: a set. */
export interface PlainSet {
  readonly kind: 'list'
  readonly items: readonly Value[]
  readonly isSet?: true | undefined
}

export function textOf(...pieces: readonly (Part | Text)[]): Scalar {
  return { kind: 'text', text: Text.join(pieces) }
}

export function boolOf(value: boolean): Scalar {
  return { kind: 'text', text: Text.of(String(value)), type: 'bool' }
}

/** The canonical form of a number: without an exponent, and without the noise of binary fractions. */
export function numberOf(value: number): Scalar {
  if (Number.isNaN(value)) throw new Failure('what is calculated is not a number')
  const rounded = Number.isInteger(value) ? value : Number(value.toPrecision(16))
  const text = Math.abs(rounded) < 1e21 ? String(rounded) : exactly(rounded)
  return { kind: 'text', text: Text.of(text), type: 'number' }
}

function exactly(value: number): string {
  return Number.isFinite(value) ? BigInt(value).toString() : value > 0 ? '+Inf' : '-Inf'
}

/** A number as written; whole numbers keep all of their digits. */
export function writtenNumber(text: string): Scalar | undefined {
  const whole = /^-?\d{1,1000}$/.test(text) ? text.replace(/^(-?)0+(?=\d)/, '$1') : undefined
  if (whole !== undefined) return { kind: 'text', text: Text.of(whole), type: 'number' }
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/.test(text) ? numberOf(Number(text)) : undefined
}

export function typeOf(plain: Plain): 'number' | 'bool' | undefined {
  return plain.kind === 'text' && 'type' in plain ? (plain as Scalar).type : undefined
}

export function isSet(plain: Plain): boolean {
  return plain.kind === 'list' && 'isSet' in plain
}

/**
 * What a value hinges on where nothing is known of it, not even its kind: an unknown, or a text that is a symbol
 * alone, since a variable may be given anything.
 */
export function openness(plain: Plain): { readonly id: string; readonly reason: Reason } | undefined {
  if (plain.kind === 'unknown') return plain
  if (plain.kind !== 'text' || plain.json) return undefined
  const [symbol] = plain.text.parts
  if (plain.text.parts.length !== 1 || typeof symbol !== 'object' || !mayBeAnything(symbol)) return undefined
  if (symbol.kind === 'unknown') return symbol
  return { id: plain.text.key, reason: hingeOf(plain.text) ?? { label: plain.text.toString() } }
}

function mayBeAnything(symbol: Symbol): boolean {
  return symbol.kind === 'unknown' || symbol.kind === 'variable'
}

/** The text a scalar is; a symbol where it is not known. */
export function asText(plain: Plain): Text {
  switch (plain.kind) {
    case 'text':
      return plain.text
    case 'unknown':
      return Text.of(plain)
    case 'absent':
      throw new Failure('null where a text is expected')
    case 'list':
    case 'record':
      throw new Failure(`a ${nameOf(plain)} where a text is expected`)
  }
}

/** How people call what a value is. */
export function nameOf(plain: Plain): string {
  switch (plain.kind) {
    case 'text':
      return typeOf(plain) ?? 'string'
    case 'unknown':
      return 'value that is not known'
    case 'absent':
      return 'null'
    case 'list':
      return isSet(plain) ? 'set' : 'list'
    case 'record':
      return 'map'
  }
}

/** The order in which Terraform goes through the keys of a map. */
export function inOrder(texts: readonly string[]): string[] {
  return [...texts].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}
