/** What the README shows is run, so that it cannot rot. */
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const cli = join(root, 'dist/cli.mjs')
const readme = readFileSync(join(root, 'README.md'), 'utf8')
const scripts = (
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
).scripts

describe('outputs shown', () => {
  const shown = [...readme.matchAll(/<!-- output of: bucketlint (.+) -->\n+```text\n([\s\S]*?)```/g)]

  test('there is at least one', () => {
    expect(shown.length).toBeGreaterThan(0)
  })

  test.each(shown.map(([, args = '', output = '']) => [args, output]))('bucketlint %s', (args, output) => {
    const printed = execFileSync(process.execPath, [cli, ...args.split(' ')], { cwd: root, encoding: 'utf8' })
    expect(printed).toBe(output)
  })

  test('npm run example runs the command whose output is shown', () => {
    expect(scripts['example']).toBe(`node dist/cli.mjs ${shown[0]?.[1] ?? ''}`)
  })
})

describe.skipIf(process.platform === 'win32')('commands shown', () => {
  let folder = ''
  const commands = [...readme.matchAll(/^\$ (bucketlint\b.*)$/gm)].map(([, command = '']) => command)

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'bucketlint-readme-'))
    mkdirSync(join(folder, 'bin'))
    mkdirSync(join(folder, 'stacks'))
    writeFileSync(join(folder, 'bin/bucketlint'), `#!/bin/sh\nexec '${process.execPath}' '${cli}' "$@"\n`)
    chmodSync(join(folder, 'bin/bucketlint'), 0o755)
    const example = join(root, 'examples/cloudformation/orders.yaml')
    for (const copy of ['stacks/orders.yaml', 'shared.yaml', 'template.yaml', 'new.yaml'])
      cpSync(example, join(folder, copy))
    writeFileSync(
      join(folder, 'samconfig.toml'),
      '[default.deploy.parameters]\nparameter_overrides = "Stage=prod"\n',
    )
  })

  afterAll(() => {
    rmSync(folder, { recursive: true })
  })

  test('there are several', () => {
    expect(commands.length).toBeGreaterThan(5)
  })

  test.each(commands)('%s', command => {
    const { status, stderr, stdout } = spawnSync('sh', ['-c', command], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}` },
    })
    expect(stderr).toBe('')
    expect([0, 1]).toContain(status)
    expect(stdout).not.toBe('')
  })
})
