/** The lines that pieces of a text stand on. */
import type { Edit } from '../../../text/edit.ts'
import type { Source, Span } from '../../../text/source.ts'

/** Where the line of an offset starts. */
export function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1
}

/** Where the line of an offset ends, before its line break. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  if (end < 0) return text.length
  return text.charAt(end - 1) === '\r' && end > at ? end - 1 : end
}

/** The blanks that the line of an offset begins with. */
export function indentAt(text: string, at: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, at), at))?.[0] ?? ''
}

/** Whether a piece has no line break in it. */
export function isOneLine(text: string, { start, end }: Span): boolean {
  return !text.slice(start, end).includes('\n')
}

/** Puts a text in the place of another. */
export function replaced(source: Source, start: number, end: number, text: string): Edit {
  return { source, span: { start, end }, text }
}

/** Puts a text in. */
export function inserted(source: Source, at: number, text: string): Edit {
  return replaced(source, at, at, text)
}

/**
 * The lines of a piece, with a comma and a comment after it; `undefined` where something else stands on them. The lines
 * around it that would be blank twice, or at the edge of what it stands in, belong to it.
 */
export function wholeLines(text: string, { start, end }: Span): Span | undefined {
  const first = lineStart(text, start)
  const last = lineEnd(text, end)
  if (text.slice(first, start).trim() !== '' || !isNothing(text.slice(end, last))) return undefined
  const next = afterBreak(text, last)
  if (next === text.length && next === last) return { start: Math.max(0, first - 1), end: next }
  const before = blanksBefore(text, first)
  const after = blanksAfter(text, next)
  const isAtEnd =
    after > next ||
    after === text.length ||
    /^[\])}]/.test(text.slice(after, lineEnd(text, after)).trimStart())
  if (before < first && isAtEnd) return { start: before, end: next }
  const isAtStart = before === first && /[[({]$/.test(text.slice(0, first).trimEnd().slice(-1))
  return { start: first, end: isAtStart ? after : next }
}

/** Whether what stands behind a piece goes with it. */
function isNothing(rest: string): boolean {
  return /^(?:#|\/\/|$)/.test(rest.trim().replace(/^,/, '').trimStart())
}

function afterBreak(text: string, end: number): number {
  const next = text.indexOf('\n', end)
  return next < 0 ? text.length : next + 1
}

/** Where the blank lines before a line start. */
function blanksBefore(text: string, line: number): number {
  let start = line
  while (start > 0) {
    const before = lineStart(text, start - 1)
    if (text.slice(before, start).trim() !== '') break
    start = before
  }
  return start
}

/** Where the blank lines from a line on end. */
function blanksAfter(text: string, line: number): number {
  let end = line
  while (end < text.length) {
    const next = afterBreak(text, end)
    if (text.slice(end, next).trim() !== '') break
    end = next
  }
  return end
}
