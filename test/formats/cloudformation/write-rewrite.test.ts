/** Changes and removals at the place of a key or an item. */
import { describe, expect, test } from 'vitest'
import { gone, type Wanted, type WantedRecord, type Wish } from '../../../src/model/change.ts'
import type { Resource } from '../../../src/model/resource.ts'
import type { Origin } from '../../../src/model/value.ts'
import { rename, rewrite, set } from '../../../src/model/wishes.ts'
import { templateWith, wished } from './writing.ts'

/** Rewrites what stands between « and »: a key or an item. */
function rewriting(marked: string, to: Wanted, name?: string): string | undefined {
  return wishedAt(marked, (resource, at) => rewrite({ resource }, at, to), name)
}

function wishedAt(
  marked: string,
  wishFor: (resource: Resource, at: Origin) => Wish,
  name?: string,
): string | undefined {
  const start = marked.indexOf('«')
  const text = marked.replace(/[«»]/g, '')
  const span = { start, end: marked.indexOf('»') - 1 }
  return wished(
    text,
    resource => wishFor(resource, { source: resource.at.source, span, address: '' }),
    'Logs',
    name,
  )
}

const abort = { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } }

describe('rewriting', () => {
  test.each([
    [
      'an item',
      'Rules:\n  - «Id: a # x\n    Status: Enabled»\n  - Id: b',
      'Rules:\n  - Id: a # x\n    Status: Enabled\n    AbortIncompleteMultipartUpload:\n      DaysAfterInitiation: 7\n  - Id: b',
    ],
    [
      'an item in brackets',
      'Rules: [«{Id: a}», {Id: b}]',
      'Rules: [{Id: a, AbortIncompleteMultipartUpload: {DaysAfterInitiation: 7}}, {Id: b}]',
    ],
    [
      'an item that is there in some cases only',
      'Rules:\n  - «!If [A, {Id: a}, !Ref AWS::NoValue]»\n  - Id: b',
      'Rules:\n  - !If [A, {Id: a, AbortIncompleteMultipartUpload: {DaysAfterInitiation: 7}}, !Ref AWS::NoValue]\n  - Id: b',
    ],
    [
      'an item on a side of a condition',
      'Rules: !If\n  - A\n  -\n    - «{Id: a}»\n  - []',
      'Rules: !If\n  - A\n  -\n    - {Id: a, AbortIncompleteMultipartUpload: {DaysAfterInitiation: 7}}\n  - []',
    ],
    [
      'what stands under a key',
      'Rule:\n  «Inner»:\n    Id: a\nOther: x',
      'Rule:\n  Inner:\n    Id: a\n    AbortIncompleteMultipartUpload:\n      DaysAfterInitiation: 7\nOther: x',
    ],
  ])('%s', (_, before, after) => {
    expect(rewriting(templateWith(before), abort)).toBe(templateWith(after))
  })

  test('a scalar item takes the place of another one', () => {
    expect(rewriting(templateWith('A:\n  - «x» # x\n  - y'), 'z')).toBe(templateWith('A:\n  - z # x\n  - y'))
    expect(rewriting(templateWith('A:\n  - «B: c\n    D: e»\n  - y'), 'z')).toBe(
      templateWith('A:\n  - z\n  - y'),
    )
  })

  test('what stands elsewhere or in a function is left alone', () => {
    expect(rewriting(templateWith('A: b', '«Next»: { Type: AWS::SNS::Topic }'), gone)).toBeUndefined()
    expect(rewriting(templateWith('A: !Join [x, [«b»]]'), 'c')).toBeUndefined()
  })
})

describe('removing', () => {
  test.each([
    [
      'an entry, with its comments',
      'A: b # a\n\n# other\n\n# of it\n  # not of it\n# of it too\n«B»: # too\n  C: d # and this\n# of E\nE: f',
      'A: b # a\n\n# other\n\n# of it\n  # not of it\n# of E\nE: f',
    ],
    ['the last entry', 'A: b # a\n«B»:\n  - C\n  - D # d', 'A: b # a'],
    ['the first entry', '«A»: b # a\nB: c', 'B: c'],
    ['the first key of an item', 'A:\n  - «B»: c # c\n    D: e\n  - F', 'A:\n  - D: e\n  - F'],
    [
      'the first key of an item before a comment',
      'A:\n  - «B»: c\n    # d\n    D: e',
      'A:\n  - # d\n    D: e',
    ],
    ['an item', 'A:\n  - b\n  # of it\n  - «C: d\n    E: f» # f\n  - g', 'A:\n  - b\n  - g'],
    ['the first item', 'A:\n- «b» # b\n- c', 'A:\n- c'],
    ['an item among brackets', 'A: [b, «c», d]', 'A: [b, d]'],
    ['the first item among brackets', 'A: [ «b», c ]', 'A: [ c ]'],
    ['the last item among brackets', 'A: [b, «c»] # c', 'A: [b] # c'],
    ['an entry among brackets', 'A: {B: c, «D»: {E: f}, G: h}', 'A: {B: c, G: h}'],
    [
      'an entry among brackets on lines of its own',
      'A: {\n    B: c, # b\n    «D»: {E: f}, # d\n    G: h # g\n  }',
      'A: {\n    B: c, # b\n    G: h # g\n  }',
    ],
    [
      'the last entry among brackets on lines of its own',
      'A: {\n    B: c, # b\n    «D»: {E: f} # d\n  }',
      'A: {\n    B: c # b\n  }',
    ],
    ['what is left empty', 'A: b\n# c\nC:\n  D:\n    - E:\n        «F»: g\nH: i', 'A: b\nH: i'],
    [
      'a side of a condition',
      'A:\n  - !If [X, {«B»: c}, {D: e}]\n  - f',
      'A:\n  - !If [X, !Ref AWS::NoValue, {D: e}]\n  - f',
    ],
    [
      'all that a condition is about',
      'A:\n  - !If [X, {«B»: c}, !Ref AWS::NoValue]\n  - f',
      'A:\n  - !If [X, !Ref AWS::NoValue, !Ref AWS::NoValue]\n  - f',
    ],
  ])('%s', (_, before, after) => {
    expect(rewriting(templateWith(before), gone)).toBe(templateWith(after))
  })

  test('the last lines of a file that ends without a line break', () => {
    const before = 'Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n    Properties:\n      A: b\n      «C»: d'
    expect(rewriting(before, gone)).toBe(
      'Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n    Properties:\n      A: b',
    )
  })

  test('the properties with their only one', () => {
    expect(rewriting(templateWith('«A»: b', 'Next: { Type: AWS::SNS::Topic }'), gone)).toBe(
      'Resources:\n  Logs:\n    Type: AWS::S3::Bucket\n  Next: { Type: AWS::SNS::Topic }\n',
    )
  })

  test.each([
    ['{"A":"b","«C»":"d"}', '{"A":"b"}'],
    ['{"A":"b", «"C"»:["d"], "E":1}', '{"A":"b", "E":1}'],
    ['{\n    "A": "b",\n    «"C"»: {\n      "D": 1\n    }\n  }', '{\n    "A": "b"\n  }'],
    ['{\n    «"C"»: {\n      "D": 1\n    },\n    "A": "b"\n  }', '{\n    "A": "b"\n  }'],
  ])('in JSON: %j', (before, after) => {
    const around = (properties: string) =>
      `{"Resources":{"Logs":{"Type":"AWS::S3::Bucket","Properties":${properties}}}}`
    expect(rewriting(around(before.replace('"«C»"', '«"C"»')), gone, 'a.json')).toBe(around(after))
  })

  test('and adding in one wish', () => {
    const wanted: WantedRecord = { A: gone, C: gone, E: 'f', D: { G: gone } }
    const change = (before: string) => wished(before, resource => set({ resource }, wanted))
    expect(change(templateWith('A: b # a\n# of C\nC: d\nD: { G: x, H: y } # d'))).toBe(
      templateWith('D: { H: y } # d\nE: f'),
    )
    expect(change(templateWith('B: b\nA: b # a\nC: d # d'))).toBe(templateWith('B: b\nE: f'))
    expect(change(templateWith('A: b # a\nC: d # d'))).toBe(templateWith('E: f # d'))
    expect(change(templateWith('', '', ' { B: b, A: b, C: d }'))).toBe(
      templateWith('', '', ' { B: b, E: f }'),
    )
    expect(change(templateWith('B: b'))).toBe(templateWith('B: b\nE: f'))
  })
})

describe('renaming', () => {
  const renaming = (marked: string) => wishedAt(marked, (resource, at) => rename({ resource }, at, 'Status'))

  test.each([
    ['a key', 'A:\n  «status»: x # y', 'A:\n  Status: x # y'],
    ['a key in quotes', `A: {"«status»": 'x'}`, `A: {"Status": 'x'}`],
    ['a key on a side of a condition', 'A: !If [B, { «status»: x }, {}]', 'A: !If [B, { Status: x }, {}]'],
  ])('%s', (_, marked, expected) => {
    expect(renaming(templateWith(marked))).toBe(templateWith(expected))
  })

  test('is for words alone', () => {
    expect(renaming(templateWith('A:\n  «? status\n  »: x'))).toBeUndefined()
  })
})
