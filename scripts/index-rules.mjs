/** Writes rules/index.ts from the files in rules/<subject>/: run it when a rule comes, goes or is renamed. */
import { readdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import process from 'node:process'

const folder = join(import.meta.dirname, '../rules')

/** The text of rules/index.ts for the files that are there. */
export function rulesIndexText() {
  const rules = subfolders(folder).flatMap(subject =>
    readdirSync(join(folder, subject))
      .filter(name => name.endsWith('.ts'))
      .sort()
      .map(name => ({ subject, id: basename(name, '.ts') })),
  )
  const imports = rules.map(({ subject, id }) => `import ${variable(id)} from './${subject}/${id}.ts'`)
  const entries = rules.map(
    ({ subject, id }) => `  '${id}': { subject: '${subject}', rule: ${variable(id)} },`,
  )
  return `/** All rules by id. Written by scripts/index-rules.mjs: do not edit. */
import type { RuleTable } from '../src/settings.ts'
${imports.join('\n')}

export const rules: RuleTable = {
${entries.join('\n')}
}
`
}

function subfolders(parent) {
  return readdirSync(parent, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
}

function variable(id) {
  return id.replace(/-(.)/g, (_, letter) => letter.toUpperCase())
}

if (process.argv[1] === import.meta.filename) writeFileSync(join(folder, 'index.ts'), rulesIndexText())
