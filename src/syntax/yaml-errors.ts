/** What js-yaml's refusals mean, in sentences for people, and where to point. */
import { EVENT_ID, COLLECTION_STYLE, SCALAR_STYLE, parseEvents, YAMLException, type Event } from 'js-yaml'
import type { Span } from '../text/source.ts'
import { BOUNDS } from './node.ts'
import { quoted, SyntaxFailure, WORD_LENGTH, wordAt } from './failure.ts'

/** js-yaml's depth counts a scalar, and a try to read it as a key, as levels too; the tree builder is exact. */
export const PARSER_OPTIONS = { maxDepth: BOUNDS.depth + 2 }

/** A message, or one that depends on what stands at the place: the rest of the text and what is before it. */
type Message = string | ((after: string, lineBefore: string) => string)

/** js-yaml's reasons, by how they begin, in the order tried. */
const MESSAGES: readonly (readonly [reason: string, message: Message])[] = [
  ['null byte', 'a NUL character is not allowed: expected a text file'],
  ['the stream contains non-printable', 'a control character stands here: expected printable text'],
  [
    'expected valid JSON character',
    'a control character stands in quotes: expected an escape such as "\\x1b"',
  ],
  ['nesting exceeded', `the nesting is deeper than the bound of ${BOUNDS.depth} levels`],
  ['tab characters', 'a tab stands in the indentation: expected spaces'],
  [
    'deficient indentation',
    (_, lineBefore) =>
      lineBefore.includes('\t')
        ? 'a tab stands between values: expected spaces'
        : 'the line is indented less than the key of the quotes or brackets it stands in: expected it indented more',
  ],
  [
    'unknown escape',
    after =>
      `unknown escape ${quoted(`\\${after.charAt(0)}`)} in double quotes: expected "\\\\" for a backslash, or single quotes`,
  ],
  [
    'expected hexadecimal',
    'the escape is incomplete: expected 2 hexadecimal digits after \\x, 4 after \\u or 8 after \\U',
  ],
  [
    'unexpected end of the document within',
    'a document marker stands in quotes: expected the closing quote before it',
  ],
  ['unexpected end of the stream within a verbatim tag', "the tag is not closed: expected '>'"],
  [
    'unexpected end of the stream within a',
    'the file ends inside quotes or brackets: expected them to be closed',
  ],
  ['missed comma', 'expected a comma or the closing bracket before this'],
  ["expected the node content, but found ','", 'a value is missing: expected one before the comma'],
  ['a whitespace character is expected', "expected a space after ':'"],
  ["expected ':' after", "this key has no value: expected ':' after it"],
  [
    'can not read a block mapping entry',
    "a key here or above has no ':': expected each key and its ':' on one line",
  ],
  ['name of an alias', "expected the name of an anchor after '*': put text that starts with '*' in quotes"],
  ['name of an anchor', "expected a name after '&': put text that starts with '&' in quotes"],
  ['alias node', 'an alias cannot have a tag or an anchor of its own: expected the alias only'],
  ['duplication of an anchor', 'the value has two anchors: expected one at most'],
  ['duplication of a tag', 'the value has two tags: expected one at most'],
  ['undeclared tag handle', 'the tag has an unknown prefix: expected a tag such as !Ref'],
  ['tag suffix', 'the tag has characters that no tag can have: expected a tag such as !Ref'],
  ['tag name', 'the tag has characters that no tag can have: expected a tag such as !Ref'],
  ['named tag handle', 'the tag has characters that no tag can have: expected a tag such as !Ref'],
  ['repeat of', "expected '|' or '>' followed by one indentation digit and one '+' or '-' at most"],
  ['bad explicit indentation', "expected an indentation digit from 1 to 9 after '|' or '>'"],
  ['a line break is expected', "expected a new line after '|' or '>'"],
  ['directives end mark', "expected '---' after the lines that start with '%'"],
  ['can not read a document', 'a byte order mark stands inside the text: expected it at the very start'],
  ['bad indentation', misplaced],
  ['end of the stream or a document separator', misplaced],
]

/** The failure for a refusal at an offset of the parsed text; `original` gives the file's offsets. */
export function yamlFailure(
  reason: string,
  text: string,
  offset: number,
  original: (offset: number) => number,
): SyntaxFailure {
  const lineBefore = /[^\n\r]*$/.exec(text.slice(Math.max(0, offset - 1000), offset))?.[0] ?? ''
  const fail = (message: string, { start, end }: Span): SyntaxFailure =>
    new SyntaxFailure(message, { start: original(start), end: original(end) })
  const endsInside = /^unexpected end of the stream within a (?:flow|single|double)/.test(reason)
  const isOutdented = reason === 'deficient indentation' && !lineBefore.includes('\t')
  const lacksComma = reason.startsWith('missed comma')
  const open =
    endsInside || isOutdented || lacksComma ? findOpening(text.slice(0, offset).trimEnd()) : undefined
  if (open !== undefined) {
    const sign = text.charAt(open)
    if (lacksComma)
      return fail(`expected a comma or ${CLOSERS[sign] ?? ''} before this`, wordAt(text, offset))
    const name = sign === '{' || sign === '[' ? 'bracket' : 'quote'
    const message = endsInside
      ? `this ${name} is not closed: expected ${CLOSERS[sign] ?? ''}`
      : `too many lines inside this ${name} are indented less than its key: expected them indented more, or the ${name} closed`
    return fail(message, { start: open, end: open + 1 })
  }
  const known = MESSAGES.find(([start]) => reason.startsWith(start))?.[1] ?? `this is not YAML: ${reason}`
  const message = typeof known === 'string' ? known : known(text.slice(offset, offset + 80), lineBefore)
  return fail(message, blamed(reason, text, offset))
}

/** What to underline: js-yaml stops behind the start of what it refuses. */
function blamed(reason: string, text: string, offset: number): Span {
  const before = text.slice(0, offset).slice(-WORD_LENGTH)
  const back = (pattern: RegExp): number => offset - (pattern.exec(before)?.[0].length ?? 0)
  if (/^tab/.test(reason)) return { start: offset, end: offset + 1 }
  if (/^deficient/.test(reason) && /\t[^\n\r]*$/.test(before)) {
    const start = back(/\t[^\t]*$/)
    return { start, end: start + 1 }
  }
  if (/^unknown escape|hexadecimal/.test(reason))
    return { start: back(/\\[^\\]*$/), end: Math.min(offset + 1, text.length) }
  if (/^(?:tag|named tag|undeclared tag)/.test(reason)) return { start: back(/![^ \t\r\n]*$/), end: offset }
  return wordAt(text, offset)
}

const CLOSERS: Readonly<Record<string, string>> = { '"': `'"'`, "'": `"'"`, '{': "'}'", '[': "']'" }

/** Text stands where the structure has no place for it. */
function misplaced(after: string, lineBefore: string): string {
  if (/^:(?:\s|$)/.test(after))
    return "a key with a value cannot stand here: expected one ': ' on a line, and quotes around text that contains it"
  if (/^[\]}]/.test(after))
    return `nothing is open that '${after.charAt(0)}' could close: expected an opening bracket before it`
  if (/^[@`%]/.test(after)) return `text cannot start with '${after.charAt(0)}': expected it in quotes`
  if (/'$/.test(lineBefore))
    return "the text ended at the quote before this: expected '' for a quote inside single quotes"
  if (/^\s*$/.test(lineBefore))
    return 'the indentation does not fit: expected this line in the column of the entries it belongs to'
  return 'text stands after the end of a value: expected a new line here, or quotes around the whole text'
}

/** Readings spent on finding an opening; texts above the size are not searched. */
const MAX_TRIES = 40
const MAX_SEARCHED = 500_000

/**
 * In text that ends inside quotes or brackets: the offset of the innermost opening. js-yaml gives no events for
 * such a text, so it is closed step by step until there are some.
 */
function findOpening(text: string): number | undefined {
  if (text.length > MAX_SEARCHED) return undefined
  // On a line of its own (the text may end in a comment), far right (lines may have to be indented).
  const newLine = `\n${' '.repeat(1000)}`
  let closed = text
  let closer = ''
  let brackets = 0
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const outcome = attempt(closed + closer)
    if (typeof outcome !== 'string') return openingIn(outcome, text, brackets)
    if (outcome.endsWith('flow collection')) {
      closed += closer
      closer = `${newLine}}`
      brackets++
    } else if (outcome.endsWith('quoted scalar') && brackets === 0) {
      closed += closer
      closer = outcome.includes('double') ? '"' : "'"
    } else if (closer.endsWith('}')) closer = `${newLine}]`
    else return undefined
  }
  return undefined
}

function attempt(text: string): readonly Event[] | string {
  try {
    return parseEvents(text, PARSER_OPTIONS)
  } catch (error) {
    if (error instanceof YAMLException) return error.reason
    throw error
  }
}

/** What was still open at the end of the text: the quotes that reach it, or the last but `brackets - 1` to close. */
function openingIn(events: readonly Event[], text: string, brackets: number): number | undefined {
  const open: (number | undefined)[] = []
  const closed: number[] = []
  for (const event of events) {
    if (event.type === EVENT_ID.POP) {
      const start = open.pop()
      if (start !== undefined) closed.push(start)
    } else if (event.type === EVENT_ID.DOCUMENT) open.push(undefined)
    else if (event.type === EVENT_ID.SCALAR) {
      const isQuoted =
        event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED
      if (isQuoted && event.valueEnd >= text.length) return event.valueStart - 1
    } else if (event.type !== EVENT_ID.ALIAS) {
      const isBracket = event.style === COLLECTION_STYLE.FLOW && '{['.includes(text.charAt(event.start))
      open.push(isBracket ? event.start : undefined)
    }
  }
  return closed.at(-brackets)
}
