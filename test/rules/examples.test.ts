/** Every rule tests itself: its examples are run, and what is marked in them is what must be found. */
import { describe, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import type { Finding } from '../../src/finding.ts'
import type { Example } from '../../src/rule.ts'
import { run } from '../../src/run.ts'
import type { Body, Expression } from '../../src/syntax/hcl/ast.ts'
import { parseHcl } from '../../src/syntax/hcl/index.ts'
import { parseYaml, type Node } from '../../src/syntax/index.ts'
import { Source } from '../../src/text/source.ts'

type Written = Pick<Example, 'dialect' | 'text' | 'workloads'>

/** Findings of one rule in a text; `fully` where nothing in it keeps the rule from being checked in full. */
function lint(id: string, { dialect, text, workloads }: Written, fully = true): readonly Finding[] {
  const report = run(
    {
      paths: [],
      stdin: { name: dialect === 'terraform' ? 'main.tf' : 'example.yaml', text },
      cwd: import.meta.dirname,
      preset: 'recommended',
      only: [id],
      rules: {},
      params: new Map(),
      paramFiles: [],
      workloads,
    },
    rules,
  )
  expect(report.errors).toEqual([])
  if (fully) expect(report.notFullyChecked).toEqual([])
  return report.findings
}

function told(findings: readonly Finding[]): string[] {
  return findings.map(
    ({ location, certainty, message }) =>
      `${location.line}: ${certainty === 'possible' ? 'possibly: ' : ''}${message}`,
  )
}

function marked(text: string): string[] {
  return text.split('\n').flatMap((line, index) =>
    line
      .split('# <- ')
      .slice(1)
      .map(message => `${index + 1}: ${message.trim()}`),
  )
}

const table = Object.entries(rules)

test('ids are unique kebab-case and every rule is described', () => {
  for (const [id, { rule }] of table) {
    expect(id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
    expect(rule.title, id).toMatch(/^[A-Z].*[^.]$/)
    expect(rule.why, id).toMatch(/\.$/)
    expect(rule.remedy, id).toMatch(/\.$/)
    expect(rule.refs.length, id).toBeGreaterThan(0)
    for (const ref of rule.refs) expect(ref, id).toMatch(/^[A-Za-z].*\.html(#.+)?$/)
    expect(rule.bad.length, id).toBeGreaterThan(0)
    expect(rule.good.length, id).toBeGreaterThan(0)
  }
})

/** Rules that Terraform cannot break. */
const unbreakable: Readonly<Record<string, string>> = {
  'bucket-name-fixed': 'Terraform deletes a bucket before it makes the one that takes its place',
  'bucket-not-retained':
    'Terraform deletes no bucket that holds objects, unless bucket-emptied-on-delete says so',
}

test('every rule has Terraform examples, but for those that Terraform cannot break', () => {
  const lacking = table.filter(
    ([, { rule }]) =>
      ![rule.bad, rule.good].every(examples => examples.some(({ dialect }) => dialect === 'terraform')),
  )
  expect(lacking.map(([id]) => id).sort()).toEqual(Object.keys(unbreakable))
})

describe.each(table)('%s', (id, { rule }) => {
  const bad = rule.bad.map((example, index): [number, Example] => [index + 1, example])
  const good = rule.good.map((example, index): [number, Example] => [index + 1, example])

  test.each(bad)('bad example %i gives exactly what is marked', (_, example) => {
    expect(marked(example.text).length).toBeGreaterThan(0)
    expect(told(lint(id, example)).sort()).toEqual(marked(example.text).sort())
  })

  test.each(good)('good example %i is silent', (_, example) => {
    expect(told(lint(id, example))).toEqual([])
  })

  test.skipIf(rule.on === 'file' || rule.on === 'property')('in fog nothing is certain', () => {
    for (const [, { dialect, text, workloads }] of bad) {
      const fog = dialect === 'terraform' ? terraformFog : templateFog
      for (const finding of lint(id, { dialect, text, workloads }).filter(
        ({ certainty }) => certainty === 'certain',
      )) {
        const foggy = fog(text, finding)
        if (foggy === undefined) continue
        // A number that nobody can know is not checked, and the report says so.
        const still = lint(id, { dialect, text: foggy, workloads }, false).filter(
          other =>
            other.certainty === 'certain' &&
            other.location.line === finding.location.line &&
            other.message === finding.message,
        )
        expect(told(still), foggy).toEqual([])
      }
    }
  })
})

/** The text with the blamed value replaced by one that nobody can know; `undefined` where a key is not blamed. */
function templateFog(text: string, { location }: Finding): string | undefined {
  const source = new Source('example.yaml', text)
  const start = source.lineStart(location.line) + location.column - 1
  const blamed = valueAt(parseYaml(source).root, start)
  // A logical id is blamed for what is missing.
  if (!blamed || (blamed.kind === 'map' && blamed.get('Type'))) return undefined
  return `${text.slice(0, blamed.span.start)}!ImportValue Fog${text.slice(blamed.span.end)}`
}

/** The same in a configuration; blocks are blamed for what is missing. */
function terraformFog(text: string, { location }: Finding): string | undefined {
  const source = new Source('main.tf', text)
  const start = source.lineStart(location.line) + location.column - 1
  const blamed = attributeAt(parseHcl(source).body, start)
  return blamed && `${text.slice(0, blamed.span.start)}local.fog${text.slice(blamed.span.end)}`
}

function attributeAt({ attributes, blocks }: Body, nameStart: number): Expression | undefined {
  const found = [...attributes.values()].find(({ nameSpan }) => nameSpan.start === nameStart)
  return (
    found?.value ?? blocks.map(({ body }) => attributeAt(body, nameStart)).find(each => each !== undefined)
  )
}

function valueAt(node: Node | undefined, keyStart: number): Node | undefined {
  if (node?.kind === 'map') {
    for (const { keySpan, value } of node.entries) {
      const found = keySpan.start === keyStart ? value : valueAt(value, keyStart)
      if (found) return found
    }
  }
  if (node?.kind === 'list')
    return node.items.map(item => valueAt(item, keyStart)).find(found => found !== undefined)
  return undefined
}
