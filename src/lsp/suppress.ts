/** The edit that suppresses a finding where it is: a comment, or in JSON templates, which have none, metadata. */
import type { Finding } from '../finding.ts'
import { comments, parseDocument, type Entry, type MapNode, type Node } from '../syntax/index.ts'
import { parseHcl } from '../syntax/hcl/index.ts'
import { Source } from '../text/source.ts'

/** Text to be put in at an offset. */
export interface Insertion {
  readonly offset: number
  readonly text: string
}

/** Stands where people write why. */
const REASON = 'TODO say why'

/** The edit; undefined where a file has no place for it. */
export function suppression(path: string, text: string, finding: Finding): Insertion | undefined {
  const source = new Source(path, text)
  if (/\.tf\.json$|\.tofu\.json$/.test(path)) return undefined
  if (/\.(?:tf|tofu)$/.test(path))
    return commentAbove(source, finding.location.line, finding.rule, hclComments)
  const { root } = parseDocument(source)
  const resource = resourceIn(root, finding)
  if (/^[\uFEFF\s]*\{/.test(text)) return resource ? metadata(source, resource, finding.rule) : undefined
  const line = commentAbove(source, finding.location.line, finding.rule, yamlComments)
  if (line || !resource) return line
  // Within a block of text a comment would be part of it.
  const header = source.position(resource.keySpan.start).line
  return commentAbove(source, header, finding.rule, yamlComments)
}

function resourceIn(root: Node | undefined, { resource }: Finding): Entry | undefined {
  const resources = root?.kind === 'map' ? root.get('Resources')?.value : undefined
  return resources?.kind === 'map' ? resources.get(resource.address) : undefined
}

/** A comment of its own line, as far in as what it is about; undefined where the language would not take it for one. */
function commentAbove(
  source: Source,
  line: number,
  rule: string,
  commentsIn: (source: Source) => readonly number[],
): Insertion | undefined {
  const indent = /^[ \t]*/.exec(source.line(line))?.[0] ?? ''
  const offset = source.lineStart(line)
  const text = `${indent}# bucketlint-ignore ${rule}: ${REASON}${lineBreakOf(source)}`
  const edited = new Source(source.path, source.text.slice(0, offset) + text + source.text.slice(offset))
  return commentsIn(edited).includes(offset + indent.length) ? { offset, text } : undefined
}

function yamlComments(source: Source): number[] {
  return comments(source).map(({ span }) => span.start)
}

function hclComments(source: Source): number[] {
  return parseHcl(source).comments.map(({ start }) => start)
}

/** The first member of the innermost map that is there on the way `Metadata.bucketlint.ignore` of a JSON resource. */
function metadata(source: Source, { value }: Entry, rule: string): Insertion | undefined {
  if (value.kind !== 'map') return undefined
  let holder = value
  const missing = ['Metadata', 'bucketlint', 'ignore']
  for (;;) {
    const next = holder.get(missing[0] ?? '')?.value
    if (next === undefined) break
    if (next.kind !== 'map') return undefined
    holder = next
    missing.shift()
  }
  const inner = `{ ${JSON.stringify(rule)}: ${JSON.stringify(REASON)} }`
  const nested = missing.toReversed().reduce((text, key, index) => {
    return index === 0 ? `${JSON.stringify(key)}: ${text}` : `${JSON.stringify(key)}: { ${text} }`
  }, inner)
  return firstMember(source, holder, missing.length > 0 ? nested : inner.slice(2, -2))
}

/** Puts a member first in a map, laid out as the one that was. */
function firstMember(source: Source, { span, entries }: MapNode, member: string): Insertion {
  const offset = span.start + 1
  const [first] = entries
  if (!first) return { offset, text: ` ${member} ` }
  return { offset, text: source.text.slice(offset, first.keySpan.start) + `${member},` }
}

function lineBreakOf({ text }: Source): string {
  return /\r?\n/.exec(text)?.[0] ?? '\n'
}
