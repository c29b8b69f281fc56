/** A line of a source as a terminal shows it, and which columns of it are meant. */
import type { Location } from '../finding.ts'
import { MASK_MARGIN, masked } from '../text/secrets.ts'
import type { Source } from '../text/source.ts'
import { columnsOf, printable, withoutMarks } from './terminal.ts'

/** A line that is safe to print; the place is `length` columns long and starts after `before` columns. */
export interface Excerpt {
  readonly text: string
  readonly before: number
  readonly length: number
}

const TAB = 4
const CUT = '…'

/**
 * The first line of a place, of a line that is too long what stands around the place. A line is never looked at beyond
 * what can be shown: minified templates are one line of megabytes.
 */
export function excerpt(source: Source, location: Location, width: number): Excerpt {
  const lineStart = source.lineStart(location.line)
  const lineEnd = lineEndOf(source, location.line)
  const start = Math.min(lineStart + location.column - 1, lineEnd)
  const end =
    location.endLine > location.line ? lineEnd : Math.min(lineStart + location.endColumn - 1, lineEnd)
  const from = Math.max(lineStart, start - width)
  const to = Math.min(lineEnd, start + 2 * width)

  const cells = cellsOf(withoutMarks(withoutSecrets(source, from, to, lineStart, lineEnd)), from)
  const total = cells.reduce((sum, cell) => sum + cell.columns, 0)
  const columnAt = (offset: number): number =>
    cells.reduce((sum, cell) => (cell.offset < offset ? sum + cell.columns : sum), 0)
  const place = columnAt(start)
  const placeEnd = Math.max(columnAt(end), place + 1)

  // Cut in front only where the place would not fit otherwise; then some of what stands before it stays.
  const isWhole = from === lineStart && total <= width
  const first = from > lineStart || (!isWhole && placeEnd > width - 1) ? Math.max(0, place - (width >> 2)) : 0
  const front = from > lineStart || first > 0 ? CUT : ''
  const room = first + width - front.length
  const isCutBehind = to < lineEnd || total > room
  const last = isCutBehind ? room - 1 : room
  const { text, skipped } = slice(cells, first, last)
  const before = front.length + place - first - skipped
  const length = Math.max(1, Math.min(placeEnd, last) - place)
  return { text: (front + text + (isCutBehind ? CUT : '')).trimEnd(), before, length }
}

/** A piece of a line without what looks like a secret, also where the piece holds only some of it. */
function withoutSecrets(
  source: Source,
  from: number,
  to: number,
  lineStart: number,
  lineEnd: number,
): string {
  const start = Math.max(lineStart, from - MASK_MARGIN)
  const around = source.text.slice(start, Math.min(lineEnd, to + MASK_MARGIN))
  return masked(around).slice(from - start, to - start)
}

/** Offset of the end of a line, its break left out. */
function lineEndOf(source: Source, line: number): number {
  const { text } = source
  const next = source.lineStart(line + 1)
  let end = next
  if (text[end - 1] === '\n' && end > source.lineStart(line)) end--
  if (text[end - 1] === '\r' && end > source.lineStart(line)) end--
  return end
}

interface Cell {
  readonly text: string
  readonly columns: number
  readonly offset: number
}

function cellsOf(text: string, from: number): Cell[] {
  const cells: Cell[] = []
  let column = 0
  let offset = from
  for (const character of text) {
    const shown = character === '\t' ? ' '.repeat(TAB - (column % TAB)) : printable(character)
    const columns = character === '\t' ? shown.length : columnsOf(shown)
    cells.push({ text: shown, columns, offset })
    column += columns
    offset += character.length
  }
  return cells
}

/** The cells that lie wholly between two columns; `skipped` is what a wide one on the left edge took with it. */
function slice(cells: readonly Cell[], first: number, last: number): { text: string; skipped: number } {
  let column = 0
  let text = ''
  let skipped = 0
  for (const cell of cells) {
    const end = column + cell.columns
    if (column >= first && end <= last) text += cell.text
    else if (column < first && end > first) skipped = end - first
    column = end
  }
  return { text, skipped }
}
