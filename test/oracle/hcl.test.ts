/** The parser against Go's, which Terraform has: hcl2json is that, compiled to WebAssembly. */
import { getExpressionAst, parse } from '@cdktn/hcl2json'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseHcl } from '../../src/syntax/hcl/index.ts'
import { Source } from '../../src/text/source.ts'
import { configuration, expressionText } from './hcl-arbitrary.ts'
import { bodyJson, facts, goFacts } from './hcl-json.ts'
import { refused, taken } from './hcl-texts.ts'

/** `HCL_RUNS=20` looks further than the usual run. */
const factor = Number(process.env.HCL_RUNS ?? 1)

/** The text as Go reads it; nothing where it refuses it. Go keeps texts in Unicode's composed form. */
async function asGo(text: string): Promise<unknown> {
  try {
    return await parse('main.tf', text)
  } catch (error) {
    // The parser takes it, and only the conversion to JSON does not.
    fc.pre(String(error).includes('parse config:'))
    return undefined
  }
}

function ours(text: string): unknown {
  const { body, problems } = parseHcl(new Source('main.tf', text))
  return problems.length > 0 ? undefined : composed(bodyJson(body))
}

function composed(json: unknown): unknown {
  return JSON.parse(JSON.stringify(json).normalize('NFC'))
}

/**
 * Where we differ on purpose. After a `$` or `%`, Go's scanner cuts a text between carriage return and line feed, and
 * a strip marker that follows takes only the second.
 */
const isCutByGo = (text: string): boolean => /[$%]\r\n/.test(text)

describe('what Go takes we take, with the same values', () => {
  test.each(taken)('%j', async text => {
    const expected = await asGo(text)
    expect(expected).toBeDefined()
    expect(ours(text)).toEqual(composed(expected))
  })

  test('generated configurations', { timeout: 60_000 }, async () => {
    const check = async (text: string) => {
      fc.pre(!isCutByGo(text))
      const expected = await asGo(text)
      expect(expected).toBeDefined()
      expect(ours(text)).toEqual(composed(expected))
    }
    await fc.assert(fc.asyncProperty(configuration, check), { numRuns: 200 * factor })
  })
})

test.each(refused)('what Go refuses we refuse: %j', async text => {
  expect(await asGo(text)).toBeUndefined()
  expect(parseHcl(new Source('main.tf', text)).problems).toContainEqual(
    expect.objectContaining({ kind: 'error' }),
  )
})

const signs = '{ } [ ] ( ) " $ % ~ = : . , * - < > ! & | ? / # \\ a e 1 _ ${ %{ ... :: \''.split(' ')

/** A configuration where up to two characters are replaced. */
const slip = fc
  .tuple(configuration, fc.nat(10_000), fc.nat(2), fc.constantFrom('', ' ', '\n', '<<E\n', ...signs))
  .map(([text, at, removed, added]) => {
    const place = at % (text.length + 1)
    return text.slice(0, place) + added + text.slice(place + removed)
  })

test('configurations with a slip are taken or refused as Go does', { timeout: 60_000 }, async () => {
  const check = async (text: string) => {
    fc.pre(!isCutByGo(text))
    const expected = await asGo(text)
    expect(ours(text)).toEqual(expected === undefined ? undefined : composed(expected))
  }
  await fc.assert(fc.asyncProperty(slip, check), { numRuns: 500 * factor })
})

test('operators, calls and splats bind as in Go', { timeout: 60_000 }, async () => {
  const check = async (written: string) => {
    const ast = await getExpressionAst('main.tf', `"\${${written}}"`)
    const text = `a = ${written}\n`
    const value = parseHcl(new Source('main.tf', text)).body.attributes.get('a')?.value
    expect(value && facts(value, text)).toEqual(ast && goFacts(ast))
  }
  await fc.assert(fc.asyncProperty(expressionText, check), { numRuns: 200 * factor })
})
