/** Policy documents of the model as the proof engine reads them: plain data, with holes for what is not known. */
import { expand } from '../model/identity.ts'
import { identityOf, symbolKey, type Reason, type Symbol, type Text } from '../model/text.ts'
import type { Origin, Value } from '../model/value.ts'
import { Remembered } from '../model/remembered.ts'
import type { AnyView } from '../model/view.ts'
import { spend } from '../model/work.ts'
import type { World } from '../model/world.ts'
import {
  Holes,
  parsePolicy,
  type Bucket as Subject,
  type HoleShape,
  type ParseOptions,
  type Policy,
} from '../proof/index.ts'
import { statementsOf, type StatementView } from './statement.ts'

/** Where a step into a document leads: keys and indices of what holds in this world. */
export type Path = readonly (string | number)[]

/** A policy document in one world. */
interface PolicyDocument {
  /** Strings, lists and records, or JSON text; unknown parts are holes. */
  readonly json: unknown
  /** The place of a step, or of the nearest one above that was written. */
  originAt(path: Path): Origin
}

/**
 * Turns text into holes and literals; symbols that are the same text get the same hole. Where `resolves` is set,
 * variables are read as their listed values and defaults, which costs worlds; else each is a hole. `account` is set
 * where it is known which of the accounts that are written down is the deployment's: its id, or `apart` for none.
 * What a bucket is named by, `name`, holds neither `:` nor `/`.
 */
export class Speller {
  readonly holes = new Holes()
  /** The policies that were read in these words, by what they say. */
  readonly policies = new Map<string, ReadPolicy>()
  /** The same by where they are written, and as what they were read. */
  readonly readings = new WeakMap<Value, Map<string, Remembered<ReadPolicy>>>()
  /** The policies that nobody wrote down as documents. */
  readonly made = new Map<string, Policy>()
  /** The buckets that were asked about in these words, by all that decides about access. */
  readonly subjects = new Map<string, Subject>()
  /** The partition that everything around the resource is in. */
  readonly partition: string
  readonly #resolves: boolean
  readonly #account: string | undefined
  readonly #atoms: ReadonlySet<string>
  readonly #labels = new Map<string, string>()
  readonly #taken = new Map<string, string>()
  readonly #causes = new Map<string, string>()

  constructor(resolves: boolean, partition: string, account?: string, name?: Text) {
    this.#resolves = resolves
    this.partition = partition
    this.#account = account
    this.#atoms = new Set(name?.symbols.map(symbolKey))
  }

  /** What every question to the proof engine is put in. */
  get terms(): { readonly holes: Holes; readonly partition: string } {
    return { holes: this.holes, partition: this.partition }
  }

  /** The text as this world knows it. */
  spell(world: World, text: Text): string {
    const expanded = expand(text, world)
    return (this.#resolves ? world.resolve(expanded) : expanded).parts
      .map(part => (typeof part === 'string' ? this.holes.literal(part) : this.#hole(part)))
      .join('')
  }

  /** How reports call what an answer hinges on: `parameter AppName` for a hole `AppName`. */
  causeOf(label: string): string {
    return this.#causes.get(label) ?? label
  }

  #hole(symbol: Symbol): string {
    switch (symbol.kind) {
      case 'name':
        return this.holes.hole('opaque', this.#label(symbol.resource.id, identityOf(symbol.resource)), 'atom')
      case 'attribute':
        return this.holes.hole(
          'opaque',
          this.#label(
            `${symbol.resource.id}.${symbol.attribute}`,
            `${identityOf(symbol.resource)}.${symbol.attribute}`,
          ),
          'text',
        )
      case 'variable': {
        const { name } = symbol.variable
        const label = this.#label(name, identityOf(symbol.variable))
        if (name === 'AWS::AccountId' && this.#account !== undefined)
          return this.#account === 'apart' ? this.holes.hole('opaque', label, 'account') : this.#account
        const shape = name === 'AWS::AccountId' ? 'account' : this.#isAtom(symbol) ? 'atom' : 'text'
        this.#causes.set(label, symbol.variable.label)
        return this.holes.hole('unknown', label, shape)
      }
      case 'unknown':
        return this.unknown(symbol, this.#isAtom(symbol) ? 'atom' : 'text')
    }
  }

  /** What stands for something that is not known: the same for the same, and another for another of the same cause. */
  unknown({ reason, id }: { readonly reason: Reason; readonly id: string }, shape: HoleShape): string {
    const label = this.#label(reason.label, id)
    this.#causes.set(label, reason.label)
    return this.holes.hole('unknown', label, shape)
  }

  #isAtom(symbol: Symbol): boolean {
    if (this.#atoms.has(symbolKey(symbol))) return true
    return symbol.kind === 'variable' && ['AWS::Region', 'AWS::StackName'].includes(symbol.variable.name)
  }

  /** A label of its own for each identity: two imports, or parameters of two templates, may be called the same. */
  #label(wanted: string, identity: string | number): string {
    const key = `${wanted}\0${identity}`
    const known = this.#labels.get(key)
    if (known !== undefined) return known
    let label = wanted
    for (let count = 2; this.#taken.has(label); count++) label = `${wanted} (${count})`
    this.#taken.set(label, key)
    this.#labels.set(key, label)
    return label
  }
}

/** A policy of the model as the proof engine reads it, with the way back to the places it was written at. */
export interface ReadPolicy {
  /** What it says; the same in every world that it says the same in. */
  readonly key: string
  readonly policy: Policy
  /** Its statements one by one, as far as they can be read. */
  readonly statements: readonly StatementView[]
  /** The place of a path into the document: `['Statement', 2, 'Action']`. */
  originAt(path: Path): Origin
}

/**
 * Reads and parses a policy document in its world; statements carry their place as `ref.origin`. `complete` adds what
 * the document need not say.
 */
export function readPolicy(
  view: AnyView,
  speller: Speller,
  options: ReadOptions,
  complete: (json: unknown) => unknown = asItStands,
): ReadPolicy {
  const readings = speller.readings.get(view.value) ?? new Map<string, Remembered<ReadPolicy>>()
  speller.readings.set(view.value, readings)
  const key = JSON.stringify([view.at.source.path, view.at.address, options, identityOf(complete)])
  const reading =
    readings.get(key) ?? new Remembered(world => readIn(world, view, speller, options, complete))
  readings.set(key, reading)
  return reading.in(view.world)
}

type ReadOptions = Omit<ParseOptions, 'holes' | 'partition' | 'origin' | 'exists'>

const asItStands = (json: unknown) => json

function readIn(
  world: World,
  view: AnyView,
  speller: Speller,
  options: ReadOptions,
  complete: (json: unknown) => unknown,
): ReadPolicy {
  const document = readDocument({ ...view, world }, speller)
  const json = complete(document.json)
  const key = JSON.stringify([view.at.source.path, view.at.address, options, json])
  const known = speller.policies.get(key)
  if (known) return known
  const originAt = (path: Path) => document.originAt(path)
  const origin = (index: number) => originAt(['Statement', index])
  const policy = parsePolicy(json, { ...options, ...speller.terms, origin })
  const read = { key, policy, statements: statementsOf(policy, originAt), originAt }
  speller.policies.set(key, read)
  return read
}

/** Reads a policy document in its world; one that is written as JSON text stays text. */
function readDocument({ at, world, value }: AnyView, speller: Speller): PolicyDocument {
  const origins = new Map<string, Origin>()
  return {
    json: toJson(world, value, at, [], speller, origins),
    originAt(written) {
      const path = withoutList(written, origins)
      for (let length = path.length; length > 0; length--) {
        const found = origins.get(path.slice(0, length).join('\0'))
        if (found) return found
      }
      return at
    },
  }
}

/** A single statement may stand without the list around it. */
function withoutList(path: Path, origins: ReadonlyMap<string, Origin>): Path {
  const [first, index, ...rest] = path
  return index === 0 && !origins.has(`${first}\0${index}`) ? [first ?? '', ...rest] : path
}

function toJson(
  world: World,
  value: Value,
  at: Origin,
  path: Path,
  speller: Speller,
  origins: Map<string, Origin>,
): unknown {
  spend(10)
  origins.set(path.join('\0'), at)
  const plain = value.read(world)
  switch (plain.kind) {
    case 'absent':
      return undefined
    case 'text':
      return speller.spell(world, plain.text)
    case 'unknown':
      return speller.unknown(plain, 'text')
    case 'list': {
      const present = plain.items.filter(item => item.read(world).kind !== 'absent')
      return present.map((item, index) =>
        toJson(world, item, item.origin, [...path, index], speller, origins),
      )
    }
    case 'record':
      return Object.fromEntries(
        plain.keys.flatMap(key => {
          const entry = plain.entry(key)
          const inner = entry && toJson(world, entry.value, entry.at, [...path, key], speller, origins)
          return inner === undefined ? [] : [[key, inner]]
        }),
      )
  }
}
