/** Every rule tests itself: its examples are run, and what is marked in them is what must be found. */
import { describe, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import type { Finding } from '../../src/finding.ts'
import type { Example } from '../../src/rule.ts'
import { run } from '../../src/run.ts'
import { parseYaml, type Node } from '../../src/syntax/index.ts'
import { Source } from '../../src/text/source.ts'

/** Findings of one rule in a text, as `line: message`, possible ones marked as such. */
function lint(id: string, text: string): readonly Finding[] {
  const report = run(
    {
      paths: [],
      stdin: { name: 'example.yaml', text },
      cwd: import.meta.dirname,
      preset: 'recommended',
      only: [id],
      rules: {},
      params: new Map(),
      paramFiles: [],
    },
    rules,
  )
  expect(report.errors).toEqual([])
  expect(report.notFullyChecked).toEqual([])
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

describe.each(table)('%s', (id, { rule }) => {
  const bad = rule.bad.map((example, index): [number, Example] => [index + 1, example])
  const good = rule.good.map((example, index): [number, Example] => [index + 1, example])

  test.each(bad)('bad example %i gives exactly what is marked', (_, { text }) => {
    expect(marked(text).length).toBeGreaterThan(0)
    expect(told(lint(id, text)).sort()).toEqual(marked(text).sort())
  })

  test.each(good)('good example %i is silent', (_, { text }) => {
    expect(told(lint(id, text))).toEqual([])
  })

  test.skipIf(rule.on === 'file' || rule.on === 'property')('in fog nothing is certain', () => {
    for (const [, { text }] of bad) {
      for (const finding of lint(id, text).filter(({ certainty }) => certainty === 'certain')) {
        const foggy = fog(text, finding)
        if (foggy === undefined) continue
        const still = lint(id, foggy).filter(
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
function fog(text: string, { location }: Finding): string | undefined {
  const source = new Source('example.yaml', text)
  const start = source.lineStart(location.line) + location.column - 1
  const blamed = valueAt(parseYaml(source).root, start)
  // A logical id is blamed for what is missing.
  if (!blamed || (blamed.kind === 'map' && blamed.get('Type'))) return undefined
  return `${text.slice(0, blamed.span.start)}!ImportValue Fog${text.slice(blamed.span.end)}`
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
