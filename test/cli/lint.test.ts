import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Log } from 'sarif'
import { afterAll, describe, expect, test } from 'vitest'
import { bucketlint, command, fixtures } from './bucketlint.ts'

const suspended = ['suspended.yaml', '--only', 'versioning-suspended,syntax-error']
const folder = mkdtempSync(join(tmpdir(), 'bucketlint-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

describe('stylish', () => {
  test('shows what is found', () => {
    const { status, stdout, stderr } = bucketlint(suspended)
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' })
    expect(stdout).toMatchInlineSnapshot(`
      "medium versioning-suspended: versioning is suspended
        --> suspended.yaml:15:9 in Data
         |
      15 |         Status: !If [IsProd, Enabled, Suspended]
         |         ^^^^^^
         = when  IsProd is false
         = why   While versioning is suspended each new object gets the version id
                 null and overwrites the one before it, so an overwrite or delete is
                 final again, though old versions are still stored and paid for.
         = fix   Set VersioningConfiguration.Status to Enabled.

      Not decided (listed with --possible):
        1 check depends on import SharedStatus
        1 check depends on parameter Status: pass --param Status=VALUE

      1 finding may be fixed by --fix=all; --fix-dry-run shows the changes alone

      1 file, 3 buckets, 1 finding (1 medium), 2 possible
      "
    `)
  })

  test('lists possible findings on demand, which fail no run', () => {
    const { status, stdout } = bucketlint([...suspended, '--possible', '--param', 'Stage=prod'])
    expect(status).toBe(0)
    expect(stdout).toMatchInlineSnapshot(`
      "possible medium versioning-suspended: versioning is suspended
        --> suspended.yaml:20:9 in Shared
         |
      20 |         Status: !ImportValue SharedStatus
         |         ^^^^^^
         = when  import SharedStatus is not Enabled
         = open  depends on import SharedStatus
         = why   While versioning is suspended each new object gets the version id
                 null and overwrites the one before it, so an overwrite or delete is
                 final again, though old versions are still stored and paid for.
         = fix   Set VersioningConfiguration.Status to Enabled.

      possible medium versioning-suspended: versioning is suspended
        --> suspended.yaml:25:9 in Given
         |
      25 |         Status: !Ref Status
         |         ^^^^^^
         = when  Status is not Enabled
         = open  depends on parameter Status
         = fix   Set VersioningConfiguration.Status to Enabled.

      1 file, 3 buckets, 0 findings, 2 possible
      "
    `)
  })

  test('is brief when quiet', () => {
    expect(bucketlint([...suspended, '-q'])).toEqual({
      status: 1,
      stdout:
        'suspended.yaml:15:9: medium versioning-suspended: versioning is suspended, when IsProd is false\n' +
        '1 file, 3 buckets, 1 finding (1 medium), 2 possible\n',
      stderr: '',
    })
  })

  test('tells what cannot be read', () => {
    const { status, stdout, stderr } = bucketlint(['broken.template', 'gone.yaml'])
    expect({ status, stderr }).toEqual({ status: 2, stderr: '' })
    expect(stdout).toMatchInlineSnapshot(`
      "high syntax-error: this bracket is not closed: expected ']'
       --> broken.template:4:17
        |
      4 |     Properties: [
        |                 ^
        = why   A file that cannot be read cannot be deployed either, and nothing in
                it was checked.
        = fix   Correct the text at the place that is shown.

      error: gone.yaml: no such file or folder

      0 files, 0 buckets, 1 finding (1 high), 1 error
      "
    `)
  })
})

describe('exit status', () => {
  test.each([
    [0, ['clean.json', '--only', 'versioning-suspended']],
    [0, [...suspended, '--fail-on', 'high']],
    [0, [...suspended, '--fail-on=never']],
    [1, [...suspended, '--fail-on', 'high', '--rule', 'versioning-suspended=critical']],
    [0, ['suspended.yaml', '--only', 'versioning-suspended', '--rule', 'versioning-suspended=off']],
    [0, [...suspended, '--param', 'Stage=prod', '--region', 'eu-west-1', '--account', '123456789012']],
    [1, [...suspended, '--param', 'Stage=prod', '--params', 'params.json']],
    [0, [...suspended, '--param', 'Stage=prod', '--params', 'params.json', '--param', 'Status=Enabled']],
    [0, ['empty.yaml']],
    [2, ['broken.template']],
    [2, ['broken.template', '--fail-on', 'never']],
    [2, ['gone.yaml', '--fail-on', 'never']],
    [2, ['clean.json', '--params', 'gone.json']],
  ])('%i for %j', (status, args) => {
    expect(bucketlint(args)).toMatchObject({ status })
    expect(bucketlint([...args, '--format', 'json'])).toMatchObject({ status })
    expect(bucketlint([...args, '--format', 'sarif'])).toMatchObject({ status })
  })

  test('1 where there must be a bucket and is none', () => {
    expect(bucketlint(['empty.yaml', '--fail-on-empty', '--format', 'json'])).toMatchObject({
      status: 1,
      stderr: 'bucketlint: no bucket was found, and --fail-on-empty is set\n',
    })
    expect(bucketlint(['clean.json', '--fail-on-empty', '--fail-on', 'never'])).toMatchObject({ status: 0 })
  })
})

describe('documents', () => {
  test('json is all of standard output', () => {
    const { stdout, stderr } = bucketlint([...suspended, '--format', 'json'])
    expect(stderr).toBe('')
    expect(JSON.parse(stdout)).toMatchObject({
      schemaVersion: 1,
      summary: { files: 1, buckets: 3, findings: 1, possible: 2, suppressed: 0, notFullyChecked: 0 },
      findings: [{ rule: 'versioning-suspended', location: { file: 'suspended.yaml', line: 15, column: 9 } }],
      notices: [],
    })
  })

  test('errors are told beside a document', () => {
    const { stdout, stderr } = bucketlint(['gone.yaml', '--format', 'sarif'])
    expect(stderr).toBe('bucketlint: gone.yaml: no such file or folder\n')
    const [run] = (JSON.parse(stdout) as Log).runs
    expect(run?.invocations?.[0]?.executionSuccessful).toBe(false)
  })

  test('go to files, and people are told still', () => {
    const [sarif, json] = [join(folder, 'a.sarif'), join(folder, 'a=b.json')]
    const { stdout } = bucketlint([...suspended, '--format', `sarif=${sarif}`, `--format=json=${json}`])
    expect(stdout).toBe(bucketlint(suspended).stdout)
    expect(readFileSync(json, 'utf8')).toBe(bucketlint([...suspended, '--format', 'json']).stdout)
    expect(readFileSync(sarif, 'utf8')).toBe(bucketlint([...suspended, '--format', 'sarif']).stdout)
  })

  test('in a place where nothing can be written are wrong use', () => {
    const { status, stderr } = bucketlint([...suspended, '--format', 'json=no/such/folder'])
    expect(status).toBe(2)
    expect(stderr).toBe("bucketlint: cannot write 'no/such/folder': no such file or folder\n")
  })
})

test('a folder where nothing speaks of S3 is told, for it may be the wrong one', () => {
  const told = 'bucketlint: nothing was linted: no template, plan or configuration here speaks of S3\n'
  const lint = (...args: string[]) => bucketlint(args, { cwd: folder })
  expect(lint()).toEqual({ status: 0, stdout: '0 files, 0 buckets, 0 findings\n', stderr: told })
  expect(lint('--quiet').stderr).toBe('')
  expect(lint('nowhere').stderr).toBe('')
  expect(lint('graph')).toMatchObject({ status: 0, stderr: 'bucketlint: there is no bucket to draw\n' })
})

describe('standard input', () => {
  const input = readFileSync(join(fixtures, 'suspended.yaml'))

  test('is read as the path -', () => {
    const args = ['-', '--only', 'versioning-suspended', '--quiet']
    expect(bucketlint(args, { input }).stdout).toMatch(/^<stdin>:15:9: medium versioning-suspended: /)
    expect(bucketlint([...args, '--stdin-filename', 'a/b.yaml'], { input }).stdout).toMatch(
      /^a\/b\.yaml:15:9: /,
    )
  })

  test('stands beside other paths', () => {
    const { stdout } = bucketlint(['-', 'clean.json', '--quiet', '--fail-on', 'never'], { input })
    expect(stdout).toMatch(/^2 files, 4 buckets, /)
  })

  test('has to be text', () => {
    const { status, stderr } = bucketlint(['-'], { input: Uint8Array.of(0x61, 0xff) })
    expect(status).toBe(2)
    expect(stderr).toMatch(/^bucketlint: standard input: the byte at offset 1 /)
  })
})

test('what stands behind -- is a path', () => {
  expect(bucketlint(['--', 'rules'])).toMatchObject({ status: 2 })
  expect(bucketlint(['--quiet', '--fail-on=never', '--', 'clean.json']).stdout).toMatch(/^1 file, /)
})

test('colours only where it is asked for', () => {
  const isColoured = (args: string[], env?: NodeJS.ProcessEnv) =>
    bucketlint([...suspended, ...args], env && { env }).stdout.includes('\u001B[')
  expect(isColoured([])).toBe(false)
  expect(isColoured([], { FORCE_COLOR: '1' })).toBe(true)
  expect(isColoured(['--no-color'], { FORCE_COLOR: '1' })).toBe(false)
  expect(isColoured(['--color'], { NO_COLOR: '1' })).toBe(true)
  expect(isColoured(['--color', '--no-color'])).toBe(false)
  expect(isColoured(['--color', '--format', 'json'])).toBe(false)
})

test('a reader that leaves early is no error', async () => {
  const child = spawn(process.execPath, [command, 'rules', '--format', 'json'])
  child.stdout.destroy()
  let stderr = ''
  child.stderr.on('data', (text: Buffer) => (stderr += text.toString()))
  const status = await new Promise(resolve => child.on('close', resolve))
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
})

test('an error of our own is told without its stack, unless that is asked for', () => {
  const fault = String.raw`Array.prototype.findLast = () => { throw new Error('\u001b[2Jboom') }`
  const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(fault)}` }
  const { status, stdout, stderr } = bucketlint(['rules'], { env })
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
  expect(stderr).toBe('bucketlint: internal error: ␛[2Jboom\n  BUCKETLINT_DEBUG=1 shows where\n')
  const debugged = bucketlint(['rules'], { env: { ...env, BUCKETLINT_DEBUG: '1' } })
  expect(debugged.stderr).toMatch(/^ {4}at .*cli\.mjs:\d+/m)
})
