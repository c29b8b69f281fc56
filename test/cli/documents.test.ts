/** Every format as the command writes it, and what is written beside. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Log } from 'sarif'
import { afterAll, describe, expect, test } from 'vitest'
import { bucketlint, fixtures } from './bucketlint.ts'

const folder = mkdtempSync(join(tmpdir(), 'bucketlint-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const suspended = ['suspended.yaml', '--only', 'versioning-suspended,syntax-error']
const format = (name: string) => [...suspended, '--format', name]

describe('standard output is one document, and errors are told beside it', () => {
  const said = 'bucketlint: gone.yaml: no such file or folder\n'

  test.each([
    ['json', /^\{\n[^]*\n\}\n$/],
    ['sarif', /^\{\n[^]*\n\}\n$/],
    ['junit', /^<\?xml [^]*\n<\/testsuites>\n$/],
    ['markdown', /^<!-- bucketlint -->\n[^]*\n$/],
    ['html', /^<!doctype html>\s[^]*<\/html>\s*$/],
  ])('%s', (name, whole) => {
    const { status, stdout, stderr } = bucketlint([...format(name), 'gone.yaml'])
    expect({ status, stderr }).toEqual({ status: 2, stderr: said })
    expect(stdout).toMatch(whole)
    expect(stdout).toContain('versioning-suspended')
    expect(bucketlint(format(name))).toMatchObject({ status: 1, stderr: '' })
  })

  test('github, where they are annotations', () => {
    const { status, stdout, stderr } = bucketlint([...format('github'), 'gone.yaml'])
    expect({ status, stderr }).toEqual({ status: 2, stderr: '' })
    expect(stdout).toMatch(/^::error title=not read::gone.yaml: no such file or folder\n::warning file=/)
  })
})

test('several formats go to files and one to standard output', () => {
  const names = ['html', 'junit', 'markdown', 'github'] as const
  const files = names.map(name => `--format=${name}=${join(folder, name)}`)
  const { stdout } = bucketlint([...format('json'), ...files])
  expect(stdout).toBe(bucketlint(format('json')).stdout)
  for (const name of names)
    expect(readFileSync(join(folder, name), 'utf8')).toBe(bucketlint(format(name)).stdout)
})

test('a page of more buckets than its picture could show is told to have none', () => {
  const page = (count: number) => {
    const buckets = Array.from({ length: count }, (_, index) => `  B${index}: { Type: AWS::S3::Bucket }\n`)
    const input = `Resources:\n${buckets.join('')}`
    return bucketlint(['-', '--format', 'html', '--only', 'versioning-suspended'], { input })
  }
  expect(page(200)).toMatchObject({
    stderr: '',
    stdout: expect.stringContaining('<div class="picture">') as string,
  })
  const { stdout, stderr } = page(201)
  expect(stderr).toBe(
    'bucketlint: the page has no picture: there are 201 buckets, and the most that are drawn in it are 200\n',
  )
  expect(stdout).not.toContain('<div class="picture">')
})

describe('in GitHub Actions', () => {
  const summary = join(folder, 'summary.md')

  test('the summary of the step is written behind what is there', () => {
    writeFileSync(summary, 'Before.\n')
    const { stderr } = bucketlint(format('github'), { env: { GITHUB_STEP_SUMMARY: summary } })
    expect(stderr).toBe('')
    const text = readFileSync(summary, 'utf8')
    expect(text).toBe(`Before.\n${bucketlint(format('markdown')).stdout}`)
  })

  test('it is written for annotations alone', () => {
    writeFileSync(summary, '')
    bucketlint(format('json'), { env: { GITHUB_STEP_SUMMARY: summary } })
    expect(readFileSync(summary, 'utf8')).toBe('')
  })

  test('it never grows beyond what GitHub takes', () => {
    writeFileSync(summary, 'x'.repeat(1_048_576 - 300))
    bucketlint(format('github'), { env: { GITHUB_STEP_SUMMARY: summary } })
    expect(readFileSync(summary).length).toBeLessThanOrEqual(1_048_576)
  })

  test('that it cannot be written fails nothing', () => {
    const { status, stderr } = bucketlint(format('github'), { env: { GITHUB_STEP_SUMMARY: folder } })
    expect(status).toBe(1)
    expect(stderr).toBe('bucketlint: the summary of the step was not written: it is a folder\n')
  })
})

test('places for GitHub start at the root of the repository', () => {
  const cwd = join(folder, 'repository/live/eu')
  mkdirSync(cwd, { recursive: true })
  mkdirSync(join(folder, 'repository/.git'))
  writeFileSync(join(cwd, 'suspended.yaml'), readFileSync(join(fixtures, 'suspended.yaml')))
  expect(bucketlint(format('github'), { cwd }).stdout).toMatch(
    /^::warning file=live\/eu\/suspended\.yaml,line=15,/,
  )
  const [run] = (JSON.parse(bucketlint(format('sarif'), { cwd }).stdout) as Log).runs
  expect(run?.results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation).toEqual({
    uri: 'live/eu/suspended.yaml',
    uriBaseId: '%SRCROOT%',
  })
})
