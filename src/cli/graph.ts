/** The command that draws the estate. */
import process from 'node:process'
import { version } from '../../package.json'
import { graphOf } from '../graph/index.ts'
import { readEstate } from '../read.ts'
import { printable } from '../report/terminal.ts'
import { UsageError } from '../usage-error.ts'
import type { Arguments } from './arguments.ts'
import { commands } from './commands.ts'
import { configsFor } from './configs.ts'
import { inputOf, tellErrors, write } from './lint.ts'
import { outputsOf, settingsOf } from './values.ts'

/** A picture of more cannot be read. */
const MOST_BUCKETS = 1000

/** Draws the estate, writes what is asked for and answers the exit status: 0, or 2 where something could not be read. */
export async function graphCommand(args: Arguments): Promise<number> {
  const asked = outputsOf(args.all('format'), commands.graph.formats)
  const cwd = process.cwd()
  const configs = await configsFor(args, cwd)
  const settings = { ...settingsOf(args, cwd, configs.runWide), configs, stdin: await inputOf(args) }
  const { estate, errors, broken } = readEstate(settings)
  const buckets = estate.ofType('AWS::S3::Bucket').length
  if (buckets > MOST_BUCKETS)
    throw new UsageError(
      `there are ${buckets} buckets, and the most that are drawn are ${MOST_BUCKETS}`,
      'name fewer files or folders',
    )
  if (buckets === 0) process.stderr.write('bucketlint: there is no bucket to draw\n')
  const graph = graphOf(estate)
  // Other commands need not wait until all that draws is there.
  const { drawings } = await import('../report/graph/index.ts')
  for (const { format, file } of asked) if (file !== undefined) write(file, drawings[format](graph, version))
  const toPrint =
    asked.length === 0 ? commands.graph.formats[0] : asked.find(({ file }) => file === undefined)?.format
  if (toPrint !== undefined) process.stdout.write(drawings[toPrint](graph, version))
  tellErrors({ errors: [...errors, ...broken] })
  for (const address of graph.notFullyFollowed)
    process.stderr.write(
      `bucketlint: ${printable(address)} can be deployed in more ways than were looked at: the picture may lack some of it\n`,
    )
  return errors.length + broken.length > 0 ? 2 : 0
}
