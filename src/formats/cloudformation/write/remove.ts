/** Takes parts out of maps and lists, with their lines, commas and comments. */
import type { Collection, Part } from './collection.ts'
import type { Page, Piece } from './page.ts'

/** What takes parts out of a collection, of which at least one stays. */
export function removals(page: Page, { layout, parts }: Collection, out: ReadonlySet<Part>): Piece[] {
  const firstKept = parts.findIndex(part => !out.has(part))
  if (layout.kind === 'flow') {
    const lastKept = parts.findLastIndex(part => !out.has(part))
    const inner = parts.slice(0, lastKept).filter(part => out.has(part))
    return [
      ...inner.map(part => upToNext(page, part, part)),
      ...behind(page, parts[lastKept], parts.slice(lastKept + 1)),
    ]
  }
  const [first] = parts
  const leading = first && !page.isFirstOnLine(first.span.start) ? parts.slice(0, firstKept) : []
  const end = leading.at(-1)
  return [
    ...(first && end ? [upToNext(page, first, end)] : []),
    ...parts.slice(leading.length).flatMap((part, index, rest) => {
      const floor = rest[index - 1]?.span.end ?? end?.span.end ?? 0
      return out.has(part) ? [linesOf(page, part, floor)] : []
    }),
  ]
}

/** From one part up to what follows another one: the next part takes its place. */
function upToNext(page: Page, from: Part, to: Part): Piece {
  const end = endWithComment(page, to)
  const blanks = /^\s*/.exec(page.text.slice(end))?.[0].length ?? 0
  return { span: { start: from.span.start, end: end + blanks }, text: '' }
}

/** All parts behind one in brackets; a comment on that one's line stays. */
function behind(page: Page, last: Part | undefined, trailing: readonly Part[]): Piece[] {
  const [first, final] = [trailing[0], trailing.at(-1)]
  if (!last || !first || !final) return []
  const end = endWithComment(page, final)
  const comma = page.text.indexOf(',', last.span.end)
  const isCommented = page.isLastOnLine(comma + 1) && page.lineEnd(comma) < first.span.start
  if (!isCommented) return [{ span: { start: last.span.end, end }, text: '' }]
  return [
    { span: { start: comma, end: comma + 1 }, text: '' },
    { span: { start: page.lineEnd(comma), end }, text: '' },
  ]
}

/** The end of a part with the comma behind it, and with the comment behind that on its line. */
function endWithComment(page: Page, { span }: Part): number {
  const comma = /^(?:\s*,)?/.exec(page.text.slice(span.end))?.[0].length ?? 0
  const end = span.end + comma
  return page.isLastOnLine(end) ? page.lineEnd(end) : end
}

/** The lines of a part that starts its line, with the line break before them and the comments that belong to it. */
function linesOf(page: Page, part: Part, floor: number): Piece {
  const indent = page.indentAt(part.span.start)
  let start = page.lineStart(part.span.start)
  for (;;) {
    const above = page.lineStart(start - 1)
    const line = page.text.slice(above, start)
    if (above <= floor || !line.startsWith(`${indent}#`)) break
    start = above
  }
  return { span: { start: page.lineEndBefore(start), end: page.lineEnd(part.span.end) }, text: '' }
}
