/** The suppressions that a template holds: comments of YAML, and `Metadata` of resources and of the template. */
import { linesOf, rangeOf, readComment, type Directive, type Scope } from '../../model/directive.ts'
import { comments, type Comment } from '../../syntax/comments.ts'
import type { Entry, MapNode, Node } from '../../syntax/node.ts'
import type { Source, Span } from '../../text/source.ts'
import { METADATA_MARKS, metadataDirectives } from '../metadata-directives.ts'
import { mapAt } from './intrinsic.ts'

/** Reads them; `written` is the template as it stands in the file, `prepared` with its loops and macros expanded. */
export function templateDirectives(written: MapNode, prepared: MapNode): Directive[] {
  const { source } = written
  if (!METADATA_MARKS.some(mark => source.text.toLowerCase().includes(mark))) return []
  return [...commentDirectives(source, written), ...inMetadata(source, prepared)]
}

function inMetadata(source: Source, root: MapNode): Directive[] {
  const resources = mapAt(root, 'Resources')?.entries ?? []
  return [
    ...metadataDirectives(root.get('Metadata')?.value, [{ kind: 'file', file: source.path }]),
    ...resources.flatMap(resource => {
      const metadata = resource.value.kind === 'map' ? resource.value.get('Metadata')?.value : undefined
      return metadata ? metadataDirectives(metadata, wholeResource(source, resource)) : []
    }),
  ]
}

/** The comments of a template, each with the logical id of the resource that it speaks of. */
export function commentsOnResources(
  root: MapNode,
): { readonly text: string; readonly id: string | undefined }[] {
  const resources = resourcesIn(root)
  return withTargets(root.source).map(({ comment, line }) => ({
    text: comment.text,
    id: resourceAt(resources, line)?.key,
  }))
}

function commentDirectives(source: Source, root: MapNode): Directive[] {
  const resources = resourcesIn(root)
  return withTargets(source).flatMap(({ comment, line }) => {
    const text = readComment(comment.text.replace(/^#+/, ''))
    if (!text) return []
    const holds = scopesAt(source, resources, line)
    return { ...text, at: { source, span: comment.span }, by: 'comment', holds }
  })
}

/** A line that a comment speaks of, with the offsets where it begins and where the next one does. */
interface Line extends Span {
  readonly number: number
}

/** Comments with what they speak of: their own line, or if they stand alone the next with more than comments. */
function withTargets(source: Source): { readonly comment: Comment; readonly line: Line }[] {
  // From the last to the first, so that a long row of comments is gone through once.
  const below = new Map<number, number>()
  const found = comments(source)
    .toReversed()
    .map(comment => {
      const isAlone = source.text.slice(source.lineStart(comment.line), comment.span.start).trim() === ''
      let number = comment.line
      if (isAlone) {
        number++
        while (!below.has(number) && isBlank(source, number)) number++
        number = below.get(number) ?? number
        below.set(comment.line, number)
      }
      const line = { number, start: source.lineStart(number), end: source.lineStart(number + 1) }
      return { comment, line }
    })
  return found.reverse()
}

function isBlank(source: Source, line: number): boolean {
  return source.line(line).trim() === '' && source.lineStart(line) < source.text.length
}

/** A resource with all that its text spans. */
interface Written {
  readonly entry: Entry
  readonly key: string
  readonly span: Span
}

function resourcesIn(root: MapNode): Written[] {
  return (mapAt(root, 'Resources')?.entries ?? []).map(entry => ({
    entry,
    key: entry.key,
    span: { start: entry.keySpan.start, end: entry.value.span.end },
  }))
}

function resourceAt(resources: readonly Written[], line: Line): Written | undefined {
  return resources.find(({ span }) => isOn(line, span))
}

/**
 * What a comment about a line holds for: the line, with all that a key or item which begins there has below it. On a
 * resource's header, which is its logical id, `Type` or `Properties`, it holds for the whole resource; anywhere else
 * within for what is missing from the resource too, which is found at its logical id.
 */
function scopesAt(source: Source, resources: readonly Written[], line: Line): Scope[] {
  const resource = resourceAt(resources, line)
  const here = linesOf(source.path, line.number, line.number)
  if (!resource) return [here]
  const { keySpan, value } = resource.entry
  const header = value.kind === 'map' ? [value.get('Type'), value.get('Properties')] : []
  const headerSpans = [keySpan, ...header.flatMap(entry => entry?.keySpan ?? [])]
  if (headerSpans.some(({ start }) => beginsOn(line, start))) return wholeResource(source, resource.entry)
  const below = beginningAt(line, value, new Set())
  return [here, rangeOf(source, keySpan), ...(below ? [rangeOf(source, below)] : [])]
}

function wholeResource(source: Source, { key, keySpan, value }: Entry): Scope[] {
  return [
    { kind: 'resource', file: source.path, address: key },
    rangeOf(source, { start: keySpan.start, end: value.span.end }),
  ]
}

/** The span of the outermost key or item that begins on a line. Shared nodes are looked at once. */
function beginningAt(line: Line, node: Node, seen: Set<Node>): Span | undefined {
  if (seen.has(node) || !isOn(line, node.span)) return undefined
  seen.add(node)
  const below =
    node.kind === 'map'
      ? node.entries.map(({ keySpan, value }) => ({ start: keySpan.start, value }))
      : node.kind === 'list'
        ? node.items.map(value => ({ start: value.span.start, value }))
        : []
  for (const { start, value } of below) {
    if (beginsOn(line, start)) return { start, end: value.span.end }
    const found = beginningAt(line, value, seen)
    if (found) return found
  }
  return undefined
}

function isOn(line: Line, { start, end }: Span): boolean {
  return start < line.end && end >= line.start
}

function beginsOn(line: Line, offset: number): boolean {
  return offset >= line.start && offset < line.end
}
