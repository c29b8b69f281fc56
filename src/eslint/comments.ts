/** ESLint's own comments in templates and configurations: `# eslint-disable-next-line bucketlint/RULE -- why`. */
import { comments } from '../syntax/index.ts'
import { parseHcl } from '../syntax/hcl/index.ts'
import { Source, type Span } from '../text/source.ts'
import type { DisableDirective, Loc } from './shapes.ts'

/** No comment is read further. */
const LONGEST = 2000

/** The comments that switch rules off or on; files that can hold no comments have none. */
export function disableDirectives(path: string, text: string): DisableDirective[] {
  if (!text.includes('eslint-')) return []
  const source = new Source(path, text)
  return commentsIn(source).flatMap(span => {
    const said = text
      .slice(span.start, Math.min(span.end, span.start + LONGEST))
      .replace(/^(?:#+|\/\/+|\/\*)\s*/, '')
      .replace(/\*\/$/, '')
    const [, type, rest = ''] =
      /^eslint-(disable-next-line|disable-line|disable|enable)(?![\w-])(.*)$/s.exec(said) ?? []
    if (!isType(type)) return []
    const [value = '', ...why] = rest.split(/\s-{2,}\s/)
    return {
      type,
      node: { loc: locOf(source, span), range: [span.start, span.end] },
      value: value.trim(),
      justification: why.join(' -- ').trim(),
    }
  })
}

function commentsIn(source: Source): readonly Span[] {
  if (/\.json$/i.test(source.path)) return []
  return /\.(?:tf|tofu|tfvars)$/.test(source.path)
    ? parseHcl(source).comments
    : comments(source).map(({ span }) => span)
}

function isType(word: string | undefined): word is DisableDirective['type'] {
  return word !== undefined
}

function locOf(source: Source, { start, end }: Span): Loc {
  return { start: source.position(start), end: source.position(end) }
}
