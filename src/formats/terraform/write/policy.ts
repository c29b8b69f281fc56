/** Policies: what makes the text of a policy say more or less, in each of the ways that such a text is written. */
import { Exactly, type Wanted } from '../../../model/change.ts'
import type { Block, Expression, TemplatePart } from '../../../syntax/hcl/ast.ts'
import { jsonExpression, plainText } from '../../../syntax/hcl/json-expression.ts'
import { parseJson } from '../../../syntax/json.ts'
import type { Edit } from '../../../text/edit.ts'
import { Source } from '../../../text/source.ts'
import { recordIn } from '../tables/wanted-body.ts'
import { recordBody } from '../tables/writing.ts'
import { bodyEdits, hasIn, type Hand } from './body.ts'
import { valueEdits } from './expression.ts'
import { indentAt, replaced } from './lines.ts'
import { NoRoom } from './no-room.ts'
import { documentWritings } from './statement.ts'
import { valueText, type Style } from './style.ts'

/** The data source that a policy is taken from, by its name, with what is at hand there. */
export type DataDocument = (name: string) => { readonly block: Block; readonly hand: Hand }

/** What makes the policy that an expression gives say what is wanted. */
export function policyEdits(
  source: Source,
  value: Expression,
  to: Wanted,
  style: Style,
  data: DataDocument,
): readonly Edit[] {
  const { start, end } = value.span
  if (to instanceof Exactly) {
    const text = valueText(to, style, indentAt(source.text, start))
    return [replaced(source, start, end, `jsonencode(${text})`)]
  }
  const encoded = encodedValue(value)
  if (encoded) return valueEdits(source, encoded, to, style)
  const name = documentName(value)
  if (name !== undefined) return documentEdits(data(name), to)
  return valueEdits(source, heredocValue(source, value), to, {
    ...style,
    isJson: true,
    hasCommas: true,
    quotesKeys: true,
    sign: ':',
  })
}

/** What `jsonencode` is given. */
export function encodedValue(value: Expression): Expression | undefined {
  const [given, ...others] = value.kind === 'call' && value.name === 'jsonencode' ? value.arguments : []
  return others.length === 0 ? given : undefined
}

/** `x` in `data.aws_iam_policy_document.x.json` or `...x[0].json`. */
export function documentName(value: Expression): string | undefined {
  if (value.kind !== 'attribute' || !['json', 'minified_json'].includes(value.name)) return undefined
  const named = value.of.kind === 'index' ? value.of.of : value.of
  if (named.kind !== 'attribute' || named.of.kind !== 'attribute') return undefined
  const { of: first, name: type } = named.of
  const isDocument = first.kind === 'name' && first.name === 'data' && type === 'aws_iam_policy_document'
  return isDocument ? named.name : undefined
}

function documentEdits({ block, hand }: ReturnType<DataDocument>, to: Wanted): readonly Edit[] {
  const record = recordIn(to)
  const body = record && recordBody(documentWritings, record, hasIn(block.body))
  if (!body) throw new NoRoom()
  return bodyEdits(block.body, body, hand)
}

/** The JSON in a heredoc as an expression, each part at its place; templates may stand inside of its texts. */
function heredocValue(source: Source, value: Expression): Expression {
  const { start, end } = value.span
  const text = source.text.slice(start, end)
  const [intro] = /^<<-?[^\n]*\n/.exec(text) ?? []
  const isTemplate = value.kind === 'template'
  if (intro === undefined || !(isTemplate || value.kind === 'literal')) throw new NoRoom()
  const closing = source.text.lastIndexOf('\n', end - 1)
  const parts = isTemplate ? value.parts : []
  const content = masked(source.text, { start: start + intro.length, end: closing }, parts)
  const inner = new Source(source.path, ' '.repeat(start + intro.length) + content)
  const { root, problems } = parseJson(inner)
  if (!root || problems.some(({ kind }) => kind === 'error')) throw new NoRoom()
  return jsonExpression(root, plainText)
}

/** A piece of a text with signs in the place of its templates. */
function masked(
  text: string,
  { start, end }: { start: number; end: number },
  parts: readonly TemplatePart[],
): string {
  let masked = ''
  let at = start
  for (const part of parts) {
    if (part.kind === 'text') continue
    if (part.kind !== 'value') throw new NoRoom()
    masked += text.slice(at, part.span.start) + 'x'.repeat(part.span.end - part.span.start)
    at = part.span.end
  }
  return masked + text.slice(at, end)
}
