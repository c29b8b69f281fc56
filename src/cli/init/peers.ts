/** The suppressions for other tools in the files of a project, as suppressions for its config. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { rules } from '../../../rules/index.ts'
import { configDirectives } from '../../config/directives.ts'
import { discover, displayPath, isConfiguration } from '../../discover.ts'
import { run } from '../../run.ts'
import { importSuppressions, type Imported } from '../../suppress/import.ts'
import { covers } from '../../suppress/scope.ts'
import { decodeText } from '../../syntax/index.ts'
import { Source } from '../../text/source.ts'

/** What is taken over, and how much of what other tools are told concerns nothing that is found here. */
export interface Peers extends Imported {
  readonly idle: number
}

/** Reads all that linting would read. A suppression is taken over for the rules that find what it is about. */
export function peersIn(cwd: string): Peers {
  const imported = importSuppressions(textsIn(cwd), rules)
  const all = imported.suppressions
  const settings = {
    paths: ['.'],
    cwd,
    preset: 'strict',
    rules: {},
    params: new Map(),
    paramFiles: [],
  } as const
  const { findings } = all.length > 0 ? run(settings, rules) : { findings: [] }
  const directives = configDirectives(
    {
      path: '',
      config: { suppressions: [...all] },
      source: new Source('', ''),
      spanAt: () => ({ start: 0, end: 0 }),
    },
    file => file,
  )
  const suppressions = all.flatMap((suppression, index) => {
    const about = findings.filter(finding => directives[index]?.holds.some(scope => covers(scope, finding)))
    const found = suppression.rules.filter(id => about.some(({ rule }) => rule === id))
    return found.length > 0 ? [{ ...suppression, rules: found }] : []
  })
  return { ...imported, suppressions, idle: all.length - suppressions.length }
}

function textsIn(cwd: string): { path: string; text: string }[] {
  const { files, configurations } = discover(['.'], cwd)
  const paths = configurations.flatMap(folder =>
    readdirSync(folder)
      .filter(isConfiguration)
      .sort()
      .map(name => join(folder, name)),
  )
  const read = paths.map(path => ({ path: displayPath(path, cwd), bytes: readFileSync(path) }))
  return [...files, ...read].flatMap(({ path, bytes }) => {
    const text = decodeText(bytes)
    return typeof text === 'string' ? [{ path, text }] : []
  })
}
