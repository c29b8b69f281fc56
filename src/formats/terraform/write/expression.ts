/** Values that are written in expressions: objects and lists are added to, all else is replaced. */
import { gone, More, type Wanted, type WantedRecord } from '../../../model/change.ts'
import type { Expression, ObjectExpression, Tuple } from '../../../syntax/hcl/ast.ts'
import type { Edit } from '../../../text/edit.ts'
import type { Source, Span } from '../../../text/source.ts'
import { attributeOf } from '../tables/properties.ts'
import { isRecord } from '../tables/wanted-body.ts'
import { realigned, type Line } from './alignment.ts'
import { commaAfter, indented, unitOf, without, withMore, type Items } from './items.ts'
import { indentAt, inserted, isOneLine, replaced } from './lines.ts'
import { NoRoom } from './no-room.ts'
import { keyText, namesOnLines, styled, valueText, type Style } from './style.ts'

type ObjectEntry = ObjectExpression['entries'][number]

/** What makes an expression give a value. */
export function valueEdits(source: Source, value: Expression, to: Wanted, style: Style): Edit[] {
  if (to instanceof More) return moreEdits(source, value, to, style)
  if (isRecord(to)) {
    const object = mergedObject(value)
    if (object) return objectEdits(source, object, to, style)
    if (value.kind !== 'literal') throw new NoRoom()
  }
  const { start, end } = value.span
  const text = valueText(to, style, indentAt(source.text, start))
  if (text === source.text.slice(start, end)) return []
  if (style.isGiven(value)) throw new NoRoom()
  return [replaced(source, start, end, text)]
}

/** Whether nothing is left of a value: a record of which everything goes. */
export function isEmptied(value: Expression, to: Wanted | undefined): boolean {
  if (to === gone) return true
  if (to === undefined || !isRecord(to) || value.kind !== 'object') return false
  const keys = new Set(value.entries.map(keyOf))
  const isAdding = Object.entries(to).some(([key, inner]) => inner !== gone && !keys.has(key))
  return !isAdding && value.entries.every(entry => isEmptied(entry.value, wantedFor(entry, to)))
}

/** What takes entries out of an object, or items out of a list. */
export function withoutParts(
  source: Source,
  container: ObjectExpression | Tuple,
  dropped: readonly number[],
  { isJson }: Style,
): Edit[] {
  const items = spansIn(container)
  const gone = new Set(items.filter((_, index) => dropped.includes(index)))
  const lines = container.kind === 'object' ? linesOf(container) : []
  const isDropped = (_: Line, index: number) => dropped.includes(index)
  const changed = { dropped: new Set(lines.filter(isDropped)), spread: new Set<Line>(), joining: [] }
  const { edits } = realigned(source, lines, changed)
  return [...edits, ...without({ source, span: bare(source, container), items, isJson }, gone)]
}

function moreEdits(source: Source, value: Expression, { items }: More, style: Style): Edit[] {
  const { start, end } = value.span
  if (value.kind === 'tuple') {
    const list: Items = {
      source,
      span: bare(source, value),
      items: value.items.map(({ span }) => span),
      isJson: style.isJson,
    }
    const inner = styleIn(source, value, style)
    const texts = (indent: string) => items.map(item => valueText(item, inner, indent))
    return withMore(list, new Set(), texts, unitOf(list))
  }
  if (!isSingle(value)) throw new NoRoom()
  // One value where a list of them may be.
  const inner = styleIn(source, value, style)
  const added = items.map(item => `, ${valueText(item, inner, indentAt(source.text, end))}`)
  return [
    inserted(source, start, '['),
    ...indented({ source, isJson: style.isJson }, end, added, inner.unit),
    inserted(source, end, `${added.join('')}]`),
  ]
}

/** Whether a value is surely no list: it is written out, or names a resource. */
function isSingle(value: Expression): boolean {
  if (value.kind !== 'attribute') return ['object', 'literal', 'template'].includes(value.kind)
  const path = value.of.kind === 'index' ? value.of.of : value.of
  const isResource = path.kind === 'attribute' && path.of.kind === 'name'
  return isResource && attributeOf(path.of.name, value.name) !== undefined
}

function objectEdits(source: Source, object: ObjectExpression, to: WantedRecord, outer: Style): Edit[] {
  const style = styleIn(source, object, outer)
  const items = spansIn(object)
  const lines = linesOf(object)
  const spread = new Set<Line>()
  const droppedLines = new Set<Line>()
  const inside = object.entries.flatMap((entry, index) => {
    const wanted = wantedFor(entry, to)
    const line = lines[index]
    if (wanted === undefined || !line) return []
    if (isEmptied(entry.value, wanted)) {
      droppedLines.add(line)
      return []
    }
    const edits = valueEdits(source, entry.value, wanted, style)
    if (edits.some(({ text }) => text.includes('\n'))) spread.add(line)
    return edits
  })
  const dropped = new Set(items.filter((_, index) => lines[index] && droppedLines.has(lines[index])))
  const keys = new Set(object.entries.map(keyOf))
  const fresh = Object.entries(to).filter(([key, inner]) => inner !== gone && !keys.has(key))
  if (style.isJson && dropped.size > 0 && fresh.length > 0) throw new NoRoom()
  const written = (indent: string) =>
    fresh.map(([key, inner]) => [keyText(key, style), valueText(inner, style, indent)] as const)
  const changed = { dropped: droppedLines, spread, joining: namesOnLines(written('')) }
  const { edits, width } = realigned(source, style.sign === '=' ? lines : [], changed)
  const list: Items = { source, span: bare(source, object), items, isJson: style.isJson }
  const isReplaced = fresh.length > 0 && dropped.size === items.length
  return [
    ...inside,
    ...edits,
    ...(dropped.size > 0 && !isReplaced ? without(list, dropped) : []),
    ...(fresh.length > 0
      ? withMore(list, dropped, indent => styled(written(indent), style, width), style.unit)
      : []),
  ]
}

/** How the objects in a value are written there. */
function styleIn(source: Source, value: Expression, outer: Style): Style {
  const object = value.kind === 'tuple' ? value.items.find(item => item.kind === 'object') : value
  const unit =
    value.kind === 'object' || value.kind === 'tuple'
      ? unitOf({ source, span: bare(source, value), items: spansIn(value), isJson: outer.isJson })
      : outer.unit
  const [entry] = object?.kind === 'object' ? object.entries : []
  if (!entry || outer.isJson) return { ...outer, unit }
  const between = source.text.slice(entry.key.span.end, entry.value.span.start)
  const quotesKeys = source.text.charAt(entry.key.span.start) === '"'
  const hasCommas =
    commaAfter(source.text, entry.value.span.end) !== undefined &&
    !isOneLine(source.text, object?.span ?? value.span)
  return { ...outer, unit, quotesKeys, hasCommas, sign: between.includes('=') ? '=' : ':' }
}

/** An object, or that which `merge` lays over the others. */
function mergedObject(value: Expression): ObjectExpression | undefined {
  if (value.kind === 'object') return value
  const last =
    value.kind === 'call' && value.name === 'merge' && !value.expands ? value.arguments.at(-1) : undefined
  return last?.kind === 'object' ? last : undefined
}

function keyOf({ key }: ObjectEntry): string | undefined {
  return key.kind === 'literal' ? key.text : undefined
}

function wantedFor(entry: ObjectEntry, to: WantedRecord): Wanted | undefined {
  const key = keyOf(entry)
  return key !== undefined && Object.hasOwn(to, key) ? to[key] : undefined
}

function linesOf({ entries }: ObjectExpression): readonly Line[] {
  return entries.map(({ key, value }) => ({ name: key.span, value: value.span }))
}

function spansIn(container: ObjectExpression | Tuple): readonly Span[] {
  if (container.kind === 'tuple') return container.items.map(({ span }) => span)
  return container.entries.map(({ key, value }) => ({ start: key.span.start, end: value.span.end }))
}

/** The place of a value without parentheses around it, which its span has. */
function bare({ text }: Source, { span, kind }: ObjectExpression | Tuple): Span {
  const [open, close] = kind === 'tuple' ? ['[', ']'] : ['{', '}']
  const start = text.indexOf(open, span.start)
  return { start, end: text.lastIndexOf(close, span.end - 1) + 1 }
}
