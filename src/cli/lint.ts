/** The command that lints: from arguments to documents and an exit status. */
import { writeFileSync } from 'node:fs'
import process from 'node:process'
import { rules } from '../../rules/index.ts'
import { version } from '../../package.json'
import { severities, type Report } from '../finding.ts'
import { reporters, type Format } from '../report/index.ts'
import { isBroken, isCertain, reaches, type FailOn, type ReportOptions } from '../report/summary.ts'
import { plain, printable } from '../report/terminal.ts'
import { run } from '../run.ts'
import type { Settings } from '../settings.ts'
import { decodeText } from '../syntax/index.ts'
import { UsageError } from '../usage-error.ts'
import type { Arguments } from './arguments.ts'
import { readInput, terminal } from './terminal.ts'
import { choiceOf, outputsOf, settingsOf } from './values.ts'

const formats = Object.keys(reporters) as Format[]

/** Lints, writes what is asked for and answers the exit status: 0 clean, 1 findings, 2 something could not be read. */
export async function lint(args: Arguments): Promise<number> {
  const asked = outputsOf(args.all('format'), formats)
  const failOn = choiceOf('--fail-on', args.last('fail-on') ?? 'medium', [...severities, 'never'])
  const settings = settingsOf(args, process.cwd())
  const stdin = await inputOf(args)
  const report = run({ ...settings, stdin }, rules)

  const { paint, width } = terminal(args)
  const options = {
    rules,
    version,
    possible: args.has('possible'),
    quiet: args.has('quiet') ? failOn : undefined,
  }
  const onFile: ReportOptions = { ...options, paint: plain, width: 80 }
  for (const { format, file } of asked) if (file !== undefined) write(file, reporters[format](report, onFile))
  // People are told something even if all documents go to files.
  const { format } = asked.find(({ file }) => file === undefined) ?? { format: 'stylish' }
  process.stdout.write(reporters[format](report, { ...options, paint, width }))
  if (format !== 'stylish') tellErrors(report)
  return statusOf(report, failOn, args.has('fail-on-empty'))
}

async function inputOf(args: Arguments): Promise<Settings['stdin']> {
  const name = args.last('stdin-filename')
  if (!args.operands.includes('-')) {
    if (name !== undefined) throw new UsageError('--stdin-filename needs standard input, the path -')
    return undefined
  }
  const text = decodeText(await readInput())
  if (typeof text !== 'string') throw new UsageError(`standard input: ${text.error}`)
  return { name: name ?? '<stdin>', text }
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text)
  } catch (error) {
    throw new UsageError(`cannot write '${file}': ${error instanceof Error ? error.message : String(error)}`)
  }
}

function tellErrors({ errors }: Report): void {
  for (const { message, location } of errors) {
    const place = location ? `${location.file}:${location.line}:${location.column}: ` : ''
    process.stderr.write(`bucketlint: ${printable(place + message)}\n`)
  }
}

function statusOf(report: Report, failOn: FailOn, failOnEmpty: boolean): number {
  if (isBroken(report)) return 2
  if (failOnEmpty && report.buckets === 0) {
    process.stderr.write('bucketlint: no bucket was found, and --fail-on-empty is set\n')
    return 1
  }
  return report.findings.some(each => isCertain(each) && reaches(each.severity, failOn)) ? 1 : 0
}
