import { describe, expect, test } from 'vitest'
import { BOUNDS } from '../../src/syntax/index.ts'
import { at, data, json, problems, slice } from './read.ts'

test.each<[name: string, text: string, expected: unknown]>([
  [
    'all kinds',
    '{"a": [1, -2.5, true, false, null, "x"], "b": {}}',
    { a: ['1', '-2.5', 'true', 'false', 'null', '"x"'], b: {} },
  ],
  ['a byte order mark', '\uFEFF {"a": 1}', { a: '1' }],
  [
    'numbers beyond JavaScript',
    '[12345678901234567890, 1e400, 0.1000]',
    ['12345678901234567890', '1e400', '0.1000'],
  ],
  ['a lone value', ' "a" ', '"a"'],
  [
    'keys of Object.prototype',
    '{"__proto__": {"constructor": 1}}',
    Object.fromEntries([['__proto__', { constructor: '1' }]]),
  ],
])('%s', (_, text, expected) => {
  const parsed = json(text)
  expect(parsed.problems).toEqual([])
  expect(data(parsed.root)).toEqual(expected)
})

test('keys come in the order written, also those that look like indices', () => {
  const { root } = json('{"b": 0, "10": 1, "2": 2, "a": 3}')
  expect(root?.kind === 'map' && root.entries.map(entry => entry.key)).toEqual(['b', '10', '2', 'a'])
})

test('what is not there is undefined', () => {
  const { root } = json('{"a": 1}')
  expect(root?.kind === 'map' && [root.get('toString'), root.get('__proto__'), root.get('b')]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})

test('nodes and entries are made once', () => {
  const { root } = json('{"a": [1]}')
  expect(at(root, 'a', 0)).toBe(at(root, 'a', 0))
  expect(root?.kind === 'map' && root.get('a')).toBe(root?.kind === 'map' && root.entries[0])
})

test.each<[text: string, path: (string | number)[], expected: string]>([
  ['\uFEFF { "a" : [ 1 , "b" ] } ', [], '{ "a" : [ 1 , "b" ] }'],
  ['{ "a" : [ 1 , "b" ] , "c": 2}', ['a'], '[ 1 , "b" ]'],
  ['{ "a" : [ 1 , "b" ] , "c": 2}', ['a', 1], '"b"'],
  ['{ "a" : [ 1 , "b" ] , "c": 2}', ['c'], '2'],
  ['{"a]\\\\\\"}": {"😀": [[], {}, "\\u007d"]}}', ['a]\\"}', '😀', 2], '"\\u007d"'],
  ['{"\\ud83d\\ude00": 1, "\\u0061": 2}', ['a'], '2'],
  ['{"\\ud83d\\ude00": 1, "\\u0061": 2}', ['😀'], '1'],
  ['{"a": 1, "a": 2}', ['a'], '2'],
])('place in %j of %j', (text, path, expected) => {
  expect(slice(at(json(text).root, ...path))).toBe(expected)
})

test('a key written twice gives a notice, however it is escaped', () => {
  const text = '{"a": {"b": 1},\n "b": "a",\n "\\u0061": 2}'
  const parsed = json(text)
  expect(data(parsed.root)).toEqual({ a: '2', b: '"a"' })
  expect(problems(parsed, text)).toEqual([
    'notice 3:2 "\\"\\\\u0061\\"" the key "a" is already written in line 1: expected each key once, the last value holds',
  ])
})

describe('errors', () => {
  test.each<[text: string, expected: string]>([
    ['', '1:1 "" the file is empty: expected a JSON value'],
    ['{"a": 1 "b": 2}', `1:9 "\\"b\\":" expected a comma or '}' after the value`],
    ['[1 2]', `1:4 "2" expected a comma or ']' after the value`],
    ['{"a": 1]', `1:8 "]" expected a comma or '}' after the value`],
    ['{"a": 1,\n}', `1:8 "," a comma stands after the last value: expected '}' without it`],
    ['[1,]', `1:3 "," a comma stands after the last value: expected ']' without it`],
    ['[,1]', `1:2 "," a value is missing: expected one before ','`],
    ['{"a":}', `1:6 "}" a value is missing: expected one before '}'`],
    ['{,}', '1:2 "," a comma stands in place of a key: expected a key in double quotes'],
    ['{a: 1}', '1:2 "a:" expected a key in double quotes'],
    ["{'a': 1}", `1:2 "'a':" the key stands in single quotes: expected double quotes`],
    [`{"a": 'b'}`, `1:7 "'b'" the text stands in single quotes: expected double quotes`],
    ['{"a" 1}', `1:6 "1" expected ':' after the key`],
    ['{"a": 1} // end', '1:10 "//" a comment stands here: JSON has none, expected it removed'],
    ['[1, /* x */ 2]', '1:5 "/*" a comment stands here: JSON has none, expected it removed'],
    ['{# x\n}', '1:2 "#" a comment stands here: JSON has none, expected it removed'],
    ['{"a": "b\n}', `1:7 "\\"b" the text is not closed: expected '"' before the end of the line`],
    ['{"a": "b', `1:7 "\\"b" the text is not closed: expected '"' before the end of the line`],
    ['{"a":\n [1, 2', `2:6 "2" the file ends too early: expected ']' for the '[' in line 2`],
    ['{"a":\n [1, 2]\n', `2:7 "]" the file ends too early: expected '}' for the '{' in line 1`],
    ['{"a', `1:2 "\\"a" the text is not closed: expected '"' before the end of the line`],
    ['{"a": "\t"}', '1:8 "\\t" a control character stands in the text: expected \\t'],
    ['["\\q"]', `1:3 "\\\\q" unknown escape "\\\\q": expected "\\\\" for a backslash`],
    ['["\\u12"]', `1:3 "\\\\u" unknown escape "\\\\u": expected four hexadecimal digits after it`],
    ['[01]', '1:2 "01" "01" is not a number as JSON writes it: expected a form such as 0.5'],
    ['[+1]', '1:2 "+1" "+1" is not a number as JSON writes it: expected a form such as 0.5'],
    ['[1.]', '1:2 "1." "1." is not a number as JSON writes it: expected a form such as 0.5'],
    ['[1;2]', `1:3 ";2" expected a comma or ']' after the value`],
    ['[True]', '1:2 "True" expected true instead of True'],
    ['[None]', '1:2 "None" expected null instead of None'],
    ['[foo]', '1:2 "foo" expected a value: text must stand in double quotes'],
    ['[1,\u00a02]', '1:4 "\u00a0" the blank character U+00A0 stands here: expected a space'],
    ['{} {}', '1:4 "{" text stands after the end of the value: expected the end of the file'],
  ])('%j', (text, expected) => {
    const parsed = json(text)
    expect(parsed.root).toBeUndefined()
    expect(problems(parsed, text)).toEqual([`error ${expected}`])
  })

  const tooDeep = `the nesting is deeper than the bound of ${BOUNDS.depth} levels`
  const million = 1_000_000
  test.each([
    '['.repeat(BOUNDS.depth + 1) + ']'.repeat(BOUNDS.depth + 1),
    '['.repeat(million) + ']'.repeat(million),
    '['.repeat(million),
    '{"a":'.repeat(million),
  ])('nesting beyond the bound', text => {
    expect(json(text).problems.map(problem => problem.message)).toEqual([tooDeep])
  })

  test('the deepest nesting allowed', () => {
    expect(json('['.repeat(BOUNDS.depth) + ']'.repeat(BOUNDS.depth)).problems).toEqual([])
  })
})
