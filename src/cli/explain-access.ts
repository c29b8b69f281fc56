/** The command that answers one question about access. */
import process from 'node:process'
import { explainAccess } from '../explain-access.ts'
import { nearestName } from '../model/schema/nearest.ts'
import { actionNamed, actionsMatching } from '../proof/index.ts'
import { accessText } from '../report/access.ts'
import { printable } from '../report/terminal.ts'
import { UsageError } from '../usage-error.ts'
import type { Arguments } from './arguments.ts'
import { terminal } from './terminal.ts'
import { deploymentOf } from './values.ts'

/** Prints the answer and gives the exit status: 0, or 2 where something could not be read. */
export function explainAccessCommand(args: Arguments): number {
  const [file, bucket, ...others] = args.operands
  const [principal, action] = [args.last('principal'), args.last('action')]
  if (file === undefined || bucket === undefined || others.length > 0)
    throw new UsageError('explain-access takes a file or folder and a bucket', usage)
  if (principal === undefined || action === undefined)
    throw new UsageError('explain-access needs --principal and --action', usage)
  tellUnknownAction(action)
  const settings = { ...deploymentOf(args), paths: [file], cwd: process.cwd() }
  const report = explainAccess(settings, bucket, { principal, action, resource: args.last('resource') })
  process.stdout.write(accessText(report, terminal(args)))
  return report.problems.length > 0 ? 2 : 0
}

/** What nobody can do is allowed to nobody: whoever mistypes an action shall not be calmed by that. */
function tellUnknownAction(action: string): void {
  if (actionNamed(action)) return
  const near = nearestName(
    action,
    actionsMatching('s3:*').map(({ name }) => name),
  )
  const hint = near === undefined ? '' : `: did you mean ${near}?`
  process.stderr.write(`bucketlint: ${printable(action)} is no action of S3 that is known here${hint}\n`)
}

const usage = 'bucketlint explain-access FILE BUCKET --principal WHO --action ACTION'
