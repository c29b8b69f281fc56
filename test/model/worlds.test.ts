/** The laws of worlds, checked against every assignment of the parameters of small random templates. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Bucket, EstateView } from '../../src/model/bucket.ts'
import { Estate } from '../../src/model/estate.ts'
import { evaluate, type Fresh } from '../../src/model/formula.ts'
import { mergeWorlds, type Merged, type When } from '../../src/model/merge.ts'
import type { Resource } from '../../src/model/resource.ts'
import { explore, WORLD_BOUND, type Explored, type World } from '../../src/model/world.ts'
import { deployment, readUnits } from '../../src/formats/cloudformation/index.ts'
import { parseJson } from '../../src/syntax/index.ts'
import { Source } from '../../src/text/source.ts'

interface Parameter {
  readonly default?: string
  readonly allowed?: readonly string[]
}

type Condition =
  | { readonly op: 'is'; readonly parameter: number; readonly value: string; readonly inside: boolean }
  | { readonly op: 'same'; readonly left: number; readonly right: number }
  | { readonly op: 'not'; readonly of: Condition }
  | { readonly op: 'and' | 'or'; readonly of: readonly [Condition, Condition] }
  | { readonly op: 'condition'; readonly index: number }

/** What a check does: reads values in an order; at each step the answers so far say whether it stops with findings. */
interface Check {
  readonly order: readonly number[]
  /** A binary tree in an array: the sides of step n are at 2n+1 and 2n+2. */
  readonly steps: readonly { readonly stops: boolean; readonly finds: readonly string[] }[]
}

interface System {
  readonly parameters: readonly Parameter[]
  readonly conditions: readonly Condition[]
  /** The condition of each value read, with another one inside its first side. */
  readonly values: readonly (readonly [number, number | undefined])[]
  readonly own: number | undefined
  readonly check: Check
}

/** Evenly: numbers of fast-check are mostly small. */
const anyOf = (count: number) => fc.constantFrom(...Array.from({ length: count }, (_, index) => index))

const VALUES = ['a', 'b', 'c']
/** More values than there are parameters, so that all of them can differ from what is written and each other. */
const UNWRITTEN = ['f1', 'f2', 'f3', 'f4']

const parameter: fc.Arbitrary<Parameter> = fc.oneof(
  fc.constant({}),
  fc.record({ default: fc.constantFrom(...VALUES) }),
  fc.record({ allowed: fc.uniqueArray(fc.constantFrom(...VALUES), { minLength: 1 }) }),
  fc
    .uniqueArray(fc.constantFrom(...VALUES), { minLength: 1 })
    .chain(allowed => fc.record({ allowed: fc.constant(allowed), default: fc.constantFrom(...allowed) })),
)

const condition = (parameters: number, earlier: number): fc.Arbitrary<Condition> =>
  fc.letrec<{ node: Condition; leaf: Condition }>(tie => {
    const index = anyOf(parameters)
    return {
      leaf: fc.oneof(
        {
          weight: 3,
          arbitrary: fc.record({
            op: fc.constant('is' as const),
            parameter: index,
            value: fc.constantFrom(...VALUES),
            inside: fc.boolean(),
          }),
        },
        { weight: 1, arbitrary: fc.record({ op: fc.constant('same' as const), left: index, right: index }) },
        ...(earlier > 0
          ? [
              {
                weight: 2,
                arbitrary: fc.record({ op: fc.constant('condition' as const), index: anyOf(earlier) }),
              },
            ]
          : []),
      ),
      node: fc.oneof(
        { maxDepth: 2 },
        tie('leaf'),
        fc.record({ op: fc.constant('not' as const), of: tie('node') }),
        fc.record({
          op: fc.constantFrom('and' as const, 'or' as const),
          of: fc.tuple(tie('node'), tie('node')),
        }),
      ),
    }
  }).node

const checkOf = (values: number): fc.Arbitrary<Check> =>
  fc.shuffledSubarray(Array.from({ length: values }, (_, index) => index)).chain(order =>
    fc.record({
      order: fc.constant(order),
      steps: fc.array(
        fc.record({
          stops: fc.constantFrom(true, false, false),
          finds: fc.constantFrom([], [], ['found'], ['other'], ['found', 'other']),
        }),
        { minLength: 2 ** (order.length + 1) - 1, maxLength: 2 ** (order.length + 1) - 1 },
      ),
    }),
  )

const system: fc.Arbitrary<System> = fc
  .tuple(
    fc.array(parameter, { minLength: 1, maxLength: 3 }),
    fc.constantFrom(1, 2, 3, 4, 5),
    fc.constantFrom(1, 2, 3, 4),
  )
  .chain(([parameters, conditions, values]) =>
    fc.record({
      parameters: fc.constant(parameters),
      conditions: fc.tuple(
        ...Array.from({ length: conditions }, (_, index) => condition(parameters.length, index)),
      ),
      values: fc.array(fc.tuple(anyOf(conditions), fc.option(anyOf(conditions), { nil: undefined })), {
        minLength: values,
        maxLength: values,
      }),
      own: fc.option(anyOf(conditions), { nil: undefined }),
      check: checkOf(values),
    }),
  )

/** The template of a system; its values stand in the bucket's tags. */
function templateOf({ parameters, conditions, values, own }: System): unknown {
  const written = (node: Condition): unknown => {
    switch (node.op) {
      case 'is':
        return node.inside
          ? { 'Fn::Equals': [{ 'Fn::Sub': `x-\${P${node.parameter}}.y` }, `x-${node.value}.y`] }
          : { 'Fn::Equals': [node.value, { Ref: `P${node.parameter}` }] }
      case 'same':
        return { 'Fn::Equals': [{ Ref: `P${node.left}` }, { Ref: `P${node.right}` }] }
      case 'not':
        return { 'Fn::Not': [written(node.of)] }
      case 'and':
      case 'or':
        return { [node.op === 'and' ? 'Fn::And' : 'Fn::Or']: node.of.map(written) }
      case 'condition':
        return { Condition: `C${node.index}` }
    }
  }
  return {
    Parameters: named('P', parameters, ({ default: fallback, allowed }) => ({
      Type: 'String',
      ...(fallback === undefined ? {} : { Default: fallback }),
      ...(allowed ? { AllowedValues: allowed } : {}),
    })),
    Conditions: named('C', conditions, written),
    Resources: {
      Bucket: {
        Type: 'AWS::S3::Bucket',
        ...(own === undefined ? {} : { Condition: `C${own}` }),
        Properties: {
          Tags: values.map(([outer, inner], index) => ({
            Key: `t${index}`,
            Value: {
              'Fn::If': [
                `C${outer}`,
                inner === undefined ? 'yes' : { 'Fn::If': [`C${inner}`, 'yes', 'no'] },
                'no',
              ],
            },
          })),
        },
      },
    },
  }
}

function named<T>(prefix: string, list: readonly T[], make: (item: T) => unknown): Record<string, unknown> {
  return Object.fromEntries(list.map((item, index) => [`${prefix}${index}`, make(item)]))
}

function readBucket(template: unknown): { bucket: Resource; estate: Estate } {
  const { root } = parseJson(new Source('template.json', JSON.stringify(template)))
  if (root?.kind !== 'map') throw new Error('the test made no template')
  const { units } = readUnits([{ root }], deployment({}, new Map()), () => undefined)
  const bucket = units[0]?.resources[0]
  if (!bucket) throw new Error('the test made no bucket')
  return { bucket, estate: new Estate(units) }
}

/** The check as a rule would be run. */
function exploreCheck(
  template: unknown,
  perform: (tag: (index: number) => boolean) => readonly string[],
): Explored<readonly string[]> {
  const { bucket, estate } = readBucket(template)
  return explore((world: World) => {
    if (!bucket.exists(world)) return undefined
    world.beginCheck()
    const { properties } = new Bucket(bucket, new EstateView(estate, world))
    return perform(index => properties.Tags?.[index]?.Value?.value === 'yes')
  })
}

function perform({ order, steps }: Check, tag: (index: number) => boolean): readonly string[] {
  let at = 0
  for (const index of order) {
    if (steps[at]?.stops) break
    at = 2 * at + (tag(index) ? 1 : 2)
  }
  return steps[at]?.finds ?? []
}

type Assignment = readonly string[]

/** Every way to set the parameters. */
function assignments({ parameters }: System): Assignment[] {
  return parameters.reduce<Assignment[]>(
    (all, { allowed }) =>
      all.flatMap(values => (allowed ?? [...VALUES, ...UNWRITTEN]).map(value => [...values, value])),
    [[]],
  )
}

function holds(system: System, node: Condition, values: Assignment): boolean {
  switch (node.op) {
    case 'is':
      return values[node.parameter] === node.value
    case 'same':
      return values[node.left] === values[node.right]
    case 'not':
      return !holds(system, node.of, values)
    case 'and':
      return node.of.every(part => holds(system, part, values))
    case 'or':
      return node.of.some(part => holds(system, part, values))
    case 'condition':
      return conditionHolds(system, node.index, values)
  }
}

function conditionHolds(system: System, index: number, values: Assignment): boolean {
  const node = system.conditions[index]
  return node !== undefined && holds(system, node, values)
}

function found(system: System, values: Assignment): readonly string[] {
  return perform(system.check, index => {
    const [outer = 0, inner] = system.values[index] ?? []
    return (
      conditionHolds(system, outer, values) && (inner === undefined || conditionHolds(system, inner, values))
    )
  })
}

function exists(system: System, values: Assignment): boolean {
  return system.own === undefined || conditionHolds(system, system.own, values)
}

/** Whether the decisions that people are told hold. */
function toldHolds(system: System, terms: readonly When[], values: Assignment): boolean {
  return terms.every(
    ({ decision, value }) => String(conditionHolds(system, Number(decision.slice(1)), values)) === value,
  )
}

function parametersIn(system: System, node: Condition | undefined): number[] {
  switch (node?.op) {
    case undefined:
      return []
    case 'is':
      return [node.parameter]
    case 'same':
      return node.left === node.right ? [] : [node.left, node.right]
    case 'not':
      return parametersIn(system, node.of)
    case 'and':
    case 'or':
      return node.of.flatMap(part => parametersIn(system, part))
    case 'condition':
      return parametersIn(system, system.conditions[node.index])
  }
}

/** Assignments that rest on no guess: defaults, listed values, anything where there is no default. */
function restsOnNoGuess(system: System, isGiven: boolean, values: Assignment): boolean {
  const free = new Set(
    isGiven && system.own !== undefined ? parametersIn(system, system.conditions[system.own]) : [],
  )
  return system.parameters.every(
    ({ default: fallback, allowed }, index) =>
      free.has(index) || allowed !== undefined || fallback === undefined || values[index] === fallback,
  )
}

const RUNS = { numRuns: 400 }

describe('laws', () => {
  test('every deployment is in exactly one leaf world, which gives what it gives; every leaf can be deployed', () => {
    fc.assert(
      fc.property(system, each => {
        const { leaves, complete } = exploreCheck(templateOf(each), tag => perform(each.check, tag))
        expect(complete).toBe(true)
        const all = assignments(each)
        const real = all.filter(values => exists(each, values))
        const entered = new Set<unknown>()
        for (const values of real) {
          const inside = leaves.filter(({ literals }) =>
            literals.every(({ formula, value }) => evaluate(formula, knowing(values)) === value),
          )
          expect(inside.length, `deployment ${values.join(',')}`).toBe(1)
          expect(inside[0]?.result).toEqual(found(each, values))
          entered.add(inside[0])
        }
        expect(entered.size).toBe(leaves.length)
      }),
      RUNS,
    )
  })

  test('`when` tells exactly the deployments with the finding, in decisions none of which can be dropped', () => {
    fc.assert(
      fc.property(system, each => {
        const explored = exploreCheck(templateOf(each), tag => perform(each.check, tag))
        const all = assignments(each)
        const real = all.filter(values => exists(each, values))
        const isGiven = real.length < all.length
        const merged = mergeWorlds(explored, message => message)
        for (const message of ['found', 'other']) {
          const result = merged.find(one => one.result === message)
          const having = real.filter(values => found(each, values).includes(message))
          expect(result !== undefined, message).toBe(having.length > 0)
          if (!result) continue
          const isSafe = (values: Assignment) => restsOnNoGuess(each, isGiven, values)
          expect(result.certainty).toBe(having.some(isSafe) ? 'certain' : 'possible')
          expect(result.causes.length > 0).toBe(result.certainty === 'possible')
          expectExact(each, result, real, having, values => result.certainty === 'possible' || isSafe(values))
        }
      }),
      RUNS,
    )
  })
})

function expectExact(
  system: System,
  { when, otherwise }: Merged<string>,
  real: readonly Assignment[],
  having: readonly Assignment[],
  mustBeTold: (values: Assignment) => boolean,
): void {
  const terms = [when, ...otherwise]
  for (const values of real) {
    const told = terms.some(term => toldHolds(system, term, values))
    if (told) expect(having, `told of ${values.join(',')}`).toContain(values)
    // Where something is certain in some worlds, those in which it is only possible are not told as well.
    else if (mustBeTold(values)) expect(having, `silent on ${values.join(',')}`).not.toContain(values)
  }
  for (const term of terms)
    for (const decision of term) {
      const rest = term.filter(other => other !== decision)
      const wrong = real.some(values => toldHolds(system, rest, values) && !having.includes(values))
      expect(wrong, `${decision.decision} can be dropped`).toBe(true)
    }
}

function knowing(values: Assignment) {
  return {
    valueOf: (symbol: { kind: string; variable?: { name: string } }): string | Fresh | undefined =>
      values[Number(symbol.variable?.name.slice(1))],
    atom: () => undefined,
  }
}

describe('only what is read counts', () => {
  const many = (count: number) => ({
    Parameters: named('P', Array.from({ length: count }), () => ({ Type: 'String' })),
    Conditions: named('C', Array.from({ length: count }), () => undefined),
  })
  const bucketWith = (conditions: number, tags: number) => {
    const { Parameters, Conditions } = many(conditions)
    for (const [index, key] of Object.keys(Conditions).entries())
      Conditions[key] = { 'Fn::Equals': [{ Ref: `P${index}` }, 'on'] }
    const Tags = Array.from({ length: tags }, (_, index) => ({
      Key: `t${index}`,
      Value: { 'Fn::If': [`C${index % conditions}`, 'yes', 'no'] },
    }))
    return {
      Parameters,
      Conditions,
      Resources: { Bucket: { Type: 'AWS::S3::Bucket', Properties: { Tags } } },
    }
  }

  test('30 conditions and 60 values that depend on them are 2 worlds to a check that reads one', () => {
    let runs = 0
    const { leaves } = exploreCheck(bucketWith(30, 60), tag => {
      runs++
      return tag(17) ? ['found'] : []
    })
    expect(leaves.length).toBe(2)
    expect(runs).toBe(2)
    expect(mergeWorlds({ leaves, complete: true, unexplored: [] }, message => message)).toMatchObject([
      { when: [{ decision: 'C17', value: 'true' }], otherwise: [], certainty: 'certain' },
    ])
  })

  test('a value that several conditions agree on needs no decision in the end', () => {
    const explored = exploreCheck(bucketWith(3, 3), tag => {
      tag(0)
      tag(1)
      return ['found']
    })
    expect(explored.leaves.length).toBe(4)
    expect(mergeWorlds(explored, message => message)).toMatchObject([{ when: [], otherwise: [] }])
  })

  test('at the bound it is said that not all was checked, and nothing is claimed of the rest', () => {
    const explored = exploreCheck(bucketWith(9, 9), tag => {
      const seen = Array.from({ length: 9 }, (_, index) => tag(index))
      return seen[0] ? [] : ['found']
    })
    expect(explored.complete).toBe(false)
    expect(explored.leaves.length).toBe(WORLD_BOUND)
    expect(explored.unexplored.length).toBeGreaterThan(0)
    const [merged] = mergeWorlds(explored, message => message)
    expect(merged?.when).toEqual([{ decision: 'C0', value: 'false' }])
  })

  test('a check that stops at the bound exactly is complete', () => {
    const { leaves, complete } = exploreCheck(bucketWith(8, 8), tag =>
      Array.from({ length: 8 }, (_, index) => tag(index)).every(Boolean) ? ['found'] : [],
    )
    expect(complete).toBe(true)
    expect(leaves.length).toBe(WORLD_BOUND)
  })
})
