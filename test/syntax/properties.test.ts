import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  isCollection,
  isPair,
  isScalar,
  parse,
  parseDocument as parseWithOracle,
  stringify,
  visit,
} from 'yaml'
import { comments, decodeText, parseDocument, type Node } from '../../src/syntax/index.ts'
import { Source } from '../../src/text/source.ts'
import { data, json, nodes, scalars, slice, yaml } from './read.ts'

const indent = fc.constantFrom(undefined, 1, 2, 4, '\t')
const printable = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc
    .array(
      fc.constantFrom(
        'a b',
        ' ',
        '\n',
        '# x',
        ': ',
        '- ',
        "'",
        '"',
        '\\',
        '{',
        ']',
        '!Ref',
        '*',
        '&',
        '|',
        '---',
      ),
    )
    .map(parts => parts.join('')),
)
const { value: document } = fc.letrec<{ value: unknown }>(tie => ({
  value: fc.oneof(
    { depthSize: 'small' },
    printable,
    fc.constantFrom(0, 1, -2.5, true, false, null, 'yes', '010', '2012-10-17', '~', ''),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(printable, tie('value'), { maxKeys: 4 }),
  ),
}))
const style = fc.record({
  indent: fc.integer({ min: 2, max: 5 }),
  indentSeq: fc.boolean(),
  lineWidth: fc.constantFrom(0, 40, 80),
  defaultStringType: fc.constantFrom(
    'PLAIN',
    'QUOTE_SINGLE',
    'QUOTE_DOUBLE',
    'BLOCK_FOLDED',
    'BLOCK_LITERAL',
  ),
  collectionStyle: fc.constantFrom('any', 'block', 'flow'),
} as const)
const yamlText = fc
  .tuple(document, style)
  // In a list: js-yaml counts the indentation digit of block text that is the whole document from -1.
  .map(([value, options]) => stringify([value], { ...options, aliasDuplicateObjects: false }))
  // Folding near the margin, the writer loses characters and the readers disagree about what it leaves.
  .filter(text => !/\\\n\s*\n/.test(text))
  // It also writes brackets in the column of their key, which YAML 1.2 forbids and js-yaml refuses.
  .filter(text => !/:\n *[[{]/.test(text))

/** The value that a YAML 1.2 reader makes of the tree. */
function resolved(node: Node): unknown {
  if (node.kind === 'list') return node.items.map(resolved)
  if (node.kind === 'map')
    return Object.fromEntries(node.entries.map(({ key, value }) => [key, resolved(value)]))
  return node.plain && !node.text.includes('\n') ? (parse(`- ${node.text}`) as unknown[])[0] : node.text
}

test('YAML reads JSON as JSON does', () => {
  fc.assert(
    fc.property(fc.jsonValue(), indent, (value, space) => {
      const text = JSON.stringify(value, null, space)
      expect(data(yaml(text).root)).toEqual(data(json(text).root))
    }),
  )
})

test('JSON values are those of JSON.parse', () => {
  fc.assert(
    fc.property(fc.jsonValue(), indent, (value, space) => {
      const text = JSON.stringify(value, null, space)
      const { root } = json(text)
      expect(root && resolved(root)).toEqual(JSON.parse(text))
    }),
  )
})

test('values are those of an independent reader', () => {
  fc.assert(
    fc.property(yamlText, text => {
      const { root, problems } = yaml(text)
      expect(problems).toEqual([])
      expect(root && resolved(root)).toEqual(parse(text))
    }),
    { numRuns: 500 },
  )
})

test('places in JSON are those of an independent reader', () => {
  fc.assert(
    fc.property(fc.jsonValue(), indent, (value, space) => {
      const text = JSON.stringify(value, null, space)
      const expected: [number, number][] = []
      visit(parseWithOracle(text, { keepSourceTokens: true }), (key, node) => {
        if (key !== 'key' && !isPair(node) && (isScalar(node) || isCollection(node)) && node.range)
          expected.push([node.range[0], node.range[1]])
      })
      const { root } = json(text)
      expect(root && [...nodes(root)].map(({ span }) => [span.start, span.end])).toEqual(expected)
      const again = yaml(text).root
      expect(again && [...nodes(again)].map(({ span }) => [span.start, span.end])).toEqual(expected)
    }),
  )
})

test('what stands at a scalar reads as that scalar', () => {
  fc.assert(
    fc.property(yamlText, text => {
      const { root } = yaml(text)
      for (const scalar of root ? scalars(root) : []) {
        const written = slice(scalar)
        // Blank lines at the end lie outside the place, and a given indentation counts from the parent.
        if (
          /^[|>][-+0-9]*[+0-9]/.test(written) ||
          /^[|>][^]*\n[ \t]*\n?$/.test(`${written[0] ?? ''}${scalar.text}`)
        )
          continue
        expect(data(yaml(`- ${written}`).root)).toEqual([data(scalar)])
      }
    }),
    { numRuns: 500 },
  )
})

const seeds = [
  'Resources:\n  A: # x\n    Type: AWS::S3::Bucket\n    P: !Sub |\n      a\n      b\n    L: [1, {a: "b", c: \'d\'}]\n    "q": &x {y: z}\n    <<: *x\n',
  '{"a": [1, 2.5e3, true, null, "x\\u0041\\n"], "b": {"c": {}, "d": []}, "😀": "é"}',
  '---\na: {\nb: 1\n}\nc: "x\ny"\n? k\n: - v\n  -\n...\n',
]
const piece = fc.oneof(
  fc.string({ maxLength: 3, unit: 'binary' }),
  fc.constantFrom(
    '\n',
    '\t',
    '  ',
    ': ',
    '- ',
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    '\\',
    ',',
    '#',
    '&x ',
    '*x',
    '!t ',
    '|',
    '>',
    '---\n',
    '\uFEFF',
    '? ',
    '<<: ',
    '\r',
  ),
)
const mutated = fc
  .tuple(fc.constantFrom(...seeds), fc.array(fc.tuple(fc.nat(), fc.nat({ max: 4 }), piece), { maxLength: 5 }))
  .map(([seed, edits]) =>
    edits.reduce((text, [place, length, insert]) => {
      const start = place % (text.length + 1)
      return text.slice(0, start) + insert + text.slice(start + length)
    }, seed),
  )
const anyText = fc.oneof(
  { weight: 4, arbitrary: mutated },
  fc.string({ unit: 'binary' }),
  fc.array(piece).map(parts => parts.join('')),
)

test('no text makes a parser throw, and every place lies in the text', () => {
  fc.assert(
    fc.property(anyText, fc.constantFrom('a.yaml', 'a.json', 'a.template'), (text, path) => {
      const source = new Source(path, text)
      const { root, problems } = parseDocument(source)
      const found = [...(root ? nodes(root) : []), ...problems, ...comments(source)]
      for (const { span } of found) {
        expect(span.start).toBeGreaterThanOrEqual(0)
        expect(span.end).toBeGreaterThanOrEqual(span.start)
        expect(span.end).toBeLessThanOrEqual(text.length)
      }
      if (root) expect(problems.filter(problem => problem.kind === 'error')).toEqual([])
      for (const problem of problems) expect(problem.message).not.toMatch(/this is not (?:YAML|JSON)/)
    }),
    { numRuns: 3000 },
  )
})

test('JSON is refused exactly where JSON.parse refuses it', () => {
  fc.assert(
    fc.property(anyText, text => {
      let isValid = true
      try {
        JSON.parse(text.replace(/^\uFEFF/, ''))
      } catch {
        isValid = false
      }
      expect(json(text).root !== undefined).toBe(isValid)
    }),
    { numRuns: 2000 },
  )
})

test('no bytes make the decoder throw, and text survives', () => {
  fc.assert(
    fc.property(fc.uint8Array(), bytes => {
      const decoded = decodeText(bytes)
      const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
      if (typeof decoded === 'string' && !isUtf16) expect(new Uint8Array(Buffer.from(decoded))).toEqual(bytes)
    }),
    { numRuns: 1000 },
  )
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), text => {
      expect(decodeText(Buffer.from(text))).toBe(text)
    }),
  )
})
