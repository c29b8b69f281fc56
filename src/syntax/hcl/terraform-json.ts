/** The JSON form of the language: https://developer.hashicorp.com/terraform/language/syntax/json */
import type { Source, Span } from '../../text/source.ts'
import { quoted, SyntaxFailure } from '../failure.ts'
import { parseJson } from '../json.ts'
import { isNull, type Entry, type Node, type SyntaxProblem } from '../node.ts'
import type { Attribute, Block, Body } from './ast.ts'
import { FILE, VALUES, type BlockType } from './json-blocks.ts'
import { jsonExpression, plainText, referenceText, templateText } from './json-expression.ts'
import { LazySpan } from './lazy-span.ts'
import { Problems } from './problems.ts'

/**
 * Parses `.tf.json`, and `.tfvars.json`, where all is attributes and texts are no templates. Never throws: the body
 * has what is whole. Nested blocks are attributes here: which they are, only the schema of a resource tells.
 */
export function parseTerraformJson(source: Source): {
  readonly body: Body
  readonly problems: readonly SyntaxProblem[]
} {
  const { root, problems } = parseJson(source)
  const type = /\.tfvars\.json$/i.test(source.path) ? VALUES : FILE
  const reader = new JsonReader(source, new Problems(type === FILE ? problems.map(asError) : problems))
  const body = reader.body(root ? [root] : [], type, { start: 0, end: source.text.length })
  return { body, problems: reader.problems.all }
}

/** A block that is being found: labels come one by one, each a level deeper. */
interface Header {
  readonly type: string
  readonly labels: readonly string[]
  readonly span: Span
}

class JsonReader {
  readonly problems: Problems
  readonly #source: Source

  constructor(source: Source, problems: Problems) {
    this.#source = source
    this.problems = problems
  }

  /** The body that maps, or lists of maps, make together. */
  body(nodes: readonly Node[], type: BlockType, span: Span): Body {
    const attributes = new Map<string, Attribute>()
    const blocks: Block[] = []
    for (const entry of nodes.flatMap(node => this.#entries(node))) {
      const inner = type.blocks.get(entry.key)
      if (inner) this.#addBlocks(blocks, inner, headerAt(entry, []), entry.value)
      else this.#addAttribute(attributes, type, entry)
    }
    return { source: this.#source, span, attributes, blocks }
  }

  #addBlocks(blocks: Block[], type: BlockType, header: Header, node: Node): void {
    const { labels } = header
    if (node.kind === 'list') for (const item of node.items) this.#addBlocks(blocks, type, header, item)
    else if (labels.length < type.labels)
      for (const entry of this.#entries(node))
        this.#addBlocks(
          blocks,
          type,
          { ...headerAt(entry, [...labels, entry.key]), type: header.type },
          entry.value,
        )
    else if (!isNull(node)) {
      const span = new LazySpan(() => ({ start: node.span.start + 1, end: node.span.end - 1 }))
      blocks.push({ type: header.type, labels, header: header.span, body: this.body([node], type, span) })
    }
  }

  #addAttribute(attributes: Map<string, Attribute>, type: BlockType, entry: Entry): void {
    const { key: name } = entry
    const readText = type.isPlain ? plainText : type.references.has(name) ? referenceText : templateText
    try {
      const value = jsonExpression(entry.value, readText)
      attributes.set(name, { name, nameSpan: new LazySpan(() => entry.keySpan), value })
    } catch (failure) {
      if (!(failure instanceof SyntaxFailure)) throw failure
      this.problems.report(failure)
    }
  }

  /** The entries of a map or of a list of maps, without comments. */
  #entries(node: Node): readonly Entry[] {
    if (node.kind === 'list') return node.items.flatMap(item => this.#entries(item))
    if (node.kind === 'map') return node.entries.filter(({ key }) => key !== '//')
    if (!isNull(node))
      this.problems.report({ message: `expected an object, found ${quoted(node.text)}`, span: node.span })
    return []
  }
}

/** Of a key written twice Terraform takes both where they hold blocks, and neither where they do not. */
function asError(problem: SyntaxProblem): SyntaxProblem {
  const message = problem.message.replace('the last value holds', 'the others are not read')
  return { ...problem, kind: 'error', message }
}

function headerAt(entry: Entry, labels: readonly string[]): Header {
  return { type: entry.key, labels, span: new LazySpan(() => entry.keySpan) }
}
