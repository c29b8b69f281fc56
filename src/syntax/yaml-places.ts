/** Where YAML values stand. js-yaml's events lack ends of collections and places of empty values and block headers. */
import { COLLECTION_STYLE, SCALAR_STYLE } from 'js-yaml'
import type { AliasEvent, MappingEvent, ScalarEvent, SequenceEvent } from 'js-yaml'
import type { Span } from '../text/source.ts'
import type { YamlEvents } from './yaml-events.ts'

/** Follows the events in order: what lies between two of them is found by looking on from where the last one ended. */
export class YamlPlaces {
  readonly #text: string
  readonly #read: YamlEvents
  /** Where the last value ended, in the parsed text. */
  #cursor = 0

  constructor(read: YamlEvents) {
    this.#read = read
    this.#text = read.text
  }

  /** The file's span for a range of the parsed text. */
  span(start: number, end: number): Span {
    return { start: this.#read.original(start), end: this.#read.original(end) }
  }

  /** Where a scalar stands, quotes, block header and tag included. */
  scalar(event: ScalarEvent, isMapValue: boolean): Span {
    const [start, end] = this.#scalarRange(event, isMapValue)
    this.#cursor = end
    return this.span(event.tagStart >= 0 ? event.tagStart : start, end)
  }

  alias(event: AliasEvent): Span {
    this.#cursor = event.anchorEnd
    return this.span(event.anchorStart - 1, event.anchorEnd)
  }

  open(event: SequenceEvent | MappingEvent): void {
    this.#cursor = this.#isBracketed(event) ? event.start + 1 : event.start
  }

  close(event: SequenceEvent | MappingEvent): Span {
    if (this.#isBracketed(event)) {
      let at = this.#skipBlanks(this.#cursor)
      // After the last value come only commas, and indicators of values that are empty.
      while (/[,:?]/.test(this.#text.charAt(at))) at = this.#skipBlanks(at + 1)
      this.#cursor = at + 1
    }
    return this.span(event.tagStart >= 0 ? event.tagStart : event.start, this.#cursor)
  }

  #scalarRange(event: ScalarEvent, isMapValue: boolean): readonly [start: number, end: number] {
    const { valueStart, valueEnd, style } = event
    const propertiesEnd = Math.max(event.tagEnd, event.anchorEnd)
    if (valueStart < 0) {
      if (propertiesEnd >= 0) return [propertiesEnd, propertiesEnd]
      const at = this.#skipBlanks(this.#cursor)
      const isBehindIndicator = this.#text.charAt(at) === (isMapValue ? ':' : '-')
      const place = isBehindIndicator ? at + 1 : this.#cursor
      return [place, place]
    }
    if (style === SCALAR_STYLE.PLAIN) return [valueStart, valueEnd]
    if (style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED)
      return [valueStart - 1, valueEnd + 1]
    let header = this.#skipBlanks(Math.max(propertiesEnd, this.#cursor))
    while (/[^|>]/.test(this.#text.charAt(header))) header = this.#skipBlanks(header + 1)
    return [header, this.#blockEnd(header, valueStart, valueEnd)]
  }

  /** The end of block text without the blank lines after it; of empty block text, the end of its header. */
  #blockEnd(header: number, valueStart: number, valueEnd: number): number {
    let end = valueEnd
    for (let at = valueEnd; at > valueStart; at--) {
      const code = this.#text.charCodeAt(at - 1)
      if (!isBlank(code)) return end
      if (isBreak(code)) end = at - 1
    }
    end = header + 1
    while (/[-+0-9]/.test(this.#text.charAt(end))) end++
    return end
  }

  /** `[a: b]` holds a map without brackets of its own. */
  #isBracketed(event: SequenceEvent | MappingEvent): boolean {
    return event.style === COLLECTION_STYLE.FLOW && '[{'.includes(this.#text.charAt(event.start))
  }

  /** The offset of what stands next, comments passed over. */
  #skipBlanks(from: number): number {
    const text = this.#text
    let at = from
    for (;;) {
      const code = text.charCodeAt(at)
      if (isBlank(code)) at++
      else if (code === HASH && (at === 0 || isBlank(text.charCodeAt(at - 1)))) {
        while (at < text.length && !isBreak(text.charCodeAt(at))) at++
      } else return at
    }
  }
}

const HASH = 0x23

function isBreak(code: number): boolean {
  return code === 0x0a || code === 0x0d
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || isBreak(code) || code === 0xfeff
}
