/** The suppressions that comments of a configuration hold. */
import type { Block, Body, Expression } from '../../../syntax/hcl/ast.ts'
import { linesOf, rangeOf, readComment, type Directive, type Scope } from '../../../model/directive.ts'
import type { Source, Span } from '../../../text/source.ts'
import type { Deployed } from './deployed.ts'
import type { Folder, FolderFile } from './folder.ts'

/** Reads them. */
export function directivesIn(folder: Folder, deployed: Deployed): Directive[] {
  return folder.files.flatMap(file => {
    const { source } = file.body
    if (!source.text.includes('bucketlint')) return []
    return file.comments.flatMap(span => {
      const text = readComment(saidIn(source.text.slice(span.start, span.end)))
      if (!text) return []
      const holds = scopesAt(file.body, targetLine(file, span), deployed)
      return { ...text, at: { source, span }, by: 'comment' as const, holds }
    })
  })
}

/** The comments of a file that are in a block, or alone on the lines before one. */
export function commentsOnBlocks(
  file: Pick<FolderFile, 'body' | 'comments'>,
): { readonly text: string; readonly block: Block }[] {
  const { source, blocks } = file.body
  return file.comments.flatMap(span => {
    const line = targetLine(file, span)
    const block = blocks.find(each => isWithin(source, line, spanOf(each)))
    return block ? [{ text: saidIn(source.text.slice(span.start, span.end)), block }] : []
  })
}

/** A comment without its marks. */
function saidIn(comment: string): string {
  return comment.startsWith('/*')
    ? comment.slice(2).replace(/\*\/$/, '')
    : comment.replace(/^(?:#+|\/\/+)/, '')
}

/** The line a comment speaks of: its own, or if it stands alone the next with something else on it. */
function targetLine(
  { body: { source }, comments }: Pick<FolderFile, 'body' | 'comments'>,
  span: Span,
): number {
  const { line } = source.position(span.start)
  if (source.text.slice(source.lineStart(line), span.start).trim() !== '') return line
  let at = span.end
  for (;;) {
    const blank = /\s*/y
    blank.lastIndex = at
    at += blank.exec(source.text)?.[0].length ?? 0
    const next = comments.find(({ start }) => start === at)
    if (!next) return source.position(at).line
    at = next.end
  }
}

/**
 * What a comment about a line holds for: the line, with all of the block or attribute that begins there. On the header
 * of a resource it holds for the resource, on that of a module for all that is in it; anywhere else in a resource for
 * what is missing from it too, which is found at its header.
 */
function scopesAt(body: Body, line: number, deployed: Deployed): Scope[] {
  const { source } = body
  const here = linesOf(source.path, line, line)
  const block = body.blocks.find(each => isWithin(source, line, spanOf(each)))
  if (!block) return [here]
  if (beginsAt(source, line, block.header))
    return [rangeOf(source, spanOf(block)), ...wholeBlock(block, deployed)]
  const below = beginningAt(block.body, line)
  return [here, rangeOf(source, block.header), ...(below ? [rangeOf(source, below)] : [])]
}

function wholeBlock(block: Block, { resources, modules }: Deployed): Scope[] {
  const file = block.body.source.path
  const module = modules.get(block)
  return [
    ...(resources.get(block) ?? []).map(address => ({ kind: 'resource', file, address }) as const),
    ...(module?.addresses ?? []).map(
      address =>
        ({
          kind: 'selection',
          file: (path: string) => module?.files.has(path) ?? false,
          address: (each: string) => each === address,
        }) as const,
    ),
  ]
}

/** The span of the outermost block, attribute or entry that begins on a line. */
function beginningAt(body: Body, line: number): Span | undefined {
  const { source } = body
  for (const { nameSpan, value } of body.attributes.values()) {
    const span = { start: nameSpan.start, end: value.span.end }
    if (beginsAt(source, line, span)) return span
    const inner = isWithin(source, line, span) ? beginningIn(value, line, source) : undefined
    if (inner) return inner
  }
  for (const block of body.blocks) {
    if (beginsAt(source, line, block.header)) return spanOf(block)
    const inner = isWithin(source, line, spanOf(block)) ? beginningAt(block.body, line) : undefined
    if (inner) return inner
  }
  return undefined
}

/** The same in an expression: of the entries of objects and the items of lists, also as arguments of functions. */
function beginningIn(expression: Expression, line: number, source: Source): Span | undefined {
  const parts = partsOf(expression)
  for (const { span, value } of parts) {
    if (beginsAt(source, line, span)) return span
    const inner = isWithin(source, line, span) ? beginningIn(value, line, source) : undefined
    if (inner) return inner
  }
  return undefined
}

function partsOf(expression: Expression): { readonly span: Span; readonly value: Expression }[] {
  if (expression.kind === 'object')
    return expression.entries.map(({ key, value }) => ({
      span: { start: key.span.start, end: value.span.end },
      value,
    }))
  const items = expression.kind === 'tuple' ? expression.items : []
  const all = expression.kind === 'call' ? expression.arguments : items
  return all.map(value => ({ span: value.span, value }))
}

function spanOf({ header, body }: Block): Span {
  return { start: header.start, end: body.span.end + 1 }
}

function beginsAt(source: Source, line: number, { start }: Span): boolean {
  return source.position(start).line === line
}

function isWithin(source: Source, line: number, { start, end }: Span): boolean {
  return source.position(start).line <= line && line <= source.position(end).line
}
