/** How failures are told. */
import process from 'node:process'
import { printable } from '../report/terminal.ts'
import { UsageError } from '../usage-error.ts'

/** Tells an error on standard error: of wrong use what to do instead, of others where to look. */
export function tell(error: unknown): void {
  const { stderr, env } = process
  if (error instanceof UsageError) {
    const hint = error.hint === undefined ? '' : `\n  ${printable(error.hint)}`
    stderr.write(`bucketlint: ${printable(error.message)}${hint}\n`)
    return
  }
  const message = error instanceof Error ? error.message : String(error)
  stderr.write(`bucketlint: internal error: ${printable(message)}\n`)
  if (env['BUCKETLINT_DEBUG'] === '1')
    stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  else stderr.write('  BUCKETLINT_DEBUG=1 shows where\n')
}
