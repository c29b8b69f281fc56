/** What the process writes to. */
import process from 'node:process'
import { styleText } from 'node:util'
import { plain, type Paint } from '../report/terminal.ts'
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
  const width = stdout.isTTY ? Math.min(Math.max(stdout.columns, NARROWEST), WIDEST) : WIDTH
  return { paint, width }
}

/** All of standard input. */
export async function readInput(): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

/** Whoever reads the output may leave early, as `head` does: that is no error. */
export function allowClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
    })
}
