import { describe, expect, test } from 'vitest'
import { baselineOf, baselineText, readBaseline } from '../../src/suppress/baseline.ts'
import { Source } from '../../src/text/source.ts'
import { reportOn, told } from './linting.ts'

const only = ['versioning-suspended']
const buckets = (...ids: string[]) =>
  `Resources:\n${ids
    .map(
      id =>
        `  ${id}:\n    Type: AWS::S3::Bucket\n    Properties: { VersioningConfiguration: { Status: Suspended } }\n`,
    )
    .join('')}`
const known = baselineOf(reportOn(buckets('A', 'B'), { only }).findings)
const lint = (text: string, name = 'template.yaml', baseline = known) =>
  reportOn(text, { only, baseline, stdin: { name, text } })

test('known findings are left out and counted', () => {
  const report = lint(buckets('A', 'B'))
  expect(told(report)).toEqual({
    left: [],
    suppressed: ['4 versioning-suspended A', '7 versioning-suspended B'],
  })
  expect(report.suppressed).toMatchObject([{ by: 'baseline' }, { by: 'baseline' }])
  expect(report.baseline).toEqual({ kept: known, stale: 0 })
})

test('lines may move', () => {
  expect(lint(`${'# a line\n'.repeat(50)}${buckets('A', 'B')}`).findings).toEqual([])
})

test('what is new is told: another resource, and another file with the same addresses', () => {
  expect(told(lint(buckets('A', 'B', 'C'))).left).toEqual(['10 versioning-suspended C'])
  expect(told(lint(buckets('A', 'B'), 'other.yaml')).left).toHaveLength(2)
})

test('what is gone is stale, unless nobody looked for it', () => {
  const [first, second] = known
  expect(lint(buckets('A')).baseline).toEqual({ kept: [first], stale: 1 })
  expect(lint(buckets('A'), 'other.yaml').baseline).toEqual({ kept: [first, second], stale: 0 })
  expect(lint('Resources: [').baseline).toEqual({ kept: [first, second], stale: 0 })
  const off = reportOn(buckets('A'), { only: ['logging-loop'], baseline: known })
  expect(off.baseline).toEqual({ kept: [first, second], stale: 0 })
})

test('a finding is known as often as it was there', () => {
  const [entry] = known
  if (!entry) throw new Error('no entry')
  const twice = baselineOf([], [{ ...entry, count: 3 }])
  expect(lint(buckets('A'), 'template.yaml', twice).baseline).toEqual({
    kept: [{ ...entry, count: 1 }],
    stale: 2,
  })
})

test('locked rules are never known', () => {
  const locks = new Map([['versioning-suspended', { by: 'org.yaml', except: new Set<string>() }]])
  expect(reportOn(buckets('A'), { only, baseline: known, locks }).findings).toHaveLength(1)
})

describe('the file', () => {
  test('is sorted, a finding in each line, and reads back the same', () => {
    const text = baselineText(baselineOf(reportOn(buckets('B', 'A'), { only }).findings))
    expect(text).toMatch(
      /^\{\n {2}"schemaVersion": 1,\n {2}"findings": \[\n {4}\{"file":"template.yaml","rule":"versioning-suspended","address":"A","fingerprint":"\w{32}"\},\n {4}.*"B".*\n {2}\]\n\}\n$/,
    )
    expect(text).not.toMatch(/line|column|\d{4}-\d{2}/)
    expect(readBaseline(new Source('baseline.json', text))).toEqual(known)
    expect(readBaseline(new Source('baseline.json', baselineText([])))).toEqual([])
  })

  test.each([
    ['{', 'b.json:1:1: the file ends too early'],
    ['[]', 'b.json:1:1: this is no baseline: expected schemaVersion 1 and findings'],
    ['{"findings": [], "schemaVersion": 2}', 'this is no baseline'],
    ['{"schemaVersion": 1, "findings": [1]}', 'b.json:1:35: expected a finding, not a scalar'],
    ['{"schemaVersion": 1, "findings": [{"file": "a"}]}', 'b.json:1:35: the finding has no rule'],
    [
      '{"schemaVersion": 1, "findings": [{"file":"a","rule":"b","address":"c","fingerprint":"d","count":-1}]}',
      'count is no number from 1',
    ],
  ])('%s is none', (text, message) => {
    expect(() => readBaseline(new Source('b.json', text))).toThrow(message)
  })
})
