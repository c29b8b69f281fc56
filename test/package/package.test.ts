/** The package as others install it: packed, laid among the packages of a project, and used from there. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { publint } from 'publint'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { version } from '../../package.json'

const root = join(import.meta.dirname, '../..')
const project = mkdtempSync(join(tmpdir(), 'bucketlint-package-'))
const installed = join(project, 'node_modules/bucketlint')

beforeAll(() => {
  // The build that the package is made of has run before all tests.
  const args = ['pack', '--ignore-scripts', '--silent', '--pack-destination', project]
  execFileSync('npm', args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  execFileSync('tar', ['-xf', `bucketlint-${version}.tgz`], { cwd: project })
  mkdirSync(join(project, 'node_modules/@types'), { recursive: true })
  renameSync(join(project, 'package'), installed)
  for (const name of ['@types/node', 'undici-types'])
    symlinkSync(join(root, 'node_modules', name), join(project, 'node_modules', name))
})
afterAll(() => {
  rmSync(project, { recursive: true })
})

/** What a program of the project prints. */
function printed(name: string, text: string): string[] {
  writeFileSync(join(project, name), text)
  return execFileSync(process.execPath, ['--no-warnings', name], { cwd: project, encoding: 'utf8' })
    .trimEnd()
    .split('\n')
}

test('holds what is shipped, and says of itself what is so', async () => {
  expect(readdirSync(installed).sort()).toEqual([
    'LICENSE',
    'README.md',
    'config.schema.json',
    'dist',
    'package.json',
  ])
  const { messages } = await publint({ pkgDir: installed, pack: false, strict: true })
  expect(messages).toEqual([])
})

describe('programs', () => {
  const told = ['function', 'bucketlint', 'bucketlint', 'Config of bucketlint', version]

  test('in ESM', () => {
    const text = `import { lint } from 'bucketlint'
import { bucketlint } from 'bucketlint/cdk'
import plugin from 'bucketlint/eslint'
import schema from 'bucketlint/config.schema.json' with { type: 'json' }
import own from 'bucketlint/package.json' with { type: 'json' }
for (const each of [typeof lint, bucketlint().name, plugin.meta.name, schema.title, own.version]) console.log(each)`
    expect(printed('a.mjs', text)).toEqual(told)
  })

  test('in CommonJS', () => {
    const text = `const { lint } = require('bucketlint')
const { bucketlint } = require('bucketlint/cdk')
const plugin = require('bucketlint/eslint')
const schema = require('bucketlint/config.schema.json')
const own = require('bucketlint/package.json')
for (const each of [typeof lint, bucketlint().name, plugin.meta.name, schema.title, own.version]) console.log(each)`
    expect(printed('a.cjs', text)).toEqual(told)
  })
})

describe('types', () => {
  const program = `import { cloudformation, defineConfig, lint, rule, type Config, type Finding, type Report } from 'bucketlint'
import { bucketlint, type PluginOptions } from 'bucketlint/cdk'
import plugin from 'bucketlint/eslint'
const config: Config = defineConfig({ failOn: 'low', rules: { 'versioning-off': 'off' } })
const report: Report = lint({ paths: ['.'], ...(config.preset ? { preset: config.preset } : {}) })
const options: PluginOptions = { failOn: 'high', config: 'ci/bucketlint.yaml', workloads: { Orders: { puts: 1 } } }
export const made = [bucketlint(options), plugin.configs.recommended]
export const findings: readonly Finding[] = report.findings
export default rule({
  title: 'Bucket', severity: 'low', preset: 'recommended', consequence: 'audit', why: 'W.', remedy: 'R.',
  refs: [], controls: [], bad: [], good: [cloudformation\`Resources: {}\`],
  *check(bucket) { if (bucket.versioning !== 'Enabled') yield { at: bucket.at, message: 'a bucket' } },
})
// @ts-expect-error this is no level
defineConfig({ rules: { 'versioning-off': 'grave' } })
`
  const commonJs = `${program}import required = require('bucketlint/eslint')\nexport const preset = required.configs.strict\n`

  test('of modules and of CommonJS', () => {
    writeFileSync(join(project, 'a.mts'), program)
    writeFileSync(join(project, 'a.cts'), commonJs)
    const compiled = ts.createProgram([join(project, 'a.mts'), join(project, 'a.cts')], {
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      lib: ['lib.es2022.d.ts'],
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      types: ['node'],
      typeRoots: [join(project, 'node_modules/@types')],
    })
    const wrong = ts.getPreEmitDiagnostics(compiled).map(({ file, messageText }) => {
      return `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`
    })
    expect(wrong).toEqual([])
  })
})
