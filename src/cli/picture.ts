/** The picture of the estate that goes into a report. */
import process from 'node:process'
import { graphOf } from '../graph/index.ts'
import { readEstate } from '../read.ts'
import type { Settings } from '../settings.ts'

/** A report has less room than a page of its own. */
const MOST_BUCKETS = 200

/** Draws the estate; nothing where there is none or, as is told then, it would not fit. */
export async function pictureOf(settings: Settings): Promise<string | undefined> {
  const { estate } = readEstate({ ...settings, progress: undefined })
  const buckets = estate.ofType('AWS::S3::Bucket').length
  if (buckets === 0) return undefined
  if (buckets > MOST_BUCKETS) {
    process.stderr.write(
      `bucketlint: the page has no picture: there are ${buckets} buckets, and the most that are drawn in it are ${MOST_BUCKETS}\n`,
    )
    return undefined
  }
  // Runs that draw nothing need not wait until all that draws is there.
  const { estatePicture } = await import('../report/graph/index.ts')
  return estatePicture(graphOf(estate))
}
