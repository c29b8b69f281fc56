/** Reading valid JSON text without a tree: where values stand, how deep it goes, which keys come twice. */
import type { Span } from '../text/source.ts'

const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const BACKSLASH = 0x5c
const OPEN_LIST = 0x5b
const CLOSE_LIST = 0x5d
const OPEN_MAP = 0x7b
const CLOSE_MAP = 0x7d

/** Where a member of a map stands. */
export interface MemberPlace {
  readonly key: Span
  readonly value: Span
}

/** Where each item of the list that starts at this offset stands. */
export function itemPlaces(text: string, start: number): Span[] {
  const places: Span[] = []
  let at = skipBlanks(text, start + 1)
  while (text.charCodeAt(at) !== CLOSE_LIST) {
    const value = valueSpan(text, at)
    places.push(value)
    at = afterComma(text, value.end)
  }
  return places
}

/** Where each member of the map that starts at this offset stands, in the order written; of a key written twice, the last. */
export function memberPlaces(text: string, start: number): Map<string, MemberPlace> {
  const places = new Map<string, MemberPlace>()
  let at = skipBlanks(text, start + 1)
  while (text.charCodeAt(at) !== CLOSE_MAP) {
    const key = { start: at, end: stringEnd(text, at) }
    const colon = skipBlanks(text, key.end)
    const value = valueSpan(text, skipBlanks(text, colon + 1))
    const name = stringValue(text, key)
    places.delete(name)
    places.set(name, { key, value })
    at = afterComma(text, value.end)
  }
  return places
}

/** Where the value that starts at this offset stands. */
export function valueSpan(text: string, start: number): Span {
  const code = text.charCodeAt(start)
  if (code === QUOTE) return { start, end: stringEnd(text, start) }
  let at = start
  if (code === OPEN_LIST || code === OPEN_MAP) {
    let depth = 0
    do {
      const next = text.charCodeAt(at)
      if (next === QUOTE) {
        at = stringEnd(text, at)
        continue
      }
      if (next === OPEN_LIST || next === OPEN_MAP) depth++
      else if (next === CLOSE_LIST || next === CLOSE_MAP) depth--
      at++
    } while (depth > 0)
    return { start, end: at }
  }
  while (at < text.length && !endsLiteral(text.charCodeAt(at))) at++
  return { start, end: at }
}

/** The offset of what stands next; a byte order mark before everything is passed over too. */
export function skipBlanks(text: string, from: number): number {
  let at = from === 0 && text.startsWith('\uFEFF') ? 1 : from
  while (isBlank(text.charCodeAt(at))) at++
  return at
}

/** Offset of the first bracket that is nested deeper than the bound. */
export function tooDeep(text: string, bound: number): number | undefined {
  let depth = 0
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) {
      at = stringEnd(text, at)
      continue
    }
    if (code === OPEN_LIST || code === OPEN_MAP) {
      if (++depth > bound) return at
    } else if (code === CLOSE_LIST || code === CLOSE_MAP) depth--
    at++
  }
  return undefined
}

/** Calls back for each key that its map already has, with the place written before. */
export function eachDuplicateKey(text: string, found: (key: string, first: Span, again: Span) => void): void {
  const open: Map<string, Span>[] = []
  for (let at = 0; at < text.length;) {
    const code = text.charCodeAt(at)
    if (code !== QUOTE) {
      if (code === OPEN_MAP) open.push(new Map())
      else if (code === CLOSE_MAP) open.pop()
      at++
      continue
    }
    const span = { start: at, end: stringEnd(text, at) }
    at = skipBlanks(text, span.end)
    // In valid JSON a colon outside a string comes after a key, and nowhere else.
    if (text.charCodeAt(at) !== COLON) continue
    const key = stringValue(text, span)
    const first = open.at(-1)?.get(key)
    if (first) found(key, first, span)
    open.at(-1)?.set(key, span)
  }
}

function stringValue(text: string, span: Span): string {
  const inner = text.slice(span.start + 1, span.end - 1)
  return inner.includes('\\') ? (JSON.parse(`"${inner}"`) as string) : inner
}

function stringEnd(text: string, start: number): number {
  let at = start + 1
  for (;;) {
    const end = text.indexOf('"', at)
    // A quote is escaped by an odd number of backslashes before it.
    let backslash = end - 1
    while (text.charCodeAt(backslash) === BACKSLASH) backslash--
    if ((end - backslash) % 2 === 1) return end + 1
    at = end + 1
  }
}

function afterComma(text: string, end: number): number {
  const at = skipBlanks(text, end)
  return text.charCodeAt(at) === COMMA ? skipBlanks(text, at + 1) : at
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09
}

function endsLiteral(code: number): boolean {
  return code === COMMA || code === CLOSE_LIST || code === CLOSE_MAP || isBlank(code)
}
