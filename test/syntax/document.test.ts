import { describe, expect, test } from 'vitest'
import { comments, decodeText, parseDocument } from '../../src/syntax/index.ts'
import { Source } from '../../src/text/source.ts'
import { data } from './read.ts'

describe('parseDocument', () => {
  test.each<[path: string, text: string, expected: unknown]>([
    ['a.yaml', '{a: 1}', { a: '1' }],
    ['a.yml', '{"a": !Ref b}', { a: '!Ref b' }],
    ['a.json', ' {"a": 1}', { a: '1' }],
    ['a.template', '{"a": 1}', { a: '1' }],
    ['a.template', 'a: 1', { a: '1' }],
    ['a.template', '{"a": 1, # a comment and a trailing comma are YAML\n}', { a: '1' }],
    ['template', '\uFEFF\n{a: 1}', { a: '1' }],
    ['a.json', ' \n', undefined],
    ['a.template', '', undefined],
  ])('%s %j', (path, text, expected) => {
    const parsed = parseDocument(new Source(path, text))
    expect(parsed.problems).toEqual([])
    expect(data(parsed.root)).toEqual(expected)
  })

  test.each<[path: string, text: string, expected: string]>([
    ['a.json', 'a: 1', 'expected a value: text must stand in double quotes'],
    ['a.json', '{a: 1}', 'expected a key in double quotes'],
    ['a.template', '{"a": 1 "b": 2}', "expected a comma or '}' after the value"],
    ['a.template', '{a: 1, b: [}', 'expected'],
    ['a.template', '{a: 1', "this bracket is not closed: expected '}'"],
    ['a.yaml', '{"a": 1', "this bracket is not closed: expected '}'"],
  ])('error in %s %j', (path, text, expected) => {
    const parsed = parseDocument(new Source(path, text))
    expect(parsed.root).toBeUndefined()
    expect(parsed.problems).toHaveLength(1)
    expect(parsed.problems[0]?.message).toContain(expected)
  })
})

describe('decodeText', () => {
  const utf16 = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le')

  test.each<[name: string, bytes: Uint8Array, expected: string]>([
    ['UTF-8', Buffer.from('é😀\r\n'), 'é😀\r\n'],
    ['UTF-8 with a mark, which stays', Buffer.from('\uFEFFa'), '\uFEFFa'],
    ['UTF-16 little-endian', utf16('é😀'), '\uFEFFé😀'],
    ['UTF-16 big-endian', utf16('é😀').swap16(), '\uFEFFé😀'],
    ['a replacement character that is meant', Buffer.from('a\uFFFDb'), 'a\uFFFDb'],
    ['nothing', Buffer.from(''), ''],
  ])('%s', (_, bytes, expected) => {
    expect(decodeText(bytes)).toBe(expected)
  })

  test.each<[name: string, bytes: Uint8Array, expected: string]>([
    [
      'Latin-1',
      Buffer.from('a: 1\nb: \uFFFD caf\xe9'.replace('\uFFFD', ''), 'latin1'),
      'the byte at offset 12 (0xE9, in line 2) is not valid UTF-8: expected UTF-8, or UTF-16 with a byte order mark',
    ],
    [
      'after a replacement character',
      Buffer.concat([Buffer.from('\uFFFD'), Buffer.from([0xff])]),
      'the byte at offset 3 (0xFF, in line 1) is not valid UTF-8: expected UTF-8, or UTF-16 with a byte order mark',
    ],
    [
      'UTF-16 cut short',
      utf16('ab').subarray(0, 5),
      'the byte at offset 4 is half a character of UTF-16 (little-endian): expected an even number of bytes',
    ],
    [
      'UTF-16 big-endian cut short',
      utf16('ab').swap16().subarray(0, 5),
      'the byte at offset 4 is half a character of UTF-16 (big-endian): expected an even number of bytes',
    ],
    [
      'half a pair',
      utf16('a\ud83db'),
      'the bytes at offset 4 are not valid UTF-16 (little-endian): expected both halves of a character',
    ],
  ])('%s', (_, bytes, error) => {
    expect(decodeText(bytes)).toEqual({ error })
  })
})

describe('comments', () => {
  test.each<[name: string, text: string, expected: [line: number, text: string][]]>([
    [
      'whole lines and line ends',
      '# one\na: b # two\n  # three',
      [
        [1, '# one'],
        [2, '# two'],
        [3, '# three'],
      ],
    ],
    ['not in scalars', 'a: "x # y"\nb: \'# z\'\nc: x#y\nd: "\n # q"', []],
    [
      'around block text',
      'a: |  # one\n  # text\n # two\nb: 1',
      [
        [1, '# one'],
        [3, '# two'],
      ],
    ],
    [
      'in brackets',
      'a: [b, # one\n  c ] # two',
      [
        [1, '# one'],
        [2, '# two'],
      ],
    ],
    ['not in values that a later key replaces', 'a: "x # y" # one\na: 1', [[1, '# one']]],
    [
      'CRLF and a byte order mark',
      '\uFEFF# one\r\na: 1 # two\r\n',
      [
        [1, '# one'],
        [2, '# two'],
      ],
    ],
    [
      'before padded lines',
      'a: {\nb: 1 # one\n} # two\n',
      [
        [2, '# one'],
        [3, '# two'],
      ],
    ],
    [
      'an empty one',
      'a: 1 #\nb: ##x\n',
      [
        [1, '#'],
        [2, '##x'],
      ],
    ],
    ['none in a file that cannot be parsed', '# one\na: [', []],
  ])('%s', (_, text, expected) => {
    const found = comments(new Source('a.yaml', text))
    expect(found.map(comment => [comment.line, comment.text])).toEqual(expected)
    expect(found.map(({ span }) => text.slice(span.start, span.end))).toEqual(
      expected.map(([, each]) => each),
    )
  })
})
