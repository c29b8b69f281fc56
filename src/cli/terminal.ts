/** What the process writes to. */
import process from 'node:process'
import type { WriteStream } from 'node:tty'
import { styleText } from 'node:util'
import { plain, type Paint } from '../report/terminal.ts'
import { refusal } from '../usage-error.ts'
import type { Arguments } from './arguments.ts'

const WIDTH = 80
const NARROWEST = 40
const WIDEST = 120

/** The width and colours of standard output. Colour is left to NO_COLOR, FORCE_COLOR and the terminal, unless told. */
export function terminal(args: Arguments): { paint: Paint; width: number } {
  const { stdout } = process
  const asked = args.latest('color', 'no-color')
  // NOTE: Node 20 lets lists of styles pass unasked, so that it is asked once, with a single one.
  const isColoured =
    asked === undefined ? styleText('red', ' ', { stream: stdout }) !== ' ' : asked === 'color'
  const paint: Paint = isColoured ? (style, text) => styleText(style, text, { validateStream: false }) : plain
  return { paint, width: widthOf(stdout) }
}

/** The columns that texts are wrapped to. Terminals that do not know how wide they are say 0. */
export function widthOf({ isTTY, columns }: Pick<WriteStream, 'isTTY' | 'columns'>): number {
  return isTTY ? Math.min(Math.max(columns || WIDTH, NARROWEST), WIDEST) : WIDTH
}

/** All of standard input. */
export async function readInput(): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/**
 * Ends the process where its output cannot be written, with status 2 and a reason. Whoever reads the output may leave
 * early, as `head` does: that is no error.
 */
export function watchOutput(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') return
      if (stream === process.stdout)
        process.stderr.write(`bucketlint: cannot write the output: ${refusal(error)}\n`)
      process.exit(2)
    })
}
