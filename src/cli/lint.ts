/** The command that lints: from arguments to documents and an exit status. */
import { writeFileSync } from 'node:fs'
import process from 'node:process'
import { version } from '../../package.json'
import { printConfig } from '../config/index.ts'
import type { Finding, Report } from '../finding.ts'
import { mend } from '../mend.ts'
import { jsonText } from '../report/json-text.ts'
import { reporters } from '../report/index.ts'
import { isBroken, isCertain, reaches, type FailOn, type ReportOptions } from '../report/summary.ts'
import { plain, printable } from '../report/terminal.ts'
import { run } from '../run.ts'
import type { Settings } from '../settings.ts'
import { decodeText } from '../syntax/index.ts'
import { refusal, UsageError } from '../usage-error.ts'
import type { Arguments } from './arguments.ts'
import { openBaseline } from './baseline.ts'
import { commands } from './commands.ts'
import { configsFor } from './configs.ts'
import { isOnPaths, onPaths } from './estate.ts'
import { folderInRepository, writeStepSummary } from './github.ts'
import { fixingOf, patchOf, tellFixes, writeFixes } from './fix.ts'
import { thresholds } from './options.ts'
import { pictureOf } from './picture.ts'
import { progressOn } from './progress.ts'
import { readInput, terminal } from './terminal.ts'
import { choiceOf, outputsOf, settingsOf } from './values.ts'

/** Lints, writes what is asked for and answers the exit status: 0 clean, 1 findings, 2 something could not be read. */
export async function lint(args: Arguments): Promise<number> {
  const asked = outputsOf(args.all('format'), commands.lint.formats)
  const asksToFail = args.last('fail-on')
  const given = asksToFail === undefined ? undefined : choiceOf('--fail-on', asksToFail, thresholds)
  const cwd = process.cwd()
  const configs = await configsFor(args, cwd)
  const file = args.last('print-config')
  if (file !== undefined) {
    process.stdout.write(jsonText(printConfig(configs, file)))
    return 0
  }
  const { table, runWide } = configs
  const failOn = given ?? runWide.failOn?.value ?? 'medium'
  const baseline = openBaseline(
    args,
    runWide,
    cwd,
    ({ rule, location }) => !configs.of(location.file).locks?.has(rule),
  )
  const stdin = await inputOf(args)
  const progress = progressOn(process.stderr, process.env)
  const settings = {
    ...settingsOf(args, cwd, runWide),
    configs,
    stdin,
    baseline: baseline?.entries,
    progress: progress.tell,
    // Trying fixes takes time: those who show none need not wait.
    fixes: asked.some(({ format }) => ['json', 'sarif', 'html'].includes(format))
      ? (finding: Finding) => isOnPaths(finding, args, cwd)
      : undefined,
  }
  const fixing = fixingOf(args)
  let found
  let mended
  try {
    if (fixing) mended = mend(settings, table, fixing.allowed, finding => isOnPaths(finding, args, cwd))
    // What is not written does not count.
    found = onPaths(mended && !fixing?.isDry ? mended.report : run(settings, table), args, cwd)
  } finally {
    progress.clear()
  }
  if (fixing && mended) {
    if (!fixing.isDry) writeFixes(mended, cwd)
    process.stderr.write(tellFixes(mended, fixing))
  }
  const report = baseline ? baseline.applied(found) : found

  const { paint, width } = terminal(args)
  const options = {
    rules: table,
    version,
    possible: args.has('possible'),
    includeSuppressed: args.has('include-suppressed'),
    quiet: args.has('quiet') ? failOn : undefined,
    folder: folderInRepository(cwd),
    picture: asked.some(({ format }) => format === 'html')
      ? await pictureOf({ ...settings, progress: undefined })
      : undefined,
  }
  const onFile: ReportOptions = { ...options, paint: plain, width: 80 }
  for (const { format, file } of asked) if (file !== undefined) write(file, reporters[format](report, onFile))
  // People are told something even if all documents go to files.
  const { format } = asked.find(({ file }) => file === undefined) ?? { format: 'stylish' }
  const patch = fixing?.isDry && mended && format === 'stylish' ? await patchOf(mended.files) : undefined
  process.stdout.write(patch ?? reporters[format](report, { ...options, paint, width }))
  if (format !== 'stylish' && format !== 'github') tellErrors(report)
  if (asked.some(({ format }) => format === 'github')) writeStepSummary(report, onFile)
  if (!args.has('quiet')) tellEmpty(report)
  return statusOf(report, failOn, args.has('fail-on-empty'))
}

/** What standard input says, where it is among the paths. */
export async function inputOf(args: Arguments): Promise<Settings['stdin']> {
  const name = args.last('stdin-filename')
  if (!args.operands.includes('-')) {
    if (name !== undefined) throw new UsageError('--stdin-filename needs standard input, the path -')
    return undefined
  }
  const text = decodeText(await readInput())
  if (typeof text !== 'string') throw new UsageError(`standard input: ${text.error}`)
  return { name: name ?? '<stdin>', text }
}

/** Writes a document to a file. Throws `UsageError` where that cannot be. */
export function write(file: string, text: string): void {
  try {
    writeFileSync(file, text)
  } catch (error) {
    throw new UsageError(`cannot write '${file}': ${refusal(error)}`)
  }
}

/** Tells what could not be read. */
export function tellErrors({ errors }: Pick<Report, 'errors'>): void {
  for (const { message, location } of errors) {
    const place = location ? `${location.file}:${location.line}:${location.column}: ` : ''
    process.stderr.write(`bucketlint: ${printable(place + message)}\n`)
  }
}

/** Nobody who names the wrong folder shall take silence for praise. */
function tellEmpty(report: Report): void {
  if (report.files === 0 && !isBroken(report))
    process.stderr.write(
      'bucketlint: nothing was linted: no template, plan or configuration here speaks of S3\n',
    )
}

function statusOf(report: Report, failOn: FailOn, failOnEmpty: boolean): number {
  if (isBroken(report)) return 2
  if (failOnEmpty && report.buckets === 0) {
    process.stderr.write('bucketlint: no bucket was found, and --fail-on-empty is set\n')
    return 1
  }
  return report.findings.some(each => isCertain(each) && reaches(each.severity, failOn)) ? 1 : 0
}
