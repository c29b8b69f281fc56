/** Expressions in, plain values out: what tests of the evaluation share. */
import { valueOf } from '../../../src/formats/terraform/configuration/expression/evaluate.ts'
import { Budget } from '../../../src/formats/terraform/configuration/expression/bounds.ts'
import type { Scope } from '../../../src/formats/terraform/configuration/expression/scope.ts'
import { Text, type Variable } from '../../../src/model/text.ts'
import { constant, record, unknown, type Plain, type Property, type Value } from '../../../src/model/value.ts'
import { explore, type World } from '../../../src/model/world.ts'
import { parseHcl } from '../../../src/syntax/hcl/index.ts'
import { Source } from '../../../src/text/source.ts'

/** What the first words of a test mean, and the files that it reads. */
export interface Given {
  readonly names?: Readonly<Record<string, Value>>
  readonly files?: Readonly<Record<string, string | { readonly error: string }>>
}

const nowhere = { source: new Source('given.tf', ''), span: { start: 0, end: 0 }, address: 'given' }

function scopeOf(source: Source, { names = {}, files = {} }: Given): Scope {
  return {
    source,
    address: 'x',
    budget: new Budget(() => undefined),
    files: { read: path => (Object.hasOwn(files, path) ? files[path] : undefined) },
    lookup: name => (Object.hasOwn(names, name) ? names[name] : undefined),
  }
}

/** The value of an expression that stands at the address `x`. */
export function evaluated(expression: string, given: Given = {}): Value {
  const source = new Source('main.tf', `x = ${expression}\n`)
  const { body, problems } = parseHcl(source)
  const value = body.attributes.get('x')?.value
  if (!value || problems.length > 0)
    throw new Error(`${expression}: ${problems.map(({ message }) => message).join()}`)
  return valueOf(value, scopeOf(source, given))
}

export function plainValue(plain: Plain): Value {
  return constant(nowhere, plain)
}

export function words(texts: Readonly<Record<string, string>>): Value {
  return recordOf(Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, literal(text)])))
}

export function recordOf(values: Readonly<Record<string, Value>>): Value {
  const properties = Object.entries(values).map(([key, value]): [string, Property] => [
    key,
    { at: nowhere, value },
  ])
  return plainValue(record(new Map(properties)))
}

export function literal(text: string): Value {
  return plainValue({ kind: 'text', text: Text.of(text) })
}

/** A variable that is given from outside. */
export function variable(name: string, rest: Partial<Variable> = {}): Value {
  const symbol = { kind: 'variable', variable: { name, label: `variable ${name}`, ...rest } } as const
  return plainValue({ kind: 'text', text: Text.of(symbol) })
}

export function open(name: string): Value {
  return plainValue(unknown({ label: name }, name))
}

/** A value with all that is in it: scalars as text with `${}` for symbols, unknown values as `?reason`. */
export function shown(value: Value, world: World): unknown {
  const plain = value.read(world)
  switch (plain.kind) {
    case 'absent':
      return null
    case 'text':
      return plain.text.toString()
    case 'unknown':
      return `?${plain.reason.label}`
    case 'list':
      return plain.items.map(item => shown(item, world))
    case 'record': {
      const entries = plain.keys.map(key => {
        const entry = plain.entry(key)
        return [key, entry ? shown(entry.value, world) : undefined]
      })
      return Object.fromEntries(entries) as unknown
    }
  }
}

/** What a value is in each world, the world of the defaults first, with the decisions that lead there. */
export function inWorlds(value: Value): { readonly when: string; readonly gives: unknown }[] {
  return explore(world => ({ shown: shown(value, world) })).leaves.map(({ literals, result }) => ({
    when: literals
      .map(({ label, value: taken }) => `${label.decision} ${taken ? label.yes : label.no}`)
      .join(', '),
    gives: result.shown,
  }))
}

/** What an expression gives where all worlds agree. */
export function gives(expression: string, given: Given = {}): unknown {
  const worlds = inWorlds(evaluated(expression, given))
  const [first] = worlds
  if (!first || worlds.length > 1) throw new Error(`${expression} has ${worlds.length} worlds`)
  return first.gives
}
