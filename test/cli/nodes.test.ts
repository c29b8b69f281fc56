/** The command under the other versions of Node that it promises; `.ci/run` installs them and names them here. */
import { spawnSync } from 'node:child_process'
import { delimiter } from 'node:path'
import process from 'node:process'
import { describe, expect, test } from 'vitest'
import { bucketlint, command, fixtures } from './bucketlint.ts'

const nodes = (process.env['BUCKETLINT_NODES'] ?? '').split(delimiter).filter(path => path !== '')

describe.skipIf(nodes.length === 0)('other versions of Node (BUCKETLINT_NODES names their binaries)', () => {
  test.each(nodes)('%s', node => {
    const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout
    expect(version).toMatch(/^v2[24]\./)
    const args = ['suspended.yaml', 'broken.template', '--possible']
    const { status, stdout, stderr } = spawnSync(node, [command, ...args], {
      cwd: fixtures,
      encoding: 'utf8',
      env: {},
    })
    expect({ status, stdout, stderr }).toEqual(bucketlint(args))
  })
})
