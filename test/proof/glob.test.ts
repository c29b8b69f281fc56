import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Holes } from '../../src/proof/index.ts'
import { compile, compileArn, match, type Glob } from '../../src/proof/glob.ts'
import { groupsOf, partition } from '../../src/proof/partition.ts'
import { anyText, someText } from '../../src/proof/values.ts'

const holes = new Holes()
const ALPHABET = ['a', 'b', ':', '/', 'z']

function words(length: number): string[] {
  if (length === 0) return ['']
  const shorter = words(length - 1)
  return [
    ...shorter,
    ...shorter.filter(word => word.length === length - 1).flatMap(word => ALPHABET.map(char => word + char)),
  ]
}
const all = words(5)
const short = words(4)

const asRegExp = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replace(/[*?]/g, found => (found === '*' ? '.*' : '.')).replaceAll('/', '\\/')}$`)

const pattern = fc
  .array(fc.constantFrom('a', 'b', ':', '/', '*', '?'), { maxLength: 5 })
  .map(parts => parts.join(''))

describe('globs', () => {
  test('match like regular expressions, on every word of up to five characters', () => {
    fc.assert(
      fc.property(pattern, text => {
        const glob = compile(text, holes, 'any')
        const regExp = asRegExp(text)
        expect(all.filter(word => (match(glob, word) === 2) !== regExp.test(word))).toEqual([])
      }),
      { numRuns: 60, seed: 1 },
    )
  })

  test('a partition has a sample of every class that words fall into', () => {
    const patterns = fc.array(fc.array(pattern, { minLength: 1, maxLength: 3 }), {
      minLength: 1,
      maxLength: 4,
    })
    fc.assert(
      fc.property(patterns, fc.boolean(), (lists, empty) => {
        const groups: Glob[][] = lists.map(list => list.map(text => compile(text, holes, 'any')))
        const vector = (word: string): string =>
          groups.map(list => (list.some(glob => match(glob, word) === 2) ? '1' : '0')).join('')
        const domain = empty ? anyText(holes) : someText(holes)
        const found = partition(
          domain,
          groups.flatMap(list => groupsOf(list, '')),
        )
        expect(found.complete).toBe(true)
        const sampled = new Set(found.words.map(vector))
        for (const word of short) if (empty || word !== '') expect(sampled.has(vector(word)), word).toBe(true)
        if (!empty) expect(found.words).not.toContain('')
      }),
      { numRuns: 150, seed: 2 },
    )
  })

  test('patterns of one list do not multiply', () => {
    const many = Array.from({ length: 40 }, (_, index) => compile(`x/*-part${index}-*`, holes, 'any'))
    expect(partition(someText(holes), groupsOf(many, ''))).toMatchObject({ complete: true })
  })

  test('patterns that do multiply end at a bound', () => {
    const apart = Array.from({ length: 16 }, (_, index) => [compile(`*-part${index}-*`, holes, 'any')])
    const before = performance.now()
    expect(
      partition(
        someText(holes),
        apart.flatMap(list => groupsOf(list, '')),
      ).complete,
    ).toBe(false)
    expect(performance.now() - before).toBeLessThan(5_000)
  })

  test('wildcards of an ARN stay within their segment', () => {
    const glob = compileArn('arn:aws:iam::*:role/*', holes, false)
    const ask = (text: string): number => (glob === undefined ? -1 : match(glob, text))
    expect(ask('arn:aws:iam::111111111111:role/a:b')).toBe(2)
    expect(ask('arn:aws:iam::1:2:role/a')).toBe(0)
    expect(compileArn('arn:aws:s3', holes, true)).toBeUndefined()
  })
})

describe('holes', () => {
  const self = holes.hole('opaque', 'Bucket', 'atom')
  const param = holes.hole('unknown', 'Param')
  const name = holes.hole('unknown', 'Name', 'atom')
  const ask = (text: string, value: string): number => match(compile(text, holes, 'any'), value)

  test.each([
    ['an identity equals itself', `b-${self}`, `b-${self}`, 2],
    ['an identity is no literal', self, 'b', 0],
    ['a literal is no identity', 'b', self, 0],
    ['an identity under a pattern of literals and a wildcard', 'b*', self, 1],
    ['an identity under a star', '*', self, 2],
    ['an identity does not reach beyond a slash', 'b/*', `${self}/k`, 0],
    ['an unknown value equals itself', param, param, 2],
    ['an unknown value may be anything', param, 'b', 1],
    ['anything may be an unknown value', 'b', param, 1],
    ['text around it has to fit', `b-${param}`, 'c-x', 0],
    ['an atom has no slash', name, 'a/b', 0],
    ['an atom in a value has no slash', 'a/b', name, 0],
  ])('%s', (_, text, value, expected) => {
    expect(ask(text, value)).toBe(expected)
  })

  test('a full table says so and equals nothing for sure', () => {
    const full = new Holes()
    const chars = Array.from({ length: 7_000 }, (_, index) => full.hole('opaque', `value ${index}`))
    const last = chars.at(-1) ?? ''
    expect(match(compile(last, full, 'any'), last)).toBe(1)
    expect(full.show(last)).toBe('${too many unknown values}')
  })

  test('text from outside cannot smuggle holes in', () => {
    expect(holes.literal(`x${self}`)).toBe('x\uFFFD')
  })
})
