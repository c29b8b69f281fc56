/** Puts new parts into maps and lists. */
import type { Collection, Part } from './collection.ts'
import { NoRoom } from './no-room.ts'
import type { Page, Piece } from './page.ts'

/** What puts texts behind a part; `mayEndInComma` is unset where a comma behind it is taken away. */
export function insertions(
  page: Page,
  { layout, end }: Pick<Collection, 'layout' | 'end'>,
  { span }: Part,
  texts: readonly string[],
  mayEndInComma = true,
): Piece[] {
  if (layout.kind === 'block') {
    // Blank lines behind a text of the kind `|+` are part of it.
    const below = page.text.slice(page.lineEnd(span.end))
    if (/^\r?\n[ \t]*\r?\n/.test(below) && /[|>]\d?\+/.test(page.text.slice(span.start, span.end)))
      throw new NoRoom()
    const lines = texts.map(text => page.eol + layout.indent + text)
    return [put(page.lineEnd(span.end), lines.join(''))]
  }
  const hasLines = layout.indent !== undefined && page.isFirstOnLine(span.start)
  const separator = hasLines ? page.eol + layout.indent : page.comma.slice(1)
  const comma = mayEndInComma ? commaBehind(page, span.end, end) : undefined
  if (comma !== undefined) {
    const at = hasLines && page.isLastOnLine(comma + 1) ? page.lineEnd(comma) : comma + 1
    return [put(at, texts.map(text => `${separator}${text},`).join(''))]
  }
  const isCommented = hasLines && page.isLastOnLine(span.end) && page.lineEnd(span.end) < end
  if (!isCommented) return [put(span.end, texts.map(text => `,${separator}${text}`).join(''))]
  return [put(span.end, ','), put(page.lineEnd(span.end), separator + texts.join(`,${separator}`))]
}

function commaBehind(page: Page, from: number, end: number): number | undefined {
  const gap = /^(?:\s|#[^\n]*\n)*,/.exec(page.text.slice(from, end))
  return gap ? from + gap[0].length - 1 : undefined
}

function put(at: number, text: string): Piece {
  return { span: { start: at, end: at }, text }
}
