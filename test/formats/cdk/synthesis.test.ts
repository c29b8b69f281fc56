/**
 * Each committed `cdk.out` is what the pinned version of CDK makes of the app beside it. After a new version or a change
 * of the app, `vitest run -u` with this file writes it anew.
 */
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { synthesize } from './synthesize.ts'

// Loading CDK takes its time on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

const root = join(import.meta.dirname, '../../..')
const scratch = mkdtempSync(join(tmpdir(), 'bucketlint-'))

afterAll(() => {
  rmSync(scratch, { recursive: true })
})

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .sort()
}

/** As it is on any machine: stack traces name the folders of the app and of its libraries, and frames of Node.js. */
function anywhere(text: string, app: string): string {
  return text
    .replaceAll(app, '/home/dev/shop')
    .replaceAll(realpathSync(join(root, 'node_modules')), '/home/dev/shop/node_modules')
    .replaceAll(/,\n *"[^"\n]*\(node:internal[^"\n]*"/g, '')
    .replaceAll(/\.\.\.node internals(?:, \w+)*\.\.\./g, '...node internals...')
}

test.each([
  ['examples/cdk', 'bin/shop.ts'],
  ['test/parity/shop/cdk', 'app.ts'],
])('the assembly in %s is what CDK makes of the app today', async (folder, program) => {
  const app = join(root, folder)
  const outdir = join(scratch, folder)
  expect(await synthesize(app, program, outdir)).toEqual({ status: 0, output: '' })
  const files = filesIn(outdir)
  expect(files).toEqual(filesIn(join(app, 'cdk.out')))
  for (const file of files)
    await expect(anywhere(readFileSync(join(outdir, file), 'utf8'), app)).toMatchFileSnapshot(
      join(app, 'cdk.out', file),
    )
})
