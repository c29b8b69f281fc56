/** Parts of expressions, found by where they stand. */
import { gone, type Wanted } from '../../../model/change.ts'
import type { Expression, ObjectExpression, Tuple } from '../../../syntax/hcl/ast.ts'
import type { Edit } from '../../../text/edit.ts'
import type { Source } from '../../../text/source.ts'
import { isEmptied, valueEdits, withoutParts } from './expression.ts'
import type { Style } from './style.ts'

/** An entry of an object or an item of a list. */
export interface Part {
  readonly container: ObjectExpression | Tuple
  readonly index: number
}

/** The parts that lead to the one at an offset, from the outside in. */
export function partsTo(value: Expression, offset: number): readonly Part[] | undefined {
  if (offset < value.span.start || offset >= value.span.end) return undefined
  for (const [index, inner] of insideOf(value).entries()) {
    const container = value.kind === 'object' || value.kind === 'tuple' ? value : undefined
    const part = container ? [{ container, index }] : []
    const starts = [
      inner.span.start,
      ...(value.kind === 'object' ? [value.entries[index]?.key.span.start] : []),
    ]
    if (container && starts.includes(offset)) return part
    const deeper = partsTo(inner, offset)
    if (deeper) return [...part, ...deeper]
  }
  return undefined
}

/** What makes the last of some parts say something; `undefined` where nothing is left of them. */
export function partEdits(
  source: Source,
  parts: readonly Part[],
  to: Wanted,
  style: Style,
): readonly Edit[] | undefined {
  const last = parts.at(-1)
  const value = last && valueOf(last)
  if (!last || !value) return undefined
  const { container, index } = last
  const key = keyAt(last)
  if (isEmptied(value, to)) {
    // A policy without statements is none; a list without items, or an element without values, is refused.
    if (key === 'Statement') return undefined
    const isLast = insideOf(container).length === 1
    return isLast
      ? partEdits(source, parts.slice(0, -1), gone, style)
      : withoutParts(source, container, [index], style)
  }
  return key === undefined
    ? valueEdits(source, value, to, style)
    : valueEdits(source, container, { [key]: to }, style)
}

/** What a value is made of, as far as each part stands for itself. */
function insideOf(value: Expression): readonly Expression[] {
  switch (value.kind) {
    case 'object':
      return value.entries.map(entry => entry.value)
    case 'tuple':
      return value.items
    case 'call':
      return value.arguments
    case 'conditional':
      return [value.then, value.otherwise]
    default:
      return []
  }
}

function valueOf({ container, index }: Part): Expression | undefined {
  return container.kind === 'object' ? container.entries[index]?.value : container.items[index]
}

function keyAt({ container, index }: Part): string | undefined {
  const key = container.kind === 'object' ? container.entries[index]?.key : undefined
  return key?.kind === 'literal' ? key.text : undefined
}
