/** What Terraform expressions give: literals as `terraform console` says, and what is not known as far as it goes. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { force, settled } from '../../../src/formats/terraform/configuration/expression/settled.ts'
import { BOUNDS } from '../../../src/formats/terraform/configuration/expression/bounds.ts'
import { memoized } from '../../../src/formats/terraform/configuration/expression/memoized.ts'
import { Failure } from '../../../src/formats/terraform/configuration/expression/failure.ts'
import type { Resource } from '../../../src/model/resource.ts'
import { ABSENT, type Value } from '../../../src/model/value.ts'
import { reference } from '../../../src/model/identity.ts'
import { Text } from '../../../src/model/text.ts'
import { explore } from '../../../src/model/world.ts'
import { Source } from '../../../src/text/source.ts'
import cases from './console.json' with { type: 'json' }
import {
  evaluated,
  gives,
  inWorlds,
  literal,
  open,
  plainValue,
  recordOf,
  shown,
  variable,
  words,
} from './expressions.ts'

/** Scalars as texts: types are not kept. */
function untyped(value: unknown): unknown {
  if (value === null) return null
  if (Array.isArray(value)) return value.map(untyped)
  if (typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, untyped(inner)]))
  return typeof value === 'string' ? value : JSON.stringify(value)
}

describe('literals', () => {
  test.each(cases.gives as unknown as [string, unknown][])('%s', (expression, expected) => {
    expect(gives(expression)).toEqual(untyped(expected))
  })

  test.each(cases.fails)('%s is refused', expression => {
    const value = evaluated(expression)
    expect(() =>
      explore(world => {
        force(value.read(world), world)
      }),
    ).toThrow(Failure)
  })
})

const bucket = resource('AWS::S3::Bucket', 'aws_s3_bucket.logs')

function resource(type: string, id: string): Resource {
  const at = { source: new Source('main.tf', ''), span: { start: 0, end: 0 }, address: id }
  const empty = recordOf({})
  return {
    type,
    id,
    at,
    unit: { name: '.', resources: [] },
    region: Text.of('eu-west-1'),
    account: Text.of({ kind: 'variable', variable: { name: 'AWS::AccountId', label: 'AWS::AccountId' } }),
    properties: empty,
    attributes: empty,
    exists: () => true,
  }
}

const identity = {
  names: {
    bucket: recordOf({
      id: plainValue({ kind: 'text', text: reference(bucket) }),
      arn: plainValue({ kind: 'text', text: reference(bucket, 'Arn') }),
    }),
  },
}

describe('identities of resources', () => {
  test.each([
    ['"${bucket.arn}/*"', 'arn:aws:s3:::${aws_s3_bucket.logs}/*'],
    ['join("/", [bucket.arn, "*"])', 'arn:aws:s3:::${aws_s3_bucket.logs}/*'],
    ['format("%s/%s", bucket.arn, "*")', 'arn:aws:s3:::${aws_s3_bucket.logs}/*'],
    ['formatlist("%s/*", [bucket.arn])', ['arn:aws:s3:::${aws_s3_bucket.logs}/*']],
    [
      'format("${bucket.arn}/%s/%s", "a", bucket.id)',
      'arn:aws:s3:::${aws_s3_bucket.logs}/a/${aws_s3_bucket.logs}',
    ],
    ['formatlist("${bucket.arn}/%s/*", ["a"])', ['arn:aws:s3:::${aws_s3_bucket.logs}/a/*']],
    ['format(bucket.id, "a")', '?the text ${aws_s3_bucket.logs}'],
    ['replace("${bucket.arn}/a", "/", "|")', 'arn:aws:s3:::${aws_s3_bucket.logs}|a'],
    ['split(":", bucket.arn)', ['arn', 'aws', 's3', '', '', '${aws_s3_bucket.logs}']],
    ['element(split(":::", bucket.arn), 1)', '${aws_s3_bucket.logs}'],
    ['trimprefix(bucket.arn, "arn:aws:s3:::")', '${aws_s3_bucket.logs}'],
    ['trimsuffix("${bucket.arn}/*", "/*")', 'arn:aws:s3:::${aws_s3_bucket.logs}'],
    ['startswith(bucket.arn, "arn:")', 'true'],
    ['bucket.id == "my-logs"', 'false'],
    ['one([bucket][*].id)', '${aws_s3_bucket.logs}'],
    ['coalesce("", bucket.id)', '${aws_s3_bucket.logs}'],
    ['compact([bucket.id, ""])', ['${aws_s3_bucket.logs}']],
    ['distinct([bucket.id, bucket.id])', ['${aws_s3_bucket.logs}']],
    ['toset([bucket.id, "b", "a"])', ['a', 'b', '${aws_s3_bucket.logs}']],
    ['base64decode(base64encode(bucket.id))', '${aws_s3_bucket.logs}'],
    ['upper(bucket.id)', '?the text ${aws_s3_bucket.logs}'],
    ['replace(bucket.id, "a", "b")', '?the text ${aws_s3_bucket.logs}'],
  ])('%s', (expression, expected) => {
    expect(gives(expression, identity)).toEqual(expected)
  })
})

describe('JSON', () => {
  const policy =
    'jsonencode({ Resource = ["${bucket.arn}/*"], Deny = { Bool = { "aws:SecureTransport" = "false" } } })'
  const read = {
    Resource: ['arn:aws:s3:::${aws_s3_bucket.logs}/*'],
    Deny: { Bool: { 'aws:SecureTransport': 'false' } },
  }

  test('of a jsonencode keeps its structure, and the places of its parts', () => {
    const value = evaluated(policy, identity)
    const found = explore(world => {
      const plain = value.read(world)
      if (plain.kind !== 'text' || !plain.json) throw new Error('no structure')
      const json = plain.json.read(world)
      const property = json.kind === 'record' ? json.entry('Deny') : undefined
      return { json: shown(plain.json, world), text: plain.text.toString(), at: property?.at }
    }).leaves[0]?.result
    expect(found?.json).toEqual(read)
    expect(found?.text).toBe(
      '{"Deny":{"Bool":{"aws:SecureTransport":"false"}},"Resource":["arn:aws:s3:::${aws_s3_bucket.logs}/*"]}',
    )
    expect(found?.at?.address).toBe('x.Deny')
    expect(value.origin.source.text.slice(found?.at?.span.start, found?.at?.span.end)).toBe('Deny')
  })

  test('is decoded from what was encoded, from literal text, and from text with symbols', () => {
    expect(gives(`jsondecode(${policy})`, identity)).toEqual(read)
    expect(gives('jsondecode("{\\"a\\":[1]}").a[0]')).toBe('1')
    expect(gives('jsondecode("{\\"Resource\\":\\"${bucket.arn}/*\\"}")', identity)).toEqual({
      Resource: 'arn:aws:s3:::${aws_s3_bucket.logs}/*',
    })
  })

  test('with a part that is not known is known around it', () => {
    const given = { names: { later: open('known after apply') } }
    expect(gives('jsondecode(jsonencode({ a = later, b = "c" }))', given)).toEqual({
      a: '?known after apply',
      b: 'c',
    })
    expect(gives('jsonencode({ a = later, b = 1 })', given)).toBe('{"a":${known after apply},"b":1}')
  })

  test('decoding gives what was encoded', () => {
    const value = fc.letrec<{ any: unknown }>(tie => ({
      any: fc.oneof(
        { depthSize: 'small' },
        fc.string(),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('any'), { maxLength: 4 }),
        fc.dictionary(fc.string(), tie('any'), { maxKeys: 4 }),
      ),
    })).any
    fc.assert(
      fc.property(value, any => {
        const text = hcl(any)
        expect(gives(`jsondecode(jsonencode(${text}))`)).toEqual(gives(text))
        expect(gives(`jsondecode("\${jsonencode(${text})}")`)).toEqual(gives(text))
        expect(gives(text)).toEqual(untyped(any))
      }),
    )
  })
})

/** A value as it is written in a configuration. */
function hcl(value: unknown): string {
  if (typeof value === 'string') return quoted(value)
  if (Array.isArray(value)) return `[${value.map(hcl).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  return `{ ${Object.entries(value)
    .map(([key, inner]) => `${quoted(key)} = ${hcl(inner)}`)
    .join(', ')} }`
}

function quoted(text: string): string {
  const escaped = text.replace(/[^ -~]|["\\]/gu, sign => {
    return `\\U${(sign.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`
  })
  return `"${escaped.replace(/[$%](?=\{)/g, '$&$&')}"`
}

describe('decisions', () => {
  const env = {
    names: { var: recordOf({ env: variable('var.env', { default: 'dev' }), on: variable('var.on') }) },
  }

  test('on a comparison go by the default first', () => {
    expect(inWorlds(evaluated('var.env == "prod" ? "AES256" : "aws:kms"', env))).toEqual([
      { when: 'var.env not prod', gives: 'aws:kms' },
      { when: 'var.env prod', gives: 'AES256' },
    ])
  })

  test('agree with each other', () => {
    expect(
      inWorlds(
        evaluated('[var.env == "prod", var.env != "prod", var.env == "prod" && var.env == "dev"]', env),
      ),
    ).toEqual([
      { when: 'var.env not prod', gives: ['false', 'true', 'false'] },
      { when: 'var.env prod', gives: ['true', 'false', 'false'] },
    ])
  })

  test('on a flag', () => {
    expect(inWorlds(evaluated('{ count = var.on ? 1 : 0, off = !var.on }', env))).toEqual([
      { when: 'var.on false', gives: { count: '0', off: 'true' } },
      { when: 'var.on true', gives: { count: '1', off: 'false' } },
    ])
  })

  test('on the size of a number', () => {
    const given = { names: { days: variable('var.days', { default: '30' }) } }
    expect(inWorlds(evaluated('[days > 7, 7 < days, days <= 7]', given))).toEqual([
      { when: 'var.days > 7', gives: ['true', 'true', 'false'] },
      { when: 'var.days <= 7', gives: ['false', 'false', 'true'] },
    ])
  })

  test('on the key of a map that is written', () => {
    const names = { ...env.names, sizes: words({ dev: 'small', prod: 'large' }) }
    expect(inWorlds(evaluated('sizes[var.env]', { names }))).toEqual([
      { when: 'var.env dev', gives: 'small' },
      { when: 'var.env not dev, var.env prod', gives: 'large' },
    ])
    expect(
      inWorlds(evaluated('lookup(sizes, var.env, "none")', { names })).map(({ gives }) => gives),
    ).toEqual(['small', 'none', 'large'])
  })

  test('on what a text holds', () => {
    expect(inWorlds(evaluated('startswith(var.env, "pr") || strcontains(var.env, "st")', env))).toEqual([
      { when: 'var.env not: starts with pr, var.env not: contains st', gives: 'false' },
      { when: 'var.env not: starts with pr, var.env contains st', gives: 'true' },
      { when: 'var.env starts with pr', gives: 'true' },
    ])
    expect(inWorlds(evaluated('contains(["a", "dev"], var.env)', env))[0]?.gives).toBe('true')
    const found = inWorlds(evaluated('can(regex("^d", var.env))', env))
    expect(found.map(({ gives }) => gives)).toEqual(['true', 'true', 'false'])
  })

  test('are only taken where they are read', () => {
    const value = evaluated('{ a = var.env == "x" ? 1 : 2, b = "c" }', env)
    const { leaves } = explore(world => {
      const plain = value.read(world)
      return plain.kind === 'record' && plain.entry('b')?.value.read(world)
    })
    expect(leaves.map(({ literals }) => literals)).toEqual([[]])
  })

  test('on the values of a list that a condition filters', () => {
    expect(inWorlds(evaluated('[for name in ["dev", "prod"] : name if name != var.env]', env))).toEqual([
      { when: 'var.env dev', gives: ['prod'] },
      { when: 'var.env not dev, var.env not prod', gives: ['dev', 'prod'] },
      { when: 'var.env not dev, var.env prod', gives: ['dev'] },
    ])
  })
})

describe('what is not known', () => {
  const given = { names: { later: open('known after apply'), other: open('the state') } }

  test.each([
    ['later.a[0].b', '?known after apply'],
    ['later[*].id', '?known after apply'],
    ['[for item in later : item]', '?known after apply'],
    ['length(later)', '?known after apply'],
    ['merge({ a = 1 }, later)', '?known after apply'],
    ['lower("A-${later}")', '?known after apply'],
    ['1 + later', '?known after apply'],
    ['"a-${later}"', 'a-${known after apply}'],
    ['{ "a${later}" = 1 }', { 'a${known after apply}': '1' }],
    ['timestamp()', '?the function timestamp'],
    ['provider::aws::arn_parse("x")', '?the function provider::aws::arn_parse'],
    ['nosuch(1)', '?the function nosuch'],
    ['missing.id', '?the reference missing'],
    ['cidrsubnet("10.0.0.0/8", 8, 1)', '?the function cidrsubnet'],
    ['filemd5("x")', '?the function filemd5'],
  ])('%s', (expression, expected) => {
    expect(gives(expression, given)).toEqual(expected)
  })

  test('is guessed, the same for equal expressions', () => {
    expect(
      inWorlds(evaluated('[later.a == null, later.a == null, lower(later) == lower(later)]', given)),
    ).toEqual([
      { when: 'known after apply not null', gives: ['false', 'false', 'true'] },
      { when: 'known after apply null', gives: ['true', 'true', 'true'] },
    ])
    expect(inWorlds(evaluated('lower(later) == lower(other)', given))).toHaveLength(2)
    expect(inWorlds(evaluated('uuid() == uuid()', given))).toHaveLength(2)
    expect(inWorlds(evaluated('[later ? 1 : 2, later == "true", later == ["a"]]', given))).toHaveLength(4)
  })

  test('does not keep what stands beside it from being known', () => {
    expect(gives('concat([later], ["b"])[1]', given)).toBe('b')
    expect(gives('{ for k, v in { a = later, b = "c" } : k => v }', given)).toEqual({
      a: '?known after apply',
      b: 'c',
    })
  })
})

describe('what fails', () => {
  test('is tried', () => {
    const names = { var: recordOf({ a: words({ b: 'c' }), later: open('known after apply') }) }
    expect(gives('try(var.a.x, var.a.b)', { names })).toBe('c')
    expect(gives('try(var.later.x, "d")', { names })).toBe('?known after apply')
    expect(gives('[can(var.a.b), can(var.a.x), can([var.a.x]), can({ y = [var.a.x] })]', { names })).toEqual([
      'true',
      'false',
      'false',
      'false',
    ])
  })

  test('is unknown once it is settled, at every depth, and says why', () => {
    const value = settled(
      evaluated('{ a = { b = [{}.x, "ok"] }, c = jsonencode([[][0]]), d = tonumber("x") }'),
    )
    expect(inWorlds(value)[0]?.gives).toEqual({
      a: { b: ['?an expression that fails: there is no attribute "x"', 'ok'] },
      c: '${an expression that fails: there is no item "0" in a list of 0}',
      d: '?an expression that fails: "x" where a number is expected',
    })
  })

  test('is not looked for in what is settled', () => {
    const read: string[] = []
    const watched: Value = {
      origin: literal('').origin,
      read() {
        read.push('part')
        return ABSENT
      },
    }
    const names = { local: recordOf({ big: settled(recordOf({ part: watched })) }) }
    explore(world => evaluated('try(local.big, null)', { names }).read(world).kind)
    expect(read).toEqual([])
  })

  test('settled values stay the same plain value in every world', () => {
    const value = settled(evaluated('{ a = ["b"] }'))
    const plains = explore(world => {
      world.guess('side', { label: 'side' }, 'yes', 'no')
      return value.read(world)
    }).leaves.map(({ result }) => result)
    expect(plains).toHaveLength(2)
    expect(new Set(plains).size).toBe(1)
  })
})

describe('files', () => {
  const files = {
    'policy.tpl': '{"Bucket": "${name}"%{ for a in list }, "${a}": ""%{ endfor }}',
    'self.tpl': '${templatefile("self.tpl", {})}${templatefile("self.tpl", {})}',
    'bad.tpl': '${',
    'secret.txt': { error: 'outside of the project' },
    'a.txt': 'text ${kept}',
  }

  test.each([
    ['file("a.txt")', 'text ${kept}'],
    ['fileexists("a.txt")', 'true'],
    ['fileexists("b.txt")', 'false'],
    ['try(file("b.txt"), "none")', 'none'],
    ['file("secret.txt")', '?the file secret.txt: outside of the project'],
    [
      'jsondecode(templatefile("policy.tpl", { name = bucket.id, list = ["x"] }))',
      { Bucket: '${aws_s3_bucket.logs}', x: '' },
    ],
    ['can(templatefile("bad.tpl", {}))', 'false'],
    ['templatefile("policy.tpl", { name = "n", list = [] })', '{"Bucket": "n"}'],
  ])('%s', (expression, expected) => {
    expect(gives(expression, { ...identity, files })).toEqual(expected)
  })

  test('that include other templates are refused', () => {
    expect(gives('try(templatefile("self.tpl", {}), "refused")', { files })).toBe('refused')
  })
})

describe('remembered values', () => {
  test('are read once in a world', () => {
    let count = 0
    const value = memoized({ origin: literal('').origin, read: () => (count++, { kind: 'list', items: [] }) })
    explore(world => [value.read(world), value.read(world)])
    expect(count).toBe(1)
  })

  test.each(['local.a', '[local.a]', '{ b = { c = local.a.b } }', '"x${local.a}"', 'length(local.a)'])(
    'that refer to themselves are not known: %s',
    expression => {
      const names: Record<string, Value> = {}
      const own = settled(memoized(evaluated(expression, { names })))
      names.local = recordOf({ a: own })
      expect(JSON.stringify(inWorlds(own))).toContain('x, which refers to itself')
    },
  )
})

describe('hostile expressions', () => {
  const doubling = (count: number, make: (name: string) => string, first: string) => {
    const names: Record<string, Value> = {}
    names.v0 = evaluated(first, { names })
    for (let index = 1; index <= count; index++)
      names[`v${index}`] = memoized(settled(evaluated(make(`v${index - 1}`), { names })))
    return evaluated(`v${count}`, { names })
  }

  test.each([
    ['range(1000000)', 'a list of more than the bound of 100000 items'],
    ['range(0, 1, 0.000001)', 'a list of more than the bound of 100000 items'],
    ['setproduct(range(1000), range(1000))', 'a list of more than the bound of 100000 items'],
    ['flatten([for a in range(1000) : [for b in range(1000) : a]])', 'more than the bound'],
    [
      '[for a in range(90000) : a + 1 + 1 + 1] == [for b in range(90000) : b + 1 + 1 + 1]',
      'evaluating more than the bound',
    ],
    ['replace(join("", [for x in range(40000) : "a"]), "/a*a*b/", "")', 'a regular expression that may take'],
    [
      'regex("(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")',
      'a regular expression that may take',
    ],
    [
      'regex("(a|a)*$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!")',
      'a regular expression that may take',
    ],
    [
      'regex("(a?){40}a{40}", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")',
      'a regular expression that may take',
    ],
    ['format("%999999999s", "a")', 'a format wider than the bound'],
  ])('%s', (expression, reason) => {
    expect(JSON.stringify(gives(expression))).toContain(reason)
  })

  test.each([
    ['texts', (name: string) => `"\${${name}}\${${name}}"`, '"a"'],
    ['lists', (name: string) => `concat(${name}, ${name})`, '["a"]'],
    ['calls of what is not known', (name: string) => `lower("\${${name}}\${${name}}")`, 'uuid()'],
    ['structures', (name: string) => `[${name}, ${name}]`, '["a"]'],
    ['comparisons', (name: string) => `[${name}] == [${name}] ? [${name}, ${name}] : []`, '["a"]'],
  ])('%s that double', (_, make, first) => {
    const value = doubling(60, make, first)
    expect(inWorlds(evaluated('jsonencode(v) == "x"', { names: { v: value } })).length).toBeLessThan(5)
  })

  test.each([
    ['of attributes', (name: string) => `{ a = ${name} }.a`],
    ['of lists', (name: string) => `flatten([[[${name}]]])[0]`],
    [
      'of templates and calls',
      (name: string) => `"%{ if true }\${true ? format("%s", ${name}) : ""}%{ endif }"`,
    ],
    ['of loops', (name: string) => `try([for a in [${name}] : { b = a }][*].b, null)[0]`],
    ['of JSON', (name: string) => `jsondecode(jsonencode([${name}]))[0]`],
    ['of comparisons', (name: string) => `[${name}] == [[1]] ? "" : ${name}`],
    ['of calls that are not known', (name: string) => `lower("\${${name}}\${uuid()}")`],
  ])('deep chains %s end at a bound, not at the stack', (_, make) => {
    const value = doubling(BOUNDS.depth * 2, make, '"end"')
    expect(JSON.stringify(inWorlds(value))).toMatch(/deeper than the bound/)
  })

  test('keys and names of the language are no properties', () => {
    expect(gives('try({}.constructor, "none")')).toBe('none')
    expect(gives('try({}["__proto__"], "none")')).toBe('none')
    expect(gives('{ __proto__ = "a", constructor = "b" }["constructor"]')).toBe('b')
    expect(gives('replace("ab", "/(?P<x>a)/", "$constructor")')).toBe('b')
    expect(gives('toString(1)')).toBe('?the function toString')
  })
})

describe('laws', () => {
  const list = fc.array(fc.constantFrom('a', 'b', 'B', '10', '9', 'é', ''), { maxLength: 8 })

  test('of sort, distinct, toset and reverse', () => {
    fc.assert(
      fc.property(list, items => {
        const text = hcl(items)
        expect(gives(`distinct(${text})`)).toEqual([...new Set(items)])
        expect(gives(`sort(${text})`)).toEqual([...items].sort())
        expect(gives(`toset(${text})`)).toEqual([...new Set(items)].sort())
        expect(gives(`reverse(reverse(${text}))`)).toEqual(items)
        expect(gives(`sort(distinct(${text})) == tolist(toset(${text}))`)).toBe('true')
      }),
    )
  })

  test('of split and join', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]*$/), { minLength: 1 }), items => {
        expect(gives(`split(",", join(",", ${hcl(items)}))`)).toEqual(items)
      }),
    )
  })
})
