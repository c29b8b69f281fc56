/** How values are written: as Terraform formats them, or as JSON. */
import { gone, More, Reference, type Wanted } from '../../../model/change.ts'
import type { Expression } from '../../../syntax/hcl/ast.ts'
import { recordIn } from '../tables/wanted-body.ts'
import { NoRoom } from './no-room.ts'

/** The manner of the text that a value is put into. */
export interface Style {
  /** What stands between a key and its value. */
  readonly sign: '=' | ':'
  readonly quotesKeys: boolean
  /** Whether entries of objects end in commas, as they must in JSON. */
  readonly hasCommas: boolean
  /** Set inside of a text that is JSON with templates in it. */
  readonly isJson: boolean
  /** What a level is indented by. */
  readonly unit: string
  /** The expression that gives what a reference is to, without the text after it; throws `NoRoom`. */
  readonly named: (reference: Reference) => string
  /** Whether it is for others to say what a value is. */
  readonly isGiven: (value: Expression) => boolean
}

/** Lists that are longer are written over several lines. */
const LINE = 100

/** A value as an expression; its further lines are indented by `indent`. */
export function valueText(value: Wanted, style: Style, indent: string): string {
  if (value === gone || typeof value === 'symbol') throw new NoRoom()
  if (typeof value === 'string') return quoted(value, style)
  if (typeof value !== 'object') return String(value)
  if (value instanceof Reference) return referenceText(value, style)
  if (value instanceof More) return listText(value.items, style, indent)
  const record = recordIn(value)
  return record ? objectText(Object.entries(record), style, indent) : listText(itemsOf(value), style, indent)
}

/** `key = value`, with the signs below each other where that is the style. */
function entryLines(entries: readonly (readonly [key: string, to: Wanted])[], style: Style, indent: string) {
  const written = entries.map(([key, to]) => [keyText(key, style), valueText(to, style, indent)] as const)
  return styled(written, style)
}

/** Keys and values with the sign between them. */
export function styled(
  written: readonly (readonly [key: string, text: string])[],
  { sign, isJson }: Style,
  least = 0,
): readonly string[] {
  if (sign === '=') return aligned(written, least)
  return written.map(([key, text]) => (isJson ? `${key}: ${text}` : `${key} : ${text}`))
}

/** Lines as `terraform fmt` leaves them: the signs of neighbours on one line each stand below each other. */
export function aligned(
  written: readonly (readonly [key: string, text: string])[],
  least = 0,
): readonly string[] {
  const isLong = (text: string) => text.includes('\n')
  return written.map(([key, text], index) => {
    if (isLong(text)) return `${key} = ${text}`
    const start = written.findLastIndex(([, other], at) => at < index && isLong(other)) + 1
    const end = written.findIndex(([, other], at) => at > index && isLong(other))
    const chain = written.slice(start, end < 0 ? undefined : end)
    const width = Math.max(start === 0 ? least : 0, ...chain.map(([name]) => name.length))
    return `${key.padEnd(width)} = ${text}`
  })
}

/** The names of lines that follow others, up to the first that takes several lines. */
export function namesOnLines(written: readonly (readonly [key: string, text: string])[]): readonly string[] {
  const end = written.findIndex(([, text]) => text.includes('\n'))
  return written.slice(0, end < 0 ? undefined : end).map(([name]) => name)
}

/** A key as the style wants it, in quotes where it is no word. */
export function keyText(key: string, style: Style): string {
  return !style.quotesKeys && /^[A-Za-z_][\w-]*$/.test(key) ? key : quoted(key, style)
}

function objectText(entries: readonly (readonly [string, Wanted])[], style: Style, indent: string): string {
  const written = entries.filter(([, to]) => to !== gone)
  if (written.length === 0) return '{}'
  const inner = indent + style.unit
  const lines = entryLines(written, style, inner).map(line => `${inner}${line}`)
  return `{\n${lines.join(style.hasCommas ? ',\n' : '\n')}\n${indent}}`
}

function listText(items: readonly Wanted[], style: Style, indent: string): string {
  const isFlat = items.every(item => typeof item !== 'object' || item instanceof Reference)
  const line = `[${items.map(item => (isFlat ? valueText(item, style, indent) : '')).join(', ')}]`
  if (isFlat && indent.length + line.length <= LINE) return line
  const inner = indent + style.unit
  const lines = items.map(item => `${inner}${valueText(item, style, inner)}`)
  return `[\n${lines.join(',\n')}${style.isJson ? '' : ','}\n${indent}]`
}

function itemsOf(value: Exclude<Wanted, string>): readonly Wanted[] {
  return Array.isArray(value) ? (value as readonly Wanted[]) : []
}

function referenceText(reference: Reference, style: Style): string {
  const named = style.named(reference)
  // A name or an ARN that is known comes as a text.
  if (named.startsWith('"')) return `${named.slice(0, -1)}${quoted(reference.after, style).slice(1)}`
  if (reference.after === '' && !style.isJson) return named
  return `"\${${named}}${quoted(reference.after, style).slice(1)}`
}

function quoted(text: string, { isJson }: Style): string {
  const escaped = isJson ? JSON.stringify(text) : `"${text.replace(/["\\\p{Cc}]/gu, escape)}"`
  return escaped.replace(/[$%](?=\{)/g, '$&$&')
}

function escape(sign: string): string {
  const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }
  if (sign === '"' || sign === '\\') return `\\${sign}`
  return short[sign] ?? `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
}
