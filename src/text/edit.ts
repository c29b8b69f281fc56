/** Changes to a text, as the pieces of it that are replaced. */
import type { Source, Span } from './source.ts'

/** A piece of a source's text, and what stands in its place afterwards; where the span is empty, it is put in. */
export interface Edit {
  readonly source: Source
  readonly span: Span
  readonly text: string
}

/** Whether two edits cannot both be made: they replace what the other one does, or put something into it. */
export function collide(a: Edit, b: Edit): boolean {
  if (a.source.path !== b.source.path) return false
  if (isInsertion(a) && isInsertion(b)) return false
  if (a.span.start === b.span.start) return true
  return a.span.start < b.span.end && b.span.start < a.span.end
}

/** A text with edits made, none of which collides with another. What is put in at one place keeps its order. */
export function edited(text: string, edits: readonly Omit<Edit, 'source'>[]): string {
  const inOrder = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
  const pieces: string[] = []
  let at = 0
  for (const { span, text: piece } of inOrder) {
    pieces.push(text.slice(at, span.start), piece)
    at = span.end
  }
  return pieces.join('') + text.slice(at)
}

function isInsertion({ span }: Edit): boolean {
  return span.start === span.end
}
