/** Stack traces as CDK keeps them: which frame is the user's own. */
import { fileURLToPath } from 'node:url'

/** A place in a program as a trace names it: line and column from 1. */
export interface Frame {
  /** Absolute, as the machine that ran the program calls it. */
  readonly file: string
  readonly line: number
  readonly column: number
}

/** Code of libraries, of Node.js, and of the bridge that runs CDK for other languages. */
const FOREIGN = /[\\/]node_modules[\\/]|^node:|[\\/]jsii-(?:kernel|runtime)|[\\/]jsii[\\/]/

/** The first frame that is neither a library's nor internal: `new Data (/app/lib/data.ts:31:18)`. */
export function userFrame(trace: readonly string[]): Frame | undefined {
  for (const line of trace) {
    const [, place, row, column] =
      /(?:^|[\s(])((?:file:\/\/)?(?:\/|[A-Za-z]:[\\/])[^()]*):(\d+):(\d+)\)?$/.exec(line.trim()) ?? []
    const file = place === undefined ? undefined : pathOf(place)
    if (file !== undefined && !FOREIGN.test(file)) return { file, line: Number(row), column: Number(column) }
  }
  return undefined
}

function pathOf(place: string): string | undefined {
  if (!place.startsWith('file:')) return place
  try {
    return fileURLToPath(place)
  } catch {
    return undefined
  }
}
