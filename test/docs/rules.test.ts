/** The pages of the rules are those of the rules that there are. */
import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { rulePages } from '../../scripts/docs.ts'
import { peerIds } from '../../src/data/peer-ids.ts'
import { pageUrlOf } from '../../src/report/rule-page.ts'
import { generated, root } from './pages.ts'

const written = rulePages()
const textOf = (name: string) => written.get(name) ?? ''

describe('docs/rules', () => {
  test('has the pages that there are to be, and no others: else run npm run docs', () => {
    expect(readdirSync(join(root, 'docs/rules')).sort()).toEqual([...written.keys()].sort())
  })

  test('is up to date: else run npm run docs', () => {
    const stale = generated.filter(({ path, text }) => text !== textOf(path.replace('docs/rules/', '')))
    expect(stale.map(({ path }) => path)).toEqual([])
  })

  test('has every rule in its table, once', () => {
    const ids = [...textOf('README.md').matchAll(/^\| \[([\w-]+)\]/gm)].map(([, id]) => id)
    expect(ids.sort()).toEqual(Object.keys(rules).sort())
  })

  test('has every check of another tool, once', () => {
    const ids = [...textOf('other-tools.md').matchAll(/^\| `([\w-]+)`/gm)].map(([, id]) => id)
    expect(ids.sort()).toEqual([...new Set(Object.values(peerIds).flat())].sort())
  })
})

test('reports link to the pages, and to none for rules of a project', () => {
  for (const [id, entry] of Object.entries(rules)) {
    const url = pageUrlOf(id, entry) ?? ''
    expect(url).toMatch(/^https:\/\/github\.com\/.+\/docs\/rules\/[a-z0-9-]+\.md$/)
    expect(written.has(basename(url))).toBe(true)
    expect(pageUrlOf(id, { ...entry, custom: true }) ?? '').not.toContain('docs/rules')
  }
})

test('a page tells what explain tells, and what can be done with the rule', () => {
  const page = textOf('logging-loop.md')
  for (const heading of ['# logging-loop', '## Why', '## What to do', '## Wrong', '## Right', '## Settings'])
    expect(page).toContain(`\n${heading}\n`)
  expect(page).toContain('# bucketlint-ignore logging-loop: reason')
  expect(page).toContain('`rules: { logging-loop: off }`')
})
