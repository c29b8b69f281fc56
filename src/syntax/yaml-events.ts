/** js-yaml's events for a text, read as leniently as YAML 1.1 is by PyYAML and CloudFormation. */
import { parseEvents, YAMLException, type Event } from 'js-yaml'
import { PARSER_OPTIONS, yamlFailure } from './yaml-errors.ts'

/** The events of a text. Their offsets are those of `text`, which may hold blanks that the file has not. */
export interface YamlEvents {
  readonly events: readonly Event[]
  readonly text: string
  /** The file's offset for an offset in `text`. */
  original(offset: number): number
}

/** Blanks put in at the start of a line: `at` is the line's offset in the file. */
interface Pad {
  readonly at: number
  readonly width: number
}

/** js-yaml wants a line inside quotes or brackets indented more than its key; where this is too little, it is doubled. */
const PAD_WIDTH = 40

/** Characters that may be read again for padding: stops a file in which thousands of lines would need it. */
const RETRY_BUDGET = 16_000_000
const RETRIES_OF_LARGE_FILES = 8

/**
 * Reads the events or throws a `SyntaxFailure`. YAML 1.1 allows continuation lines of quoted text and of brackets
 * at any column, js-yaml (YAML 1.2) does not: where it refuses one, blanks, which mean nothing there, are put
 * before the line and the text is read again.
 */
export function readYamlEvents(file: string): YamlEvents {
  let padded = new PaddedText(file, [])
  let spent = 0
  for (let retry = 0; ; retry++) {
    const { text } = padded
    try {
      const events = parseEvents(text, PARSER_OPTIONS)
      return {
        events,
        text,
        original: padded.isChanged ? offset => padded.original(offset) : offset => offset,
      }
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error
      const offset = error.mark?.position ?? 0
      const lineStart = offset - (error.mark?.column ?? 0)
      const canPad =
        error.reason === 'deficient indentation' && /^[ \t]*$/.test(text.slice(lineStart, offset))
      spent += text.length
      const isAllowed = spent <= RETRY_BUDGET || retry < RETRIES_OF_LARGE_FILES
      if (!canPad || !isAllowed) throw yamlFailure(error.reason, text, offset, at => padded.original(at))
      padded = padded.with(padded.original(lineStart))
    }
  }
}

/** A file's text with blanks put in before some lines. */
class PaddedText {
  readonly text: string
  readonly #file: string
  readonly #pads: readonly Pad[]

  constructor(file: string, pads: readonly Pad[]) {
    this.#file = file
    this.#pads = pads
    this.text =
      pads.map((pad, i) => file.slice(pads[i - 1]?.at ?? 0, pad.at) + ' '.repeat(pad.width)).join('') +
      file.slice(pads.at(-1)?.at ?? 0)
  }

  get isChanged(): boolean {
    return this.#pads.length > 0
  }

  /** The same text with the line at this offset of the file moved right. */
  with(lineStart: number): PaddedText {
    const known = this.#pads.find(pad => pad.at === lineStart)
    const pad = { at: lineStart, width: known ? known.width * 2 : PAD_WIDTH }
    const pads = [...this.#pads.filter(other => other !== known), pad].sort((a, b) => a.at - b.at)
    return new PaddedText(this.#file, pads)
  }

  original(offset: number): number {
    let shift = 0
    for (const { at, width } of this.#pads) {
      if (offset <= at + shift) break
      if (offset < at + shift + width) return at
      shift += width
    }
    return offset - shift
  }
}
