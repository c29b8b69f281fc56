/** Functions of texts. What is exact for symbols too is worked out with them. */
import { mayHold } from '../../../../../model/identity.ts'
import { Text } from '../../../../../model/text.ts'
import { boundedLength } from '../bounds.ts'
import type { Builtin, Call } from '../call.ts'
import { isSo } from '../decisions.ts'
import { Failure, Unclear } from '../failure.ts'
import { asText, boolOf, textOf } from '../plain.ts'
import { characters } from './collections.ts'

function each(change: (text: string) => string): Builtin {
  return call => textOf(change(call.literal(0)))
}

/** All items of all lists, with the first argument between them. */
const join: Builtin = call => {
  const between = call.text(0)
  const items = call.values.slice(1).flatMap(value => call.itemsOf(value))
  boundedLength(call.world, items.length)
  const texts = items.map(item => asText(item.read(call.world)))
  return textOf(Text.join(texts.flatMap((text, index) => (index === 0 ? [text] : [between, text]))))
}

const split: Builtin = call => {
  const delimiter = call.literal(0)
  const text = call.text(1)
  if (delimiter === '') return call.listOf(Array.from(call.literal(1), sign => textOf(sign)))
  return call.listOf(apart(text, delimiter, call).map(piece => textOf(piece)))
}

/** The pieces of a text between delimiters, which no symbol in it may hold. */
export function apart(text: Text, delimiter: string, call: Call): Text[] {
  const known = isSplittable(text, delimiter) ? text : call.resolved(text)
  if (!isSplittable(known, delimiter)) throw Unclear.about(known)
  return known.split(delimiter)
}

/** A delimiter with letters may also begin before a symbol and end in it. */
function isSplittable(text: Text, delimiter: string): boolean {
  if (text.literal !== undefined) return true
  return !/[\w.+=@-]/.test(delimiter) && !text.symbols.some(symbol => mayHold(symbol, delimiter))
}

const substr: Builtin = call => {
  const [offset, length] = [call.whole(1), call.whole(2)]
  const signs = characters(call.literal(0))
  const start = offset < 0 ? Math.max(0, signs.length + offset) : offset
  return textOf(signs.slice(start, length < 0 ? undefined : start + length).join(''))
}

/** The first letter of each word in upper case; a word is letters, digits and underscores. */
const title = each(text => text.replace(/(?<![\p{L}\p{N}_])\p{L}/gu, letter => letter.toUpperCase()))

const trim: Builtin = call => {
  const signs = new Set(call.literal(1))
  const text = Array.from(call.literal(0))
  const start = text.findIndex(sign => !signs.has(sign))
  const end = text.findLastIndex(sign => !signs.has(sign))
  return textOf(start < 0 ? '' : text.slice(start, end + 1).join(''))
}

const trimprefix: Builtin = call => {
  const [text, prefix] = [call.text(0), call.literal(1)]
  const rest = text.after(prefix)
  if (rest) return textOf(rest)
  const known = call.literal(0)
  return textOf(known.startsWith(prefix) ? known.slice(prefix.length) : known)
}

const trimsuffix: Builtin = call => {
  const [text, suffix] = [call.text(0), call.literal(1)]
  const last = text.parts.at(-1)
  if (typeof last === 'string' && last.endsWith(suffix))
    return textOf(Text.join([...text.parts.slice(0, -1), last.slice(0, last.length - suffix.length)]))
  const known = call.literal(0)
  return textOf(known.endsWith(suffix) ? known.slice(0, known.length - suffix.length) : known)
}

const indent: Builtin = call => {
  const spaces = call.whole(0)
  if (spaces < 0 || spaces > 1000) throw new Failure(`an indentation of ${spaces} spaces`)
  return textOf(call.literal(1).replaceAll('\n', `\n${' '.repeat(spaces)}`))
}

const startswith: Builtin = call => {
  const [text, prefix] = [call.text(0), call.literal(1)]
  if (text.after(prefix)) return boolOf(true)
  return boolOf(isSo(text, `starts with ${prefix}`, known => known.startsWith(prefix), call.world))
}

const endswith: Builtin = call => {
  const suffix = call.literal(1)
  return boolOf(isSo(call.text(0), `ends with ${suffix}`, known => known.endsWith(suffix), call.world))
}

const strcontains: Builtin = call => {
  const [text, part] = [call.text(0), call.literal(1)]
  if (text.parts.some(piece => typeof piece === 'string' && piece.includes(part))) return boolOf(true)
  return boolOf(isSo(text, `contains ${part}`, known => known.includes(part), call.world))
}

export const texts: Readonly<Record<string, Builtin>> = {
  chomp: each(text => text.replace(/[\r\n]+$/, '')),
  endswith,
  indent,
  join,
  lower: each(text => text.toLowerCase()),
  split,
  startswith,
  strcontains,
  strrev: each(text => characters(text).reverse().join('')),
  substr,
  title,
  trim,
  trimprefix,
  trimspace: each(text => text.trim()),
  trimsuffix,
  upper: each(text => text.toUpperCase()),
}
