/** The command that answers one question about access. */
import process from 'node:process'
import { explainAccess } from '../explain-access.ts'
import { accessText } from '../report/access.ts'
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
  const settings = { ...deploymentOf(args), paths: [file], cwd: process.cwd() }
  const report = explainAccess(settings, bucket, { principal, action, resource: args.last('resource') })
  process.stdout.write(accessText(report, terminal(args)))
  return report.problems.length > 0 ? 2 : 0
}

const usage = 'bucketlint explain-access FILE BUCKET --principal WHO --action ACTION'
