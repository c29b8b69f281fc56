/** Random properties, written in random styles: by indentation, in brackets, in JSON, with comments. */
import fc from 'fast-check'

/** A value with the style that it is written in. */
export type Styled =
  | { readonly kind: 'text'; readonly text: string; readonly comment: boolean }
  | {
      readonly kind: 'list'
      readonly style: Style
      readonly items: readonly Styled[]
      readonly comment: boolean
    }
  | {
      readonly kind: 'record'
      readonly style: Style
      readonly entries: readonly (readonly [string, Styled])[]
      readonly comment: boolean
    }
  | {
      readonly kind: 'if'
      readonly style: Style
      readonly sides: readonly Styled[]
      readonly isLong: boolean
    }
  | { readonly kind: 'none' }

/** `lines`: in brackets, each part on a line of its own. */
type Style = 'block' | 'line' | 'lines'

export const KEYS = ['A', 'Bb', 'Ccc', 'D']
export const text = fc.constantFrom('x', 'true', '2012-10-17', 'a: b', "it's", '*', '{y}', '#z', '', 'l1\nl2')
const style = fc.constantFrom<Style>('block', 'block', 'line', 'lines')

const { record } = fc.letrec<{
  value: Styled
  record: Styled
  list: Styled
  item: Styled
  side: Styled
}>(tie => ({
  record: fc.record({
    kind: fc.constant('record' as const),
    style,
    entries: fc.uniqueArray(fc.tuple(fc.constantFrom(...KEYS), tie('value')), {
      selector: ([key]) => key,
      minLength: 1,
      maxLength: 4,
    }),
    comment: fc.boolean(),
  }),
  list: fc.record({
    kind: fc.constant('list' as const),
    style,
    items: fc.array(tie('item'), { maxLength: 3 }),
    comment: fc.boolean(),
  }),
  item: fc.oneof({ depthSize: 'small', withCrossShrink: true }, textValue(), tie('record')),
  side: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    textValue(),
    fc.constant({ kind: 'none' as const }),
    tie('record'),
    tie('list'),
  ),
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    textValue(),
    tie('record'),
    tie('list'),
    fc.record({
      kind: fc.constant('if' as const),
      style,
      sides: fc.tuple(tie('side'), tie('side')),
      isLong: fc.boolean(),
    }),
  ),
}))

export { record }

function textValue(): fc.Arbitrary<Styled> {
  return fc.record({ kind: fc.constant('text' as const), text, comment: fc.boolean() })
}

/** A template with a bucket that has the properties, in YAML with `step` blanks a level. */
export function yamlOf(properties: Styled, step: number, listStep: number): string {
  return `Parameters: { E: { Type: String, AllowedValues: [a, b] } }
Conditions: { Is: !Equals [!Ref E, a] }
Resources:
${' '.repeat(step)}Logs: # the bucket
${' '.repeat(2 * step)}Type: AWS::S3::Bucket
${' '.repeat(2 * step)}Properties:${new Yaml(step, listStep).under(properties, 2 * step)}

${' '.repeat(step)}# the next
${' '.repeat(step)}Next: { Type: AWS::SNS::Topic }
`
}

/** The same in JSON. */
export function jsonOf(properties: Styled, indent: number): string {
  const resources = {
    Logs: { Type: 'AWS::S3::Bucket', Properties: plain(properties) },
    Next: { Type: 'AWS::SNS::Topic' },
  }
  const Parameters = { E: { Type: 'String', AllowedValues: ['a', 'b'] } }
  const Conditions = { Is: { 'Fn::Equals': [{ Ref: 'E' }, 'a'] } }
  return JSON.stringify({ Parameters, Conditions, Resources: resources }, null, indent)
}

function plain(value: Styled): unknown {
  switch (value.kind) {
    case 'text':
      return value.text
    case 'list':
      return value.items.map(plain)
    case 'record':
      return Object.fromEntries(value.entries.map(([key, below]) => [key, plain(below)]))
    case 'if':
      return { 'Fn::If': ['Is', ...value.sides.map(plain)] }
    case 'none':
      return { Ref: 'AWS::NoValue' }
  }
}

class Yaml {
  readonly #step: number
  readonly #listStep: number
  #comments = 0

  constructor(step: number, listStep: number) {
    this.#step = step
    this.#listStep = listStep
  }

  /** What stands behind a key's colon. */
  under(value: Styled, indent: number): string {
    if (!('style' in value) || value.style !== 'block' || size(value) === 0)
      return ` ${this.#flow(value, indent)}${this.#comment(value)}`
    if (value.kind === 'record')
      return `${this.#comment(value)}\n${this.#entries(value.entries, indent + this.#step)}`
    if (value.kind === 'list')
      return `${this.#comment(value)}\n${this.#items(value.items, indent + this.#listStep)}`
    const sides: Styled[] = [{ kind: 'text', text: 'Is', comment: false }, ...value.sides]
    if (!value.isLong) return ` !If\n${this.#items(sides, indent + this.#step)}`
    const inner = indent + this.#step
    return `\n${' '.repeat(inner)}Fn::If:\n${this.#items(sides, inner + this.#listStep)}`
  }

  #entries(entries: readonly (readonly [string, Styled])[], indent: number): string {
    return entries
      .map(([key, value]) => `${' '.repeat(indent)}${key}:${this.under(value, indent)}`)
      .join('\n')
  }

  #items(items: readonly Styled[], indent: number): string {
    return items.map(item => `${' '.repeat(indent)}-${this.#behindDash(item, indent)}`).join('\n')
  }

  #behindDash(item: Styled, indent: number): string {
    const isBlock = 'style' in item && item.style === 'block' && size(item) > 0
    if (item.kind === 'record' && isBlock) return ` ${this.#entries(item.entries, indent + 2).trimStart()}`
    if (item.kind === 'list' && isBlock) return ` ${this.#items(item.items, indent + 2).trimStart()}`
    return ` ${this.#flow(item, indent)}${this.#comment(item)}`
  }

  #flow(value: Styled, indent: number): string {
    switch (value.kind) {
      case 'text':
        return /^[a-z]$/.test(value.text) || value.text === 'Is' ? value.text : JSON.stringify(value.text)
      case 'none':
        return '!Ref AWS::NoValue'
      case 'if': {
        const sides = ['Is', ...value.sides.map(side => this.#flow(side, indent))].join(', ')
        return value.isLong ? `{ Fn::If: [${sides}] }` : `!If [${sides}]`
      }
      case 'list':
        return this.#bracketed(value, '[]', inner => value.items.map(item => this.#flow(item, inner)), indent)
      case 'record': {
        const entries = (inner: number) =>
          value.entries.map(([key, below]) => `${key}: ${this.#flow(below, inner)}`)
        return this.#bracketed(value, '{}', entries, indent)
      }
    }
  }

  #bracketed(
    { style }: { readonly style: Style },
    brackets: string,
    parts: (indent: number) => string[],
    indent: number,
  ): string {
    const [open = '', close = ''] = brackets
    if (style !== 'lines') return `${open}${parts(indent).join(', ')}${close}`
    const inner = ' '.repeat(indent + this.#step)
    const lines = parts(indent + this.#step).map(
      (part, index, all) => `${inner}${part}${index < all.length - 1 ? ',' : ''} # ${this.#next()}\n`,
    )
    return `${open}\n${lines.join('')}${' '.repeat(indent)}${close}`
  }

  #comment(value: Styled): string {
    return 'comment' in value && value.comment ? ` # ${this.#next()}` : ''
  }

  #next(): string {
    this.#comments++
    return `comment ${this.#comments}`
  }
}

function size(value: Styled): number {
  return value.kind === 'record' ? value.entries.length : value.kind === 'list' ? value.items.length : 1
}
