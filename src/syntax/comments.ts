/** Comments of YAML files: they are no values, so the tree does not have them. */
import { EVENT_ID } from 'js-yaml'
import type { Source, Span } from '../text/source.ts'
import { SyntaxFailure } from './failure.ts'
import { readYamlEvents, type YamlEvents } from './yaml-events.ts'

/** A comment: `span` and `text` from its `#` to the end of the line. */
export interface Comment {
  readonly line: number
  readonly span: Span
  readonly text: string
}

/**
 * The `#` comments of a YAML file in order; none where it cannot be parsed. Reads the file again, because the tree
 * lacks scalars that a later key or a merge replaced, and their text may look like a comment.
 */
export function comments(source: Source): Comment[] {
  if (!source.text.includes('#')) return []
  const found: Comment[] = []
  const read = readOrNothing(source.text)
  if (!read) return []
  const { text } = read
  let at = text.indexOf('#')
  // Between scalars stand only structure and comments.
  const collect = (gapStart: number, gapEnd: number): void => {
    if (at < gapStart && at >= 0) at = text.indexOf('#', gapStart)
    while (at >= 0 && at < gapEnd) {
      const end = /[\r\n]|$/.exec(text.slice(at, gapEnd))?.index ?? 0
      if (/^$|[\s\uFEFF]/.test(text.charAt(at - 1))) found.push(commentAt(source, read.original(at), end))
      at = text.indexOf('#', at + Math.max(end, 1))
    }
  }
  let from = 0
  for (const event of read.events) {
    if (event.type !== EVENT_ID.SCALAR || event.valueStart < 0) continue
    collect(from, event.valueStart)
    from = event.valueEnd
  }
  collect(from, text.length)
  return found
}

function commentAt(source: Source, start: number, length: number): Comment {
  const span = { start, end: start + length }
  return { line: source.position(start).line, span, text: source.text.slice(span.start, span.end) }
}

function readOrNothing(text: string): YamlEvents | undefined {
  try {
    return readYamlEvents(text)
  } catch (failure) {
    if (failure instanceof SyntaxFailure) return undefined
    throw failure
  }
}
