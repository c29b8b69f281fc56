/** What a fix makes of lines: those that go, and those that come. */
import type { Fix, FixEdit } from '../finding.ts'
import { edited } from '../text/edit.ts'
import type { Source } from '../text/source.ts'
import { grouped } from './summary.ts'

/** Lines of a file that become others. */
export interface Rewrite {
  readonly file: string
  /** Where they begin, from 1. */
  readonly line: number
  readonly before: readonly string[]
  readonly after: readonly string[]
}

/** The lines that change, place by place; none of a file whose text is not at hand. */
export function rewritesOf({ edits }: Fix, sources: ReadonlyMap<string, Source>): readonly Rewrite[] {
  return [...grouped(edits, ({ location }) => location.file)].flatMap(([file, own]) => {
    const source = sources.get(file)
    return source ? neighbours(own).map(each => rewriteOf(source, each)) : []
  })
}

/** Edits in order, those that touch the same line together. */
function neighbours(edits: readonly FixEdit[]): readonly (readonly FixEdit[])[] {
  const inOrder = [...edits].sort(
    ({ location: a }, { location: b }) => a.line - b.line || a.column - b.column,
  )
  const groups: FixEdit[][] = []
  let end = 0
  for (const edit of inOrder) {
    const last = groups.at(-1)
    if (last && edit.location.line <= end) last.push(edit)
    else groups.push([edit])
    end = Math.max(end, edit.location.endLine)
  }
  return groups
}

function rewriteOf(source: Source, edits: readonly FixEdit[]): Rewrite {
  const offset = (line: number, column: number) => source.lineStart(line) + column - 1
  const first = Math.min(...edits.map(({ location }) => location.line))
  const last = Math.max(...edits.map(({ location }) => location.endLine))
  const start = source.lineStart(first)
  const end = source.lineStart(last) + source.line(last).length
  const moved = edits.map(({ location: { line, column, endLine, endColumn }, text }) => ({
    span: { start: offset(line, column) - start, end: offset(endLine, endColumn) - start },
    text,
  }))
  const old = source.text.slice(start, end)
  const [before, after] = [linesOf(old), linesOf(edited(old, moved))]
  const isShared = (line: string, index: number) => line === after[index]
  const head = before.findIndex((line, index) => !isShared(line, index))
  const same = head < 0 ? before.length : head
  return { file: source.path, line: first + same, before: before.slice(same), after: after.slice(same) }
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/)
}
