/** The tree of Terraform's configuration language: bodies of attributes and blocks, and expressions, with places. */
import type { Source, Span } from '../../text/source.ts'

/** What stands between braces, or in a file as a whole. */
export interface Body {
  readonly source: Source
  readonly span: Span
  /** In the order written. */
  readonly attributes: ReadonlyMap<string, Attribute>
  readonly blocks: readonly Block[]
}

/** `name = value`. */
export interface Attribute {
  readonly name: string
  readonly nameSpan: Span
  readonly value: Expression
}

/** `type "label" "label" { ... }`. */
export interface Block {
  readonly type: string
  readonly labels: readonly string[]
  /** From the type through the last label. */
  readonly header: Span
  readonly body: Body
}

interface Placed {
  readonly span: Span
}

/** An expression; what names mean in it is decided by who evaluates it. */
export type Expression =
  | Literal
  | Template
  | Name
  | Attributed
  | Indexed
  | Splat
  | Call
  | Tuple
  | ObjectExpression
  | For
  | Conditional
  | Unary
  | Binary

/** `"text"` without templates, `12`, `true`, `null`. Numbers keep their text. */
export interface Literal extends Placed {
  readonly kind: 'literal'
  readonly type: 'string' | 'number' | 'bool' | 'null'
  readonly text: string
}

/** A quoted text or heredoc with `${}` or `%{}` in it. */
export interface Template extends Placed {
  readonly kind: 'template'
  readonly parts: readonly TemplatePart[]
}

/** A piece of a template. */
export type TemplatePart =
  | (Placed & { readonly kind: 'text'; readonly text: string })
  | (Placed & { readonly kind: 'value'; readonly value: Expression })
  | (Placed & {
      readonly kind: 'if'
      readonly condition: Expression
      readonly then: readonly TemplatePart[]
      readonly otherwise: readonly TemplatePart[]
    })
  | (Placed & {
      readonly kind: 'for'
      readonly key: string | undefined
      readonly item: string
      readonly collection: Expression
      readonly parts: readonly TemplatePart[]
    })

/** The first word of a path: `var`, `aws_s3_bucket`, the variable of a `for`. */
export interface Name extends Placed {
  readonly kind: 'name'
  readonly name: string
}

/** `of.name`. */
export interface Attributed extends Placed {
  readonly kind: 'attribute'
  readonly of: Expression
  readonly name: string
}

/** `of[key]`; `of.0` is the same as `of[0]`. */
export interface Indexed extends Placed {
  readonly kind: 'index'
  readonly of: Expression
  readonly key: Expression
}

/** `of[*].a.b` or `of.*.a.b`: the steps that follow are taken for each item. `of.*.a[0]` indexes what the splat gave. */
export interface Splat extends Placed {
  readonly kind: 'splat'
  readonly of: Expression
  readonly steps: readonly SplatStep[]
}

/** A step taken for each item of a splat. */
export type SplatStep =
  | { readonly kind: 'attribute'; readonly name: string }
  | { readonly kind: 'index'; readonly key: Expression }
  /** A splat inside: `a[*].b[*].c` gives a list for each item of `a`. */
  | { readonly kind: 'splat'; readonly steps: readonly SplatStep[] }

/** `name(arguments)`; the name holds `provider::x::` where it is a provider's. `expands` is set for a last `...`. */
export interface Call extends Placed {
  readonly kind: 'call'
  readonly name: string
  readonly arguments: readonly Expression[]
  readonly expands: boolean
}

/** `[a, b]`. */
export interface Tuple extends Placed {
  readonly kind: 'tuple'
  readonly items: readonly Expression[]
}

/** `{ key = value }`. A key that is a bare word is a literal. */
export interface ObjectExpression extends Placed {
  readonly kind: 'object'
  readonly entries: readonly { readonly key: Expression; readonly value: Expression }[]
}

/** `[for k, v in collection : value if condition]`, or with `key =>` an object; `grouped` is set for `...`. */
export interface For extends Placed {
  readonly kind: 'for'
  readonly keyName: string | undefined
  readonly itemName: string
  readonly collection: Expression
  /** Set where the result is an object. */
  readonly key: Expression | undefined
  readonly value: Expression
  readonly condition: Expression | undefined
  readonly grouped: boolean
}

/** `condition ? then : otherwise`. */
export interface Conditional extends Placed {
  readonly kind: 'conditional'
  readonly condition: Expression
  readonly then: Expression
  readonly otherwise: Expression
}

/** `!a` or `-a`. */
export interface Unary extends Placed {
  readonly kind: 'unary'
  readonly operator: '!' | '-'
  readonly operand: Expression
}

/** `a == b` and the like. */
export interface Binary extends Placed {
  readonly kind: 'binary'
  readonly operator: '||' | '&&' | '==' | '!=' | '<' | '>' | '<=' | '>=' | '+' | '-' | '*' | '/' | '%'
  readonly left: Expression
  readonly right: Expression
}
