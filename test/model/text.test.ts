/** Texts of literal pieces and symbols: how they are put together, and when two of them are equal. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Resource, Unit } from '../../src/model/resource.ts'
import { compareTexts, Text, TEXT_BOUND, type Part, type Symbol } from '../../src/model/text.ts'
import { ABSENT, constant } from '../../src/model/value.ts'
import { Source } from '../../src/text/source.ts'

const source = new Source('template.yaml', '')
const unit: Unit = { name: 'template.yaml', resources: [] }

function resource(id: string): Resource {
  const at = { source, span: { start: 0, end: 0 }, address: id }
  const nothing = constant(at, ABSENT)
  const exists = () => true
  const [region, account] = [Text.of('us-east-1'), Text.of('111122223333')]
  return {
    type: 'AWS::S3::Bucket',
    id,
    at,
    unit,
    region,
    account,
    properties: nothing,
    attributes: nothing,
    exists,
  }
}

const [logs, data] = [resource('Logs'), resource('Data')]
const name = (of: Resource): Symbol => ({ kind: 'name', resource: of })
const attribute = (of: Resource, key: string): Symbol => ({ kind: 'attribute', resource: of, attribute: key })
const unknown = (id: string): Symbol => ({ kind: 'unknown', id, reason: { label: id } })
const env: Symbol = { kind: 'variable', variable: { name: 'Env', label: 'parameter Env' } }
const stage: Symbol = { kind: 'variable', variable: { name: 'Stage', label: 'parameter Stage' } }

const symbols = [
  name(logs),
  name(data),
  attribute(logs, 'Arn'),
  attribute(data, 'Arn'),
  env,
  stage,
  unknown('u'),
]
const part: fc.Arbitrary<Part> = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: fc.constantFrom('a', 'b', '-', '+', '"'), maxLength: 3 }) },
  { weight: 2, arbitrary: fc.constantFrom(...symbols) },
)
const parts = fc.array(part, { maxLength: 4 })
const text = parts.map(each => Text.of(...each))

describe('composition', () => {
  test('adjacent literals become one and empty ones vanish', () => {
    expect(Text.of('a', '', 'b', env, '', 'c').parts).toEqual(['ab', env, 'c'])
    expect(Text.of('').parts).toEqual([])
    expect(Text.of().literal).toBe('')
    expect(Text.of('a', Text.of('b')).literal).toBe('ab')
    expect(Text.of('a', env).literal).toBeUndefined()
  })

  test('however a text is put together, it is the same', () => {
    fc.assert(
      fc.property(parts, fc.nat(4), (pieces, at) => {
        const whole = Text.of(...pieces)
        expect(Text.of(Text.of(...pieces.slice(0, at)), Text.of(...pieces.slice(at))).key).toBe(whole.key)
      }),
    )
  })

  test('only equal texts have equal keys, whatever users call things', () => {
    expect(Text.of(unknown('x+"a"')).key).not.toBe(Text.of(unknown('x'), 'a').key)
    expect(Text.of(attribute(logs, 'X+"a"')).key).not.toBe(Text.of(attribute(logs, 'X'), 'a').key)
    expect(Text.of(name(logs)).key).not.toBe(Text.of(name(data)).key)
    fc.assert(
      fc.property(text, text, (a, b) => {
        const isSame =
          a.parts.length === b.parts.length && a.parts.every((each, index) => each === b.parts[index])
        expect(a.key === b.key).toBe(isSame)
      }),
    )
  })

  test('after, before, split and toString', () => {
    const arn = Text.of('arn:aws:s3:::', name(logs), '/a/', env)
    expect(arn.after('arn:aws:s3:::')?.before('/')?.key).toBe(Text.of(name(logs)).key)
    expect(arn.after('arn:aws:sns')).toBeUndefined()
    expect(Text.of(env).after('x')).toBeUndefined()
    expect(Text.of(env).before('x')).toBeUndefined()
    expect(arn.split('/').map(String)).toEqual(['arn:aws:s3:::${Logs}', 'a', '${Env}'])
    expect(Text.of('').split(',').map(String)).toEqual([''])
    expect(Text.of('x-', env, '-', attribute(data, 'Arn'), unknown('import X')).toString()).toBe(
      'x-${Env}-${Data.Arn}${import X}',
    )
  })

  test('replace leaves what it is not told of', () => {
    const replaced = Text.of('a', env, stage).replace(symbol => (symbol === env ? 'b' : undefined))
    expect(replaced.parts).toEqual(['ab', stage])
  })

  test('a text doubled again and again ends as unknown, the same one each time', () => {
    const doubled = () => {
      let each = Text.of('x')
      for (let round = 0; round < 60; round++) each = Text.of(each, each, '-')
      return each
    }
    const total = doubled().parts.reduce((sum, each) => sum + (typeof each === 'string' ? each.length : 1), 0)
    expect(total).toBeLessThanOrEqual(TEXT_BOUND)
    expect(doubled().symbols.length).toBeGreaterThan(0)
    expect(doubled().key).toBe(doubled().key)
  })
})

describe('comparison', () => {
  test.each<[boolean | undefined, Text, Text]>([
    [true, Text.of('a', env), Text.of('a', env)],
    [false, Text.of('a'), Text.of('b')],
    [false, Text.of('a', env), Text.of('b', env)],
    [false, Text.of(env, 'a'), Text.of('b')],
    [undefined, Text.of(env, 'a'), Text.of('ba')],
    [undefined, Text.of(env), Text.of(stage)],
    [undefined, Text.of(env), Text.of('')],
    [false, Text.of(env, 'a'), Text.of(env)],
    [false, Text.of(env, 'a'), Text.of(env, 'b')],
    [undefined, Text.of('a', env, 'a'), Text.of('aa')],
    [false, Text.of('a', env, 'a'), Text.of('a')],
    [undefined, Text.of(env, 'x'), Text.of('x', env)],
    // What AWS makes up is in nothing that was written beforehand.
    [false, Text.of(name(logs)), Text.of('logs')],
    [false, Text.of(name(logs)), Text.of(env)],
    [false, Text.of(name(logs)), Text.of(unknown('u'))],
    [false, Text.of(name(logs)), Text.of(name(data))],
    [false, Text.of(name(logs), '/*'), Text.of(name(logs))],
    [false, Text.of(name(logs), name(data)), Text.of(name(data), name(logs))],
    // A symbol around the same name may be empty.
    [undefined, Text.of(name(logs), env), Text.of(env, name(logs))],
    [undefined, Text.of(name(logs), env), Text.of(name(logs))],
    // An attribute of which nothing is known may hold the resource's name, or be its other attribute.
    [undefined, Text.of(attribute(logs, 'Arn')), Text.of('arn:', name(logs))],
    [undefined, Text.of(attribute(logs, 'Arn')), Text.of(attribute(logs, 'Id'))],
    [false, Text.of(attribute(logs, 'Arn')), Text.of(attribute(data, 'Arn'))],
    [false, Text.of(attribute(logs, 'Arn')), Text.of('arn')],
  ])('%s: %s and %s', (expected, a, b) => {
    expect(compareTexts(a, b)).toBe(expected)
    expect(compareTexts(b, a)).toBe(expected)
  })

  test('what it is sure of holds whatever the symbols stand for', () => {
    const given = fc.string({ unit: fc.constantFrom('a', 'b', '-', '+', '"'), maxLength: 3 })
    // Names are made up anew; an attribute may be anything about its own resource.
    const made = fc.constantFrom('<logs>', 'x<logs>', '<logs-2>')
    fc.assert(
      fc.property(text, text, given, given, given, made, (a, b, first, second, third, about) => {
        const sure = compareTexts(a, b)
        if (sure === undefined) return
        const instantiate = (each: Text) =>
          each.replace(symbol => {
            if (symbol === env) return first
            if (symbol === stage) return second
            if (symbol.kind === 'unknown') return third
            if (symbol.kind === 'name') return `<${symbol.resource.id.toLowerCase()}>`
            return symbol.kind === 'attribute' && symbol.resource === logs ? about : '<data-2>'
          }).literal
        expect(instantiate(a) === instantiate(b), `${a.toString()} and ${b.toString()}`).toBe(sure)
      }),
      { numRuns: 5000 },
    )
  })

  test('it is sure where a text has no symbols', () => {
    const literal = fc.string({ maxLength: 4 })
    fc.assert(
      fc.property(literal, literal, (a, b) => {
        expect(compareTexts(Text.of(a), Text.of(b))).toBe(a === b)
      }),
    )
  })
})
