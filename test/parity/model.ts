/** The model as plain data that is the same for every way to write the same: what a rule could see. */
import type { Estate } from '../../src/model/estate.ts'
import { expand } from '../../src/model/identity.ts'
import type { Resource } from '../../src/model/resource.ts'
import type { Part, Text } from '../../src/model/text.ts'
import type { Value } from '../../src/model/value.ts'
import { explore, type World } from '../../src/model/world.ts'
import type { Names } from './names.ts'

/** Resources by type and name: region, account, and properties as CloudFormation calls them. */
export type Model = Readonly<Record<string, unknown>>

/** The model as it is in the world of the defaults. */
export function modelOf(estate: Estate, names: Names): Model {
  // Provider blocks stand for nothing that is deployed.
  const resources = estate.units
    .flatMap(unit => unit.resources)
    .filter(({ type }) => type !== 'Terraform::Provider')
  const [first] = explore(world => {
    const plainly = new Plainly(world, names)
    const existing = resources.filter(resource => resource.exists(world))
    return Object.fromEntries(
      existing.map(each => [`${each.type} ${names.of(each)}`, plainly.resource(each)]),
    )
  }).leaves
  return first?.result ?? {}
}

/** Says values as JSON: texts resolved, policies written as text parsed. */
class Plainly {
  readonly #world: World
  readonly #names: Names

  constructor(world: World, names: Names) {
    this.#world = world
    this.#names = names
  }

  resource({ properties, region, account }: Resource): Readonly<Record<string, unknown>> {
    const own = this.value(properties)
    return {
      region: this.text(region),
      account: this.text(account),
      ...(typeof own === 'object' && own !== null ? own : {}),
    }
  }

  value(value: Value): unknown {
    const plain = value.read(this.#world)
    switch (plain.kind) {
      case 'absent':
        return undefined
      case 'unknown':
        return '?'
      case 'text':
        return plain.json ? this.value(plain.json) : said(this.text(plain.text))
      case 'list':
        return one(plain.items.map(item => this.value(item)))
      case 'record':
        return Object.fromEntries(
          plain.keys.flatMap(key => {
            const entry = plain.entry(key)
            const inner = entry && this.value(entry.value)
            return inner === undefined ? [] : [[key, inner]]
          }),
        )
    }
  }

  text(text: Text): string {
    return this.#world
      .resolve(expand(text, this.#world))
      .parts.map(part => this.#part(part))
      .join('')
  }

  #part(part: Part): string {
    if (typeof part === 'string') return part
    switch (part.kind) {
      case 'name':
        return `<${this.#names.of(part.resource)}>`
      case 'attribute':
        return `<${this.#names.of(part.resource)}.${part.attribute}>`
      case 'variable':
        return `<${part.variable.name}>`
      case 'unknown':
        return '?'
    }
  }
}

/** A text, or what it says where it is a JSON document. */
function said(text: string): unknown {
  return text.trimStart().startsWith('{') ? withLists(JSON.parse(text)) : text
}

function withLists(json: unknown): unknown {
  if (Array.isArray(json)) return one(json.map(withLists))
  if (typeof json !== 'object' || json === null) return String(json)
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, withLists(value)]))
}

/** A list of one value is the same as the value. */
function one(items: readonly unknown[]): unknown {
  return items.length === 1 ? items[0] : items
}
