/** Where in a configuration the values of a plan are written. */
import type { Block, Body, Expression } from '../../../syntax/hcl/ast.ts'
import type { Origin } from '../../../model/value.ts'
import type { Source, Span } from '../../../text/source.ts'

/** What is written for a value: a body, the blocks of one type, or an expression. */
export class Written {
  readonly #source: Source
  readonly #span: Span
  readonly #what: Body | readonly Block[] | Expression

  constructor(source: Source, span: Span, what: Body | readonly Block[] | Expression) {
    this.#source = source
    this.#span = span
    this.#what = what
  }

  static of({ body, header }: Block): Written {
    return new Written(body.source, header, body)
  }

  /** The place of the key or the header, under an address. */
  at(address: string): Origin {
    return { source: this.#source, span: this.#span, address }
  }

  /** What is written for an attribute or for the blocks of a type, seen through the first of several blocks. */
  child(key: string): Written | undefined {
    const what = this.#what
    if (Array.isArray(what)) return this.item(0, what.length)?.child(key)
    if (isBody(what)) return inBody(what, key)
    const entry =
      isExpression(what) && what.kind === 'object'
        ? what.entries.find(each => each.key.kind === 'literal' && each.key.text === key)
        : undefined
    return entry && new Written(this.#source, entry.key.span, entry.value)
  }

  /** What is written for an item of several: those that `dynamic` makes are all written in the one block. */
  item(index: number, length: number): Written | undefined {
    const what = this.#what
    if (isExpression(what)) {
      const item = what.kind === 'tuple' && what.items.length === length ? what.items[index] : undefined
      return item && new Written(this.#source, item.span, item)
    }
    if (isBody(what)) return this
    const [first] = what
    const block = what.length === length ? what[index] : what.length === 1 ? first : undefined
    return block && new Written(block.body.source, block.header, contentOf(block))
  }
}

function inBody({ attributes, blocks, source }: Body, key: string): Written | undefined {
  const attribute = attributes.get(key)
  if (attribute) return new Written(source, attribute.nameSpan, attribute.value)
  const same = blocks.filter(({ type, labels }) => (type === 'dynamic' ? labels[0] : type) === key)
  const [first] = same
  return first && new Written(source, first.header, same)
}

function contentOf(block: Block): Body {
  if (block.type !== 'dynamic') return block.body
  return block.body.blocks.find(({ type }) => type === 'content')?.body ?? block.body
}

function isBody(what: Body | readonly Block[] | Expression): what is Body {
  return 'attributes' in what
}

function isExpression(what: Body | readonly Block[] | Expression): what is Expression {
  return 'kind' in what
}
