/** What the pages speak of is there: places, options, rules, settings, bounds, and snippets that mean what they should. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { Ajv } from 'ajv'
import { parse as parseToml } from 'smol-toml'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { parseDocument } from 'yaml'
import { rules } from '../../rules/index.ts'
import { inputNames } from '../../src/action/inputs.ts'
import { commands } from '../../src/cli/commands.ts'
import { hookText } from '../../src/cli/init/hook.ts'
import { workflow } from '../../src/cli/init/workflow.ts'
import { options } from '../../src/cli/options.ts'
import { schema } from '../../src/config/schema.ts'
import { peerIds } from '../../src/data/peer-ids.ts'
import { LOOP_BOUNDS } from '../../src/formats/cloudformation/foreach.ts'
import { SAM_BOUND } from '../../src/formats/cloudformation/sam/transform.ts'
import { COPIES_BOUND } from '../../src/formats/terraform/configuration/copies.ts'
import { BOUNDS as EXPRESSIONS } from '../../src/formats/terraform/configuration/expression/bounds.ts'
import { BOUNDS as MODULES } from '../../src/formats/terraform/configuration/module.ts'
import { LONGEST_COMMENT } from '../../src/model/directive.ts'
import { TEXT_BOUND } from '../../src/model/text.ts'
import { WORLD_BOUND } from '../../src/model/world.ts'
import { presets } from '../../src/presets.ts'
import { MAX_STATEMENTS } from '../../src/proof/parse.ts'
import { reporters } from '../../src/report/index.ts'
import { parseHcl } from '../../src/syntax/hcl/index.ts'
import { BOUNDS } from '../../src/syntax/node.ts'
import { Source } from '../../src/text/source.ts'
import { codesIn, generated, pages, root, type Block } from './pages.ts'

const page = (path: string) => {
  const found = pages.find(each => each.path === path)
  if (!found) throw new Error(`there is no ${path}`)
  return found
}
const json = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8')) as Record<string, object>

describe('links', () => {
  const anchorOf = (heading: string) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w -]/g, '')
      .replaceAll(' ', '-')
  const anchorsIn = (path: string) =>
    [...readFileSync(path, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading))

  test.each([...pages, ...generated].map(each => [each.path, each] as const))('of %s', (path, { prose }) => {
    const targets = [...prose.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, target = '']) => target)
    const broken = targets.filter(target => {
      const [file = '', anchor] = target.split('#')
      const absolute = file === '' ? join(root, path) : normalize(join(root, dirname(path), file))
      return !existsSync(absolute) || (anchor !== undefined && !anchorsIn(absolute).includes(anchor))
    })
    expect(broken).toEqual([])
  })
})

describe('names', () => {
  const words = new Set([
    ...Object.keys(rules),
    ...Object.values(peerIds).flat(),
    ...Object.keys(commands),
    ...presets,
    ...inputNames,
    ...['exit-code', 'smol-toml', 'js-yaml', 'typescript-eslint', 'aws-cdk-lib', 'playwright-core'],
    ...['fast-check', 'ajv-formats', 'json-schema-to-ts', 'vscode-languageserver'],
    ...['vscode-languageserver-textdocument'],
  ])
  /** Options of other tools, which pages say what becomes of. */
  const others = new Set(
    '--skip-check --check --soft-fail --create-baseline --output --severity --exit-code --exclude-queries'
      .concat(' --report-formats')
      .split(' '),
  )

  test.each(pages.map(each => [each.path, each] as const))('in %s', (_, each) => {
    const codes = codesIn(each)
    const dashed = codes.filter(code => /^[a-z]+[a-z0-9]*(?:-[a-z0-9]+)+$/.test(code))
    const named = codes.flatMap(code => code.match(/(?<![\w-])--[a-z][a-z-]*/g) ?? [])
    const ignored = [...each.text.matchAll(/bucketlint-ignore ([a-z][\w-]*)/g)].map(([, id = '']) => id)
    expect({
      words: dashed.filter(word => !words.has(word)),
      options: named.filter(name => !Object.hasOwn(options, name.slice(2)) && !others.has(name)),
      ignored: ignored.filter(id => !Object.hasOwn(rules, id)),
    }).toEqual({ words: [], options: [], ignored: [] })
  })

  test('all formats, presets and settings are told', () => {
    const told = codesIn(page('docs/formats.md'))
    expect(Object.keys(reporters).filter(name => !told.includes(name))).toEqual([])
    const configured = page('docs/configuration.md').text + page('docs/suppressions.md').text
    expect(presets.filter(name => !configured.includes(`\`${name}\``))).toEqual([])
    const settings = Object.keys(schema.properties).filter(name => name !== '$schema')
    expect(settings.filter(name => !new RegExp(`\\b${name}\\b`).test(configured))).toEqual([])
  })

  test('the README has a reason for each dependency', () => {
    const { text } = page('README.md')
    const { devDependencies, dependencies = {} } = json('package.json')
    const all = Object.keys({ ...devDependencies, ...dependencies })
    expect(all.filter(name => !text.includes(`\`${name}\``))).toEqual([])
  })

  test('bounds are those of the code', () => {
    const { text } = page('docs/bounds.md')
    const bounds = [
      ...Object.values(BOUNDS),
      ...[LOOP_BOUNDS.nesting, LOOP_BOUNDS.nodes, SAM_BOUND, WORLD_BOUND, TEXT_BOUND, MAX_STATEMENTS],
      ...Object.values(EXPRESSIONS),
      ...Object.values(MODULES),
      ...[COPIES_BOUND, LONGEST_COMMENT],
    ]
    expect(bounds.filter(bound => !text.includes(bound.toLocaleString('en')))).toEqual([])
  })
})

describe('snippets', () => {
  const all = [...pages].flatMap(({ path, blocks }) => blocks.map(block => [path, block] as const))
  const valid = new Ajv().compile(json('config.schema.json'))

  /** What is wrong with a snippet, each language as its own parser says. */
  function problemsOf({ language, text }: Block): readonly unknown[] {
    switch (language) {
      case 'yaml':
        return parseDocument(text).errors
      case 'json':
        JSON.parse(text)
        return []
      case 'toml':
        parseToml(text)
        return []
      case 'hcl':
        return parseHcl(new Source('main.tf', text)).problems
      case 'ts':
      case 'js':
        return ts.transpileModule(text, { reportDiagnostics: true }).diagnostics ?? []
      case 'console':
        return text.split('\n').filter(line => line !== '' && !line.startsWith('$ '))
      case 'text':
      case 'lua':
        return []
      default:
        return [`nobody reads ${language}`]
    }
  }

  test.each(all.map(([path, block]) => [path, block.language, block] as const))(
    'of %s: %s',
    (_path, _language, block) => {
      expect(problemsOf(block)).toEqual([])
    },
  )

  test('configs are valid, and their rules are there', () => {
    const configs = all.filter(([, { text }]) => text.startsWith('# bucketlint.config.yaml'))
    expect(configs.length).toBeGreaterThan(1)
    for (const [, { text }] of configs) {
      const config = parseDocument(text).toJS() as { rules?: object }
      valid(config)
      expect(valid.errors).toBeNull()
      expect(Object.keys(config.rules ?? {}).filter(id => !Object.hasOwn(rules, id))).toEqual([])
    }
  })

  test('the workflow and the hook are what init writes', () => {
    const [first] = page('docs/ci.md').blocks
    expect(first?.text).toBe(workflow(''))
    const [hook] = page('docs/pre-commit.md').blocks
    expect(hook?.text.replace(/^#.*\n/, '')).toBe(hookText)
  })

  test('inputs of the action are there', () => {
    const withs = all.flatMap(([, { text }]) =>
      [...text.matchAll(/uses: bucketlint\/bucketlint@\S+\n((?: .*\n)+)/g)].map(([, it = '']) => it),
    )
    const keys = withs.flatMap(text => [...text.matchAll(/^ {4,10}([a-z_-]+):/gm)].map(([, key = '']) => key))
    expect(keys).toContain('fail-on')
    const known: readonly string[] = [...inputNames, 'with', 'id', 'if', 'uses']
    expect(keys.filter(key => !known.includes(key))).toEqual(['sarif_file', 'category'])
  })

  test('imports are exports of the package', () => {
    const imported = all.flatMap(([, { text }]) => text.match(/(?<=from ')bucketlint[^']*/g) ?? [])
    expect(imported.length).toBeGreaterThan(1)
    const exported = Object.keys(json('package.json')['exports'] ?? {})
    expect(imported.filter(name => !exported.includes(name.replace('bucketlint', '.')))).toEqual([])
  })
})
