/** Builds the command once before the tests, so that black-box tests run what is shipped. */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

export default function build(): void {
  const root = join(import.meta.dirname, '..')
  execFileSync(process.execPath, [join(root, 'node_modules/tsdown/dist/run.mjs'), '--logLevel', 'error'], {
    cwd: root,
    stdio: 'inherit',
  })
}
