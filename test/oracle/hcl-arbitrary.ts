/** Arbitrary configurations, as text. */
import fc from 'fast-check'

const word = fc.constantFrom('a', 'b-c', 'var', 'each', '_x', 'é', 'in', 'if')
const blank = fc.constantFrom('', ' ', '  ', '\t', ' /* # */ ')
const blankOrBreak = fc.constantFrom('', ' ', '\n', '\r\n', ' # "\n', ' // }\n', '\n\n  ')
const plainText = fc.constantFrom(
  '',
  'x',
  ' ',
  'é',
  '\\n',
  '\\"',
  '\\\\',
  '$',
  '%',
  '$$',
  '$${',
  '%%{',
  '\\u00e9',
  '{',
  '}',
  '#',
  "'",
)
const lineText = fc.constantFrom(
  '',
  'x',
  ' ',
  '  ',
  '\t',
  '"',
  '\\n',
  '$',
  '%',
  '$${',
  '{',
  '}',
  '#',
  'EOT.',
  '\n',
  '\n  ',
  '\r\n',
)
// Not `null`: in a text it has no JSON form.
const literal = fc.constantFrom('0', '1.5', '2e3', 'true', 'false', '"x"', '""')
const operator = fc.constantFrom('||', '&&', '==', '!=', '<', '>', '<=', '>=', '+', '-', '*', '/', '%')

/** Texts put together. */
function joined(...parts: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc.tuple(...parts).map(texts => texts.join(''))
}

function is(text: string): fc.Arbitrary<string> {
  return fc.constant(text)
}

function listOf(item: fc.Arbitrary<string>, separator: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.array(fc.tuple(item, separator), { maxLength: 3 }).map(pairs => pairs.flat().join(''))
}

/** Pieces of a template put together, with a letter where a sign would mean something with the next piece. */
function glued(pieces: readonly string[]): string {
  return pieces.reduce((text, piece) => {
    const isJoined = /(?:\$\$|%%|[$%]\{)$/.test(text.slice(-1) + piece.slice(0, 1))
    return `${text}${isJoined ? 'x' : ''}${piece}`
  }, '')
}

/** Texts with `${}` and `%{}` between them. */
function templateOf(inner: fc.Arbitrary<string>, text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const open = fc.constantFrom('', '~', ' ')
  const close = fc.constantFrom('}', ' }', ' ~}')
  const value = joined(is('${'), open, inner, close)
  const directive = (words: fc.Arbitrary<string>) => joined(is('%{'), open, words, close)
  const some = fc.array(fc.oneof({ weight: 3, arbitrary: text }, value), { maxLength: 4 }).map(glued)
  const condition = [directive(joined(is(' if '), inner)), some, directive(is('endif'))]
  const choice = [...condition.slice(0, 2), directive(is('else')), some, directive(is('endif'))]
  const loop = [directive(joined(is('for x in '), inner)), some, directive(is(' endfor'))]
  const blocks = [condition, choice, loop].map(pieces => fc.tuple(...pieces).map(glued))
  return fc.array(fc.oneof({ weight: 4, arbitrary: some }, ...blocks), { maxLength: 2 }).map(glued)
}

/** Expressions, without line breaks outside of brackets. */
const { expression } = fc.letrec<Record<'expression' | 'operand' | 'path', string>>(tie => ({
  expression: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    tie('operand'),
    joined(tie('operand'), is(' '), operator, is(' '), tie('expression')),
    joined(tie('operand'), is(' ? '), tie('expression'), is(' : '), tie('expression')),
  ),
  operand: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    literal,
    word.filter(each => each !== 'if' && each !== 'in'),
    tie('path'),
    joined(fc.constantFrom('!', '-'), tie('path')),
    joined(is('"'), templateOf(tie('expression'), plainText), is('"')),
    joined(
      is('['),
      blankOrBreak,
      listOf(tie('expression'), joined(blankOrBreak, is(','), blankOrBreak)),
      is(']'),
    ),
    joined(
      is('{'),
      blankOrBreak,
      listOf(
        joined(
          fc.oneof(word, is('"k"'), is('(k)'), is('1')),
          blank,
          fc.constantFrom('=', ':'),
          blank,
          tie('expression'),
        ),
        fc.constantFrom(',', '\n', ' ,\n', '\n\n', ' # }\n'),
      ),
      is('}'),
    ),
    joined(
      is('[for k, v in '),
      tie('expression'),
      blankOrBreak,
      is(':'),
      blankOrBreak,
      tie('expression'),
      fc.constantFrom('', ' if k'),
      is(']'),
    ),
    joined(
      is('{for v in '),
      tie('expression'),
      is(' : v => '),
      tie('expression'),
      fc.constantFrom('', '...'),
      is('}'),
    ),
    joined(is('('), blankOrBreak, tie('expression'), blankOrBreak, is(')')),
    joined(
      fc.constantFrom('f', 'p::g'),
      blank,
      is('('),
      blankOrBreak,
      listOf(tie('expression'), joined(is(','), blankOrBreak)),
      is(')'),
    ),
  ),
  path: joined(
    word.filter(each => each !== 'if' && each !== 'in'),
    fc
      .array(
        fc.oneof(
          is('.b'),
          is('.0.d'),
          is('["k"]'),
          is('.*.c'),
          is('[*]'),
          joined(is('['), tie('expression'), is(']')),
        ),
        { maxLength: 3 },
      )
      // In what `.*` takes of each item no other may stand.
      .map(steps => steps.filter((step, i) => step !== '.*.c' || steps.indexOf(step) === i).join('')),
  ),
}))

/** An expression without directives, which Go's tree has as conditions. */
export const expressionText = expression.filter(text => !text.includes('%{'))

const heredoc = joined(
  fc.constantFrom('<<EOT\n', '<<-EOT\n', '<<-EOT\r\n'),
  templateOf(expression, lineText),
  is('\n  EOT'),
)
const attribute = joined(
  blank,
  is('='),
  blank,
  fc.oneof({ weight: 3, arbitrary: joined(expression, blank) }, heredoc),
)
const attributes = fc
  .array(attribute, { maxLength: 4 })
  .map(all => all.map((each, i) => `a${i}${each}\n`).join(''))
const block = joined(
  fc.constantFrom('resource "t" "n"', 'b x', 'c', 'd "$${x}"'),
  blank,
  fc.oneof(
    is('{}'),
    joined(is('{'), blank, is('\n'), attributes, is('e {\n'), attributes, is('}\n'), is('}')),
  ),
  fc.constantFrom('\n', ' # x\n', '\r\n\n'),
)

/** A file. */
export const configuration = joined(
  attributes,
  fc.array(block, { maxLength: 2 }).map(all => all.join('')),
  blankOrBreak,
)
