/** Carries out the loops of the `AWS::LanguageExtensions` transform: `Fn::ForEach::NAME` becomes what it stands for. */
import type { Entry, MapNode, Node, SyntaxProblem } from '../../syntax/node.ts'
import type { Span } from '../../text/source.ts'
import { changed, list, map, scalar, withEntries } from './build.ts'
import { plainScalar } from './intrinsic.ts'
import { refName } from './ref.ts'

/** The values that a collection stands for; undefined where they are not known. */
export type CollectionOf = (node: Node) => readonly string[] | undefined

/** Bounds on the loops of one template; hitting one is an error that names it. */
export const LOOP_BOUNDS = {
  /** Loops within loops; the same number holds at AWS. */
  nesting: 5,
  /** Values that all loops together make. */
  nodes: 200_000,
  /** Characters of the texts that all loops together make. */
  characters: 10_000_000,
} as const

/** Where loops may stand. */
const SECTIONS = ['Conditions', 'Resources', 'Outputs']

/** The template without its loops; what is made keeps the places of the text it is made from. */
export function expandForEach(
  template: MapNode,
  collectionOf: CollectionOf,
): { root: MapNode; problems: SyntaxProblem[] } {
  const loops = new Loops(collectionOf)
  try {
    const sections = SECTIONS.flatMap(name => {
      const written = template.get(name)
      return written ? changed(written, loops.expand(written.value, OUTSIDE)) : []
    })
    return { root: withEntries(template, sections), problems: loops.problems }
  } catch (failure) {
    if (!(failure instanceof BoundReached)) throw failure
    const { message, span } = failure
    return { root: template, problems: [...loops.problems, { kind: 'error', message, span }] }
  }
}

/** What the loops around a node stand at: values by identifier. */
type Scope = ReadonlyMap<string, string>

const OUTSIDE: Scope = new Map()

class BoundReached extends Error {
  readonly span: Span

  constructor(message: string, span: Span) {
    super(message)
    this.span = span
  }
}

class Loops {
  readonly #collectionOf: CollectionOf
  readonly #problems = new Map<string, SyntaxProblem>()
  /** What nodes outside of every loop became: aliases are followed once. */
  readonly #outside = new Map<Node, Node>()
  /** What collections stand for: one that no loop around it changes is asked for once. */
  readonly #collections = new Map<Node, readonly string[] | undefined>()
  readonly #open: string[] = []
  #nodes = 0
  #characters = 0

  constructor(collectionOf: CollectionOf) {
    this.#collectionOf = collectionOf
  }

  get problems(): SyntaxProblem[] {
    return [...this.#problems.values()]
  }

  /** The node without loops and with the scope's values; the node itself where neither changes it. */
  expand(node: Node, scope: Scope): Node {
    if (scope === OUTSIDE) {
      const known = this.#outside.get(node) ?? this.#expand(node, scope)
      this.#outside.set(node, known)
      return known
    }
    this.#nodes++
    if (this.#nodes > LOOP_BOUNDS.nodes) throw this.#bound(`${LOOP_BOUNDS.nodes} values`, node.span)
    return this.#expand(node, scope)
  }

  #expand(node: Node, scope: Scope): Node {
    const value = scope.get(refName(node) ?? '')
    if (value !== undefined) return scalar(node, value)
    switch (node.kind) {
      case 'scalar': {
        const text = this.#substitute(node.text, scope, node)
        return text === node.text ? node : scalar(node, text, node.tag)
      }
      case 'list': {
        const items = node.items.map(item => this.expand(item, scope))
        return items.every((item, index) => item === node.items[index]) ? node : list(node, items, node.tag)
      }
      case 'map':
        return this.#map(node, scope)
    }
  }

  #map(node: MapNode, scope: Scope): Node {
    const entries = node.entries.flatMap(written => {
      const loop = /^Fn::ForEach::(.*)$/s.exec(written.key)?.[1]
      if (loop !== undefined) return this.#loop(loop, written, scope)
      const key = this.#substitute(written.key, scope, node)
      const value = this.expand(written.value, scope)
      return key === written.key && value === written.value ? written : changed(written, value, key)
    })
    if (entries.length === node.entries.length && entries.every((made, i) => made === node.entries[i]))
      return node
    this.#checkKeys(entries)
    return map(node, entries, node.tag)
  }

  /** What a loop makes: its fragment's entries for each value. */
  #loop(name: string, written: Entry, scope: Scope): Entry[] {
    const loop = this.#read(name, written)
    if (!loop) return []
    const collection = this.expand(loop.collection, scope)
    const values = this.#values(collection)
    if (!values) {
      const message = `the collection of Fn::ForEach ${name} is not known: its resources are not checked`
      this.#report('notice', message, collection.span)
      return []
    }
    this.#open.push(name)
    const made = values.flatMap(value => {
      const fragment = this.expand(loop.fragment, new Map([...scope, [loop.identifier, value]]))
      return fragment.kind === 'map' ? fragment.entries : []
    })
    this.#open.pop()
    return made
  }

  #values(collection: Node): readonly string[] | undefined {
    if (!this.#collections.has(collection)) this.#collections.set(collection, this.#collectionOf(collection))
    return this.#collections.get(collection)
  }

  /** The parts of a loop, if it has the shape of one. */
  #read(name: string, { keySpan, value }: Entry) {
    if (this.#open.length >= LOOP_BOUNDS.nesting) {
      const message = `Fn::ForEach ${name} is nested deeper than the bound of ${LOOP_BOUNDS.nesting} loops`
      this.#report('error', message, keySpan)
      return undefined
    }
    const [first, collection, fragment, ...rest] = value.kind === 'list' ? value.items : []
    if (!first || !collection || !fragment || rest.length > 0) {
      const message = `Fn::ForEach ${name} is not a loop: expected [Identifier, Collection, {OutputKey: OutputValue}]`
      this.#report('error', message, value.span)
      return undefined
    }
    const identifier = plainScalar(first)
    if (!identifier) {
      this.#report('error', `the identifier of Fn::ForEach ${name} is not a name: expected text`, first.span)
      return undefined
    }
    if (fragment.kind !== 'map') {
      const message = `Fn::ForEach ${name} has nothing to repeat: expected {OutputKey: OutputValue} as its third item`
      this.#report('error', message, fragment.span)
      return undefined
    }
    return { identifier, collection, fragment }
  }

  #checkKeys(entries: readonly Entry[]): void {
    const seen = new Set<string>()
    for (const { key, keySpan } of entries) {
      if (seen.has(key)) {
        const message = `Fn::ForEach makes ${key} more than once: expected keys that differ, such as with \${Identifier} in them`
        this.#report('error', message, keySpan)
        return
      }
      seen.add(key)
    }
  }

  /** A text with `${Identifier}` as the value and `&{Identifier}` as its letters and digits. */
  #substitute(text: string, scope: Scope, at: Node): string {
    if (scope.size === 0 || !text.includes('{')) return text
    this.#count(text, at)
    return text.replaceAll(/([$&])\{([^{}]*)\}/g, (use, sign: string, identifier: string) => {
      const value = scope.get(identifier)
      if (value === undefined) return use
      this.#count(value, at)
      return sign === '&' ? value.replaceAll(/[^A-Za-z0-9]/g, '') : value
    })
  }

  #count(text: string, at: Node): void {
    this.#characters += text.length
    if (this.#characters > LOOP_BOUNDS.characters)
      throw this.#bound(`${LOOP_BOUNDS.characters} characters`, at.span)
  }

  #bound(bound: string, span: Span): BoundReached {
    return new BoundReached(`Fn::ForEach ${this.#open[0] ?? ''} makes more than the bound of ${bound}`, span)
  }

  /** Says once what every round of an outer loop finds again. */
  #report(kind: SyntaxProblem['kind'], message: string, span: Span): void {
    this.#problems.set(`${span.start} ${message}`, { kind, message, span })
  }
}
