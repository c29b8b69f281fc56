import { describe, expect, test } from 'vitest'
import type { Block, Body, Expression } from '../../src/syntax/hcl/ast.ts'
import { parseHcl, parseTemplate, parseTerraformJson } from '../../src/syntax/hcl/index.ts'
import { BOUNDS } from '../../src/syntax/index.ts'
import { Source, type Span } from '../../src/text/source.ts'
import { problems } from './read.ts'

const hcl = (text: string) => parseHcl(new Source('main.tf', text))
const json = (text: string, path = 'main.tf.json') => parseTerraformJson(new Source(path, text))

/** The value of an attribute of the first block or the file. */
function value(body: Body, name: string): Expression {
  const attribute = body.attributes.get(name) ?? body.blocks[0]?.body.attributes.get(name)
  if (!attribute) throw new Error(`no attribute ${name}`)
  return attribute.value
}

/** What stands at all places of a tree that have the kind. */
function places(tree: unknown, text: string, kind: string): string[] {
  const found: string[] = []
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null || node instanceof Source) return
    const { kind: own, span } = node as { kind?: string; span?: Span }
    if (own === kind && span) found.push(text.slice(span.start, span.end))
    for (const inner of node instanceof Map ? node.values() : Object.values(node)) visit(inner)
  }
  visit(tree)
  return found
}

/** Blocks and attributes as one text. */
function outline(body: Body): string {
  const blocks = body.blocks.map(
    ({ type, labels, body: inner }: Block) => `${[type, ...labels].join('.')} { ${outline(inner)} }`,
  )
  return [...body.attributes.keys(), ...blocks].join(' ')
}

describe('places', () => {
  const text = [
    '\uFEFFresource "aws_s3_bucket" "logs" { # x',
    '  bucket = "a-${var.name}/%{ if x }y%{ endif }-${ local.z }" // y',
    '  tags   = merge(local.tags, { Name : (f(x)).y["k"] })',
    '  count  = (1 + 2) * -x ? a[*].b[0] : [for k, v in c : v if k != ""]',
    '  text   = <<-EOT',
    '    one ${two}',
    '      three',
    '  EOT',
    '  rule { }',
    '}',
  ].join('\r\n')
  const { body } = hcl(text)
  const at = ({ start, end }: Span): string => text.slice(start, end)

  test('of headers, names and bodies', () => {
    const [bucket] = body.blocks
    expect(bucket && at(bucket.header)).toBe('resource "aws_s3_bucket" "logs"')
    expect(bucket && at(bucket.body.span)).toMatch(/^ # x\r\n {2}bucket[^]* {2}rule \{ \}\r\n$/)
    expect([...(bucket?.body.attributes.values() ?? [])].map(({ nameSpan }) => at(nameSpan))).toEqual([
      'bucket',
      'tags',
      'count',
      'text',
    ])
    expect(bucket?.body.blocks.map(({ header }) => at(header))).toEqual(['rule'])
    expect(body.span).toEqual({ start: 0, end: text.length })
  })

  test.each<[kind: string, expected: string[]]>([
    ['text', ['a-', '/', 'y', '-', 'one ', '\r\n      three\r\n']],
    ['value', ['${var.name}', '${ local.z }', '${two}']],
    ['if', ['%{ if x }y%{ endif }']],
    ['attribute', ['var.name', 'local.z', 'local.tags', '(f(x)).y']],
    ['call', ['merge(local.tags, { Name : (f(x)).y["k"] })', '(f(x))']],
    ['index', ['(f(x)).y["k"]']],
    ['object', ['{ Name : (f(x)).y["k"] }']],
    ['conditional', ['(1 + 2) * -x ? a[*].b[0] : [for k, v in c : v if k != ""]']],
    ['unary', ['-x']],
    ['splat', ['a[*].b[0]']],
    ['for', ['[for k, v in c : v if k != ""]']],
    ['binary', ['(1 + 2) * -x', '(1 + 2)', 'k != ""']],
  ])('of each %s', (kind, expected) => {
    expect(places(body, text, kind)).toEqual(expected)
  })

  test('of templates', () => {
    expect(places(body, text, 'template')).toEqual([
      '"a-${var.name}/%{ if x }y%{ endif }-${ local.z }"',
      '<<-EOT\r\n    one ${two}\r\n      three\r\n  EOT',
    ])
  })
})

describe('trees', () => {
  test('numbers keep their text, keys that are one word are text', () => {
    const { body } = hcl('a = { b = 1.50, null = 2, (c) = 3, 4 = 5 }\n')
    const object = value(body, 'a')
    expect(
      object.kind === 'object' && object.entries.map(({ key, value: each }) => [key, each]),
    ).toMatchObject([
      [
        { kind: 'literal', type: 'string', text: 'b' },
        { type: 'number', text: '1.50' },
      ],
      [{ kind: 'literal', type: 'string', text: 'null' }, { text: '2' }],
      [{ kind: 'name', name: 'c' }, { text: '3' }],
      [{ kind: 'literal', type: 'number', text: '4' }, { text: '5' }],
    ])
  })

  test('a text that is one value stays a template of that value', () => {
    expect(value(hcl('a = "${b}"\n').body, 'a')).toMatchObject({
      kind: 'template',
      parts: [{ kind: 'value', value: { kind: 'name', name: 'b' } }],
    })
  })

  test('a splat inside of a splat is a step', () => {
    expect(value(hcl('a = b[*].c[*].d\n').body, 'a')).toMatchObject({
      kind: 'splat',
      of: { kind: 'name' },
      steps: [
        { kind: 'attribute', name: 'c' },
        { kind: 'splat', steps: [{ kind: 'attribute', name: 'd' }] },
      ],
    })
    expect(value(hcl('a = b.*.c[0]\n').body, 'a')).toMatchObject({ kind: 'index', of: { kind: 'splat' } })
  })

  test('names of Object.prototype are names like others', () => {
    const { body } = hcl('__proto__ = constructor\ntoString { __proto__ = { __proto__ = 1 } }\n')
    expect(outline(body)).toBe('__proto__ toString { __proto__ }')
  })
})

describe('errors', () => {
  test.each<[text: string, expected: string[], whole: string]>([
    ['a\nb = 1\n', [`1:1 expected '=' or '{' after "a", found the end of the line`], 'b'],
    ['a = \nb = 1\n', ['1:3 expected a value, found the end of the line'], 'b'],
    ['a = 1 b = 2\nc = 3\n', ['1:7 expected a line break, found "b"'], 'a c'],
    ['a = 1,\nb = 1\n', ["1:6 expected a line break, found ','"], 'a b'],
    ["a = 'x'\nb = 1\n", [`1:5 expected double quotes around the text, found '''`], 'b'],
    ['a = "x\nb = 1\n', [`1:5 expected '"' at the end of the text, found the end of the line`], 'b'],
    ['a = "\\q"\nb = 1\n', ['1:6 expected "\\\\" for a backslash, found "\\\\q"'], 'b'],
    ['a = "\\u12"\nb = 1\n', ['1:6 expected 4 hexadecimal digits of a character after "\\u"'], 'b'],
    ['a = "${x y}"\nb = 1\n', [`1:10 expected '}' for the '{' in line 1, found "y"`], 'b'],
    ['a = "%{ if x }"\nb = 1\n', [`1:6 expected '%{ endif }' for this, found the end of the template`], 'b'],
    ['a = "%{ endfor }"\n', [`1:6 expected '%{ if }' or '%{ for }' before it, found '%{ endfor }'`], ''],
    [
      'a = 1.2.3\nb = x.0.1\n',
      [
        '1:5 expected a number such as 1.5, found "1.2.3"',
        '2:7 expected indices in brackets, as in a[0][1], found ".0.1"',
      ],
      '',
    ],
    ['a = 1\na = 2\nb = 3\n', ['2:1 expected each attribute once, found "a" again after line 1'], 'a b'],
    ['a = [\n  1\n  2\n]\nb = 1\n', [`3:3 expected ',' or ']' for the '[' in line 1, found "2"`], 'b'],
    ['a = f(1\nb = 1\n', [`2:1 expected ',' or ')' for the '(' in line 1, found "b"`], 'b'],
    ['a = {\n  x = 1\nb = 1\n', [`3:5 expected '}' for the '{' in line 1, found the end of the file`], ''],
    ['a = [for x : x]\nb = 1\n', [`1:12 expected 'in' after the name, found ':'`], 'b'],
    ['a = {for x in y : x}\nb = 1\n', [`1:20 expected '=>' between key and value, found '}'`], 'b'],
    ['}\na = 1\n', [`1:1 expected an attribute or a block, found '}'`], 'a'],
    ['"a" = 1\nb = 1\n', [`1:1 expected an attribute or a block, found '"'`], 'b'],
    ['a = 1 /* x\nb = 1\n', [`1:7 expected '*/' for the '/*' in line 1, found the end of the file`], 'a'],
    [
      'a = <<E\n  x\nb = 1\n',
      [`1:5 expected a line with E alone for the '<<' in line 1, found the end of the file`],
      'b',
    ],
    ['a = é\u200b\nb = 1\n', ['1:6 expected a line break, found the character U+200B'], 'a b'],
  ])('%j', (text, expected, whole) => {
    const { body, problems: found } = hcl(text)
    expect(outline(body)).toBe(whole)
    const source = new Source('', text)
    expect(
      found.map(({ message, span }) => {
        const { line, column } = source.position(span.start)
        return `${line}:${column} ${message}`
      }),
    ).toEqual(expected)
  })

  test.each<[name: string, text: string, errors: number, whole: string]>([
    [
      'a wrong value',
      'resource "a" "b" {\n  c = = 1\n  d = 2\n  e {\n    f = [\n      1 2,\n      "]"\n    ]\n    g = 3\n  }\n}\nh = 4\n',
      2,
      'h resource.a.b { d e { g } }',
    ],
    [
      'a bracket that is missing',
      'resource "a" "b" {\n  c = [\n    1,\n  d = 2\n}\nresource "e" "f" {\n  g = 1\n}\n',
      1,
      'resource.a.b { d } resource.e.f { g }',
    ],
    [
      'a brace that is missing',
      'resource "a" "b" {\n  c {\n    d = 1\n  e = 2\n}\n\nresource "f" "g" {\n  h = 3\n}\nresource "i" "j" {\n}\n',
      1,
      'resource.a.b { c { d e } } resource.f.g { h } resource.i.j {  }',
    ],
    ['a wrong header', 'resource "a" "${b}" {\n  c = 1\n}\nd {\n  e = 1\n}\n', 1, 'd { e }'],
    ['a brace on the next line', 'a "b"\n{\n  c = 1\n}\nd = 1\n', 1, 'd a.b { c }'],
    ['two attributes on one line', 'a { b = 1, c = 2 }\nd = 1\n', 1, 'd a { b }'],
    ['a block on one line', 'a { b { c = 1 } }\nd = 1\n', 1, 'd a { b { c } }'],
    ['a block that goes on', 'a { b = 1\n  c = 2\n}\nd = 1\n', 1, 'd a { b c }'],
    ['text after a block', 'a {\n  b = 1\n} c = 2\nd = 1\n', 1, 'd a { b }'],
  ])('%s spoils nothing else', (_, text, errors, whole) => {
    const { body, problems: found } = hcl(text)
    expect(outline(body)).toBe(whole)
    expect(found).toHaveLength(errors)
  })

  test('a text with errors everywhere is not read to its end', () => {
    const { problems: found } = hcl('= 1\n'.repeat(1000))
    expect(found).toHaveLength(22)
    expect(found.at(-1)?.message).toBe('the rest is not read: the file has more than the bound of 20 errors')
  })
})

describe('the bound on nesting', () => {
  const cases: readonly (readonly [name: string, nested: (levels: number) => string])[] = [
    ['blocks', n => `${'b {\n'.repeat(n)}${'}\n'.repeat(n)}`],
    ['parentheses', n => `a = ${'('.repeat(n)}1${')'.repeat(n)}\n`],
    ['tuples', n => `a = ${'['.repeat(n)}${']'.repeat(n)}\n`],
    ['objects', n => `a = ${'{a='.repeat(n)}1${'}'.repeat(n)}\n`],
    ['calls', n => `a = ${'f('.repeat(n)}${')'.repeat(n)}\n`],
    ['templates', n => `a = ${'"${'.repeat(n)}b${'}"'.repeat(n)}\n`],
    ['directives', n => `a = "${'%{if b}'.repeat(n)}${'%{endif}'.repeat(n)}"\n`],
    ['negations', n => `a = ${'!'.repeat(n)}b\n`],
    ['conditions', n => `a = ${'b ? c : '.repeat(n)}d\n`],
    ['sums', n => `a = 1${' + 1'.repeat(n)}\n`],
    ['paths', n => `a = b${'.c'.repeat(n)}\n`],
    ['splats', n => `a = b${'[*]'.repeat(n)}\n`],
  ]
  test.each(cases)('of %s', (_, nested) => {
    expect(hcl(nested(BOUNDS.depth - 2)).problems).toEqual([])
    expect(hcl(`${nested(100_000)}z = 1\n`).problems[0]?.message).toBe(
      'the nesting is deeper than the bound of 500 levels',
    )
  })

  test('of texts in JSON counts what is around them', () => {
    const nested = (lists: number, calls: number): string =>
      `{"locals": {"a": ${'['.repeat(lists)}"\${${'f('.repeat(calls)}${')'.repeat(calls)}}"${']'.repeat(lists)}}}`
    expect(json(nested(200, 290)).problems).toEqual([])
    expect(problems(json(nested(300, 290)), nested(300, 290))[0]).toMatch(
      /deeper than the bound of 500 levels$/,
    )
  })
})

describe('template files', () => {
  test('are texts, values and directives', () => {
    const text = 'a ${b}\n%{ for x in y ~}\n  - ${x}\n%{ endfor ~}\nc $${d} 100%'
    const { parts, problems: found } = parseTemplate(new Source('policy.tftpl', text))
    expect(found).toEqual([])
    expect(parts).toMatchObject([
      { kind: 'text', text: 'a ' },
      { kind: 'value', value: { kind: 'name', name: 'b' } },
      { kind: 'text', text: '\n' },
      {
        kind: 'for',
        key: undefined,
        item: 'x',
        collection: { kind: 'name', name: 'y' },
        parts: [{ text: '  - ' }, { kind: 'value' }, { text: '\n' }],
      },
      { kind: 'text', text: 'c ${d} 100%' },
    ])
  })

  test('with an error have no parts', () => {
    const text = 'a\n${b'
    const parsed = parseTemplate(new Source('policy.tftpl', text))
    expect(parsed.parts).toEqual([])
    expect(problems(parsed, text)).toEqual([
      `error 2:3 "b" expected '}' for the '{' in line 2, found the end of the file`,
    ])
  })
})

describe('JSON', () => {
  test('has the blocks and labels of the native syntax', () => {
    const { body, problems: found } = json(`{
      "//": "comment",
      "terraform": {"required_version": ">= 1"},
      "locals": {"a": 1, "lifecycle": 2, "//": "comment"},
      "resource": [
        {"aws_s3_bucket": {"logs": {
          "bucket": "logs", "lifecycle": {"prevent_destroy": true},
          "provisioner": [{"local-exec": {"command": "true", "connection": {"type": "ssh"}}}],
          "dynamic": {"rule": [{"for_each": "\${var.rules}", "content": {"id": "\${rule.key}", "dynamic": {"x": {"content": {}}}}}]}
        }}},
        {"aws_s3_bucket": {"two": [{"bucket": "b"}, null]}}
      ],
      "provider": {"aws": [{"region": "a"}, {"alias": "x"}]},
      "moved": [{"from": "a.b", "to": "a.c"}],
      "unknown": {"a": {}}
    }`)
    expect(found).toEqual([])
    expect(outline(body)).toBe(
      'unknown terraform { required_version } locals { a lifecycle } ' +
        'resource.aws_s3_bucket.logs { bucket lifecycle { prevent_destroy } ' +
        'provisioner.local-exec { command connection { type } } ' +
        'dynamic.rule { for_each content { id dynamic.x { content {  } } } } } ' +
        'resource.aws_s3_bucket.two { bucket } provider.aws { region } provider.aws { alias } moved { from to }',
    )
  })

  test('has the expressions of the native syntax', () => {
    const { body } = json(
      '{"locals": {"a": ["x", 1.50, true, null, "$${x}", "${var.x}", {"k-${y}": "%{ if z }1%{ endif }"}]}}',
    )
    expect(value(body, 'a')).toMatchObject({
      kind: 'tuple',
      items: [
        { kind: 'literal', type: 'string', text: 'x' },
        { kind: 'literal', type: 'number', text: '1.50' },
        { kind: 'literal', type: 'bool', text: 'true' },
        { kind: 'literal', type: 'null' },
        { kind: 'literal', type: 'string', text: '${x}' },
        { kind: 'template', parts: [{ kind: 'value', value: { kind: 'attribute', name: 'x' } }] },
        {
          kind: 'object',
          entries: [
            {
              key: { kind: 'template', parts: [{ text: 'k-' }, { kind: 'value' }] },
              value: { kind: 'template', parts: [{ kind: 'if' }] },
            },
          ],
        },
      ],
    })
  })

  test('reads references where the language wants them', () => {
    const { body } = json(
      '{"resource": {"a": {"b": {"provider": "aws.east", "depends_on": ["a.c", "module.d[0]"], "name": "aws.east"}}}}',
    )
    expect(value(body, 'provider')).toMatchObject({ kind: 'attribute', of: { name: 'aws' }, name: 'east' })
    expect(value(body, 'depends_on')).toMatchObject({
      items: [
        { kind: 'attribute', name: 'c' },
        { kind: 'index', of: { name: 'd' } },
      ],
    })
    expect(value(body, 'name')).toMatchObject({ kind: 'literal', text: 'aws.east' })
  })

  test('has places inside of texts without escapes', () => {
    const text =
      '\uFEFF{"resource": {"t": {"n": {"plain": "a-${var.b}", "escaped": "\\"${var.c}", "x": {"k": [1]}}}}}'
    const { body } = json(text)
    expect(places(body, text, 'value')).toEqual(['${var.b}', '"\\"${var.c}"'])
    expect(places(body, text, 'name')).toEqual(['var', '"\\"${var.c}"'])
    expect(places(body, text, 'literal')).toEqual(['"k"', '1'])
    expect(places(body, text, 'tuple')).toEqual(['[1]'])
    const [block] = body.blocks
    expect(block && text.slice(block.header.start, block.header.end)).toBe('"n"')
    expect(block && text.slice(block.body.span.start, block.body.span.end)).toMatch(/^"plain".*\]\}$/)
    const names = [...(block?.body.attributes.values() ?? [])].map(({ nameSpan: { start, end } }) =>
      text.slice(start, end),
    )
    expect(names).toEqual(['"plain"', '"escaped"', '"x"'])
  })

  test('of variable values has plain texts and no blocks', () => {
    const { body } = json('{"module": "${x}", "a": {"b": "%{"}}', 'prod.tfvars.json')
    expect(outline(body)).toBe('module a')
    expect(value(body, 'module')).toMatchObject({ kind: 'literal', text: '${x}' })
  })

  test.each([
    [
      '{"locals": {"a": "x ${y", "b": 1}}',
      [`error 1:23 "y" expected '}' for the '{' in line 1, found the end of the text`],
      'locals { b }',
    ],
    [
      '{"resource": {"t": {"n": 1, "m": {}}}}',
      ['error 1:26 "1" expected an object, found "1"'],
      'resource.t.n {  } resource.t.m {  }',
    ],
    ['{"moved": {"from": "a b"}}', ['error 1:23 "b" expected the end of the text, found "b"'], 'moved {  }'],
    [
      '{"locals": {"a": 1,}}',
      ['error 1:19 "," a comma stands after the last value: expected \'}\' without it'],
      '',
    ],
    ['', ['error 1:1 "" the file is empty: expected a JSON value'], ''],
  ])('with an error: %j', (text, expected, whole) => {
    const parsed = json(text)
    expect(problems(parsed, text)).toEqual(expected)
    expect(outline(parsed.body)).toBe(whole)
  })
})
