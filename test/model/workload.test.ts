import { expect, test } from 'vitest'
import { workloadOf } from '../../src/model/workload.ts'

const light = { gets: 1 }
const heavy = { gets: 2 }

test.each([
  ['the name itself goes before patterns', { '*': light, data: heavy }, ['data'], heavy],
  ['any of the names will do', { 'acme-data': heavy }, ['Data', 'acme-data'], heavy],
  ['the first pattern that fits holds', { 'acme-*': light, '*': heavy }, ['Data', 'acme-data'], light],
  [
    'a pattern may have several stars',
    { 'module.*.aws_s3_bucket.*': heavy },
    ['module.a.aws_s3_bucket.b'],
    heavy,
  ],
  ['a star may stand for nothing', { 'a*b*': heavy }, ['ab'], heavy],
  ['pieces do not overlap', { 'aba*ba': heavy }, ['aba'], undefined],
  ['the end has to fit', { 'a*c': heavy }, ['abcd'], undefined],
  ['names that objects have by nature are none', {}, ['constructor', '__proto__'], undefined],
])('%s', (_, workloads, names, expected) => {
  expect(workloadOf(workloads, names)).toBe(expected)
})

test('patterns of strangers take no long time', () => {
  const pattern = `${'*a'.repeat(5_000)}b`
  const before = performance.now()
  expect(workloadOf({ [pattern]: heavy }, ['a'.repeat(50_000)])).toBeUndefined()
  expect(performance.now() - before).toBeLessThan(1_000)
})
