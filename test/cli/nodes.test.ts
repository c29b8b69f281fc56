/**
 * The command under every version of Node that it promises: the one that runs the tests, and those that
 * `BUCKETLINT_NODES` names, which `.ci/run` installs.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import process from 'node:process'
import { afterAll, describe, expect, test } from 'vitest'
import { bucketlint, command, fixtures } from './bucketlint.ts'

const named = (process.env['BUCKETLINT_NODES'] ?? '').split(delimiter).filter(path => path !== '')
const nodes = new Map(
  [process.execPath, ...named].map(node => {
    const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' })
    return [stdout.split('.', 1).join(), node] as const
  }),
)

const folder = mkdtempSync(join(tmpdir(), 'bucketlint-nodes-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})
let projects = 0

/** A project with a bucket, and bucketlint among its packages. */
function project(files: Readonly<Record<string, string>>): string {
  const cwd = join(folder, String(projects++))
  const all = { 'stack.yaml': 'Resources: { Data: { Type: AWS::S3::Bucket } }\n', ...files }
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true })
    writeFileSync(join(cwd, name), text)
  }
  mkdirSync(join(cwd, 'node_modules'))
  symlinkSync(join(import.meta.dirname, '../..'), join(cwd, 'node_modules/bucketlint'))
  return cwd
}

const ESM = { 'package.json': '{ "type": "module" }' }
const COMMONJS = { 'package.json': '{ "type": "commonjs" }' }
const body = `{
  title: 'Bucket', severity: 'low', preset: 'recommended', consequence: 'audit', why: 'W.', remedy: 'R.',
  refs: [], controls: [], bad: [], good: [],
  *check(bucket) { yield { at: bucket.at, message: 'a bucket' } },
}`
const rule = { 'lint/bucket-seen.mjs': `export default ${body}` }
const typedRule = {
  'lint/bucket-seen.ts': `import { rule, type Config } from 'bucketlint'\nconst no: Config = {}\nexport default rule(${body})`,
}
const settings = "{ customRules: ['lint'], failOn: 'low' }"
const typed = `import { defineConfig, type Config } from 'bucketlint'\nconst config: Config = ${settings}\nexport default defineConfig(config)`

const inJavaScript: [what: string, files: Readonly<Record<string, string>>][] = [
  ['.js in an ESM package', { ...ESM, ...rule, 'bucketlint.config.js': `export default ${settings}` }],
  [
    '.js in a CommonJS package',
    { ...COMMONJS, ...rule, 'bucketlint.config.js': `module.exports = ${settings}` },
  ],
  ['.js where no package is', { ...rule, 'bucketlint.config.js': `module.exports = ${settings}` }],
  ['.mjs', { ...COMMONJS, ...rule, 'bucketlint.config.mjs': `export default ${settings}` }],
]
const inTypeScript: typeof inJavaScript = [
  ['.ts in an ESM package', { ...ESM, ...rule, 'bucketlint.config.ts': typed }],
  ['.ts where no package is', { ...rule, 'bucketlint.config.ts': typed }],
  ['.mts in a CommonJS package', { ...COMMONJS, ...rule, 'bucketlint.config.mts': typed }],
  ['a rule', { ...ESM, ...typedRule, 'bucketlint.config.yaml': settings }],
]

describe.each(['v20', 'v22', 'v24'])('Node %s', version => {
  const node = nodes.get(version)
  if (node === undefined) {
    test.skip('is not here: BUCKETLINT_NODES names no binary of it', () => undefined)
    return
  }

  const lint = (cwd: string, ...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(node, [command, ...args], { cwd, encoding: 'utf8', env: {} })
    return { status, stdout, stderr }
  }
  const only = ['--only', 'bucket-seen', 'stack.yaml']

  test('says what every other says', () => {
    const args = ['suspended.yaml', 'broken.template', '--possible']
    expect(lint(fixtures, ...args)).toEqual(bucketlint(args))
  })

  test.each(inJavaScript)('runs a config in JavaScript: %s', (_, files) => {
    const { status, stdout, stderr } = lint(project(files), ...only)
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' })
    expect(stdout).toContain('low bucket-seen: a bucket')
  })

  test.each(inTypeScript)('runs what is TypeScript, or says that it cannot: %s', (_, files) => {
    const { status, stdout, stderr } = lint(project(files), ...only)
    if (version === 'v20') {
      expect(status).toBe(2)
      expect(stderr).toMatch(
        /^bucketlint: cannot load '(?:bucketlint\.config|lint\/bucket-seen)\.m?ts': TypeScript takes Node\.js 22\.18 or later, and this is v20\.\S+\n/,
      )
      return
    }
    expect(stdout).toContain('low bucket-seen: a bucket')
    expect(status).toBe(1)
  })

  test('tells where a config in TypeScript cannot be stripped to JavaScript', () => {
    const text = `enum Preset { Strict = 'strict' }\nexport default { preset: Preset.Strict }`
    const { status, stderr } = lint(project({ ...ESM, 'bucketlint.config.ts': text }), 'stack.yaml')
    expect(status).toBe(2)
    expect(stderr).toMatch(
      version === 'v20'
        ? /TypeScript takes Node\.js 22\.18/
        : /cannot load 'bucketlint\.config\.ts:1': TypeScript enum is not supported/,
    )
  })
})
