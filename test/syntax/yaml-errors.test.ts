import { expect, test } from 'vitest'
import { problems, yaml } from './read.ts'

test.each<[text: string, expected: string]>([
  ['a: 1\n---\nb: 2\n', '2:1 "---" only one document is expected: a second one starts here'],
  ['a: "b\nc: d\n', `1:4 "\\"" this quote is not closed: expected '"'`],
  ["a: 'b\nc: d\n", `1:4 "'" this quote is not closed: expected "'"`],
  ['a: [b, # x]\n', `1:4 "[" this bracket is not closed: expected ']'`],
  ["a: {b: {c: 'd'}\n", `1:4 "{" this bracket is not closed: expected '}'`],
  ['a: [b, {c: "d\n', `1:12 "\\"" this quote is not closed: expected '"'`],
  ['a: "b\n---\nc', `1:4 "\\"" this quote is not closed: expected '"'`],
  ['a: [1, 2\nb: 3\n', `2:2 ":" expected a comma or ']' before this`],
  ['a: {"b": "c" "d": 1}', `1:14 "\\"d\\":" expected a comma or '}' before this`],
  ['a: [b,,c]', '1:7 "," a value is missing: expected one before the comma'],
  ['a: ]', `1:4 "]" nothing is open that ']' could close: expected an opening bracket before it`],
  ['a:\n\tb: 1\n', '2:1 "\\t" a tab stands in the indentation: expected spaces'],
  ['a: {b:\tc}\n', '1:7 "\\t" a tab stands between values: expected spaces'],
  [
    'a:\n  b: 1\n c: 2\n',
    '3:2 "c:" the indentation does not fit: expected this line in the column of the entries it belongs to',
  ],
  [
    '- a\nb: 1\n',
    '2:1 "b:" the indentation does not fit: expected this line in the column of the entries it belongs to',
  ],
  [
    'a: b: c\n',
    `1:5 ":" a key with a value cannot stand here: expected one ': ' on a line, and quotes around text that contains it`,
  ],
  [
    'a: "b" c\n',
    '1:8 "c" text stands after the end of a value: expected a new line here, or quotes around the whole text',
  ],
  [
    "a: 'it's'\n",
    `1:8 "s'" the text ended at the quote before this: expected '' for a quote inside single quotes`,
  ],
  ['a: 1\nb\n', `2:1 "b" a key here or above has no ':': expected each key and its ':' on one line`],
  [
    'a: "b":c\n',
    `1:7 ":c" text stands after the end of a value: expected a new line here, or quotes around the whole text`,
  ],
  ['"a":b\n', `1:5 "b" expected a space after ':'`],
  [
    'a: "\\q"',
    `1:5 "\\\\q" unknown escape "\\\\q" in double quotes: expected "\\\\" for a backslash, or single quotes`,
  ],
  [
    'a: "\\x4"',
    `1:5 "\\\\x4\\"" the escape is incomplete: expected 2 hexadecimal digits after \\x, 4 after \\u or 8 after \\U`,
  ],
  [
    'Resource: *\n',
    `1:11 "*" expected the name of an anchor after '*': put text that starts with '*' in quotes`,
  ],
  ['a: @b\n', `1:4 "@b" text cannot start with '@': expected it in quotes`],
  ['a: *b\n', '1:4 "*b" no anchor &b stands before this alias: expected one, or quotes around the text'],
  ['a: &b\n  c: *b\n', '2:6 "*b" the alias *b stands inside the value it repeats: expected it outside'],
  ['a: &b {<<: *b}\n', '1:12 "*b" the alias *b stands inside the value it repeats: expected it outside'],
  ['a: {<<: b}\n', '1:9 "b" the merge key << has no map to merge: expected a map or a list of maps'],
  [
    'a: {<<: [{}, b]}\n',
    '1:9 "[{}, b]" the merge key << has no map to merge: expected a map or a list of maps',
  ],
  ['? [a]\n: b', '1:3 "[a]" a list stands as a key: expected text as the key, or quotes around it'],
  [
    'a: {{ b }}\n',
    '1:5 "{ b }" text in {{ }} is read as a map: expected text as the key, or quotes around it',
  ],
  [
    'a: !Foo,bar b',
    '1:4 "!Foo,bar" the tag has characters that no tag can have: expected a tag such as !Ref',
  ],
  ['a: !Ref !Sub b', '1:9 "!Sub" the value has two tags: expected one at most'],
  ['a: !x!y b', '1:4 "!x!y" the tag has an unknown prefix: expected a tag such as !Ref'],
  ['a: |3x\n  b', `1:6 "x" expected a new line after '|' or '>'`],
  ['a: \u0001b\n', '1:4 "\\u0001b" a control character stands here: expected printable text'],
  [
    'a: "\u0001"\n',
    '1:5 "\\u0001\\"" a control character stands in quotes: expected an escape such as "\\x1b"',
  ],
  ['a: b\u0000\n', '1:5 "\\u0000" a NUL character is not allowed: expected a text file'],
  ['%FOO\na: 1', `2:1 "a:" expected '---' after the lines that start with '%'`],
  ['\uFEFFa: [\r\n  b\r\n', `1:5 "[" this bracket is not closed: expected ']'`],
  ['a: {\nb: 1\n}\nc: {\nd: 1\n', `4:4 "{" this bracket is not closed: expected '}'`],
])('%j', (text, expected) => {
  const parsed = yaml(text)
  expect(parsed.root).toBeUndefined()
  expect(problems(parsed, text)).toEqual([`error ${expected}`])
})
