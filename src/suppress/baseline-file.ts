/** Baselines as they lie on the disk. */
import { readFileSync } from 'node:fs'
import type { Baseline } from '../finding.ts'
import { decodeText } from '../syntax/index.ts'
import { Source } from '../text/source.ts'
import { refusal, UsageError } from '../usage-error.ts'
import { readBaseline } from './baseline.ts'

/** The baseline at a path; undefined where there is no file. Throws `UsageError` for one that cannot be read. */
export function readBaselineFile(path: string, shown: string): Baseline | undefined {
  let bytes
  try {
    bytes = readFileSync(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw new UsageError(`cannot read the baseline '${shown}': ${refusal(error)}`)
  }
  const text = decodeText(bytes)
  if (typeof text !== 'string') throw new UsageError(`cannot read the baseline '${shown}': ${text.error}`)
  return readBaseline(new Source(shown, text))
}

/** The same where it has to be there. */
export function requiredBaseline(path: string, shown: string): Baseline {
  const baseline = readBaselineFile(path, shown)
  if (baseline) return baseline
  throw new UsageError(`there is no baseline '${shown}'`, '--update-baseline makes it')
}
