/** `format` and `formatlist`. Source: https://developer.hashicorp.com/terraform/language/functions/format */
import { Text, type Part } from '../../../../../model/text.ts'
import type { Plain, Value } from '../../../../../model/value.ts'
import { boundedLength } from '../bounds.ts'
import type { Builtin, Call } from '../call.ts'
import { isTrue } from '../decisions.ts'
import { Beyond, Failure, Unclear } from '../failure.ts'
import { jsonText } from '../json-text.ts'
import { knownNumber } from '../operators.ts'
import { asText, textOf } from '../plain.ts'

/** Widths and precisions are bounded: a template can ask for any. */
const WIDTH = 1000

const VERB = /%([ +#0-]*)(\d{0,9})(?:\.(\d{0,9}))?(?:\[(\d{1,5})\])?([^])?/gu

/** What stands between `%` and the letter. */
interface Layout {
  readonly flags: string
  readonly width: number
  readonly precision: number | undefined
}

/** What is not known of a template is taken for text: names and ARNs have no verbs in them. */
function formatted(template: Text, values: readonly Value[], call: Call): Text {
  const pieces: (Part | Text)[] = []
  let [next, most] = [0, 0]
  for (const part of template.parts) {
    if (typeof part !== 'string') {
      pieces.push(part)
      continue
    }
    let end = 0
    for (const match of part.matchAll(VERB)) {
      const [whole, flags = '', width = '', precision, position, verb] = match
      pieces.push(part.slice(end, match.index))
      end = match.index + whole.length
      if (verb === '%') pieces.push('%')
      else {
        next = position === undefined ? next + 1 : Number(position)
        most = Math.max(most, next)
        const value = values[next - 1]
        if (!value) throw mismatch(template, `a format that asks for the value ${next} of ${values.length}`)
        const layout = {
          flags,
          width: Number(width),
          precision: precision === undefined ? undefined : Number(precision),
        }
        pieces.push(written(verb ?? '', layout, value, call))
      }
    }
    pieces.push(part.slice(end))
  }
  if (most < values.length)
    throw mismatch(template, `a format that asks for ${most} of ${values.length} values`)
  return Text.join(pieces)
}

/** A wrong number of values, unless what is not known of the template asks for others. */
function mismatch(template: Text, message: string): Failure | Unclear {
  return template.literal === undefined ? Unclear.about(template) : new Failure(message)
}

function written(verb: string, layout: Layout, value: Value, call: Call): Text | string {
  const { flags, width, precision } = layout
  if (width > WIDTH || (precision ?? 0) > WIDTH) throw new Beyond(`a format wider than the bound of ${WIDTH}`)
  if (verb === 's' || (verb === 'v' && !flags.includes('#'))) {
    const text = verb === 's' ? asText(value.read(call.world)) : asAny(value, call)
    if (width === 0 && precision === undefined) return text
  }
  const known = spelled(verb, layout, value, call)
  const isZero = flags.includes('0') && /[dfegGExXob]/.test(verb)
  if (flags.includes('-')) return known.padEnd(width)
  if (!isZero || known.length >= width) return known.padStart(width)
  const sign = /^[+-]/.exec(known)?.[0] ?? ''
  return sign + known.slice(sign.length).padStart(width - sign.length, '0')
}

/** Any value: texts as they are, others as JSON. */
function asAny(value: Value, { world }: Call): Text {
  const plain = value.read(world)
  return plain.kind === 'list' || plain.kind === 'record' || plain.kind === 'absent'
    ? jsonText(value, world)
    : asText(plain)
}

function spelled(verb: string, { flags, precision }: Layout, value: Value, call: Call): string {
  const number = () => signed(knownNumber(value.read(call.world), call.world), flags)
  const whole = (base: number) => {
    const { text, sign } = number()
    if (!Number.isSafeInteger(text)) throw new Failure(`${text} where a whole number is expected`)
    return sign + text.toString(base)
  }
  switch (verb) {
    case 's':
      return Array.from(call.known(value)).slice(0, precision).join('')
    case 'v':
      return literal(flags.includes('#') ? jsonText(value, call.world) : asAny(value, call), call)
    case 'q':
      return JSON.stringify(call.known(value))
    case 't':
      return String(isTrue(value.read(call.world), call.world))
    case 'd':
      return whole(10)
    case 'b':
      return whole(2)
    case 'o':
      return whole(8)
    case 'x':
      return whole(16)
    case 'X':
      return whole(16).toUpperCase()
    case 'f': {
      const { text, sign } = number()
      return sign + text.toFixed(Math.min(precision ?? 6, 100))
    }
    case 'e': {
      const { text, sign } = number()
      return sign + text.toExponential(Math.min(precision ?? 6, 100)).replace(/e([+-])(\d)$/, 'e$10$2')
    }
    case 'g': {
      const { text, sign } = number()
      return sign + (precision ? String(Number(text.toPrecision(Math.min(precision, 100)))) : String(text))
    }
    default:
      throw new Failure(`a format with the verb %${verb}, which Terraform does not know`)
  }
}

/** The size of a number, and the sign to be written before it. */
function signed(number: number, flags: string): { readonly text: number; readonly sign: string } {
  const plus = flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : ''
  return { text: Math.abs(number), sign: number < 0 ? '-' : plus }
}

function literal(text: Text, call: Call): string {
  const known = call.resolved(text)
  if (known.literal === undefined) throw Unclear.about(known)
  return known.literal
}

const format: Builtin = call => textOf(formatted(call.resolved(call.text(0)), call.values.slice(1), call))

/** A text for each item of the lists among the arguments; what is no list is the same for all. */
const formatlist: Builtin = call => {
  const template = call.resolved(call.text(0))
  const columns = call.values.slice(1).map((value): readonly Value[] | Value => {
    const plain = value.read(call.world)
    if (plain.kind === 'unknown') throw new Unclear(plain.reason)
    return plain.kind === 'list' ? plain.items : value
  })
  const lengths = columns.flatMap(column => (isColumn(column) ? [column.length] : []))
  const [count = 1] = lengths
  if (lengths.some(length => length !== count)) throw new Failure('lists of different lengths in formatlist')
  boundedLength(call.world, count * (columns.length + 1))
  const rows = Array.from({ length: count }, (_, row) =>
    columns.flatMap(column => (isColumn(column) ? (column[row] ?? []) : [column])),
  )
  return call.listOf(rows.map((row): Plain => textOf(formatted(template, row, call))))
}

function isColumn(column: readonly Value[] | Value): column is readonly Value[] {
  return Array.isArray(column)
}

export const formats: Readonly<Record<string, Builtin>> = { format, formatlist }
