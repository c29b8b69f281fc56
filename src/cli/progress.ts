/** What a long run is at, in one line of the terminal that is gone when it ends. */
import type { WriteStream } from 'node:tty'
import { printable } from '../report/terminal.ts'

/** Milliseconds in which nobody gets impatient, and between two changes of the line. */
const PATIENCE = 1000
const INTERVAL = 100

/** Columns of terminals that do not say how wide they are. */
const WIDTH = 80

const CLEAR = '\r\u001B[2K'

/** A line of progress. */
export interface Progress {
  /** Says what the run is at. */
  readonly tell: (doing: string) => void
  /** Takes the line away. */
  readonly clear: () => void
}

/** Makes one, which stays silent where no terminal is. `now` gives milliseconds. */
export function progressOn(
  stream: Pick<WriteStream, 'isTTY' | 'columns' | 'write'>,
  env: NodeJS.ProcessEnv,
  now: () => number = () => performance.now(),
): Progress {
  const isShown = stream.isTTY && env['TERM'] !== 'dumb'
  let next = now() + PATIENCE
  let isWritten = false
  return {
    tell: doing => {
      if (!isShown || now() < next) return
      next = now() + INTERVAL
      isWritten = true
      stream.write(CLEAR + printable(doing).slice(0, (stream.columns || WIDTH) - 1))
    },
    clear: () => {
      if (isWritten) stream.write(CLEAR)
      isWritten = false
    },
  }
}
