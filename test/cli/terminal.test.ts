import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync } from 'node:fs'
import process from 'node:process'
import { expect, test } from 'vitest'
import { widthOf } from '../../src/cli/terminal.ts'
import { command } from './bucketlint.ts'

test.each([
  [false, 200, 80],
  [true, 100, 100],
  [true, 200, 120],
  [true, 10, 40],
  [true, 0, 80],
])('on a terminal (%s) of %d columns texts have %d', (isTTY, columns, width) => {
  expect(widthOf({ isTTY, columns })).toBe(width)
})

test.runIf(existsSync('/dev/full'))('output that cannot be written is status 2, without a stack', () => {
  const full = openSync('/dev/full', 'w')
  const { status, stderr } = spawnSync(process.execPath, [command, 'rules'], {
    stdio: ['ignore', full, 'pipe'],
    encoding: 'utf8',
  })
  closeSync(full)
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: 'bucketlint: cannot write the output: the disk is full\n',
  })
})
