/** `data.aws_iam_policy_document`: blocks as the policy document that the provider makes of them. */
import { Text } from '../../../model/text.ts'
import {
  constant,
  record,
  unknown,
  type Origin,
  type Plain,
  type PlainRecord,
  type Property,
  type Value,
} from '../../../model/value.ts'
import type { World } from '../../../model/world.ts'
import { jsonValue } from '../json-value.ts'
import { spend, type Budget } from './expression/bounds.ts'
import { lazy } from './expression/lazy.ts'
import { settled } from './expression/settled.ts'
import type { Instance } from './instance.ts'

/** What the data source's `json` is: its text is known only to the provider, what it says is known here. */
export function policyDocument(instance: Instance): Plain {
  const { root } = instance.module
  // Documents include each other, deeper than the bound or in a circle.
  const json = lazy(instance.at, root.budget, world =>
    documentIn(instance.body, instance.at, root.budget, world),
  )
  const id = `tf:${root.path}:${instance.address}.json`
  const symbol = { kind: 'unknown', id, reason: { label: instance.address } } as const
  return { kind: 'text', text: Text.of('{', symbol, '}'), json }
}

/** The document that blocks and attributes make, read as the data source is written. */
export function documentIn(body: PlainRecord, at: Origin, budget: Budget, world: World): PlainRecord {
  const statements = new Statements(world, budget)
  for (const key of ['source_json', 'source_policy_documents']) statements.addDocuments(body.entry(key))
  for (const item of itemsOf(body.entry('statement')?.value, world)) statements.add(statementAt(item, world))
  for (const key of ['override_json', 'override_policy_documents']) statements.addDocuments(body.entry(key))
  const place = body.entry('statement')?.at ?? at
  return recordOf([
    ['Version', body.entry('version') ?? textAt('2012-10-17', at)],
    ['Id', body.entry('policy_id')],
    ['Statement', { at: place, value: constant(place, { kind: 'list', items: statements.all }) }],
  ])
}

/**
 * Statements of one document that are read; documents that include each other twice double with each step. What S3
 * takes for a policy, 20 KB, holds some 300.
 */
const STATEMENT_BOUND = 350

/** Statements in order; a later one with the same Sid takes the place of an earlier one. */
class Statements {
  readonly #all: { readonly sid: string | undefined; readonly value: Value }[] = []
  readonly #world: World
  readonly #budget: Budget

  constructor(world: World, budget: Budget) {
    this.#world = world
    this.#budget = budget
  }

  /** What lies beyond the bound is one statement of which nothing is known. */
  get all(): readonly Value[] {
    return this.#all.map(({ value }) => value)
  }

  add(value: Value): void {
    if (this.#all.length > STATEMENT_BOUND) return
    if (this.#all.length === STATEMENT_BOUND) {
      const label = `a policy document of more than the bound of ${STATEMENT_BOUND} statements`
      const beyond = unknown({ label }, `bound:${label}`)
      this.#all.push({ sid: undefined, value: constant(value.origin, beyond) })
      this.#budget.tell(label, value.origin)
      return
    }
    spend(this.#world)
    const plain = value.read(this.#world)
    const sid = plain.kind === 'record' ? plain.entry('Sid')?.value.read(this.#world) : undefined
    const name = sid?.kind === 'text' ? sid.text.literal || undefined : undefined
    const before = name === undefined ? -1 : this.#all.findIndex(each => each.sid === name)
    if (before < 0) this.#all.push({ sid: name, value })
    else this.#all[before] = { sid: name, value }
  }

  /** The statements of a document, or of each in a list. */
  addDocuments(property: Property | undefined): void {
    if (!property) return
    const plain = settled(property.value).read(this.#world)
    if (plain.kind === 'list') for (const item of plain.items) this.#addDocument(item)
    else this.#addDocument(property.value)
  }

  #addDocument(written: Value): void {
    const plain = settled(written).read(this.#world)
    if (plain.kind === 'absent') return
    const parsed = plain.kind === 'text' ? (plain.json ?? jsonValue(plain.text, written.origin)) : undefined
    const document = parsed?.read(this.#world)
    const list = document?.kind === 'record' ? document.entry('Statement')?.value : undefined
    if (list) for (const statement of itemsOf(list, this.#world)) this.add(statement)
    // One statement of which nobody knows what it says stands for the whole document.
    else if (!(plain.kind === 'text' && plain.text.literal === ''))
      this.add(unknownStatement(plain, written.origin))
  }
}

function unknownStatement(plain: Plain, at: Origin): Value {
  const reason = plain.kind === 'unknown' ? plain.reason : { label: at.address }
  return constant(at, unknown(reason, `statement:${plain.kind === 'unknown' ? plain.id : at.address}`))
}

/** Attributes of a statement as the policy language calls them. */
const lists: Readonly<Record<string, string>> = {
  Action: 'actions',
  NotAction: 'not_actions',
  Resource: 'resources',
  NotResource: 'not_resources',
}

const principals: Readonly<Record<string, string>> = {
  Principal: 'principals',
  NotPrincipal: 'not_principals',
}

function statementAt(block: Value, world: World): Value {
  const body = block.read(world)
  if (body.kind !== 'record') return block
  const parts = (names: Readonly<Record<string, string>>, read: typeof listAt): Part[] =>
    Object.entries(names).map(([key, name]) => [key, read(body.entry(name), world)])
  return constant(
    block.origin,
    recordOf([
      ['Sid', body.entry('sid')],
      ['Effect', body.entry('effect') ?? textAt('Allow', block.origin)],
      ...parts(principals, principalsAt),
      ...parts(lists, listAt),
      ['Condition', conditions(body.entry('condition'), world)],
    ]),
  )
}

/** A list of texts; empty ones are left out. */
function listAt(property: Property | undefined, world: World): Property | undefined {
  if (!property) return undefined
  const plain = settled(property.value).read(world)
  if (plain.kind === 'absent' || (plain.kind === 'list' && plain.items.length === 0)) return undefined
  if (plain.kind !== 'list') return { at: property.at, value: constant(property.at, withVariables(plain)) }
  const items = plain.items.map(item => constant(item.origin, withVariables(settled(item).read(world))))
  return { at: property.at, value: constant(property.at, { kind: 'list', items }) }
}

/** `&{aws:username}` is how Terraform writes `${aws:username}`. */
function withVariables(plain: Plain): Plain {
  if (plain.kind !== 'text') return plain
  const parts = plain.text.parts.map(part => (typeof part === 'string' ? part.replaceAll('&{', '${') : part))
  return { kind: 'text', text: Text.join(parts) }
}

function principalsAt(property: Property | undefined, world: World): Property | undefined {
  if (!property) return undefined
  const blocks = itemsOf(property.value, world).flatMap(item => {
    const plain = item.read(world)
    return plain.kind === 'record' ? plain : []
  })
  const isAnyone = blocks.some(block => literalAt(block, 'type', world) === '*')
  if (isAnyone) return textAt('*', property.at)
  return grouped(blocks, 'type', block => listAt(block.entry('identifiers'), world), property.at, world)
}

function conditions(property: Property | undefined, world: World): Property | undefined {
  if (!property) return undefined
  const blocks = itemsOf(property.value, world).flatMap(item => {
    const plain = item.read(world)
    return plain.kind === 'record' ? plain : []
  })
  const tests = [...new Set(blocks.map(block => literalAt(block, 'test', world)))]
  const at = property.at
  if (tests.includes(undefined)) return openAt(at)
  const byTest = tests.map((test = ''): Part => {
    const same = blocks.filter(block => literalAt(block, 'test', world) === test)
    return [test, grouped(same, 'variable', block => listAt(block.entry('values'), world), at, world)]
  })
  return { at, value: constant(at, recordOf(byTest)) }
}

/** Blocks as a record by one of their attributes; the values of blocks that agree in it come together. */
function grouped(
  blocks: readonly PlainRecord[],
  by: string,
  value: (block: PlainRecord) => Property | undefined,
  at: Origin,
  world: World,
): Property {
  const names = blocks.flatMap(block => literalAt(block, by, world) ?? [])
  if (names.length < blocks.length) return openAt(at)
  const byName = [...new Set(names)].map((name): Part => {
    const found = blocks.flatMap(block => (literalAt(block, by, world) === name ? (value(block) ?? []) : []))
    const [first, ...others] = found
    if (!first || others.length === 0) return [name, first]
    const items = found.flatMap(({ value: each }) => itemsOf(each, world))
    return [name, { at: first.at, value: constant(first.at, { kind: 'list', items }) }]
  })
  return { at, value: constant(at, recordOf(byName)) }
}

function literalAt(block: PlainRecord, key: string, world: World): string | undefined {
  const entry = block.entry(key)
  const plain = entry && settled(entry.value).read(world)
  return plain?.kind === 'text' ? world.resolve(plain.text).literal : undefined
}

/** A key with what stands under it, if anything. */
type Part = readonly [key: string, property: Property | undefined]

/** A record of what is there. */
function recordOf(parts: readonly Part[]): PlainRecord {
  return record(new Map(parts.flatMap(([key, each]) => (each ? [[key, each] as const] : []))))
}

/** The items of a list; anything else that is there is one item. */
function itemsOf(value: Value | undefined, world: World): readonly Value[] {
  if (!value) return []
  const plain = settled(value).read(world)
  if (plain.kind === 'list') return plain.items
  return plain.kind === 'absent' ? [] : [value]
}

/** What a part of a statement is where nobody knows what it is about: leaving it out would change what it says. */
function openAt(at: Origin): Property {
  return { at, value: constant(at, unknown({ label: at.address }, `part:${at.source.path}:${at.address}`)) }
}

function textAt(text: string, at: Origin): Property {
  return { at, value: constant(at, { kind: 'text', text: Text.of(text) }) }
}
