/** Runs the command as it is shipped. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

export const command = join(import.meta.dirname, '../../dist/cli.mjs')
export const fixtures = join(import.meta.dirname, 'fixtures')

interface Ended {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs bucketlint, by default in the folder of the fixtures, in an environment that holds nothing but `env`. */
export function bucketlint(
  args: readonly string[],
  {
    cwd = fixtures,
    input = '',
    env = {},
  }: { cwd?: string; input?: string | Uint8Array; env?: NodeJS.ProcessEnv } = {},
): Ended {
  const options = { cwd, input, env, encoding: 'utf8' } as const
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], options)
  return { status, stdout, stderr }
}
