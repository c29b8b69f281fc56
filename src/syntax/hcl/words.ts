/** Which characters make words: https://www.unicode.org/reports/tr31/, and a dash inside. */
import { quoted } from '../failure.ts'

/** The end of the word that starts at an offset: the offset itself where none does. */
export function wordEnd(text: string, start: number): number {
  let at = start
  for (;;) {
    const code = text.codePointAt(at)
    if (code === undefined || !isWordCharacter(code, at === start)) return at
    at += code > 0xffff ? 2 : 1
  }
}

/**
 * The end of the digits, points and exponents at an offset, as Go's scanner takes them: `1.2.3` is one wrong number. The
 * offset itself where no digit stands.
 */
export function numberEnd(text: string, start: number): number {
  let at = start
  if (!isDigit(text.charAt(at))) return at
  for (;;) {
    const sign = text.charAt(at)
    const length = isDigit(sign) || sign === '.' ? 1 : exponentLength(text, at)
    if (length === 0) break
    at += length
  }
  // `1...` and `a.1.b` do not end in a point.
  while (text.charAt(at - 1) === '.') at--
  return at
}

/** Whether Go takes the text as a number. */
export function isNumber(text: string): boolean {
  return /^\d+(?:\.\d*)?(?:[eE][+-]?\d+)?$/.test(text)
}

/** Whether a character is one digit. */
export function isDigit(sign: string): boolean {
  return sign >= '0' && sign <= '9'
}

/** Blank as Unicode says, which is what strip markers and indented heredocs go by. */
export function isSpace(sign: string): boolean {
  return sign === ' ' || (sign >= '\t' && sign <= '\r') || (sign > '\x7f' && WIDE_SPACE.test(sign))
}

/** What stands at an offset, for a message. */
export function wordsFor(text: string, at: number): string {
  const end = Math.max(wordEnd(text, at), numberEnd(text, at))
  if (end > at) return quoted(text.slice(at, end))
  const [whole = ''] = /^(?:==|!=|<=|>=|=>|&&|\|\||::|\.\.\.|[$%]\{|.)/su.exec(text.slice(at, at + 3)) ?? []
  if (/^[ -~]/.test(whole)) return `'${whole}'`
  const code = text.codePointAt(at) ?? 0
  return `the character U+${code.toString(16).toUpperCase().padStart(4, '0')}`
}

const WIDE_SPACE = /\p{White_Space}/u
const WIDE_START = /\p{ID_Start}/u
const WIDE_CONTINUE = /\p{ID_Continue}/u

function exponentLength(text: string, at: number): number {
  const letter = text.charAt(at)
  if (letter !== 'e' && letter !== 'E') return 0
  const sign = text.charAt(at + 1)
  const length = sign === '+' || sign === '-' ? 2 : 1
  return isDigit(text.charAt(at + length)) ? length + 1 : 0
}

function isWordCharacter(code: number, isFirst: boolean): boolean {
  if (code > 0x7f) return (isFirst ? WIDE_START : WIDE_CONTINUE).test(String.fromCodePoint(code))
  const isLetter = (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f
  return isLetter || (!isFirst && ((code >= 0x30 && code <= 0x39) || code === 0x2d))
}
