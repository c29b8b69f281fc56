/** Places in a file: lines and columns as editors count them. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Source } from '../../src/text/source.ts'

test('lines and columns count from 1, in UTF-16 units', () => {
  const source = new Source('a.yaml', 'ab\r\n✓😀x\n\nend')
  expect(source.position(0)).toEqual({ line: 1, column: 1 })
  expect(source.position(4)).toEqual({ line: 2, column: 1 })
  expect(source.position(7)).toEqual({ line: 2, column: 4 })
  expect(source.position(9)).toEqual({ line: 3, column: 1 })
  expect(source.position(1000)).toEqual({ line: 4, column: 4 })
  expect(source.position(-1)).toEqual({ line: 1, column: 1 })
  expect([0, 1, 2, 3, 4, 5].map(line => source.line(line))).toEqual(['', 'ab', '✓😀x', '', 'end', ''])
  expect(source.lineStart(2)).toBe(4)
  expect(source.lineStart(99)).toBe(source.text.length)
})

test('a place and its offset are the same thing', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r\n', '✓', '😀') })
  fc.assert(
    fc.property(text, fc.nat(40), (each, at) => {
      const source = new Source('', each)
      const offset = Math.min(at, each.length)
      const { line, column } = source.position(offset)
      expect(source.lineStart(line) + column - 1).toBe(offset)
      expect(each.slice(0, offset).split('\n').length).toBe(line)
    }),
  )
})
