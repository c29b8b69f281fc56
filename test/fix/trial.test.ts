/** Proposals are kept where what is read then is free of what they are for, and of anything new. */
import { describe, expect, test } from 'vitest'
import type { Finding } from '../../src/finding.ts'
import { fingerprintOf } from '../../src/finding.ts'
import { inGroups, type Proposal } from '../../src/fix/proposal.ts'
import { rewritten, Trial, type Ground, type Look } from '../../src/fix/trial.ts'
import { Source } from '../../src/text/source.ts'

/** A file in which each line is a finding of the rule that it names. */
const source = new Source('a.yaml', 'one\ntwo\nthree\nfour\n')

function findingOn(line: string): Finding {
  const location = { file: 'a.yaml', line: 1, column: 1, endLine: 1, endColumn: 1 }
  return {
    rule: line,
    severity: 'low',
    certainty: 'certain',
    message: line,
    resource: { address: 'Data', type: 'AWS::S3::Bucket' },
    location,
    when: [],
    notes: [],
    fingerprint: fingerprintOf(line),
    controls: [],
    causes: [],
  }
}

/** Replaces a line by another text, by default by none. */
function replacing(line: string, text = ''): Proposal {
  const start = source.text.indexOf(line)
  const span = { start, end: start + line.length }
  return { findings: [findingOn(line)], title: `no ${line}`, safety: 'safe', edits: [{ source, span, text }] }
}

function lookAt(text: string): Look {
  const words = text.split('\n').filter(line => line !== '')
  return {
    findings: words.filter(line => !line.startsWith('!')).map(findingOn),
    troubles: words.filter(line => line.startsWith('!')).map(what => ({ what })),
    // The bucket has the name of the last line.
    buckets: [{ id: words.at(-1) === 'gone' ? 'Other' : 'Data', file: 'a.yaml' }],
  }
}

/** Counts how often it is looked at. */
function counting(alone: Look = lookAt(source.text)): Ground & { readonly looks: () => number } {
  let looks = 0
  return {
    files: new Set(['a.yaml']),
    before: lookAt(source.text),
    beforeAlone: () => alone,
    after: texts => {
      looks++
      return lookAt(texts.get('a.yaml') ?? '')
    },
    looks: () => looks,
  }
}

const goodOnes = (group: readonly Proposal[], ground: Ground) => new Trial(ground).goodOnes(group)
const titles = (proposals: readonly Proposal[]) => proposals.map(({ title }) => title)

describe('good ones', () => {
  test('are all of them in one look where nothing is wrong', () => {
    const look = counting()
    expect(titles(goodOnes([replacing('one'), replacing('two'), replacing('four')], look))).toEqual([
      'no one',
      'no two',
      'no four',
    ])
    expect(look.looks()).toBe(1)
  })

  test('are those that mend what they are for', () => {
    const look = counting()
    expect(titles(goodOnes([replacing('one'), replacing('two', 'two')], look))).toEqual(['no one'])
  })

  test.each([
    ['a finding that was not there', 'five'],
    ['one more of what was there', 'three'],
    ['something that cannot be read', '!broken'],
  ])('are those that bring no %s', (_, text) => {
    const group = [replacing('one'), replacing('two', text), replacing('four')]
    expect(titles(goodOnes(group, counting()))).toEqual(['no one', 'no four'])
  })

  test('bring nothing that was there before when nothing else is around', () => {
    const alone = lookAt(`${source.text}five\n`)
    expect(titles(goodOnes([replacing('two', 'five')], counting(alone)))).toEqual(['no two'])
  })

  test('are those that lose no bucket', () => {
    expect(titles(goodOnes([replacing('four', 'gone'), replacing('one')], counting()))).toEqual(['no one'])
    expect(goodOnes([replacing('four', 'gone')], counting())).toEqual([])
  })

  test('are none where the only one is bad', () => {
    expect(goodOnes([replacing('one', 'five')], counting())).toEqual([])
    expect(goodOnes([], counting())).toEqual([])
  })
})

describe('groups', () => {
  const insertion = (at: number, text: string): Proposal => ({
    ...replacing('one'),
    edits: [{ source, span: { start: at, end: at }, text }],
  })

  test('hold what can be made together', () => {
    expect(inGroups([replacing('one'), replacing('two'), replacing('one', '1')]).map(titles)).toEqual([
      ['no one', 'no two'],
      ['no one'],
    ])
  })

  test('keep apart what would write the same key in the same place', () => {
    const keys = [
      insertion(4, '  A: 1\n'),
      insertion(4, '  B: 2\n'),
      insertion(4, '  A: 3\n'),
      insertion(8, '  A: 4\n'),
    ]
    expect(inGroups(keys).map(group => group.length)).toEqual([3, 1])
  })
})

test('edits are made from where they stand, in order', () => {
  const edits = [
    { source, span: { start: 4, end: 7 }, text: '2' },
    { source, span: { start: 4, end: 4 }, text: 'x' },
    { source, span: { start: 0, end: 3 }, text: '1' },
    { source, span: { start: 4, end: 4 }, text: 'y' },
  ]
  expect(rewritten(edits).get('a.yaml')).toEqual({ before: source.text, after: '1\nxy2\nthree\nfour\n' })
})
