/** Signs below each other: `terraform fmt` aligns those of neighbouring lines, and so does what changes among them. */
import type { Edit } from '../../../text/edit.ts'
import type { Source, Span } from '../../../text/source.ts'
import { isOneLine, lineStart, replaced } from './lines.ts'

/** `name = value`. */
export interface Line {
  readonly name: Span
  readonly value: Span
}

/** What becomes of lines. */
export interface Changed {
  readonly dropped: ReadonlySet<Line>
  /** Those whose value takes more than one line now. */
  readonly spread: ReadonlySet<Line>
  /** The names of those that come after the last one that stays. */
  readonly joining: readonly string[]
}

/** Where signs are moved to, and how wide the names of the lines that join are to be. */
export interface Realigned {
  readonly edits: readonly Edit[]
  readonly width: number
}

/** Moves signs for lines that come and go. */
export function realigned(
  source: Source,
  lines: readonly Line[],
  { dropped, spread, joining }: Changed,
): Realigned {
  const last = lines.findLast(line => !dropped.has(line))
  const edits: Edit[] = []
  let width = 0
  for (const chain of chainsOf(source, lines)) {
    const before = Math.max(...chain.map(lengthOf))
    const isAligned = chain.every(line => signAt(source, line) === line.name.start + before + 1)
    if (!isAligned) continue
    const kept = chain.filter(line => !dropped.has(line))
    for (const part of partsOf(kept, spread)) {
      const names = last && part.includes(last) && !spread.has(last) ? joining : []
      const after = Math.max(...part.map(lengthOf), ...names.map(name => name.length))
      if (names.length > 0) width = after
      for (const line of part) {
        const sign = line.name.end + after - lengthOf(line) + 1
        if (sign !== signAt(source, line))
          edits.push(replaced(source, line.name.end, signAt(source, line), ' '.repeat(sign - line.name.end)))
      }
    }
  }
  return { edits, width }
}

/** Lines that take more than one stand alone, between those around them. */
function partsOf(chain: readonly Line[], spread: ReadonlySet<Line>): readonly Line[][] {
  const parts: Line[][] = []
  chain.forEach((line, index) => {
    const before = chain[index - 1]
    const isApart = !before || spread.has(line) || spread.has(before)
    if (isApart) parts.push([line])
    else parts.at(-1)?.push(line)
  })
  return parts
}

/** Neighbours that stand on one line each. */
function chainsOf(source: Source, lines: readonly Line[]): Line[][] {
  const chains: Line[][] = []
  let next = -1
  for (const line of lines) {
    const row = source.position(line.name.start).line
    const isPart = isSingle(source, line)
    if (isPart && row === next) chains.at(-1)?.push(line)
    else if (isPart) chains.push([line])
    next = isPart ? row + 1 : -1
  }
  return chains
}

function isSingle({ text }: Source, line: Line): boolean {
  const isFirst = text.slice(lineStart(text, line.name.start), line.name.start).trim() === ''
  const isAssigned = text.slice(line.name.end, line.value.start).trim() === '='
  return isFirst && isAssigned && isOneLine(text, { start: line.name.start, end: line.value.end })
}

function signAt({ text }: Source, { name }: Line): number {
  return text.indexOf('=', name.end)
}

function lengthOf({ name }: Line): number {
  return name.end - name.start
}
