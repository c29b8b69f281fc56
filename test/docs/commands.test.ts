/** What the pages tell people to type is typed, in a folder like theirs, and what they show is what is printed. */
import { execFile, execFileSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { withOutputs } from '../../scripts/docs.ts'
import { commandsIn, pages, root, type Page } from './pages.ts'

// A page has up to a dozen commands, and a busy machine takes a second for each.
vi.setConfig({ testTimeout: 120_000 })

const cli = join(root, 'dist/cli.mjs')

/** Commands that cannot be run here, and why. */
const elsewhere: readonly (readonly [command: RegExp, why: string])[] = [
  [/^npm install /, 'asks the registry'],
  [/^npm run example$/, 'installs and builds; what it runs is compared below'],
  [/^cdk synth/, 'the command of CDK is not installed; test/formats/cdk synthesizes the example'],
  [/^terraform /, 'Terraform is not installed; a plan that it made lies there'],
]

const folder = mkdtempSync(join(tmpdir(), 'bucketlint-docs-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

/** What commands name, and what of the repository it is; where they name nothing, the stacks are linted. */
const inputs: readonly (readonly [name: string, from: string])[] = [
  ...['stacks/orders.yaml', 'shared.yaml', 'template.yaml', 'new.yaml'].map(
    name => [name, 'examples/cloudformation/orders.yaml'] as const,
  ),
  ['cdk.out', 'examples/cdk/cdk.out'],
  ['terraform', 'examples/terraform'],
  ['tfplan.json', 'test/formats/terraform/fixtures/changes/plan.json'],
]

/** A folder with all that the commands of a page name. */
function projectFor(page: Page): string {
  const project = join(folder, page.path.replaceAll('/', '-'))
  const commands = commandsIn(page).join('\n')
  for (const [name, from] of inputs)
    if (name.startsWith('stacks') || commands.includes(name))
      cpSync(join(root, from), join(project, name), { recursive: true })
  writeFileSync(
    join(project, 'samconfig.toml'),
    '[default.deploy.parameters]\nparameter_overrides = "Stage=prod"\n',
  )
  return project
}

/** What a command says on standard error when all is well. */
const SAID =
  /^bucketlint: (?:baseline\.json holds \d+ findings now|(?:nothing|\d+ findings?) (?:can be )?fixed(?: in \d+ files?(?:\n {2}.+)+)?)\n$/

const bin = join(folder, 'bin')
mkdirSync(bin)
script('bucketlint', `exec '${process.execPath}' '${cli}' "$@"`)
script('npx', 'exec "$@"')

function script(name: string, text: string): void {
  writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`)
  chmodSync(join(bin, name), 0o755)
}

interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

async function shell(command: string, cwd: string): Promise<Ended> {
  const env = { PATH: `${bin}:${process.env['PATH'] ?? ''}` }
  try {
    return { code: 0, ...(await promisify(execFile)('sh', ['-c', command], { cwd, env })) }
  } catch (error) {
    return error as Ended
  }
}

describe.skipIf(process.platform === 'win32')('commands', () => {
  const shown = pages.filter(page => commandsIn(page).length > 0)

  test.concurrent.each(shown.map(page => [page.path, page] as const))('of %s', async (_, page) => {
    const cwd = projectFor(page)
    const told: string[] = []
    for (const command of commandsIn(page)) {
      if (elsewhere.some(([form]) => form.test(command))) continue
      const { code, stdout, stderr } = await shell(command, cwd)
      // One that writes to a file has nothing more to say.
      const isTold = stdout + stderr !== '' || command.includes('>') || command.includes('=estate.html')
      if (![0, 1].includes(code) || stderr.replace(SAID, '') !== '' || !isTold)
        told.push(`${command}\n${code}: ${stderr}`)
    }
    expect(told).toEqual([])
  })

  test('that are not run here are there', () => {
    const all = pages.flatMap(commandsIn)
    expect(elsewhere.filter(([form]) => !all.some(command => form.test(command)))).toEqual([])
    expect(all.length).toBeGreaterThan(40)
  })
})

describe('outputs', () => {
  const textOf = (path: string) => pages.find(page => page.path === path)?.text ?? ''
  const run = (args: readonly string[]) =>
    execFileSync(process.execPath, [cli, ...args], { cwd: root, encoding: 'utf8', env: {} })

  test.each(pages.filter(({ text }) => text.includes('<!-- output of')).map(page => [page.path, page.text]))(
    'in %s are as printed: else run npm run docs',
    (_, text) => {
      expect(text).toBe(withOutputs(text, run))
    },
  )

  test('of findings as JSON are told key by key', () => {
    const printed = run(['examples', '--format', 'json', '--fail-on', 'never'])
    const { findings } = JSON.parse(printed) as { findings: readonly object[] }
    const [, table = ''] = /## What a finding says\n([^]*?)\n## /.exec(textOf('docs/formats.md')) ?? []
    const cells = [...table.matchAll(/^\| (`.+?) +\|/gm)].flatMap(([, cell = '']) => cell.match(/\w+/g) ?? [])
    expect(cells.sort()).toEqual([...new Set(findings.flatMap(each => Object.keys(each)))].sort())
  })

  test('npm run example runs the command whose output the README shows', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>
    }
    const [, args] = /<!-- output of: bucketlint (.+) -->/.exec(textOf('README.md')) ?? []
    expect(scripts['example']).toBe(`node dist/cli.mjs ${args ?? ''}`)
  })
})
