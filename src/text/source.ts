/** A file's text and places in it. Offsets count UTF-16 units; lines and columns are made only when something is shown. */

/** A range of a source's text: UTF-16 offsets, `end` exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A line and column as editors count them: both from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** One input file. `path` is how reports call it: relative to the working directory, with `/`. */
export class Source {
  readonly path: string
  readonly text: string
  #lineStarts: number[] | undefined

  constructor(path: string, text: string) {
    this.path = path
    this.text = text
  }

  /** The line and column of an offset; an offset past the end is the end. */
  position(offset: number): Position {
    const starts = this.#starts()
    const bounded = Math.min(Math.max(offset, 0), this.text.length)
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= bounded) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: bounded - (starts[low] ?? 0) + 1 }
  }

  /** The text of a line (counted from 1) without its line break. */
  line(line: number): string {
    const starts = this.#starts()
    const start = starts[line - 1]
    if (start === undefined) return ''
    return this.text.slice(start, starts[line]).replace(/\r?\n$|\r$/, '')
  }

  /** Offset of the first character of a line (counted from 1). */
  lineStart(line: number): number {
    return this.#starts()[line - 1] ?? this.text.length
  }

  #starts(): number[] {
    if (this.#lineStarts) return this.#lineStarts
    const starts = [0]
    for (let at = this.text.indexOf('\n'); at >= 0; at = this.text.indexOf('\n', at + 1)) starts.push(at + 1)
    this.#lineStarts = starts
    return starts
  }
}
