/** The command that sets a project up. All is asked before anything is written. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import process from 'node:process'
import { readConfigFile } from '../../config/file.ts'
import { configIn, projectOf } from '../../config/find.ts'
import { plural } from '../../report/summary.ts'
import { printable } from '../../report/terminal.ts'
import { refusal, UsageError } from '../../usage-error.ts'
import type { Arguments } from '../arguments.ts'
import { folderInRepository } from '../github.ts'
import { presets } from '../options.ts'
import { configText, suppressionsText, withSuppressions } from './config.ts'
import { hasHook, hookText, withHook } from './hook.ts'
import { peersIn, type Peers } from './peers.ts'
import { questions, type Questions } from './questions.ts'
import { workflow } from './workflow.ts'

/** What is to be done with one file. */
interface Step {
  readonly path: string
  /** Absent where the file stays as it is. */
  readonly text?: string
  readonly said: string
}

/** Asks, writes and tells; the exit status is 0. */
export async function init(args: Arguments): Promise<0> {
  if (args.operands.length > 0) throw new UsageError('init takes no path', 'it sets the working directory up')
  const cwd = process.cwd()
  const root = projectOf(cwd)
  const imported = args.has('import') ? peersIn(cwd) : undefined
  const ask = questions(args.has('yes'))
  try {
    const steps = [
      await config(cwd, imported, ask),
      await whole(join(root, '.github/workflows/bucketlint.yml'), workflow(folderInRepository(cwd)), ask),
      await hook(join(root, '.pre-commit-config.yaml'), ask),
    ]
    for (const step of steps) write(step, cwd)
  } finally {
    ask.close()
  }
  if (imported) tellOthers(imported)
  return 0
}

async function config(cwd: string, imported: Peers | undefined, ask: Questions): Promise<Step> {
  const found = configIn(cwd)
  const path = found ?? join(cwd, 'bucketlint.config.yaml')
  if (found !== undefined && imported) return suppressed(found, imported, ask)
  const agreed = await isWanted(path, ask)
  if (!agreed) return kept(path)
  const preset = await ask.choose('Which rules', presets)
  const text = withSuppressions(configText(preset, cwd), imported?.suppressions ?? [])
  if (text === undefined) throw new Error('the suppressions cannot be written')
  const told = imported ? `, with ${plural(imported.suppressions.length, 'suppression')} taken over` : ''
  return { path, text, said: `written${told}` }
}

/** Adds what a config does not have yet. */
async function suppressed(path: string, { suppressions }: Peers, ask: Questions): Promise<Step> {
  const name = basename(path)
  const isText = /\.ya?ml$/.test(name)
  const had = isText ? (readConfigFile(path, name).config.suppressions ?? []) : []
  const known = new Set(had.map(each => keyOf(each)))
  const added = suppressions.filter(each => !known.has(keyOf(each)))
  if (added.length === 0) return { path, said: 'has all suppressions already' }
  const count = plural(added.length, 'suppression')
  const text = isText ? withSuppressions(readFileSync(path, 'utf8'), added) : undefined
  if (text === undefined) return { path, said: `left as it is: add\n\n${suppressionsText(added)}` }
  if (!(await ask.agree(`Add ${count} to ${name}?`, true))) return kept(path)
  return { path, text, said: `${count} taken over` }
}

function keyOf({ rules, files, addresses, reason, until }: Peers['suppressions'][number]): string {
  return JSON.stringify([rules, files, addresses, reason, until])
}

async function hook(path: string, ask: Questions): Promise<Step> {
  const before = existsSync(path) ? readFileSync(path, 'utf8') : ''
  if (hasHook(before)) return { path, said: 'runs bucketlint already' }
  const text = withHook(before)
  if (text === undefined) return { path, said: `left as it is: add\n\n${hookText}` }
  const question = before === '' ? `Write ${basename(path)}?` : `Add bucketlint to ${basename(path)}?`
  return (await ask.agree(question, true)) ? { path, text, said: 'runs bucketlint now' } : kept(path)
}

async function whole(path: string, text: string, ask: Questions): Promise<Step> {
  return (await isWanted(path, ask)) ? { path, text, said: 'written' } : kept(path)
}

/** What is there is replaced by nobody who did not ask for it. */
function isWanted(path: string, ask: Questions): Promise<boolean> {
  const name = relative(process.cwd(), path)
  return existsSync(path)
    ? ask.agree(`${name} is there already: replace it?`, false)
    : ask.agree(`Write ${name}?`, true)
}

function kept(path: string): Step {
  return { path, said: existsSync(path) ? 'left as it is' : 'not written' }
}

function write({ path, text, said }: Step, cwd: string): void {
  const shown = relative(cwd, path)
  if (text !== undefined)
    try {
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, text)
    } catch (error) {
      throw new UsageError(`cannot write '${shown}': ${refusal(error)}`)
    }
  process.stdout.write(`${printable(shown)}: ${said}\n`)
}

function tellOthers({ others, idle }: Peers): void {
  const lines = others.map(({ id, file, address }) => `  ${printable(`${id} on ${address} in ${file}`)}\n`)
  if (lines.length > 0) process.stdout.write(`no rule says the same as:\n${lines.join('')}`)
  if (idle > 0) process.stdout.write(`not needed: ${plural(idle, 'suppression')} of what no rule finds\n`)
}
