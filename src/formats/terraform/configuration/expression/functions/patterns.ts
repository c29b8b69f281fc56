/** Functions that look for texts in texts. */
import { Text } from '../../../../../model/text.ts'
import {
  ABSENT,
  record,
  type Plain,
  type PlainText,
  type Property,
  type Value,
} from '../../../../../model/value.ts'
import { boundedLength } from '../bounds.ts'
import type { Builtin, Call } from '../call.ts'
import { mapChildren } from '../children.ts'
import { isSo } from '../decisions.ts'
import { Failure, Unclear } from '../failure.ts'
import { textOf } from '../plain.ts'
import { readRegex, type Regex } from '../regex.ts'
import { apart } from './texts.ts'

/** Replaces a text, or what is matched by a regular expression between slashes. */
const replace: Builtin = call => {
  const [sought, substitute] = [call.literal(1), call.text(2)]
  if (sought.length > 1 && sought.startsWith('/') && sought.endsWith('/'))
    return textOf(replaceMatches(call, readRegex(sought.slice(1, -1)), call.literal(2)))
  if (sought === '') throw new Unclear({ label: 'replacing the empty text' })
  const whole = call.plain(0)
  if (whole.kind === 'text' && whole.json && /^\w+$/.test(sought))
    return replacedJson(whole, whole.json, sought, substitute)
  const pieces = apart(call.text(0), sought, call)
  boundedLength(call.world, pieces.length)
  return textOf(Text.join(pieces.flatMap((piece, index) => (index === 0 ? [piece] : [substitute, piece]))))
}

/**
 * JSON text with a word replaced in each of its texts: what a policy says survives that its placeholders are filled
 * in. Nothing that is known only later is taken to hold a placeholder.
 */
function replacedJson(whole: PlainText, json: Value, sought: string, substitute: Text): PlainText {
  const fill = (text: Text) =>
    Text.join(text.split(sought).flatMap((piece, index) => (index === 0 ? [piece] : [substitute, piece])))
  const within = (value: Value): Value => ({
    origin: value.origin,
    read: world => filledIn(value.read(world)),
  })
  const filledIn = (plain: Plain): Plain => {
    if (plain.kind === 'text') return plain.json ? plain : { ...plain, text: fill(plain.text) }
    return mapChildren(plain, within)
  }
  return {
    kind: 'text',
    get text() {
      return fill(whole.text)
    },
    json: within(json),
  }
}

function replaceMatches(call: Call, regex: Regex, template: string): Text {
  const text = call.literal(0)
  const pieces: string[] = []
  let end = 0
  for (const match of regex.matches(text)) {
    pieces.push(text.slice(end, match.index), filled(template, match))
    end = match.index + match[0].length
  }
  return Text.join([...pieces, text.slice(end)])
}

/** A substitute with `$1`, `${1}` and `${name}` filled in. */
function filled(template: string, match: RegExpExecArray): string {
  return template.replace(
    /\$(?:(\$)|\{(\w+)\}|(\w+))/g,
    (_, dollar?: string, braced?: string, bare?: string) => {
      const name = braced ?? bare ?? ''
      if (dollar !== undefined) return '$'
      const { groups } = match
      if (groups && Object.hasOwn(groups, name)) return groups[name] ?? ''
      return /^\d+$/.test(name) ? (match[Number(name)] ?? '') : ''
    },
  )
}

/** The first match: a text, or what its groups match. Without one it fails, which may be open for a text not known. */
const regex: Builtin = call => {
  const pattern = call.literal(0)
  const read = readRegex(pattern)
  const text = call.resolved(call.text(1))
  if (text.literal === undefined) {
    const matches = isSo(text, `matches ${pattern}`, known => read.matches(known).length > 0, call.world)
    if (!matches) throw new Failure('the regular expression does not match')
    throw Unclear.about(text)
  }
  const [first] = read.matches(text.literal)
  if (!first) throw new Failure('the regular expression does not match')
  return matched(first, read, call)
}

const regexall: Builtin = call => {
  const read = readRegex(call.literal(0))
  const matches = read.matches(call.literal(1))
  boundedLength(call.world, matches.length)
  return call.listOf(matches.map(match => matched(match, read, call)))
}

function matched(match: RegExpExecArray, { groups }: Regex, call: Call): Plain {
  if (groups.length === 0) return textOf(match[0])
  const plains = groups.map((_, index) => plainOf(match[index + 1]))
  const names = groups.filter(name => name !== undefined)
  if (names.length === 0) return call.listOf(plains)
  if (names.length < groups.length) throw new Failure('a regular expression with named groups and others')
  const properties = names.map((name, index): [string, Property] => [
    name,
    { at: call.origin, value: call.made(plains[index] ?? ABSENT) },
  ])
  return record(new Map(properties))
}

/** A group that takes no part in a match has no value. */
function plainOf(text: string | undefined): Plain {
  return text === undefined ? ABSENT : textOf(text)
}

export const patterns: Readonly<Record<string, Builtin>> = { regex, regexall, replace }
