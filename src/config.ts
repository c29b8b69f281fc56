/** The config file: `bucketlint.config.json` or `.yaml` in the working directory, or the one that is named. */
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { displayPath } from './discover.ts'
import { nearestName } from './model/schema/index.ts'
import type { Settings } from './settings.ts'
import { decodeText, parseDocument, type MapNode, type Node } from './syntax/index.ts'
import { Source } from './text/source.ts'
import { UsageError } from './usage-error.ts'

/** What a config file can set. */
export type Config = Pick<Settings, 'trustedAccounts' | 'trustedOrganizations'>

const NAMES = ['bucketlint.config.json', 'bucketlint.config.yaml', 'bucketlint.config.yml']

/** What the items of each list are. */
const lists = {
  trustedAccounts: { form: /^\d{12}$/, expected: 'the 12 digits of an account id' },
  trustedOrganizations: { form: /^o-[a-z0-9]{10,32}$/, expected: 'an organization id such as o-a1b2c3d4e5' },
} as const satisfies Record<keyof Config, { form: RegExp; expected: string }>

/** Reads the config of a run. Throws `UsageError` with file, line and column for what it cannot mean. */
export function readConfig(cwd: string, named: string | undefined): Config {
  const path = named === undefined ? NAMES.map(name => join(cwd, name)).find(existsSync) : resolve(cwd, named)
  if (path === undefined) return {}
  const source = new Source(displayPath(path, cwd), readText(path))
  const { root, problems } = parseDocument(source)
  const error = problems.find(({ kind }) => kind === 'error')
  if (error) throw wrong(source, error.span.start, error.message)
  if (!root) return {}
  if (root.kind !== 'map')
    throw wrong(source, root.span.start, `the config is a ${root.kind}: expected a map of settings`)
  return settingsIn(root)
}

function readText(path: string): string {
  let text
  try {
    text = decodeText(readFileSync(path))
  } catch (error) {
    throw new UsageError(
      `cannot read the config '${path}': ${error instanceof Error ? error.message : String(error)}`,
    )
  }
  if (typeof text !== 'string') throw new UsageError(`cannot read the config '${path}': ${text.error}`)
  return text
}

function settingsIn(root: MapNode): Config {
  return Object.fromEntries(
    root.entries.map(({ key, keySpan, value }) => {
      if (isSetting(key)) return [key, listOf(key, value)]
      const near = nearestName(key, Object.keys(lists))
      const hint =
        near === undefined ? `expected one of ${Object.keys(lists).join(', ')}` : `did you mean '${near}'?`
      throw wrong(root.source, keySpan.start, `there is no setting '${key}': ${hint}`)
    }),
  )
}

function isSetting(key: string): key is keyof typeof lists {
  return Object.hasOwn(lists, key)
}

function listOf(key: keyof typeof lists, value: Node): string[] {
  const { form, expected } = lists[key]
  if (value.kind !== 'list')
    throw wrong(value.source, value.span.start, `${key} is no list: expected a list, each item ${expected}`)
  return value.items.map(item => {
    if (item.kind === 'scalar' && form.test(item.text)) return item.text
    const written = item.kind === 'scalar' ? `'${item.text}'` : `a ${item.kind}`
    throw wrong(item.source, item.span.start, `${key} cannot hold ${written}: expected ${expected}`)
  })
}

function wrong(source: Source, offset: number, message: string): UsageError {
  const { line, column } = source.position(offset)
  return new UsageError(`${source.path}:${line}:${column}: ${message}`)
}
