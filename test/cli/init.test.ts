/** `bucketlint init` in projects of their own. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { bucketlint, command } from './bucketlint.ts'

let root = ''

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'bucketlint-init-'))
  mkdirSync(join(root, '.git'))
})

afterEach(() => {
  rmSync(root, { recursive: true })
})

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

const config = 'bucketlint.config.yaml'
const workflow = '.github/workflows/bucketlint.yml'
const hooks = '.pre-commit-config.yaml'

describe('without a terminal', () => {
  test('writes what is not there, and nothing the second time', () => {
    expect(bucketlint(['init'], { cwd: root })).toEqual({
      status: 0,
      stdout: `${config}: written\n${workflow}: written\n${hooks}: runs bucketlint now\n`,
      stderr: '',
    })
    expect(parse(read(config))).toEqual({ preset: 'recommended', failOn: 'medium' })
    expect(read(config)).toMatch(/^# yaml-language-server: \$schema=https:\S+\/config\.schema\.json\n/)
    expect(bucketlint(['--print-config', 'a.yaml'], { cwd: root }).status).toBe(0)
    expect(parse(read(hooks))).toEqual({
      repos: [
        {
          repo: expect.stringMatching(/^https:\/\/github\.com\/[\w-]+\/bucketlint$/) as string,
          rev: expect.stringMatching(/^v\d+\.\d+\.\d+$/) as string,
          hooks: [{ id: 'bucketlint' }],
        },
      ],
    })
    const written = [config, workflow, hooks].map(read)
    expect(bucketlint(['init', '--yes'], { cwd: root }).stdout).toBe(
      `${config}: left as it is\n${workflow}: left as it is\n${hooks}: runs bucketlint already\n`,
    )
    expect([config, workflow, hooks].map(read)).toEqual(written)
  })

  test('writes for a folder of the repository what belongs to its root', () => {
    mkdirSync(join(root, 'infra/live'), { recursive: true })
    const { stdout } = bucketlint(['init'], { cwd: join(root, 'infra/live') })
    expect(stdout).toBe(
      `${config}: written\n../../${workflow}: written\n../../${hooks}: runs bucketlint now\n`,
    )
    const { jobs } = parse(read(workflow)) as {
      jobs: { bucketlint: { steps: { with?: Record<string, string> }[] } }
    }
    expect(jobs.bucketlint.steps[1]?.with).toEqual({
      'sarif-file': 'bucketlint.sarif',
      'working-directory': 'infra/live',
    })
  })

  test('the schema of an installed package is preferred', () => {
    write('node_modules/bucketlint/config.schema.json', '{}')
    bucketlint(['init'], { cwd: root })
    expect(read(config)).toMatch(/\$schema=\.\/node_modules\/bucketlint\/config\.schema\.json\n/)
  })

  test('the workflow gives no job more than it needs', () => {
    bucketlint(['init'], { cwd: root })
    expect(parse(read(workflow))).toMatchObject({
      on: { pull_request: null },
      permissions: { contents: 'read' },
      jobs: { bucketlint: { permissions: { contents: 'read', 'security-events': 'write' } } },
    })
    expect(read(workflow)).not.toMatch(/secrets\.|token/i)
  })
})

describe('the hook is added to what is there, which stays as it is', () => {
  const head = '# our hooks\nrepos:\n'
  const other =
    '-   repo: https://github.com/pre-commit/pre-commit-hooks\n    rev: v5.0.0 # keep\n    hooks:\n    -   id: check-yaml   # fast\n'

  test.each([
    [
      'indented as there',
      `${head}${other}`,
      /^- {3}repo: \S+\/bucketlint\n {4}rev: v\S+\n {4}hooks:\n {6}- id: bucketlint\n$/,
    ],
    [
      'before what follows',
      `${head}${other}\n# end\nfail_fast: true\n`,
      /^- {3}repo: [^]*bucketlint\n\n# end\nfail_fast: true\n$/,
    ],
    [
      'with the ends of lines there',
      `${head}${other}`.replaceAll('\n', '\r\n'),
      /^- {3}repo: \S+\r\n {4}rev: \S+\r\n/,
    ],
    ['after a last line without an end', `${head}${other}`.trimEnd(), /^\n- {3}repo: [^]*- id: bucketlint$/],
    ['to other settings alone', '# ours\nfail_fast: true\n', /^repos:\n {2}- repo: /],
    ['to an empty list', 'repos: []\nfail_fast: true\n', undefined],
    ['to a key without a value', 'repos:\n', undefined],
  ])('%s', (_, before, added) => {
    write(hooks, before)
    bucketlint(['init'], { cwd: root })
    const after = read(hooks)
    const { repos } = parse(after) as { repos: { hooks: { id: string }[] }[] }
    expect(repos.at(-1)?.hooks).toEqual([{ id: 'bucketlint' }])
    if (!added) return
    const kept = before.includes('# end') ? before.slice(0, before.indexOf('\n# end')) : before
    expect(after.startsWith(kept)).toBe(true)
    expect(after.slice(kept.length)).toMatch(added)
  })

  test.each(['repos: [{ repo: local, hooks: [] }]\n', 'repos: {}\n', 'repos: [\n', '- a list\n'])(
    'or it is told what to add: %j',
    before => {
      write(hooks, before)
      const { status, stdout } = bucketlint(['init'], { cwd: root })
      expect(status).toBe(0)
      expect(stdout).toMatch(/^\.pre-commit-config\.yaml: left as it is: add\n\nrepos:\n {2}- repo: /m)
      expect(read(hooks)).toBe(before)
    },
  )
})

describe('--import', () => {
  const template = `Resources:
  Data:
    Type: AWS::S3::Bucket
    Metadata:
      checkov: { skip: [{ id: CKV_AWS_21, comment: "short-lived: 'ok'" }, { id: CKV_AWS_99999, comment: x }] }
    Properties:
      VersioningConfiguration: { Status: Suspended }
`
  const terraform = `provider "aws" {
  region = "eu-central-1"
}
resource "aws_s3_bucket" "logs" {
  bucket = "acme-logs"
}
#tfsec:ignore:aws-s3-enable-versioning
resource "aws_s3_bucket_versioning" "logs" {
  bucket = aws_s3_bucket.logs.id
  versioning_configuration {
    status = "Suspended"
  }
}
`
  const linted = () =>
    bucketlint(['--only=versioning-suspended,suppression-unused', '--format=json'], { cwd: root })

  beforeEach(() => {
    write('stacks/data.yaml', template)
    write('main.tf', terraform)
  })

  test('takes suppressions over, and they suppress', () => {
    expect(JSON.parse(linted().stdout)).toMatchObject({ summary: { findings: 2, suppressed: 0 } })
    const { stdout } = bucketlint(['init', '--import'], { cwd: root })
    expect(stdout).toContain(`${config}: written, with 2 suppressions taken over\n`)
    expect(stdout).toContain('no rule says the same as:\n  CKV_AWS_99999 on Data in stacks/data.yaml\n')
    expect(linted()).toMatchObject({ status: 0, stderr: '' })
    expect(JSON.parse(linted().stdout)).toMatchObject({ summary: { findings: 0, suppressed: 2 } })
  })

  test('takes over nothing that no rule finds', () => {
    write('stacks/data.yaml', template.replace('Suspended', 'Enabled'))
    write('main.tf', terraform.replace('Suspended', 'Enabled'))
    const { stdout } = bucketlint(['init', '--import'], { cwd: root })
    expect(stdout).toContain(`${config}: written, with 0 suppressions taken over\n`)
    expect(stdout).toMatch(/^not needed: 2 suppressions of what no rule finds$/m)
    expect(parse(read(config))).not.toHaveProperty('suppressions')
  })

  test('adds to a config what it does not have', () => {
    const before =
      '# ours\npreset: strict # all\nsuppressions:\n- rules: [logging-off]\n  reason: none # yet\n'
    write(config, before)
    expect(bucketlint(['init', '--import'], { cwd: root }).stdout).toContain(
      `${config}: 2 suppressions taken over\n`,
    )
    expect(read(config).startsWith(before)).toBe(true)
    expect(JSON.parse(linted().stdout)).toMatchObject({ summary: { suppressed: 2 } })
    const after = read(config)
    expect(bucketlint(['init', '--import'], { cwd: root }).stdout).toContain(
      `${config}: has all suppressions already\n`,
    )
    expect(read(config)).toBe(after)
  })

  test('tells what to add to a config that is no YAML', () => {
    write('bucketlint.config.json', '{}')
    const { stdout } = bucketlint(['init', '--import'], { cwd: root })
    expect(stdout).toMatch(/^bucketlint\.config\.json: left as it is: add\n\nsuppressions:\n {2}- rules: \[/)
    expect(read('bucketlint.config.json')).toBe('{}')
  })
})

const hasTerminals = spawnSync('python3', ['-c', 'import pty']).status === 0

describe.runIf(hasTerminals)('on a terminal (where python3 can make one)', () => {
  /** Runs the command on a terminal of its own, which types the answers, one for each question. */
  function answering(args: readonly string[], answers: readonly string[]) {
    const program = `
import os, pty, sys
answers = sys.argv[2].split('|')
pid, terminal = pty.fork()
if pid == 0:
    os.execv(sys.argv[1], [sys.argv[1]] + sys.argv[3:])
seen = b''
while True:
    try:
        some = os.read(terminal, 4096)
    except OSError:
        break
    if not some:
        break
    seen += some
    sys.stdout.buffer.write(some)
    if answers and seen.rstrip().endswith(b']') and (b'? [' in seen):
        seen = b''
        os.write(terminal, (answers.pop(0)).encode().decode('unicode_escape').encode())
sys.stdout.flush()
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`
    const { status, stdout } = spawnSync(
      'python3',
      ['-c', program, process.execPath, answers.join('|'), command, 'init', ...args],
      { cwd: root, encoding: 'utf8', timeout: 20_000, env: { ...process.env, TERM: 'dumb', NO_COLOR: '1' } },
    )
    return { status, stdout: stdout.replaceAll('\r', '') }
  }

  test('asks for each file, and again what it does not understand', () => {
    const { status, stdout } = answering([], ['what\\n', 'y\\n', 'strict\\n', 'n\\n', '\\n'])
    expect(stdout).toContain('Write bucketlint.config.yaml? [Y/n]')
    expect(stdout).toContain(
      `\n${config}: written\n${workflow}: not written\n${hooks}: runs bucketlint now\n`,
    )
    expect(status).toBe(0)
    expect(parse(read(config))).toMatchObject({ preset: 'strict' })
    expect(existsSync(join(root, workflow))).toBe(false)
  })

  test('replaces a file only for who says so', () => {
    for (const path of [config, workflow]) write(path, '# mine\n')
    expect(answering([], ['\\n', 'yes\\n', 'n\\n']).stdout).toContain(
      `\n${config}: left as it is\n${workflow}: written\n${hooks}: not written\n`,
    )
    expect(read(config)).toBe('# mine\n')
    expect(read(workflow)).toMatch(/^name: bucketlint\n/)
  })

  test('writes nothing for who leaves', () => {
    const { status, stdout } = answering([], ['y\\n', '\\n', '\\x04'])
    expect(status).toBe(2)
    expect(stdout).toContain('bucketlint: nothing was written: a question was left open\n')
    expect([config, workflow, hooks].filter(path => existsSync(join(root, path)))).toEqual([])
  })

  test('asks nothing with --yes', () => {
    expect(answering(['--yes'], []).stdout).toMatch(/^bucketlint\.config\.yaml: written\n/)
  })
})

test('takes no path', () => {
  expect(bucketlint(['init', 'infra'], { cwd: root })).toEqual({
    status: 2,
    stdout: '',
    stderr: 'bucketlint: init takes no path\n  it sets the working directory up\n',
  })
})
