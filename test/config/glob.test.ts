import fc from 'fast-check'
import picomatch from 'picomatch'
import { describe, expect, test } from 'vitest'
import { pathMatcher, textMatcher } from '../../src/config/glob.ts'

describe('paths', () => {
  test.each([
    ['cdk.out/**', 'cdk.out/Stack.template.json', true],
    ['cdk.out', 'cdk.out/assembly-Prod/Stack.template.json', true],
    ['cdk.out/', 'apps/shop/cdk.out/Stack.template.json', true],
    ['/cdk.out', 'apps/shop/cdk.out/Stack.template.json', false],
    ['./stacks/*.yaml', 'stacks/a.yaml', true],
    ['stacks/*.yaml', 'stacks/prod/a.yaml', false],
    ['stacks/**/*.yaml', 'stacks/a.yaml', true],
    ['stacks/**/*.yaml', 'stacks/prod/eu/a.yaml', true],
    ['*.generated.json', 'deep/down/a.generated.json', true],
    ['{dev,test}/*.{yaml,yml}', 'test/a.yml', true],
    ['{dev,test}/*.{yaml,yml}', 'prod/a.yml', false],
    ['a?.yaml', 'ab.yaml', true],
    ['a?.yaml', 'a.yaml', false],
    ['vendor', 'vendored/a.yaml', false],
    ['**', 'anything/at/all', true],
    ['[id].yaml', '[id].yaml', true],
    ['{a', '{a', true],
  ])('%s and %s: %s', (glob, path, expected) => {
    expect(pathMatcher([glob])(path)).toBe(expected)
  })

  test('one glob is enough, and none matches nothing', () => {
    expect(pathMatcher(['a/x', 'a/y'])('a/y')).toBe(true)
    expect(pathMatcher([])('a/y')).toBe(false)
  })

  test('agrees with picomatch on the globs that both know', () => {
    const name = fc.stringMatching(/^[ab]{1,3}$/)
    const segment = fc.oneof(name, fc.stringMatching(/^[ab*?]{1,4}$/), fc.constant('**'))
    fc.assert(
      fc.property(
        fc.array(segment, { minLength: 2, maxLength: 4 }),
        fc.array(name, { minLength: 1, maxLength: 5 }),
        (segments, names) => {
          // `a**` within a name means something else to everyone, and picomatch is not sure about `x/**` and x.
          fc.pre(segments.every(each => each === '**' || !each.includes('**')) && segments.at(-1) !== '**')
          const glob = segments.join('/')
          const isBelow = picomatch([glob, `${glob}/**`])
          expect(pathMatcher([glob])(names.join('/')), glob).toBe(isBelow(names.join('/')))
        },
      ),
      { numRuns: 3000 },
    )
  })
})

test('in texts * stands for anything', () => {
  const matches = textMatcher(['App/*/Resource', 'module.logs.aws_s3_bucket.b["x"]', 'Lo?s'])
  expect(matches('App/Data/Logs/Resource')).toBe(true)
  expect(matches('module.logs.aws_s3_bucket.b["x"]')).toBe(true)
  expect(matches('Logs')).toBe(true)
  expect(matches('Logs2')).toBe(false)
})

test.each([
  ['*a'.repeat(127) + '*b', 'a'.repeat(4000)],
  ['**/a/'.repeat(51) + 'b', 'a/'.repeat(2000)],
  ['{a,b}'.repeat(51), 'a'.repeat(51)],
  ['{'.repeat(256), '{'.repeat(4000)],
  ['{a,'.repeat(85), 'a'],
  ['**'.repeat(128), 'a'.repeat(4000)],
])('no glob takes long: %#', (glob, path) => {
  const start = performance.now()
  pathMatcher([glob])(path)
  textMatcher([glob])(path)
  expect(performance.now() - start).toBeLessThan(500)
})
