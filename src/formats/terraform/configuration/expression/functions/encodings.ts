/** Functions that write values as text and read them from text. */
import { Text } from '../../../../../model/text.ts'
import type { PlainText } from '../../../../../model/value.ts'
import { jsonValue } from '../../../json-value.ts'
import type { Builtin } from '../call.ts'
import { Failure, Unclear } from '../failure.ts'
import { jsonText } from '../json-text.ts'
import { shortened } from '../keys.ts'
import { asText, openness, textOf } from '../plain.ts'
import { yamlValue } from '../yaml-value.ts'

/** The JSON text of a value, which stays beside it: the text is put together where somebody asks for it. */
const jsonencode: Builtin = call => {
  const value = call.value(0)
  const plain = value.read(call.world)
  if (plain.kind === 'unknown') throw new Unclear(plain.reason)
  let text: Text | undefined
  const encoded: PlainText = {
    kind: 'text',
    get text() {
      return (text ??= jsonText(value, call.world))
    },
    json: value,
  }
  return encoded
}

const jsondecode: Builtin = call => {
  const plain = call.plain(0)
  if (plain.kind === 'text' && plain.json) return plain.json.read(call.world)
  if (openness(plain)) throw Unclear.about(asText(plain))
  const text = asText(plain)
  const value = jsonValue(text, call.origin)
  if (value) return value.read(call.world)
  if (text.literal === undefined) throw Unclear.about(text)
  throw new Failure('a text that is not JSON')
}

const yamldecode: Builtin = call => yamlValue(call.literal(0), call.origin)

/** Escapes as Go does: all but letters, digits and `-_.~`; blanks become `+`. */
function urlencoded(text: string): string {
  return encodeURIComponent(text.replace(/[\uD800-\uDFFF]/gu, '\uFFFD'))
    .replace(/[!'()*]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+')
}

/** What is encoded stays beside it. */
const base64encode: Builtin = call => {
  const decoded = call.resolved(call.text(0))
  const { literal } = decoded
  if (literal !== undefined)
    return { kind: 'text', text: Text.of(Buffer.from(literal).toString('base64')), decoded }
  const { reason } = Unclear.about(decoded)
  const id = shortened(`base64:${decoded.key}`)
  return { kind: 'text', text: Text.of({ kind: 'unknown', id, reason }), decoded }
}

const base64decode: Builtin = call => {
  const plain = call.plain(0)
  if (plain.kind === 'text' && plain.decoded) return textOf(plain.decoded)
  const text = call.literal(0)
  const decoded = Buffer.from(text, 'base64')
  if (!/^[A-Za-z0-9+/\r\n]*={0,2}[\r\n]*$/.test(text) || text.replace(/[\r\n]/g, '').length % 4 !== 0)
    throw new Failure('a text that is not base64')
  try {
    return textOf(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(decoded))
  } catch {
    throw new Failure('base64 of what is not text')
  }
}

export const encodings: Readonly<Record<string, Builtin>> = {
  base64decode,
  base64encode,
  jsondecode,
  jsonencode,
  urlencode: call => textOf(urlencoded(call.literal(0))),
  yamldecode,
}
