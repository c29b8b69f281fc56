/**
 * Symbolic text: literal pieces and symbols for what is only known at deployment.
 * `!Sub 'arn:aws:s3:::${Logs}/*'`, its `Fn::Join` form and `${aws_s3_bucket.logs.arn}/*` become the same sequence.
 */
import type { Resource } from './resource.ts'
import type { Origin } from './value.ts'

/** Something that a template is given from outside: a parameter, a variable, a pseudo parameter. */
export interface Variable {
  /** As its author calls it: `Env`, `AWS::Region`, `var.stage`. */
  readonly name: string
  /** How a report calls it: `parameter Env`. */
  readonly label: string
  /** The value when nobody gives one; absent where one must be given. */
  readonly default?: string | undefined
  /** The only values it can take, where its author lists them. */
  readonly allowed?: readonly string[] | undefined
  /** Where the default is written. */
  readonly at?: Origin | undefined
}

/** Why a value cannot be known from the files at hand. */
export interface Reason {
  /** How a report calls the cause: `import SharedLogs`, `macro PyPlate`. */
  readonly label: string
}

/** A piece of text known only at deployment. Equal symbols stand for equal text. */
export type Symbol =
  /** The name of a resource: its own property where it has one, generated otherwise. */
  | { readonly kind: 'name'; readonly resource: Resource }
  /** Another attribute that AWS makes when the resource is created; never equal to any literal. */
  | { readonly kind: 'attribute'; readonly resource: Resource; readonly attribute: string }
  | { readonly kind: 'variable'; readonly variable: Variable }
  /** Anything else: equals itself (by `id`), may equal anything. */
  | { readonly kind: 'unknown'; readonly id: string; readonly reason: Reason }

/** Literal text or a symbol. */
export type Part = string | Symbol

const identities = new WeakMap<object, number>()
let nextIdentity = 1

/** A number that tells objects apart in keys. */
export function identityOf(object: object): number {
  let identity = identities.get(object)
  if (identity === undefined) identities.set(object, (identity = nextIdentity++))
  return identity
}

/** Equal keys, equal symbols. What users wrote stands in quotes, so that no two keys run together. */
export function symbolKey(symbol: Symbol): string {
  switch (symbol.kind) {
    case 'name':
      return `n${identityOf(symbol.resource)}`
    case 'attribute':
      return `a${identityOf(symbol.resource)}.${JSON.stringify(symbol.attribute)}`
    case 'variable':
      return `v${identityOf(symbol.variable)}`
    case 'unknown':
      return `u${JSON.stringify(symbol.id)}`
  }
}

/** Longer texts are not put together: templates can double a text again and again. */
export const TEXT_BOUND = 1_000_000

/** An immutable sequence of literal pieces and symbols. */
export class Text {
  readonly parts: readonly Part[]
  #key: string | undefined

  private constructor(parts: readonly Part[]) {
    this.parts = parts
  }

  /** Joins pieces, symbols and texts; adjacent literals become one, empty ones vanish. */
  static of(...pieces: readonly (Part | Text)[]): Text {
    return Text.join(pieces)
  }

  /** The same for lists that may be long. */
  static join(pieces: Iterable<Part | Text>): Text {
    const parts: Part[] = []
    let length = 0
    for (const piece of pieces) {
      for (const part of piece instanceof Text ? piece.parts : [piece]) {
        const last = parts.at(-1)
        if (part === '') continue
        length += typeof part === 'string' ? part.length : 1
        if (length > TEXT_BOUND && parts.length > 0) return new Text([tooLong(parts)])
        if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part
        else parts.push(part)
      }
    }
    return new Text(parts)
  }

  /** Two texts are surely equal exactly when their keys are. */
  get key(): string {
    this.#key ??= this.parts
      .map(part => (typeof part === 'string' ? JSON.stringify(part) : symbolKey(part)))
      .join('+')
    return this.#key
  }

  /** The whole text where no symbol stands in it. */
  get literal(): string | undefined {
    if (this.parts.length === 0) return ''
    const [only] = this.parts
    return this.parts.length === 1 && typeof only === 'string' ? only : undefined
  }

  get symbols(): readonly Symbol[] {
    return this.parts.filter(part => typeof part !== 'string')
  }

  /** The text with each symbol replaced; `undefined` leaves it as it is. */
  replace(replacement: (symbol: Symbol) => Text | string | undefined): Text {
    if (this.symbols.length === 0) return this
    return Text.join(this.parts.map(part => (typeof part === 'string' ? part : (replacement(part) ?? part))))
  }

  /** What follows a literal prefix; `undefined` where the text does not surely begin with it. */
  after(prefix: string): Text | undefined {
    if (prefix === '') return this
    const [first, ...rest] = this.parts
    if (typeof first !== 'string' || !first.startsWith(prefix)) return undefined
    return Text.of(first.slice(prefix.length), ...rest)
  }

  /** What stands before a literal mark; `undefined` where the mark is not seen. */
  before(mark: string): Text | undefined {
    for (const [index, part] of this.parts.entries()) {
      const at = typeof part === 'string' ? part.indexOf(mark) : -1
      if (typeof part === 'string' && at >= 0)
        return Text.of(...this.parts.slice(0, index), part.slice(0, at))
    }
    return undefined
  }

  /** The pieces between literal delimiters; symbols count as holding none. */
  split(delimiter: string): Text[] {
    const pieces: (Part | Text)[][] = [[]]
    for (const part of this.parts) {
      const [first = '', ...rest] = typeof part === 'string' ? part.split(delimiter) : [part]
      pieces.at(-1)?.push(first)
      for (const piece of rest) pieces.push([piece])
    }
    return pieces.map(piece => Text.join(piece))
  }

  /** For people: symbols as `${Name}`. */
  toString(): string {
    return this.parts.map(part => (typeof part === 'string' ? part : `\${${symbolLabel(part)}}`)).join('')
  }
}

function symbolLabel(symbol: Symbol): string {
  switch (symbol.kind) {
    case 'name':
      return symbol.resource.id
    case 'attribute':
      return `${symbol.resource.id}.${symbol.attribute}`
    case 'variable':
      return symbol.variable.name
    case 'unknown':
      return symbol.reason.label
  }
}

/** What a text too long to be put together becomes; texts that begin alike are taken to be the same one. */
function tooLong(parts: readonly Part[]): Symbol {
  const start = parts
    .slice(0, 8)
    .map(part => (typeof part === 'string' ? part.slice(0, 64) : symbolKey(part)))
  const reason = { label: `a text of more than the bound of ${TEXT_BOUND} characters` }
  return { kind: 'unknown', id: `long:${start.join('+')}`, reason }
}

/** Why a text is a symbol alone where it was too long to be put together. */
export function tooLongBy({ parts: [only, ...others] }: Text): Reason | undefined {
  if (typeof only !== 'object' || only.kind !== 'unknown' || others.length > 0) return undefined
  return only.id.startsWith('long:') ? only.reason : undefined
}

/** What a text hinges on where it is not known. */
export function hingeOf(text: Text): Reason | undefined {
  for (const symbol of text.symbols) {
    if (symbol.kind === 'unknown') return symbol.reason
    if (symbol.kind === 'variable') return { label: symbol.variable.label }
  }
  return undefined
}

/** What AWS makes up at creation: no text written beforehand holds it, and each is made up anew. */
type Generated = Extract<Symbol, { kind: 'name' | 'attribute' }>

/**
 * Whether two texts are equal: surely, surely not, or `undefined` where it depends on their symbols.
 * Names of resources must have been replaced by their own property where they have one.
 */
export function compareTexts(left: Text, right: Text): boolean | undefined {
  if (left.key === right.key) return true
  const [a, b] = [splitAtGenerated(left), splitAtGenerated(right)]
  const sameGenerated =
    a.generated.length === b.generated.length &&
    a.generated.every((symbol, index) => partKey(symbol) === partKey(b.generated[index]))
  if (!sameGenerated) return mayHoldOther(a.generated, b.generated) ? undefined : false
  const compared = a.between.map((parts, index) => compareParts(parts, b.between[index] ?? []))
  if (compared.includes(false)) return false
  return compared.includes(undefined) ? undefined : true
}

/** The generated symbols of a text, and what stands before, between and after them. */
function splitAtGenerated(text: Text): { generated: Generated[]; between: Part[][] } {
  const generated: Generated[] = []
  const between: Part[][] = [[]]
  for (const part of text.parts) {
    if (typeof part === 'object' && (part.kind === 'name' || part.kind === 'attribute')) {
      generated.push(part)
      between.push([])
    } else between.at(-1)?.push(part)
  }
  return { generated, between }
}

/** An attribute of which nothing is known may hold the name, or another attribute, of the same resource. */
function mayHoldOther(a: readonly Generated[], b: readonly Generated[]): boolean {
  const holds = (one: readonly Generated[], other: readonly Generated[]) =>
    one.some(
      symbol =>
        symbol.kind === 'attribute' &&
        other.some(each => each.resource === symbol.resource && partKey(each) !== partKey(symbol)),
    )
  return holds(a, b) || holds(b, a)
}

/** The comparison for parts that can be any text whatever. */
function compareParts(left: readonly Part[], right: readonly Part[]): boolean | undefined {
  let [a, b] = dropCommonStart([...left], [...right])
  ;[a, b] = dropCommonStart(a.reverse(), b.reverse(), true)
  if (a.length === 0 && b.length === 0) return true
  if (differAtEdge(a[0], b[0], (x, y) => x.endsWith(y) || y.endsWith(x))) return false
  if (differAtEdge(a.at(-1), b.at(-1), (x, y) => x.startsWith(y) || y.startsWith(x))) return false
  const isLiteral = (parts: readonly Part[]) => parts.every(part => typeof part === 'string')
  if (isLiteral(a) && isLiteral(b)) return false
  // Nothing is left of one: symbols can be empty, literal text cannot.
  if (a.length === 0 || b.length === 0)
    return [...a, ...b].some(part => typeof part === 'string') ? false : undefined
  return undefined
}

function differAtEdge(a: Part | undefined, b: Part | undefined, fits: (x: string, y: string) => boolean) {
  return typeof a === 'string' && typeof b === 'string' && !fits(a, b)
}

/** Drops equal parts, and the equal start (or end, where the parts are reversed) of the next literals. */
function dropCommonStart(a: Part[], b: Part[], reversed = false): [Part[], Part[]] {
  let at = 0
  while (at < a.length && at < b.length && partKey(a[at]) === partKey(b[at])) at++
  const restA = a.slice(at)
  const restB = b.slice(at)
  const [x, y] = [restA[0], restB[0]]
  if (typeof x === 'string' && typeof y === 'string') {
    const short = x.length < y.length ? x : y
    const fits = reversed
      ? x.endsWith(short) && y.endsWith(short)
      : x.startsWith(short) && y.startsWith(short)
    if (fits) {
      const cut = (text: string) =>
        reversed ? text.slice(0, text.length - short.length) : text.slice(short.length)
      restA.splice(0, 1, ...[cut(x)].filter(Boolean))
      restB.splice(0, 1, ...[cut(y)].filter(Boolean))
    }
  }
  return [restA, restB]
}

function partKey(part: Part | undefined): string {
  return typeof part === 'object' ? symbolKey(part) : JSON.stringify(part)
}
