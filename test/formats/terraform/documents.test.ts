/** What is taken for a plan, what is wrong with one, and where things stand in it. */
import { expect, test } from 'vitest'
import { runFiles } from '../cloudformation/reading.ts'
import { rules } from '../../../rules/index.ts'
import { lint, planOf, told, type Module } from './plans.ts'

const only = ['versioning-off', 'syntax-error']
const root: Module = { parts: [{ address: 'aws_s3_bucket.b', values: { bucket: 'company-b' } }] }

test('a finding stands at the line that says the address', () => {
  const text = planOf(root)
  const [found] = lint(text, only).findings
  const line = text.split('\n').findIndex(each => each.includes('"address": "aws_s3_bucket.b"'))
  expect(found?.location.line).toBe(line + 1)
  expect(found?.resource).toEqual({ address: 'aws_s3_bucket.b', type: 'AWS::S3::Bucket' })
})

test('states are read like plans', () => {
  const state = {
    format_version: '1.0',
    values: {
      root_module: {
        resources: [
          {
            address: 'aws_s3_bucket.b',
            mode: 'managed',
            type: 'aws_s3_bucket',
            name: 'b',
            values: {
              bucket: 'company-b',
              id: 'company-b',
              versioning: [{ enabled: false, mfa_delete: false }],
            },
          },
          {
            address: 'aws_s3_bucket.on',
            mode: 'managed',
            type: 'aws_s3_bucket',
            name: 'on',
            values: { bucket: 'company-on', versioning: [{ enabled: true, mfa_delete: false }] },
          },
        ],
      },
    },
  }
  expect(told(lint(JSON.stringify(state), only))).toEqual(['aws_s3_bucket.b: versioning is off'])
})

test('plans in a folder are found by their content, in UTF-16 too', () => {
  const files = { 'a/tfplan.json': planOf(root), 'b/other.json': '{"format_version": 3, "what": []}' }
  expect(runFiles(files, rules, { only }).findings).toHaveLength(1)
  const wide = Buffer.from(`\uFEFF${planOf(root)}`, 'utf16le')
  expect(runFiles({ 'tfplan.json': wide }, rules, { only }).findings).toHaveLength(1)
})

test('a broken plan is told with its place, and the rest is read', () => {
  const cut = planOf(root).slice(0, -40)
  const wrong =
    '{\n  "format_version": "1.2",\n  "planned_values": { "root_module": { "resources": { "aws_s3_bucket": 1 } } }\n}'
  const report = runFiles({ 'cut.json': cut, 'good.json': planOf(root), 'wrong.json': wrong }, rules, {
    only,
  })
  const lines = report.findings.map(({ rule, location }) => `${rule} ${location.file}:${location.line}`)
  expect(lines.filter(line => line.startsWith('syntax-error'))).toEqual([
    expect.stringMatching(/^syntax-error cut\.json:\d+$/),
    'syntax-error wrong.json:3',
  ])
  expect(lines.filter(line => line.startsWith('versioning-off'))).toHaveLength(1)
})

test('names that JavaScript knows too are only names', () => {
  const odd: Module = {
    parts: [
      { address: 'constructor.x', values: {} },
      { address: '__proto__.x', values: {} },
      { address: 'aws_s3_bucket.toString', values: {}, unknown: { bucket: true } },
    ],
  }
  expect(told(lint(planOf(odd), only))).toEqual(['aws_s3_bucket.toString: versioning is off'])
})
