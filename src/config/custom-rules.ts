/** Rules of the project itself: files of the same shape as the built-in ones, in folders that its config names. */
import { readdirSync, statSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { displayPath, realPath } from '../discover.ts'
import { severities } from '../finding.ts'
import type { Rule } from '../rule.ts'
import type { RuleTable } from '../settings.ts'
import { UsageError } from '../usage-error.ts'
import type { ConfigFile } from './file.ts'
import { pathBelow } from './find.ts'
import type { Loading } from './programs.ts'
import { runWide } from './run-wide.ts'

const FILE = /^(?!.*\.(?:test|d)\.)[^.].*\.m?[jt]s$/

/**
 * Loads the rules that configs name. Throws `UsageError` for folders outside of `roots`, for files that are no rules,
 * and for ids that are taken.
 */
export function* customRules(
  chain: readonly ConfigFile[],
  roots: readonly string[],
  builtIn: RuleTable,
  cwd: string,
): Loading<RuleTable> {
  const table: Record<string, { subject: string; rule: Rule; custom: true }> = {}
  for (const { value: folder, from } of runWide(chain).customRules)
    for (const path of filesIn(folder, from, roots, cwd)) {
      const shown = displayPath(path, cwd)
      const id = basename(path, extname(path))
      if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id))
        throw new UsageError(`'${shown}' is no name for a rule`, 'write it like bucket-without-owner-tag.mjs')
      if (Object.hasOwn(builtIn, id) || Object.hasOwn(table, id))
        throw new UsageError(`'${shown}' gives a rule an id that is taken: ${id}`)
      table[id] = { subject: basename(folder), rule: ruleIn(yield { path, shown }, shown), custom: true }
    }
  return table
}

function filesIn(folder: string, from: string, roots: readonly string[], cwd: string): string[] {
  const shown = displayPath(folder, cwd)
  const real = realPath(folder)
  if (real === undefined || !statSync(real).isDirectory())
    throw new UsageError(`${from}: there is no folder '${shown}'`)
  if (!roots.some(root => pathBelow(real, realPath(root) ?? root) !== undefined))
    throw new UsageError(`${from}: '${shown}' lies outside of the project: its rules are not run`)
  return readdirSync(real)
    .filter(name => FILE.test(name))
    .sort()
    .map(name => join(real, name))
}

/** What every rule must have, so that reports can be made of it. */
function ruleIn(value: unknown, shown: string): Rule {
  const wrong = (what: string) => new UsageError(`'${shown}' is no rule: ${what}`)
  if (!isRecord(value)) throw wrong('expected export default rule({...})')
  for (const key of ['title', 'why', 'remedy', 'consequence'] as const)
    if (typeof value[key] !== 'string') throw wrong(`${key} is no text`)
  for (const key of ['remedyInCdk', 'remedyInTerraform'])
    if (!['string', 'undefined'].includes(typeof value[key])) throw wrong(`${key} is no text`)
  if (!severities.some(severity => severity === value['severity'])) throw wrong('it has no severity')
  if (value['preset'] !== 'recommended' && value['preset'] !== 'strict') throw wrong('it is in no preset')
  if (value['on'] === 'file' || value['on'] === 'suppression')
    throw wrong(`rules on: '${value['on']}' are built in`)
  if (typeof value['check'] !== 'function') throw wrong('it has no check')
  const lists = Object.fromEntries(
    ['refs', 'controls', 'bad', 'good'].map(key => [key, Array.isArray(value[key]) ? value[key] : []]),
  )
  return { ...value, ...lists } as unknown as Rule
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
