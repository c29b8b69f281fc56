/** A template as its functions see it: what names stand for, and where things were written. */
import type { Constructs } from '../../model/construct.ts'
import type { Formula } from '../../model/formula.ts'
import type { Resource, Unit } from '../../model/resource.ts'
import { reference } from '../../model/identity.ts'
import { identityOf, Text, type Part, type Reason } from '../../model/text.ts'
import {
  ABSENT,
  constant,
  unknown,
  type Origin,
  type Plain,
  type PlainRecord,
  type Property,
  type Value,
} from '../../model/value.ts'
import type { World } from '../../model/world.ts'
import { isNull, type Entry, type ListNode, type MapNode, type Node } from '../../syntax/node.ts'
import { conditionFormula, openCondition, unworkableConditions } from './conditions.ts'
import { prepare } from './functions.ts'
import { intrinsicOf, longForm, mapAt, scalarValue, type Intrinsic } from './intrinsic.ts'
import { pseudo, readParameter, type Deployment, type Parameter } from './parameters.ts'

/** Values that other templates export, by name. */
export type Exports = (name: Text, world: World) => Plain | undefined

/** How an output of a stack is found among what others export: nobody else gives names like this. */
export function outputKey(stack: string, output: string): string {
  return `${STACK_OUTPUT}${JSON.stringify([stack, output])}`
}

/** How such names begin. */
export const STACK_OUTPUT = 'output of a stack:'

/** What a template needs of its surroundings. */
export interface Surroundings {
  readonly deployment: Deployment
  readonly exports: Exports
  /** What made the resources, where a program wrote the template. */
  readonly constructs?: Constructs | undefined
  /** What a parent stack passes, by parameter name. */
  readonly bound?: ((parameter: string) => Value | undefined) | undefined
  /** Whether the parent stack that this template is nested in exists. */
  readonly parentExists?: ((world: World) => boolean) | undefined
}

/** One template in one place: read alone, or nested in a stack with what that passes. */
export class Template {
  readonly root: MapNode
  readonly unit: Unit
  readonly surroundings: Surroundings
  readonly resources = new Map<string, Resource>()
  /** Nested templates by the logical id of their stack. */
  readonly nested = new Map<string, Template>()
  readonly #parameters = new Map<string, Parameter>()
  readonly #pseudo = new Map<string, Text>()
  readonly #outputs = new Map<string, Value>()
  readonly #unworkable: ReadonlySet<string>
  readonly #reading = new Set<string>()
  /** Formulas in the world that was asked last: conditions are made of each other again and again. */
  #formulas: { readonly world: World; readonly known: Map<string, Formula> } | undefined

  constructor(root: MapNode, unit: Unit, surroundings: Surroundings) {
    this.root = root
    this.unit = unit
    this.surroundings = surroundings
    this.#unworkable = unworkableConditions(mapAt(root, 'Conditions'))
    for (const { key, value } of mapAt(root, 'Parameters')?.entries ?? []) {
      const given = surroundings.deployment.params.get(key)
      this.#parameters.set(
        key,
        readParameter(key, value, given, surroundings.bound?.(key), this.id(`parameter:${key}`)),
      )
    }
  }

  /** What `Ref NAME` is in a world. */
  ref(name: string, world: World): Plain {
    if (name === 'AWS::NoValue') return ABSENT
    const parameter = this.#parameters.get(name)
    if (parameter) return parameter(world)
    const resource = this.resources.get(name)
    const text = resource ? reference(resource) : this.#pseudoParameter(name)
    return text ? { kind: 'text', text } : unknown({ label: `Ref ${name}` }, this.id(`ref:${name}`))
  }

  /** An output's value, as the stack that nests this template sees it. */
  output(name: string, world: World): Plain | undefined {
    const output = mapAt(this.root, 'Outputs')?.get(name)?.value
    const node = output?.kind === 'map' ? output.get('Value')?.value : undefined
    if (!node) return undefined
    const value = this.#outputs.get(name) ?? this.value(node, `Outputs.${name}`)
    this.#outputs.set(name, value)
    return value.read(world)
  }

  /** Whether a named condition holds in a world. */
  condition(name: string, world: World): boolean {
    const formula = this.formula(name, world)
    return world.decide(formula, { decision: name, yes: 'true', no: 'false', reason: unknownIn(formula) })
  }

  /** The formula of a named condition; one that is not defined, circular or too large is open. */
  formula(name: string, world: World): Formula {
    if (this.#formulas?.world !== world) this.#formulas = { world, known: new Map() }
    const { known } = this.#formulas
    const node = mapAt(this.root, 'Conditions')?.get(name)?.value
    // It may have been made by asking this world, which another one answers otherwise.
    if (known.has(name)) world.touch()
    const isWorkable = node !== undefined && !this.#unworkable.has(name)
    const formula =
      known.get(name) ?? (isWorkable ? conditionFormula(this, node, name, world) : openCondition(this, name))
    known.set(name, formula)
    return formula
  }

  /** An id for something unknown that is the same within this template only. */
  id(local: string): string {
    return `${identityOf(this)}:${local}`
  }

  /** A node as a value of the model. */
  value(node: Node, address: string): Value {
    return this.#value(node, address, intrinsicOf(node))
  }

  /** The single argument of a short-form function, whose tag is the function's. */
  argument(node: Node, address: string): Value {
    return this.#value(node, address, node.tag === undefined ? intrinsicOf(node) : longForm(node))
  }

  /** Where a node's value stands. */
  place(node: Node, address: string): Origin {
    return origin(node, address)
  }

  #value(node: Node, address: string, intrinsic: Intrinsic | undefined): Value {
    const at = origin(node, address)
    if (intrinsic && intrinsic.name !== 'Condition') return this.#function(intrinsic, at)
    switch (node.kind) {
      case 'scalar':
        return constant(at, isNull(node) ? ABSENT : { kind: 'text', text: scalarText(scalarValue(node)) })
      case 'list':
        return constant(at, this.#list(node, address))
      case 'map':
        return constant(at, this.#record(node, address))
    }
  }

  /** A function's value: prepared when it is first read, and read once in a world however many name it. */
  #function(intrinsic: Intrinsic, at: Origin): Value {
    let evaluated: ((world: World) => Plain) | undefined
    let last: { readonly world: World; readonly plain: Plain; readonly isAsked: boolean } | undefined
    return {
      origin: at,
      read: world => {
        if (last?.world === world) {
          if (last.isAsked) world.touch()
          return last.plain
        }
        const before = world.questions
        evaluated ??= prepare(this, intrinsic, at.address)
        const plain = this.#guarded(intrinsic, evaluated, world)
        last = { world, plain, isAsked: world.questions !== before }
        return plain
      },
    }
  }

  /** Items become values when they are asked for: most of a template never is. */
  #list(node: ListNode, address: string): Plain {
    const make = () => node.items.map((item, index) => this.value(item, `${address}[${index}]`))
    let items: readonly Value[] | undefined
    return {
      kind: 'list',
      get items() {
        return (items ??= make())
      },
    }
  }

  #record(node: MapNode, address: string): PlainRecord {
    const properties = new Map<string, Property>()
    const macro = node.get('Fn::Transform')
    const keys = node.entries.map(({ key }) => key).filter(key => key !== 'Fn::Transform')
    return {
      kind: 'record',
      keys,
      entry: key => {
        const known = properties.get(key)
        if (known) return known
        const written = key === 'Fn::Transform' ? undefined : node.get(key)
        if (!written) return undefined
        const below = `${address}.${key}`
        const property = { at: keyOrigin(node, written, below), value: this.value(written.value, below) }
        properties.set(key, property)
        return property
      },
      ...(macro ? { open: { label: macroLabel(macro.value) } } : {}),
    }
  }

  #pseudoParameter(name: string): Text | undefined {
    const { region, account, partition, urlSuffix } = this.surroundings.deployment
    switch (name) {
      case 'AWS::Region':
        return region
      case 'AWS::AccountId':
        return account
      case 'AWS::Partition':
        return partition
      case 'AWS::URLSuffix':
        return urlSuffix
      case 'AWS::StackName':
      case 'AWS::StackId': {
        const known = this.#pseudo.get(name) ?? pseudo(name)
        this.#pseudo.set(name, known)
        return known
      }
      default:
        return undefined
    }
  }

  /** Stops a value that is read while it is being read: outputs and parameters of nested stacks can go in circles. */
  #guarded({ name, argument }: Intrinsic, read: (world: World) => Plain, world: World): Plain {
    // The argument of a function can be the short form of another one: it is both of theirs.
    const key = `${name}:${identityOf(argument)}`
    if (this.#reading.has(key)) return unknown({ label: 'a circular reference' }, this.id(`circular:${key}`))
    this.#reading.add(key)
    try {
      return read(world)
    } finally {
      this.#reading.delete(key)
    }
  }
}

/** Where a node's value stands; found when it is shown. */
function origin(node: Node, address: string): Origin {
  return {
    source: node.source,
    get span() {
      return node.span
    },
    address,
  }
}

/** Where an entry's key stands; found when it is shown. */
export function keyOrigin(node: MapNode, entry: Pick<Entry, 'keySpan'>, address: string): Origin {
  return {
    source: node.source,
    get span() {
      return entry.keySpan
    },
    address,
  }
}

function scalarText(text: string): Text {
  return withDynamicReferences(Text.of(text))
}

/** Text with `{{resolve:…}}` dynamic references as unknown pieces; a reference can be made of pieces itself. */
export function withDynamicReferences(text: Text): Text {
  const mark = '{{resolve:'
  if (!text.parts.some(part => typeof part === 'string' && part.includes(mark))) return text
  const outside: (Part | Text)[] = []
  let inside: Part[] | undefined
  for (const part of text.parts) {
    let rest = part
    while (typeof rest === 'string' && rest.includes(inside ? '}}' : mark)) {
      const at = rest.indexOf(inside ? '}}' : mark)
      if (inside) outside.push(dynamicReference(Text.join([...inside, rest.slice(0, at)])))
      else outside.push(rest.slice(0, at))
      rest = rest.slice(at + (inside ? 2 : mark.length))
      inside = inside ? undefined : []
    }
    ;(inside ?? outside).push(rest)
  }
  return Text.join(inside ? [...outside, mark, ...inside] : outside)
}

function dynamicReference(reference: Text): Part {
  return {
    kind: 'unknown',
    id: `dynamic:${reference.key}`,
    reason: { label: `dynamic reference ${reference.toString()}` },
  }
}

/** How reports call a macro: by its name where it is written. */
export function macroLabel(transform: Node): string {
  const name = transform.kind === 'map' ? transform.get('Name')?.value : transform
  return `macro ${name?.kind === 'scalar' ? name.text : 'Fn::Transform'}`
}

function unknownIn(formula: Formula): Reason | undefined {
  switch (formula.op) {
    case 'free':
      return formula.reason
    case 'not':
      return unknownIn(formula.of)
    case 'and':
    case 'or':
      return formula.of.map(unknownIn).find(reason => reason !== undefined)
    case 'equal':
      for (const symbol of [...formula.left.symbols, ...formula.right.symbols])
        if (symbol.kind === 'unknown') return symbol.reason
      return undefined
    case 'constant':
    case 'test':
      return undefined
  }
}
