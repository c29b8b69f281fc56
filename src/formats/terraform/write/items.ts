/** Items between brackets: of lists and of objects, in Terraform's own syntax and in JSON. */
import type { Edit } from '../../../text/edit.ts'
import type { Source, Span } from '../../../text/source.ts'
import { indentAt, inserted, isOneLine, lineEnd, lineStart, replaced, wholeLines } from './lines.ts'

/** What stands between two brackets. */
export interface Items {
  readonly source: Source
  /** With the brackets. */
  readonly span: Span
  readonly items: readonly Span[]
  /** Set where a comma must stand between two items on lines of their own, and none after the last. */
  readonly isJson: boolean
}

/** Takes some items out. */
export function without(list: Items, dropped: ReadonlySet<Span>): Edit[] {
  const { source, items, isJson } = list
  if (items.every(item => dropped.has(item)))
    return [replaced(source, list.span.start + 1, list.span.end - 1, '')]
  return runsOf(items, dropped).flatMap(([first, last]) => {
    const run = items.slice(first, last + 1)
    const before = items[first - 1]
    const after = items[last + 1]
    const lines = run.map(item => wholeLines(source.text, item))
    const isWhole = lines.every(span => span !== undefined)
    if (isWhole) {
      const edits = lines.map(({ start, end }) => replaced(source, start, end, ''))
      const comma = before && !after && isJson ? commaAfter(source.text, before.end) : undefined
      return comma === undefined ? edits : [replaced(source, comma, comma + 1, ''), ...edits]
    }
    if (after) return [replaced(source, run[0]?.start ?? 0, after.start, '')]
    return [replaced(source, before?.end ?? 0, run.at(-1)?.end ?? 0, '')]
  })
}

/** Puts items in after the last one that stays; `texts` are given what their further lines are indented by. */
export function withMore(
  list: Items,
  dropped: ReadonlySet<Span>,
  texts: (indent: string) => readonly string[],
  unit: string,
): Edit[] {
  const { source, span, items, isJson } = list
  const { text } = source
  const last = items.findLast(item => !dropped.has(item))
  if (!last) return inEmpty(list, texts, unit)
  const comma = commaAfter(text, last.end)
  const isMultiline = !isOneLine(text, { start: last.end, end: span.end })
  if (!isMultiline) {
    const added = texts(indentAt(text, last.end)).map(each => `, ${each}`)
    // A comma after the last item stays behind the last of the new ones.
    return [...indented(list, last.end, added, unit), inserted(source, last.end, added.join(''))]
  }
  const indent = indentAt(text, last.start)
  const isSeparated = comma !== undefined || isJson || text.charAt(span.start) === '['
  const added = texts(indent).map(each => `\n${indent}${each}`)
  const separator =
    isSeparated || items.slice(0, -1).some(item => commaAfter(text, item.end) !== undefined) ? ',' : ''
  const end = lineEnd(text, comma ?? last.end)
  return [
    ...(comma === undefined && separator ? [inserted(source, last.end, separator)] : []),
    inserted(source, end, added.join(separator) + (comma === undefined ? '' : separator)),
  ]
}

/** `terraform fmt` leaves a line such as `}, {` where the lines before it are. */
export function indented(
  { source, isJson }: Pick<Items, 'source' | 'isJson'>,
  end: number,
  added: readonly string[],
  unit: string,
): Edit[] {
  const start = lineStart(source.text, end)
  const isSplit = !isJson && added[0]?.includes('\n') && /^[ \t]*[\])}]$/.test(source.text.slice(start, end))
  return isSplit ? [inserted(source, start, unit)] : []
}

/** How deep the items of a list stand below it. */
export function unitOf({ source: { text }, span, items }: Items): string {
  const [first] = items
  const outer = indentAt(text, span.start)
  const inner = first && lineStart(text, first.start) > span.start ? indentAt(text, first.start) : ''
  return inner.length > outer.length && inner.startsWith(outer) ? inner.slice(outer.length) : '  '
}

function inEmpty(
  { source, span, items, isJson }: Items,
  texts: (indent: string) => readonly string[],
  unit: string,
): Edit[] {
  const { text } = source
  const indent = indentAt(text, span.start)
  const inner = indent + unit
  const lines = texts(inner).map(each => `${inner}${each}`)
  const isList = text.charAt(span.start) === '['
  const short = texts(indent)
  if (items.length > 0 && isOneLine(text, span) && !short.some(each => each.includes('\n'))) {
    const blank = isList ? '' : ' '
    return [replaced(source, span.start + 1, span.end - 1, blank + short.join(', ') + blank)]
  }
  const content = lines.join(isJson || isList ? ',\n' : '\n') + (isList && !isJson ? ',' : '')
  // Comments stay; items that all go do not.
  const start =
    span.start + 1 + (items.length > 0 ? 0 : text.slice(span.start + 1, span.end - 1).trimEnd().length)
  return [replaced(source, start, span.end - 1, `\n${content}\n${indent}`)]
}

function runsOf(items: readonly Span[], dropped: ReadonlySet<Span>): [first: number, last: number][] {
  const runs: [number, number][] = []
  items.forEach((item, index) => {
    if (!dropped.has(item)) return
    const run = runs.at(-1)
    if (run?.[1] === index - 1) run[1] = index
    else runs.push([index, index])
  })
  return runs
}

/** Where the comma behind an item stands. */
export function commaAfter(text: string, end: number): number | undefined {
  const at = end + (/^\s*/.exec(text.slice(end))?.[0].length ?? 0)
  return text.charAt(at) === ',' ? at : undefined
}
