/** Imports go down only: DESIGN's layers. What is imported for its types alone counts as well. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, test } from 'vitest'
import ts from 'typescript'

const root = join(import.meta.dirname, '..')

/** From top to bottom. What stands beside each other in one line may know each other, unless it is apart. */
const LAYERS: readonly (readonly string[])[] = [
  ['src/action.ts', 'src/action'],
  [
    'src/cli.ts',
    'src/cli',
    'src/index.ts',
    'src/cdk.ts',
    'src/cdk',
    'src/lsp',
    'src/eslint.ts',
    'src/eslint',
  ],
  // The table of all rules is what the command hands to a run.
  ['rules/index.ts'],
  ['src/mend.ts', 'src/run.ts', 'src/explain-access.ts'],
  ['src/read.ts'],
  ['src/assembly.ts', 'src/configurations.ts'],
  [
    'src/report',
    'src/suppress',
    'src/fix',
    'src/diff',
    'src/config',
    'src/discover.ts',
    'src/presets.ts',
    'src/settings.ts',
    'src/check.ts',
    'src/graph',
  ],
  ['rules'],
  ['src/rule.ts', 'src/finding.ts', 'src/access'],
  ['src/formats', 'src/proof'],
  // Schemas and other data about AWS are part of the model.
  ['src/model', 'src/syntax', 'src/data'],
  ['src/text', 'src/usage-error.ts'],
]

/** Neighbours that must not see each other. */
const APART: readonly (readonly [string, string])[] = [
  ['src/formats', 'src/proof'],
  ['src/model', 'src/syntax'],
]

interface Import {
  readonly from: string
  readonly to: string
}

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.ts$/.test(entry.name))
    .map(entry => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
}

const imports: readonly Import[] = ['src', 'rules'].flatMap(filesIn).flatMap(from =>
  ts
    .preProcessFile(readFileSync(join(root, from), 'utf8'))
    .importedFiles.filter(({ fileName }) => fileName.startsWith('.') && !fileName.endsWith('.json'))
    .map(({ fileName }) => ({
      from,
      to: relative(root, resolve(root, dirname(from), fileName)).replaceAll('\\', '/'),
    })),
)

/** The longest entry of the layers that a file belongs to. */
function placeOf(file: string): { readonly name: string; readonly layer: number } | undefined {
  return LAYERS.flatMap((names, layer) => names.map(name => ({ name, layer })))
    .filter(({ name }) => file === name || file.startsWith(`${name}/`))
    .sort((a, b) => b.name.length - a.name.length)[0]
}

test('every file belongs to a layer', () => {
  expect(imports.length).toBeGreaterThan(100)
  const homeless = [...new Set(imports.flatMap(({ from, to }) => [from, to]))].filter(file => !placeOf(file))
  expect(homeless).toEqual([])
})

test('imports go down only', () => {
  const wrong = imports.filter(({ from, to }) => {
    const [upper, lower] = [placeOf(from), placeOf(to)]
    if (!upper || !lower || upper.name === lower.name) return false
    const areApart = APART.some(pair => pair.includes(upper.name) && pair.includes(lower.name))
    return upper.layer > lower.layer || areApart
  })
  expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([])
})

test('a rule imports from src/rule.ts and nothing else', () => {
  const own = imports.filter(({ from }) => from.startsWith('rules/') && from !== 'rules/index.ts')
  expect(own.length).toBeGreaterThan(0)
  expect(own.filter(({ to }) => to !== 'src/rule.ts').map(({ from, to }) => `${from} imports ${to}`)).toEqual(
    [],
  )
})

test('one dialect does not know another', () => {
  const dialect = (file: string) => /^src\/formats\/([^/]+)\//.exec(file)?.[1]
  const across = imports.filter(
    ({ from, to }) => dialect(from) && dialect(to) && dialect(from) !== dialect(to),
  )
  expect(across).toEqual([])
})

test('the command and the action alone have the process: arguments, streams and exit status', () => {
  const others = filesIn('src').filter(file => !/^src\/(?:cli|action)(?:\.ts$|\/)/.test(file))
  const touching = others.filter(file =>
    /\bprocess\.(?:argv|exit|exitCode|stdout|stderr|stdin)\b/.test(readFileSync(join(root, file), 'utf8')),
  )
  expect(touching).toEqual([])
})
