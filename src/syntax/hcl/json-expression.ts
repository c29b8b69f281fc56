/** JSON values as expressions: texts are templates, or where the language wants a reference, that. */
import type { Source, Span } from '../../text/source.ts'
import { isNull, type Node } from '../node.ts'
import type { Expression } from './ast.ts'
import { Cursor } from './cursor.ts'
import { expression } from './expression.ts'
import { LazySpan } from './lazy-span.ts'
import { bareTemplate } from './template.ts'

/** How the texts of a value are read. */
export type ReadText = (source: Source, text: string, quoted: Span, depth: number) => Expression

/** The expression of a value; throws a `SyntaxFailure` for a text that cannot be read. */
export function jsonExpression(node: Node, readText: ReadText, depth = 0): Expression {
  const { source } = node
  const span = new LazySpan(() => node.span)
  if (node.kind === 'list')
    return { kind: 'tuple', items: node.items.map(item => jsonExpression(item, readText, depth + 1)), span }
  if (node.kind === 'map') {
    const entries = node.entries
      .filter(({ key }) => key !== '//')
      .map(entry => ({
        key: templateText(source, entry.key, new LazySpan(() => entry.keySpan), depth + 1),
        value: jsonExpression(entry.value, readText, depth + 1),
      }))
    return { kind: 'object', entries, span }
  }
  const { text } = node
  if (!node.plain) return readText(source, text, span, depth)
  const type = isNull(node) ? 'null' : text === 'true' || text === 'false' ? 'bool' : 'number'
  return { kind: 'literal', type, text, span }
}

/** The text as it is. */
export const plainText: ReadText = (_source, text, span) => ({ kind: 'literal', type: 'string', text, span })

/** The text as a template. */
export const templateText: ReadText = (source, text, span, depth) => {
  if (!/[$%]\{/.test(text)) return plainText(source, text, span, depth)
  const parts = bareTemplate(new Cursor(source, { text, place: placeIn(source, text, span), depth }))
  const [first] = parts
  if (parts.length === 1 && first?.kind === 'text') return plainText(source, first.text, span, depth)
  return { kind: 'template', parts, span }
}

/** The text as what native syntax writes without quotes: `"aws_s3_bucket.logs"` in `depends_on`. */
export const referenceText: ReadText = (source, text, span, depth) => {
  if (/[$%]\{/.test(text)) return templateText(source, text, span, depth)
  const cursor = new Cursor(source, { text, place: placeIn(source, text, span), depth })
  const result = expression(cursor)
  if (cursor.next() !== '') cursor.fail('the end of the text')
  return result
}

/** Places inside of a text that is written without escapes; otherwise the whole text is the place. */
function placeIn(source: Source, text: string, quoted: Span) {
  return (start: number, end: number): Span =>
    new LazySpan(() => {
      const inner = quoted.start + 1
      // Every escape is longer than what it stands for.
      const hasEscapes = quoted.end - 1 - inner !== text.length || source.text.charAt(quoted.start) !== '"'
      return hasEscapes ? quoted : { start: inner + start, end: inner + end }
    })
}
