/** How shapes write what they read: each way to read a property has one to say what the text shall be for it. */
import { Exactly, gone, More, Reference, type Wanted, type WantedRecord } from '../../../model/change.ts'
import type { Words } from './shape.ts'
import {
  attributeAt,
  below,
  bodyAt,
  hasNothing,
  itemsIn,
  recordIn,
  together,
  type Has,
  type Part,
  type WantedBody,
} from './wanted-body.ts'

/** What the body that a shape reads shall say for a value; `undefined` where there are no words for it. */
export type Write = (to: Wanted, has: Has) => WantedBody | undefined

/** How a shape writes. */
export interface Writing {
  readonly write?: Write | undefined
  /** Where it reads, from the body that it is given on. */
  readonly path?: string
  /** What it reads of the block at the path. */
  readonly inside?: Writings
  /** Set where it is JSON in a text. */
  readonly isDocument?: true
  /** What it is made of: what reads the same body. */
  readonly parts?: readonly Writing[]
}

/** How properties are written, by their names. */
export type Writings = Readonly<Record<string, Writing>>

/** Every path that a shape reads. */
export function pathsOf({ path, parts = [] }: Writing): readonly string[] {
  return path === undefined ? parts.flatMap(pathsOf) : [path]
}

/** A scalar in the spelling of Terraform. */
export function writingText(path: string, words?: Words): Writing {
  const write: Write = to => {
    if (to === gone) return attributeAt(path, gone)
    if (typeof to === 'object' && !(to instanceof Reference)) return undefined
    const spelled = words === undefined || to instanceof Reference ? to : respelled(to, words)
    return spelled === undefined ? undefined : attributeAt(path, spelled)
  }
  return { path, write }
}

/** A list of scalars. */
export function writingTexts(path: string): Writing {
  const write: Write = to => {
    if (to === gone || to instanceof More || Array.isArray(to)) return attributeAt(path, to)
    return typeof to === 'string' || to instanceof Reference ? attributeAt(path, [to]) : undefined
  }
  return { path, write }
}

/** JSON in a text. */
export function writingDocument(path: string): Writing {
  const write: Write = to => bodyAt(path, to === gone ? { kind: 'gone' } : { kind: 'document', value: to })
  return { path, write, isDocument: true }
}

/** A block with what its properties are. */
export function writingBlock(path: string, inside: Writings): Writing {
  const write: Write = (to, has) => {
    if (to === gone) return bodyAt(path, { kind: 'gone' })
    if (to instanceof Exactly) return blocksAt(path, [recordBody(inside, to.record, hasNothing)], false)
    const record = recordIn(to)
    const body = record && recordBody(inside, record, below(has, path))
    return body && bodyAt(path, { kind: 'block', body })
  }
  return { path, inside, write }
}

/** A block for each item; `complete` adds what a new one must say. */
export function writingBlocks(
  path: string,
  inside: Writings,
  complete: (body: WantedBody) => WantedBody = body => body,
): Writing {
  const write: Write = to => {
    if (to === gone) return bodyAt(path, { kind: 'gone' })
    const bodies = itemsIn(to)?.map(item => {
      const record = recordIn(item)
      const body = record && recordBody(inside, record, hasNothing)
      return body && complete(body)
    })
    return bodies && blocksAt(path, bodies, to instanceof More)
  }
  return { path, inside, write }
}

/** The properties of a record, where each of them stands. */
export function writingGroup(shapes: Writings): Writing {
  const parts = Object.values(shapes)
  const write: Write = (to, has) => {
    if (to === gone) return withoutAll(parts, has)
    const record = recordIn(to)
    const body = record && recordBody(shapes, record, has)
    if (!body || !(to instanceof Exactly)) return body
    const others = Object.entries(shapes).flatMap(([key, shape]) => (Object.hasOwn(record, key) ? [] : shape))
    return together([withoutAll(others, has), body])
  }
  return { parts, write }
}

/** In the words that are there, else in the first that have words for it; what the others say goes. */
export function writingFirst(parts: readonly Writing[]): Writing {
  const write: Write = (to, has) => {
    if (to === gone) return withoutAll(parts, has)
    const there = parts.filter(shape => pathsOf(shape).some(has))
    if (there.some(shape => !shape.write)) return undefined
    for (const shape of [...there, ...parts]) {
      const body = shape.write?.(to, has)
      const others = there.filter(other => other !== shape)
      if (body) return together([withoutAll(others, has), body])
    }
    return undefined
  }
  return { parts, write }
}

/** The one item that there can be. */
export function writingItem(shape: Writing): Writing {
  const write: Write = (to, has) => {
    if (to === gone) return shape.write?.(gone, has)
    const [item, ...others] = itemsIn(to) ?? []
    return item === undefined || others.length > 0 ? undefined : shape.write?.(item, has)
  }
  return { parts: [shape], write }
}

/** What another shape writes. */
export function writingAs(shape: Writing): Writing {
  return { parts: [shape], write: shape.write }
}

/** What cannot be otherwise. */
export function writingFixed(word: string): Writing {
  const isWord = (to: Wanted) => typeof to !== 'object' && typeof to !== 'symbol' && String(to) === word
  return { write: to => (to === gone || isWord(to) ? new Map<string, Part>() : undefined) }
}

/** Pairs of `Key` and `Value` as a map. */
export function writingPairs(path: string): Writing {
  const write: Write = to => {
    if (to === gone) return attributeAt(path, gone)
    const pairs = itemsIn(to)?.map(item => {
      const { Key: key, Value: value } = recordIn(item) ?? {}
      return typeof key === 'string' && value !== undefined ? ([key, value] as const) : undefined
    })
    if (!pairs?.every(pair => pair !== undefined)) return undefined
    const record = Object.fromEntries(pairs)
    return attributeAt(path, to instanceof More ? record : new Exactly(record))
  }
  return { path, write }
}

/** A map as it is. */
export function writingStrings(path: string): Writing {
  return { path, write: to => (to === gone || recordIn(to) ? attributeAt(path, to) : undefined) }
}

/** What a body shall say for the properties of a record. */
export function recordBody(shapes: Writings, record: WantedRecord, has: Has): WantedBody | undefined {
  const bodies = Object.entries(record).map(([key, to]) =>
    Object.hasOwn(shapes, key) ? shapes[key]?.write?.(to, has) : undefined,
  )
  return bodies.every(body => body !== undefined) ? together(bodies) : undefined
}

function withoutAll(shapes: readonly Writing[], has: Has): WantedBody {
  return together(shapes.flatMap(shape => shape.write?.(gone, has) ?? []))
}

function blocksAt(
  path: string,
  bodies: readonly (WantedBody | undefined)[],
  beside: boolean,
): WantedBody | undefined {
  if (!bodies.every(body => body !== undefined)) return undefined
  return bodyAt(path, { kind: 'blocks', bodies, beside })
}

/** A word as Terraform spells it; numbers and booleans among them are written bare. Nothing undoes a function. */
function respelled(to: string | number | boolean | symbol, words: Words): Wanted | undefined {
  if (typeof to === 'symbol' || typeof words === 'function') return undefined
  const spellings = Object.entries(words).filter(([, word]) => word !== undefined)
  if (spellings.length === 0) return to
  const [spelling] = spellings.find(([, word]) => word === String(to)) ?? []
  return spelling === 'true' || spelling === 'false' ? spelling === 'true' : spelling
}
