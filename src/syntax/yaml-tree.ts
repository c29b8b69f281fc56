/** The node tree of YAML events. */
import { EVENT_ID, getScalarValue, SCALAR_STYLE } from 'js-yaml'
import type { AliasEvent, MappingEvent, ScalarEvent, SequenceEvent } from 'js-yaml'
import type { Source, Span } from '../text/source.ts'
import { duplicateKey, SyntaxFailure } from './failure.ts'
import { BOUNDS, type Entry, type Node, type ScalarNode, type SyntaxProblem } from './node.ts'
import type { YamlEvents } from './yaml-events.ts'
import { YamlEntries, YamlMap } from './yaml-map.ts'
import { YamlPlaces } from './yaml-places.ts'

/** A list, map or document that is still being read. */
type Frame = DocumentFrame | ListFrame | MapFrame

interface DocumentFrame {
  readonly kind: 'document'
  /** Values in it once every alias is followed. */
  size: number
}

interface ListFrame {
  readonly kind: 'list'
  readonly event: SequenceEvent
  size: number
  readonly items: Node[]
}

interface MapFrame {
  readonly kind: 'map'
  readonly event: MappingEvent
  size: number
  readonly entries: YamlEntries
  /** What merge keys bring; the map's own entries win. */
  merged: YamlEntries | undefined
  /** The key whose value comes next. */
  key: Key | undefined
}

interface Key {
  readonly text: string
  readonly span: Span
  readonly isMerge: boolean
}

/** What an anchor names: `size` as in a frame; 'open' while its value is being read. */
type Anchored = { readonly node: Node; readonly size: number } | 'open'

/** Builds nodes in one pass without recursion: depth and shared nodes are the file's to choose. */
export class TreeBuilder {
  readonly #source: Source
  readonly #read: YamlEvents
  readonly #problems: SyntaxProblem[]
  readonly #places: YamlPlaces
  readonly #anchors = new Map<string, Anchored>()
  readonly #stack: Frame[] = []
  #root: Node | undefined
  #hasMerged = false

  /** Notices go to `problems`. */
  constructor(source: Source, read: YamlEvents, problems: SyntaxProblem[]) {
    this.#source = source
    this.#read = read
    this.#problems = problems
    this.#places = new YamlPlaces(read)
  }

  /** The root, absent where the text holds no value; throws a `SyntaxFailure`. */
  build(): Node | undefined {
    for (const event of this.#read.events) {
      if (event.type === EVENT_ID.SCALAR) this.#scalar(event)
      else if (event.type === EVENT_ID.POP) this.#close()
      else if (event.type === EVENT_ID.ALIAS) this.#alias(event)
      else if (event.type === EVENT_ID.DOCUMENT) this.#stack.push({ kind: 'document', size: 0 })
      else if (event.type === EVENT_ID.SEQUENCE) this.#open({ kind: 'list', event, size: 1, items: [] })
      else
        this.#open({
          kind: 'map',
          event,
          size: 1,
          entries: new YamlEntries(),
          merged: undefined,
          key: undefined,
        })
    }
    return this.#root
  }

  #scalar(event: ScalarEvent): void {
    const frame = this.#stack.at(-1)
    const isEmpty = event.valueStart < 0 && event.tagStart < 0 && event.anchorStart < 0
    // What stands between two '---' without any value is not a document that anyone could miss.
    if (isEmpty && frame?.kind === 'document') return
    const span = this.#places.scalar(event, frame?.kind === 'map' && frame.key !== undefined)
    const tag = this.#tag(event)
    const text = getScalarValue(this.#read.text, event)
    const plain = event.style === SCALAR_STYLE.PLAIN && tag !== STRING_TAG
    if (frame?.kind === 'map' && !frame.key && event.anchorStart < 0) {
      // Half of all scalars are keys, and these need no node.
      frame.key = { text, span, isMerge: plain && text === '<<' }
      return
    }
    const node: ScalarNode = {
      kind: 'scalar',
      source: this.#source,
      span,
      tag: tag === STRING_TAG ? undefined : tag,
      text,
      plain,
    }
    if (event.anchorStart >= 0) this.#anchors.set(this.#anchorName(event), { node, size: 1 })
    this.#add(node, 1, span)
  }

  #alias(event: AliasEvent): void {
    const span = this.#places.alias(event)
    const name = this.#anchorName(event)
    const anchored = this.#anchors.get(name)
    if (anchored === undefined)
      throw new SyntaxFailure(
        `no anchor &${name} stands before this alias: expected one, or quotes around the text`,
        span,
      )
    if (anchored === 'open')
      throw new SyntaxFailure(
        `the alias *${name} stands inside the value it repeats: expected it outside`,
        span,
      )
    this.#add(anchored.node, anchored.size, span)
  }

  #open(frame: ListFrame | MapFrame): void {
    const { event } = frame
    this.#places.open(event)
    if (event.anchorStart >= 0) this.#anchors.set(this.#anchorName(event), 'open')
    this.#stack.push(frame)
    // The document is a frame too, but no level of nesting.
    if (this.#stack.length - 1 > BOUNDS.depth)
      throw new SyntaxFailure(
        `the nesting is deeper than the bound of ${BOUNDS.depth} levels`,
        this.#places.span(event.start, event.start + 1),
      )
  }

  #close(): void {
    const frame = this.#stack.pop()
    if (!frame || frame.kind === 'document') return
    const { event } = frame
    const span = this.#places.close(event)
    const tag = this.#tag(event)
    const base = { source: this.#source, span, tag: tag === STRING_TAG ? undefined : tag }
    const node: Node =
      frame.kind === 'list'
        ? { kind: 'list', ...base, items: frame.items }
        : new YamlMap(this.#source, span, base.tag, frame.entries.over(frame.merged))
    if (event.anchorStart >= 0) this.#anchors.set(this.#anchorName(event), { node, size: frame.size })
    this.#add(node, frame.size, span)
  }

  /** Hands a finished value to what it stands in; `span` is where it stands, for an alias not the node's own. */
  #add(node: Node, size: number, span: Span): void {
    const frame = this.#stack.at(-1)
    if (!frame) return
    frame.size += size
    if (frame.size > BOUNDS.expandedNodes)
      throw new SyntaxFailure(
        `the document has more than the bound of ${BOUNDS.expandedNodes} values, counting what aliases repeat`,
        span,
      )
    if (frame.kind === 'document') this.#setRoot(node, span)
    else if (frame.kind === 'list') frame.items.push(node)
    else if (frame.key === undefined) frame.key = this.#key(node, span)
    else {
      const { key } = frame
      frame.key = undefined
      if (key.isMerge) this.#merge(frame, key, node, span)
      else this.#set(frame, { key: key.text, keySpan: key.span, value: node })
    }
  }

  #setRoot(node: Node, span: Span): void {
    if (this.#root) {
      const from = this.#root.span.end
      const mark = this.#source.text.slice(from, span.start).search(/^(?:---|\.\.\.)/m)
      const place = mark < 0 ? span : { start: from + mark, end: from + mark + 3 }
      throw new SyntaxFailure('only one document is expected: a second one starts here', place)
    }
    this.#root = node
  }

  /** The key that an anchored or aliased value makes. */
  #key(node: Node, span: Span): Key {
    if (node.kind === 'scalar') return { text: node.text, span, isMerge: false }
    const isTemplate = this.#source.text.startsWith('{{', span.start - 1)
    const what = isTemplate ? 'text in {{ }} is read as a map' : `a ${node.kind} stands as a key`
    throw new SyntaxFailure(`${what}: expected text as the key, or quotes around it`, span)
  }

  #set(frame: MapFrame, entry: Entry): void {
    const known = frame.entries.set(entry)
    if (known) this.#problems.push(duplicateKey(this.#source, entry.key, known.keySpan, entry.keySpan))
  }

  #merge(frame: MapFrame, key: Key, value: Node, span: Span): void {
    const maps = value.kind === 'list' ? value.items : [value]
    if (!maps.every(map => map.kind === 'map'))
      throw new SyntaxFailure('the merge key << has no map to merge: expected a map or a list of maps', span)
    // Of a list, the first map that has a key decides.
    frame.merged ??= new YamlEntries()
    for (const map of maps.toReversed()) for (const entry of map.entries) frame.merged.set(entry)
    if (this.#hasMerged) return
    this.#hasMerged = true
    this.#problems.push({
      kind: 'notice',
      message:
        'CloudFormation itself does not support the merge key <<: expected the template to be packaged first (aws cloudformation package, sam build)',
      span: key.span,
    })
  }

  /** The tag as written in short form; `STRING_TAG` for `!!str`; nothing for YAML's other own tags, which only say what is plain to see. */
  #tag(event: ScalarEvent | SequenceEvent | MappingEvent): string | undefined {
    if (event.tagStart < 0) return undefined
    const written = this.#read.text.slice(event.tagStart, event.tagEnd)
    const short = written.replace(/^!<(.*)>$/, '$1').replace(/^tag:yaml\.org,2002:/, '!!')
    if (short === '!' || short === STRING_TAG) return STRING_TAG
    return short.startsWith('!!') ? undefined : short
  }

  #anchorName(event: { readonly anchorStart: number; readonly anchorEnd: number }): string {
    return this.#read.text.slice(event.anchorStart, event.anchorEnd)
  }
}

/** Says "this is text", as quotes do; `!` alone says the same. */
const STRING_TAG = '!!str'
