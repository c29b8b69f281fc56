/** The hook, installed from a repository by pre-commit itself. */
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const isInstalled = spawnSync('pre-commit', ['--version']).status === 0

const template = (status: string) => `Resources:
  Data:
    Type: AWS::S3::Bucket
    Properties:
      VersioningConfiguration: { Status: ${status} }
`

describe.runIf(isInstalled)('pre-commit (this runs where it is installed)', () => {
  let folder = ''
  let user = ''

  function git(cwd: string, ...args: readonly string[]): string {
    const settings = [
      '-c',
      'user.name=test',
      '-c',
      'user.email=test@example.com',
      '-c',
      'commit.gpgsign=false',
    ]
    return execFileSync('git', [...settings, ...args], { cwd, encoding: 'utf8' }).trim()
  }

  /** A repository with all of this checkout that is not ignored; the commit that it ends in. */
  function published(): { repo: string; rev: string } {
    const repo = join(folder, 'bucketlint')
    const paths = git(root, 'ls-files', '-z', '--cached', '--others', '--exclude-standard').split('\0')
    for (const path of paths.filter(each => each !== '' && existsSync(join(root, each))))
      cpSync(join(root, path), join(repo, path))
    git(repo, 'init', '--quiet')
    git(repo, 'add', '--all')
    git(repo, 'commit', '--quiet', '--message', 'all')
    return { repo, rev: git(repo, 'rev-parse', 'HEAD') }
  }

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(user, path)), { recursive: true })
    writeFileSync(join(user, path), text)
  }

  function hooked(...files: readonly string[]) {
    const args = ['run', '--color=never', '--files', ...files]
    const env = {
      ...process.env,
      PRE_COMMIT_HOME: join(folder, 'home'),
      npm_config_prefer_offline: 'true',
      NO_COLOR: '1',
    }
    const { status, stdout, stderr } = spawnSync('pre-commit', args, { cwd: user, encoding: 'utf8', env })
    return {
      status,
      stderr,
      told: stdout.split('\n').filter(line => /^(?:bucketlint\.|low|medium|high| *-->|error)/.test(line)),
    }
  }

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'bucketlint-pre-commit-'))
    user = join(folder, 'user')
    const { repo, rev } = published()
    mkdirSync(user)
    git(user, 'init', '--quiet')
    write(
      '.pre-commit-config.yaml',
      `repos:\n  - repo: ${repo}\n    rev: ${rev}\n    hooks:\n      - id: bucketlint\n        args: [--only, versioning-suspended]\n`,
    )
    write('bad.yaml', template('Suspended'))
    write('worse.yaml', template('Suspended'))
    write('good.yaml', template('Enabled'))
    write('values.yaml', 'replicas: 3\n')
    write('notes.md', 'Suspended\n')
    git(user, 'add', '--all')
  })

  afterAll(() => {
    rmSync(folder, { recursive: true })
  })

  test('takes the manifest', () => {
    const args = ['validate-manifest', join(root, '.pre-commit-hooks.yaml')]
    expect(spawnSync('pre-commit', args, { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' })
  })

  test(
    'builds the command from a checkout, and tells what is wrong in the files of a commit',
    { timeout: 300_000 },
    () => {
      const { status, stderr, told } = hooked('bad.yaml', 'notes.md')
      expect({ status, stderr }).toEqual({ status: 1, stderr: '' })
      expect(told).toEqual([
        expect.stringMatching(/^bucketlint\.+Failed$/),
        'medium versioning-suspended: versioning is suspended',
        ' --> bad.yaml:5:34 in Data',
      ])
    },
  )

  test('lets pass what is fine, what is no template, and what is no file of ours', () => {
    expect(hooked('good.yaml', 'values.yaml').told).toEqual([expect.stringMatching(/^bucketlint\.+Passed$/)])
    expect(hooked('notes.md').told).toEqual([
      expect.stringMatching(/^bucketlint\.+\(no files to check\)Skipped$/),
    ])
  })

  test('runs a command that is installed already, as a hook of the system', () => {
    const command = `${process.execPath} ${join(root, 'dist/cli.mjs')}`
    write(
      '.pre-commit-config.yaml',
      `repos:\n  - repo: local\n    hooks:\n      - id: bucketlint\n        name: bucketlint\n        language: system\n        entry: ${command} --estate .\n        files: \\.(ya?ml|json|template|tf)$\n        require_serial: true\n`,
    )
    git(user, 'add', '--all')
    expect(hooked('bad.yaml').status).toBe(1)
    expect(hooked('values.yaml').status).toBe(0)
  })
})
