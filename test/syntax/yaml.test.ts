import { describe, expect, test } from 'vitest'
import { BOUNDS, isNull } from '../../src/syntax/index.ts'
import { at, data, problems, slice, yaml } from './read.ts'

describe('values', () => {
  test.each<[name: string, text: string, expected: unknown]>([
    ['nothing', '', undefined],
    ['only comments', '# nothing\n', undefined],
    ['only a marker', '---\n', undefined],
    [
      'text that YAML 1.1 would resolve',
      'a: yes\nb: 010\nc: 2012-10-17\nd: ~',
      { a: 'yes', b: '010', c: '2012-10-17', d: '~' },
    ],
    ['quotes', `a: 'it''s'\nb: "x\\ty\\u00e9\\U0001F600"`, { a: `"it's"`, b: JSON.stringify('x\tyé😀') }],
    ['folded quotes', 'a: "x\n  y\n\n  z"', { a: '"x y\\nz"' }],
    ['block text', 'a: |\n  x\n   y\nb: >-\n  x\n  y\n', { a: '"x\\n y\\n"', b: '"x y"' }],
    ['empty block text', 'a: |\nb: >-\nc: 1', { a: '""', b: '""', c: '1' }],
    [
      'empty values',
      'a:\nb: [c, ]\nd: {e, f: }\ng:\n  -\n  - h',
      { a: '', b: ['c'], d: { e: '', f: '' }, g: ['', 'h'] },
    ],
    ['a list at the column of its key', 'a:\n- b\n- c: d\n  e: f\n', { a: ['b', { c: 'd', e: 'f' }] }],
    ['pairs in a list', '[a: b, {c: d}]', [{ a: 'b' }, { c: 'd' }]],
    ['explicit keys', '? a\n: b\n? c\n', { a: 'b', c: '' }],
    ['a marker and an end', '%YAML 1.1\n--- # x\na: 1\n...\n', { a: '1' }],
    ['an empty second document', 'a: 1\n---\n# end\n', { a: '1' }],
    ['CRLF', 'a: 1\r\nb: |\r\n  x\r\n  y\r\n', { a: '1', b: '"x\\ny\\n"' }],
    ['a byte order mark', '\uFEFFa: 1\n', { a: '1' }],
    ['__proto__', '__proto__: {a: 1}', Object.fromEntries([['__proto__', { a: '1' }]])],
    [
      'short tags',
      'a: !Ref B\nb: !Sub "${B}"\nc: !GetAtt\n  - B\n  - Arn\nd: !If [c, {x: 1}, !Ref "AWS::NoValue"]',
      {
        a: '!Ref B',
        b: '!Sub "${B}"',
        c: { '!GetAtt': ['B', 'Arn'] },
        d: { '!If': ['c', { x: '1' }, '!Ref "AWS::NoValue"'] },
      },
    ],
    [
      'core tags',
      'a: !!str 1\nb: !!int 2\nc: ! 3\nd: !<tag:yaml.org,2002:str> 4\ne: !<!Ref> f\ng: !!map {}',
      {
        a: '"1"',
        b: '2',
        c: '"3"',
        d: '"4"',
        e: '!Ref f',
        g: {},
      },
    ],
    ['an alias', 'a: &x [1]\nb: *x\n? *x2\n: 3\n'.replace('? *x2\n: 3\n', ''), { a: ['1'], b: ['1'] }],
    ['an alias as key', '- &k foo\n- {*k : 1}', ['foo', { foo: '1' }]],
    ['an anchor given again', 'a: &x 1\nb: &x 2\nc: *x', { a: '1', b: '2', c: '2' }],
    ['quoted <<', '"<<": {a: 1}', { '<<': { a: '1' } }],
    [
      'brackets that close at the column of the key',
      'a: {\nb: 1\n}\nc: [\n1,\n2\n]\n',
      { a: { b: '1' }, c: ['1', '2'] },
    ],
    [
      'quotes that go on at the first column',
      'a:\n  b: "x\ny\n\nz"\n  c: 1',
      { a: { b: '"x y\\nz"', c: '1' } },
    ],
  ])('%s', (_, text, expected) => {
    const parsed = yaml(text)
    expect(parsed.problems).toEqual([])
    expect(data(parsed.root)).toEqual(expected)
  })

  test('an alias is the anchored node itself', () => {
    const { root } = yaml('a: &x {b: 1}\nc: *x')
    expect(at(root, 'c')).toBe(at(root, 'a'))
  })

  test('null is plain and empty, ~ or null', () => {
    const { root } = yaml('[ , ~, null, "", "null", nil]'.replace(' ,', 'a: ,'))
    const values = [at(root, 0, 'a'), at(root, 1), at(root, 2), at(root, 3), at(root, 4), at(root, 5)]
    expect(values.map(isNull)).toEqual([true, true, true, false, false, false])
  })
})

describe('places', () => {
  test.each<[name: string, text: string, path: (string | number)[], expected: string]>([
    ['plain text', 'a:   b c  # d', ['a'], 'b c'],
    ['plain text of two lines', 'a: b\n  c\nd: 1', ['a'], 'b\n  c'],
    ['quotes', 'a: [ "b c" , d]', ['a', 0], '"b c"'],
    ['a tag', 'a: !Sub &x "b"', ['a'], '!Sub &x "b"'],
    ['an anchor stays out', 'a: &x b', ['a'], 'b'],
    ['block text', 'a: |-  # c\n  b\n\n\nd: 1', ['a'], '|-  # c\n  b'],
    ['block text with a tag', 'a: !Sub |\n  b\n# c\n', ['a'], '!Sub |\n  b'],
    ['empty block text', 'a: >-\nb: 1', ['a'], '>-'],
    ['a block map', 'a: 1\nb:\n  c: "d"   \n\n# e\nf: 2', ['b'], 'c: "d"'],
    ['a block list', 'a:\n  - b\n  - c # d\n\ne: 1', ['a'], '- b\n  - c'],
    ['a list in a list', '- - a\n  - b\n- c', [0], '- a\n  - b'],
    ['a flow list', 'a: !If [ b, c: d , e, ] # f', ['a'], '!If [ b, c: d , e, ]'],
    ['a pair in a list', '[ a : b , c]', [0], 'a : b'],
    ['a flow map', 'a: { b: , # }\n c: }\nd: 1', ['a'], '{ b: , # }\n c: }'],
    ['a map that ends with an empty value', 'a:\n  b:\nc: 1', ['a'], 'b:'],
    ['the whole document', '\uFEFF# x\n--- \na: 1\nb: [\n]\n\n', [], 'a: 1\nb: [\n]'],
    ['after padded lines', 'a: {\nb: 1,\nc: "x\ny" }\nd: e\n', ['d'], 'e'],
    ['over padded lines', 'a: {\nb: 1,\nc: "x\ny" }\nd: e\n', ['a', 'c'], '"x\ny"'],
  ])('%s', (_, text, path, expected) => {
    expect(slice(at(yaml(text).root, ...path))).toBe(expected)
  })

  test.each<[text: string, path: (string | number)[], offset: number]>([
    ['a:  # x\nb: 1', ['a'], 2],
    ['{a, b: , c}', ['b'], 6],
    ['{a, b: , c}', ['a'], 2],
    ['- a\n-  # x\n- b', [1], 5],
    ['a: !Ref\nb: 1', ['a'], 3],
    ['a: &x\nb: 1', ['a'], 5],
  ])('the empty value in %j', (text, path, offset) => {
    expect(at(yaml(text).root, ...path).span.start).toBe(offset)
  })

  test('keys', () => {
    const { root } = yaml('a: &k "b c"\n"d e" : 1\n*k : 2\n')
    const found = root?.kind === 'map' ? root.entries : []
    expect(
      found.map(({ key, keySpan }) => [key, root?.source.text.slice(keySpan.start, keySpan.end)]),
    ).toEqual([
      ['a', 'a'],
      ['d e', '"d e"'],
      ['b c', '*k'],
    ])
  })
})

describe('duplicate and merge keys', () => {
  const merging =
    'CloudFormation itself does not support the merge key <<: expected the template to be packaged first (aws cloudformation package, sam build)'

  test('of a key written twice the last holds, in the place where it stands', () => {
    const text = 'a: 1\nb: 2\na: 3\n'
    const parsed = yaml(text)
    expect(Object.entries(data(parsed.root) as object)).toEqual([
      ['b', '2'],
      ['a', '3'],
    ])
    expect(problems(parsed, text)).toEqual([
      'notice 3:1 "a" the key "a" is already written in line 1: expected each key once, the last value holds',
    ])
  })

  test('in a large map too', () => {
    const text = Array.from({ length: 40 }, (_, i) => `k${i % 30}: ${i}\n`).join('')
    const parsed = yaml(text)
    expect(parsed.problems).toHaveLength(10)
    expect(at(parsed.root, 'k3')).toMatchObject({ text: '33' })
    expect(parsed.root?.kind === 'map' && parsed.root.entries.length).toBe(30)
  })

  test.each<[name: string, text: string, expected: unknown]>([
    [
      'own keys win wherever they stand',
      'x: {a: 0, <<: {a: 1, b: 2}, c: 3}',
      { x: { a: '0', b: '2', c: '3' } },
    ],
    ['the first of a list wins', 'x: {<<: [{a: 1}, {a: 2, b: 2}]}', { x: { a: '1', b: '2' } }],
    ['an alias', 'x: &x {a: 1}\ny:\n  <<: *x\n  b: 2', { x: { a: '1' }, y: { a: '1', b: '2' } }],
    ['two in one map', 'x: &x {a: 1}\ny: {<<: *x, <<: {b: 2}}', { x: { a: '1' }, y: { a: '1', b: '2' } }],
  ])('merge: %s', (_, text, expected) => {
    const parsed = yaml(text)
    expect(data(parsed.root)).toEqual(expected)
    expect(parsed.problems.map(problem => problem.message)).toEqual([merging])
  })
})

describe('bounds', () => {
  const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)
  const tooDeep = `the nesting is deeper than the bound of ${BOUNDS.depth} levels`

  test('the deepest nesting allowed', () => {
    expect(yaml(nested(BOUNDS.depth)).problems).toEqual([])
    expect(yaml('- '.repeat(BOUNDS.depth) + 'x').problems).toEqual([])
  })

  test.each([nested(BOUNDS.depth + 1), '- '.repeat(100_000), '{a: '.repeat(100_000), '? '.repeat(100_000)])(
    'deeper nesting is refused',
    text => {
      expect(yaml(text).problems.map(problem => problem.message)).toEqual([tooDeep])
    },
  )

  const bound = `the document has more than the bound of ${BOUNDS.expandedNodes} values, counting what aliases repeat`
  const levels = (line: (i: number) => string): string =>
    Array.from({ length: 3000 }, (_, i) => line(i + 1)).join('')

  test.each<[name: string, text: string]>([
    ['lists of aliases', 'a0: &a0 [x]\n' + levels(i => `a${i}: &a${i} [*a${i - 1}, *a${i - 1}]\n`)],
    [
      'chains of merged maps',
      'a0: &a0 {k0: 1}\n' + levels(i => `a${i}: &a${i} {<<: *a${i - 1}, k${i}: 1}\n`),
    ],
  ])('a bomb made of %s is refused without being expanded', (_, text) => {
    expect(yaml(text).problems.filter(problem => problem.kind === 'error')).toMatchObject([
      { message: bound },
    ])
  })

  test('what aliases repeat below the bound is shared', () => {
    const doubling = Array.from({ length: 15 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]\n`).join('')
    const { root } = yaml('a0: &a0 [x]\n' + doubling)
    expect(at(root, 'a15', 0, 1)).toBe(at(root, 'a14', 1))
  })

  test('thousands of lines that would need padding end in an error, soon', () => {
    const text = 'a:\n  b: "x\n' + 'y z\n'.repeat(20_000) + '"\n'
    expect(problems(yaml(text), text)).toEqual([
      'error 2:6 "\\"" too many lines inside this quote are indented less than its key: expected them indented more, or the quote closed',
    ])
  })
})
