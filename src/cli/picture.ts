/** The picture of the estate that goes into a report. */
import { graphOf } from '../graph/index.ts'
import { readEstate } from '../read.ts'
import type { Settings } from '../settings.ts'

/** A report has less room than a page of its own. */
const MOST_BUCKETS = 200

/** Draws the estate; nothing where there is none, or it would not fit. */
export async function pictureOf(settings: Settings): Promise<string | undefined> {
  const { estate } = readEstate({ ...settings, progress: undefined })
  const buckets = estate.ofType('AWS::S3::Bucket').length
  if (buckets === 0 || buckets > MOST_BUCKETS) return undefined
  // Runs that draw nothing need not wait until all that draws is there.
  const { estatePicture } = await import('../report/graph/index.ts')
  return estatePicture(graphOf(estate))
}
