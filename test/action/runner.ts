/** Runs the action as GitHub's runner does: the file that `action.yml` names, with inputs and files in the environment. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { parse } from 'yaml'

const root = join(import.meta.dirname, '../..')

/** What `action.yml` says. */
export const metadata = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>
  readonly outputs: Readonly<Record<string, unknown>>
  readonly runs: { readonly using: string; readonly main: string }
}

/** A workspace on a runner. */
export class Runner {
  readonly #folder = mkdtempSync(join(tmpdir(), 'bucketlint-action-'))
  readonly workspace = join(this.#folder, 'workspace')
  readonly #temp = join(this.#folder, 'temp')

  constructor(files: Readonly<Record<string, string>>) {
    for (const folder of ['workspace/.git', 'temp', 'files'])
      mkdirSync(join(this.#folder, folder), { recursive: true })
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.workspace, path)), { recursive: true })
      writeFileSync(join(this.workspace, path), text)
    }
  }

  /** Runs one step. Inputs that are not given are empty, as the runner has it. */
  step(inputs: Readonly<Record<string, string>>, node: string = process.execPath) {
    const [output, summary] = ['output', 'summary'].map(name => join(this.#folder, 'files', name))
    if (output === undefined || summary === undefined) throw new Error('two files are needed')
    for (const file of [output, summary]) writeFileSync(file, '')
    const all = Object.entries(metadata.inputs).map(
      ([name, { default: value = '' }]) =>
        [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, inputs[name] ?? value] as const,
    )
    const { status, stdout, stderr } = spawnSync(node, [join(root, metadata.runs.main)], {
      cwd: this.workspace,
      encoding: 'utf8',
      env: {
        ...Object.fromEntries(all),
        GITHUB_ACTIONS: 'true',
        GITHUB_OUTPUT: output,
        GITHUB_STEP_SUMMARY: summary,
        GITHUB_WORKSPACE: this.workspace,
        RUNNER_TEMP: this.#temp,
      },
    })
    return {
      status,
      stdout,
      stderr,
      outputs: outputsIn(readFileSync(output, 'utf8')),
      summary: readFileSync(summary, 'utf8'),
      left: readdirSync(this.#temp),
    }
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true })
  }
}

/** Reads `name<<end`, the value, `end`, as the runner does. */
function outputsIn(text: string): Record<string, string> {
  const outputs: Record<string, string> = {}
  const lines = text.split('\n')
  for (let at = 0; at < lines.length - 1; at++) {
    const [name = '', end = ''] = (lines[at] ?? '').split('<<')
    const last = lines.indexOf(end, at + 1)
    if (end === '' || last < 0) throw new Error(`line ${at + 1} of the outputs: '${lines[at] ?? ''}'`)
    outputs[name] = lines.slice(at + 1, last).join('\n')
    at = last
  }
  return outputs
}
