/** What examples are too short for: lifecycles of many rules, and ids that are too long. */
import { expect, test } from 'vitest'
import { rules } from '../../rules/index.ts'
import { run } from '../../src/run.ts'

/** Messages of a rule about a bucket whose lifecycle has these rules. */
function told(only: string, written: readonly string[]): string[] {
  const text = `Resources:
  Data:
    Type: AWS::S3::Bucket
    Properties:
      LifecycleConfiguration:
        Rules: [${written.join(', ')}]
`
  const defaults = { paths: [], cwd: import.meta.dirname, rules: {}, params: new Map(), paramFiles: [] }
  const stdin = { name: 'template.yaml', text }
  const report = run({ ...defaults, stdin, preset: 'strict', only: [only] }, rules)
  expect(report.errors).toEqual([])
  expect(report.notFullyChecked).toEqual([])
  return report.findings.map(({ message }) => message)
}

function many(count: number, written: (index: number) => string): string[] {
  return Array.from({ length: count }, (_, index) => written(index))
}

test('a lifecycle has 1,000 rules at most', () => {
  const tenant = (index: number) => `{ Status: Enabled, Prefix: t${index}/, ExpirationInDays: 90 }`
  expect(told('lifecycle-rule-invalid', many(1000, tenant))).toEqual([])
  expect(told('lifecycle-rule-invalid', many(1001, tenant))).toEqual([
    'the lifecycle has 1001 rules, of 1000 at most',
  ])
})

test('an id has 255 characters at most', () => {
  const named = (length: number) => `{ Id: ${'i'.repeat(length)}, Status: Enabled, ExpirationInDays: 90 }`
  expect(told('lifecycle-rule-invalid', [named(255)])).toEqual([])
  expect(told('lifecycle-rule-invalid', [named(256)])).toEqual(['the id has 256 characters, of 255 at most'])
})

test('rules that are all about the same objects are compared in bearable time', { timeout: 10_000 }, () => {
  const longer = (index: number) =>
    `{ Status: Enabled, Transition: { StorageClass: GLACIER_IR, TransitionInDays: 1 }, ExpirationInDays: ${500 + index} }`
  expect(told('lifecycle-expires-first', many(1000, longer))).toHaveLength(999)
  expect(told('lifecycle-early-deletion-charge', many(1000, longer))).toEqual([])
})

test('rules that are all wrong are told in bearable time', { timeout: 10_000 }, () => {
  const early = () =>
    '{ Id: move, Status: Enabled, Transition: { StorageClass: STANDARD_IA, TransitionInDays: 1 } }'
  expect(told('lifecycle-transition-too-early', many(1000, early))).toHaveLength(1000)
  expect(told('lifecycle-rule-invalid', many(1000, early))).toHaveLength(999)
})

test('the message names the days in one form, however many there are', () => {
  const moving = (day: number) =>
    `{ Status: Enabled, Transition: { StorageClass: STANDARD_IA, TransitionInDays: ${day} } }`
  expect(told('lifecycle-transition-too-early', [moving(0), moving(1), moving(30)])).toEqual([
    "objects move to 'STANDARD_IA' after 0 days, which takes them after 30 days",
    "objects move to 'STANDARD_IA' after 1 day, which takes them after 30 days",
  ])
})
