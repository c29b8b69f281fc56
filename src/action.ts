/** The GitHub action: the command, run with what the step says, and its numbers as outputs. It needs no token. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import process from 'node:process'
import { argumentsFrom, input } from './action/inputs.ts'
import { outputsFrom, writeOutputs, type JsonReport } from './action/outputs.ts'
import { tuneEngine } from './cli/engine.ts'
import { tell } from './cli/failure.ts'
import { main } from './cli/main.ts'
import { watchOutput } from './cli/terminal.ts'
import { UsageError } from './usage-error.ts'

async function act(env: NodeJS.ProcessEnv, folder: string): Promise<number> {
  enter(resolve(env['GITHUB_WORKSPACE'] ?? '.', input('working-directory', env)))
  const json = join(folder, 'report.json')
  const status = await main(argumentsFrom(env, json))
  const report = existsSync(json) ? (JSON.parse(readFileSync(json, 'utf8')) as JsonReport) : undefined
  const sarif = input('sarif-file', env)
  const written = report && sarif !== '' ? resolve(sarif) : undefined
  const file = env['GITHUB_OUTPUT']
  if (file) writeOutputs(file, outputsFrom(status, report, written))
  return status
}

function enter(folder: string): void {
  try {
    process.chdir(folder)
  } catch {
    throw new UsageError(`there is no folder '${folder}'`, 'working-directory is relative to the workspace')
  }
}

tuneEngine()
watchOutput()
const folder = mkdtempSync(join(process.env['RUNNER_TEMP'] ?? tmpdir(), 'bucketlint-'))
try {
  process.exitCode = await act(process.env, folder)
} catch (error) {
  tell(error)
  process.exitCode = 2
} finally {
  rmSync(folder, { recursive: true })
}
