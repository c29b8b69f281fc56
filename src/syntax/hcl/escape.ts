/** What a backslash means in a quoted text. */
import { quoted } from '../failure.ts'
import type { Cursor } from './cursor.ts'

const SIMPLE: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['"', '"'],
  ['\\', '\\'],
])

/** Reads an escape and gives the character it stands for. */
export function escape(cursor: Cursor): string {
  const { text, at } = cursor
  const selector = text.charAt(at + 1)
  const simple = SIMPLE.get(selector)
  if (simple !== undefined) {
    cursor.at += 2
    return simple
  }
  if (selector !== 'u' && selector !== 'U')
    cursor.failAt(`expected "\\\\" for a backslash, found ${quoted(`\\${selector}`)}`, at, at + 2)
  const length = selector === 'u' ? 4 : 8
  const digits = text.slice(at + 2, at + 2 + length)
  const code = /^[\da-fA-F]+$/.test(digits) && digits.length === length ? parseInt(digits, 16) : -1
  const isCharacter = code >= 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
  if (!isCharacter)
    cursor.failAt(`expected ${length} hexadecimal digits of a character after "\\${selector}"`, at, at + 2)
  cursor.at += 2 + length
  return String.fromCodePoint(code)
}
