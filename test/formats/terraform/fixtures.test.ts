/**
 * Plans as Terraform makes them (scripts/plan-fixtures.mjs), in three forms: the plan alone, the plan with its
 * configuration beside it, and the configuration alone. What the plan knows is judged alike in all.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { rules } from '../../../rules/index.ts'
import { run } from '../../../src/run.ts'
import type { Settings } from '../../../src/settings.ts'

const folder = join(import.meta.dirname, 'fixtures')

function fixture(name: string, file: string): string {
  return readFileSync(join(folder, name, file), 'utf8')
}

/** Findings, one line each without its place, in order. */
function told(own: Partial<Settings>): string[] {
  const defaults = { paths: [], cwd: folder, rules: {}, params: new Map(), paramFiles: [] }
  const { findings, errors } = run({ ...defaults, preset: 'strict', ...own }, rules)
  expect(errors).toEqual([])
  return findings
    .map(({ rule, certainty, resource, message }) => {
      return `${certainty === 'possible' ? 'possibly ' : ''}${rule} ${resource.address}: ${message}`
    })
    .sort()
}

function forms(name: string) {
  const cwd = join(folder, name)
  return {
    alone: told({ stdin: { name: 'plan.json', text: fixture(name, 'plan.json') } }),
    beside: told({ cwd, paths: ['plan.json', 'main.tf'] }),
    configuration: told({ cwd, paths: ['main.tf'] }),
  }
}

function without(lines: readonly string[], others: readonly string[]): string[] {
  return lines.filter(line => !others.includes(line))
}

test.each(['companions', 'inline', 'changes'])('%s are judged alike in all forms', name => {
  const { alone, beside, configuration } = forms(name)
  expect(alone.length).toBeGreaterThan(5)
  expect(beside).toEqual(alone)
  expect(configuration).toEqual(alone)
})

test('companions: what is wrong is found', () => {
  expect(forms('companions').alone).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^bucket-emptied-on-delete aws_s3_bucket\.data/),
      expect.stringMatching(/^intelligent-tiering-invalid aws_s3_bucket\.data/),
      expect.stringMatching(/^lifecycle-transition-too-early aws_s3_bucket\.data/),
      expect.stringMatching(/^notification-not-permitted aws_s3_bucket\.data/),
      expect.stringMatching(/^object-acl-public aws_s3_object\.page/),
      expect.stringMatching(/^policy-grants-account aws_s3_bucket\.data/),
      expect.stringMatching(/^trail-misses-object-events aws_cloudtrail\.all/),
    ]),
  )
})

test('instances: of a variable the configuration knows the default only', () => {
  const { alone, beside, configuration } = forms('instances')
  expect(beside).toEqual(alone)
  expect(without(alone, configuration)).toEqual([])
  const logs = /^possibly [\w-]+ aws_s3_bucket\.logs: /
  expect(without(configuration, alone).filter(line => !logs.test(line))).toEqual([])
  expect(alone).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^log-target-other-region aws_s3_bucket\.tenant\["beta"\]/),
      expect.stringMatching(/^versioning-suspended module\.store\["spare"\]\.aws_s3_bucket\.this/),
      expect.stringMatching(/^bucket-allows-http module\.store\["spare"\]\.aws_s3_bucket\.this/),
    ]),
  )
  expect(alone.join('\n')).not.toContain('bucket-allows-http module.store["main"]')
})

test('unknown: a policy that is not made yet is read from its data source, or from the configuration', () => {
  const { alone, beside, configuration } = forms('unknown')
  const readable = 'bucket-publicly-readable aws_s3_bucket.data: anyone can read its objects'
  expect(alone).toContain(readable)
  expect(beside).toContain(readable)
  expect(configuration).toContain(readable)
  const aboutPolicies = /polic|publicly|allows-|presigned|signature/
  const others = (lines: readonly string[]) => lines.filter(line => !aboutPolicies.test(line))
  expect(others(beside)).toEqual(others(alone))
  expect(others(configuration)).toEqual(others(alone))
})

test('unknown: what is sensitive in the plan is not told', () => {
  const { alone, beside } = forms('unknown')
  expect([...alone, ...beside].join('\n')).not.toMatch(/top-secret|111122223333/)
})

test('changes: what is destroyed is not judged, and its policy holds no more', () => {
  const { alone } = forms('changes')
  expect(alone.filter(line => line.includes('aws_s3_bucket.gone'))).toEqual([])
  expect(alone.join('\n')).toContain('bucket-allows-http aws_s3_bucket.kept')
  expect(alone.join('\n')).toContain('versioning-suspended aws_s3_bucket.kept')
})

test('changes: a state is judged as it is', () => {
  const state = told({ stdin: { name: 'state.json', text: fixture('changes', 'state.json') } })
  expect(state.join('\n')).not.toContain('bucket-allows-http aws_s3_bucket.kept')
  expect(state.join('\n')).not.toContain('versioning-suspended')
  expect(state.join('\n')).toContain('bucket-allows-http aws_s3_bucket.gone')
})

test('a plan in UTF-16 with a byte order mark, as PowerShell writes it, is read', () => {
  const cwd = mkdtempSync(join(tmpdir(), 'bucketlint-utf16-'))
  try {
    writeFileSync(join(cwd, 'plan.json'), Buffer.from(`\uFEFF${fixture('inline', 'plan.json')}`, 'utf16le'))
    expect(told({ cwd, paths: ['.'] })).toEqual(forms('inline').alone)
  } finally {
    rmSync(cwd, { recursive: true, force: true })
  }
})
