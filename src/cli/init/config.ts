/** The config that `init` writes. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { version } from '../../../package.json'
import type { Config } from '../../config/index.ts'
import { unprintable } from '../../report/terminal.ts'
import { withItems, type Item } from './yaml-list.ts'

/** A suppression of a config. */
export type Suppression = NonNullable<Config['suppressions']>[number]

/** Makes a config; its first line is what editors know the settings by. */
export function configText(preset: string, folder: string): string {
  const installed = './node_modules/bucketlint/config.schema.json'
  const [major, minor] = version.split('.')
  const schema = existsSync(join(folder, installed))
    ? installed
    : `https://cdn.jsdelivr.net/npm/bucketlint@${major ?? ''}.${minor ?? ''}/config.schema.json`
  return `# yaml-language-server: $schema=${schema}
# The settings that hold for a file, and where they come from, are told by: bucketlint --print-config FILE
preset: ${preset}
failOn: medium
`
}

/** A config with more suppressions; undefined where people have to add them. */
export function withSuppressions(text: string, suppressions: readonly Suppression[]): string | undefined {
  return suppressions.length === 0 ? text : withItems(text, 'suppressions', suppressions.map(itemOf))
}

/** What is to be added, for people. */
export function suppressionsText(suppressions: readonly Suppression[]): string {
  return withSuppressions('', suppressions) ?? ''
}

function itemOf({ rules, files, addresses, reason, until }: Suppression): Item {
  return [
    `rules: [${rules.join(', ')}]`,
    ...(files ? [`files: ${listOf(files)}`] : []),
    ...(addresses ? [`addresses: ${listOf(addresses)}`] : []),
    `reason: ${quoted(reason)}`,
    ...(until === undefined ? [] : [`until: ${quoted(until)}`]),
  ]
}

function listOf(texts: readonly string[]): string {
  return `[${texts.map(quoted).join(', ')}]`
}

/** In quotes, as JSON has it and YAML takes it; nothing can steer the terminal that it is printed on. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(unprintable, character => {
    const code = (character.codePointAt(0) ?? 0).toString(16)
    return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`
  })
}
