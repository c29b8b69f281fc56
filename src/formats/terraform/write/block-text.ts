/** Blocks that are new, as `terraform fmt` leaves them. */
import { isThere, type Part, type WantedBody } from '../tables/wanted-body.ts'
import { aligned, valueText, type Style } from './style.ts'

/** What stands in a body. */
export interface Written {
  readonly attributes: readonly (readonly [name: string, text: string])[]
  readonly blocks: readonly string[]
}

/** A level of the language is two blanks. */
export const UNIT = '  '

/** The attributes and blocks that a body says. */
export function bodyLines(body: WantedBody, style: Style, indent: string): Written {
  const attributes: [string, string][] = []
  const blocks: string[] = []
  for (const [name, part] of body) {
    if (part.kind === 'attribute') attributes.push([name, valueText(part.value, style, indent)])
    else if (part.kind === 'document')
      attributes.push([name, `jsonencode(${valueText(part.value, style, indent)})`])
    else blocks.push(...bodiesIn(part).map(inner => blockLines(name, inner, style, indent)))
  }
  // What takes several lines comes last.
  const isLong = ([, text]: readonly [string, string]) => text.includes('\n')
  return { attributes: [...attributes.filter(each => !isLong(each)), ...attributes.filter(isLong)], blocks }
}

/** A block with what it says. */
export function blockLines(header: string, body: WantedBody, style: Style, indent: string): string {
  const inner = indent + UNIT
  const { attributes, blocks } = bodyLines(body, style, inner)
  const lines = aligned(attributes)
    .map(line => `${inner}${line}`)
    .join('\n')
  const parts = [...(lines === '' ? [] : [lines]), ...blocks]
  return parts.length === 0
    ? `${indent}${header} {}`
    : `${indent}${header} {\n${parts.join('\n\n')}\n${indent}}`
}

function bodiesIn(part: Part): readonly WantedBody[] {
  if (part.kind === 'blocks') return part.bodies
  return part.kind === 'block' && isThere(part) ? [part.body] : []
}
