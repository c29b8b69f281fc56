import { expect, test } from 'vitest'
import { progressOn } from '../../src/cli/progress.ts'
import { bucketlint } from './bucketlint.ts'

function fake(isTTY: boolean, env: NodeJS.ProcessEnv = {}, columns = 20) {
  const written: string[] = []
  const clock = { now: 0 }
  const stream = { isTTY, columns, write: (text: string) => written.push(text) > 0 }
  return { written, clock, progress: progressOn(stream, env, () => clock.now) }
}

test('a line tells what a long run is at, and is gone at its end', () => {
  const { written, clock, progress } = fake(true)
  progress.tell('reading a.yaml')
  clock.now = 999
  progress.tell('reading b.yaml')
  expect(written).toEqual([])
  clock.now = 1000
  progress.tell('reading c.yaml')
  clock.now = 1099
  progress.tell('reading d.yaml')
  clock.now = 1100
  progress.tell('reading a/\u001B[31mlong/path.yaml')
  progress.clear()
  progress.clear()
  const erase = '\r\u001B[2K'
  expect(written).toEqual([`${erase}reading c.yaml`, `${erase}reading a/␛[31mlong`, erase])
})

test('a terminal that does not say how wide it is has 80 columns', () => {
  const { written, clock, progress } = fake(true, {}, 0)
  clock.now = 1000
  progress.tell('x'.repeat(100))
  expect(written).toEqual([`\r\u001B[2K${'x'.repeat(79)}`])
})

test('short runs write nothing', () => {
  const { written, progress } = fake(true)
  progress.tell('reading a.yaml')
  progress.clear()
  expect(written).toEqual([])
})

test.each([
  ['what is no terminal', false, {}],
  ['a terminal that can do nothing', true, { TERM: 'dumb' }],
])('nothing is written to %s', (_, isTTY, env) => {
  const { written, clock, progress } = fake(isTTY, env)
  clock.now = 5000
  progress.tell('reading a.yaml')
  progress.clear()
  expect(written).toEqual([])
})

test('standard error of a run in a pipe stays empty', () => {
  expect(bucketlint(['suspended.yaml']).stderr).toBe('')
})
