/** Text for terminals: nothing that a file says can steer the terminal, and lines fit the width. */
import type { styleText } from 'node:util'

/** Colours text, or leaves it as it is; given to reporters, which know nothing of terminals. */
export type Paint = (style: Parameters<typeof styleText>[0], text: string) => string

/** No colour. */
export const plain: Paint = (_style, text) => text

/** What terminals may obey or not show: controls, marks of direction, invisible characters; joiners are harmless. */
export const unprintable = /(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu

/** No message is longer, whatever it quotes. */
const LONGEST = 1000

/** Makes what cannot be printed visible: an escape becomes `␛`. White space becomes blanks; the endless is cut. */
export function printable(text: string): string {
  const bounded = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
  const shown = bounded.replace(/\s+/g, ' ').replace(unprintable, character => {
    const code = character.charCodeAt(0)
    if (code < 0x20) return String.fromCharCode(0x2400 + code)
    return code === 0x7f ? '\u2421' : '\uFFFD'
  })
  return withoutMarks(shown).replace(/(^| )::/g, '$1∷')
}

/**
 * What shows the mark of a command by its likeness. GitHub Actions obeys what a step prints: `##[command]` anywhere in
 * a line, and `::command::` at its start.
 */
export function withoutMarks(text: string): string {
  return text.replaceAll('##[', '##❲')
}

const wide =
  /[\p{Emoji_Presentation}\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]/u
const zero = /[\p{M}\u200C\u200D]/u

/** How many columns a character takes. */
export function columnsOf(character: string): number {
  if (character < '\u0300') return 1
  return zero.test(character) ? 0 : wide.test(character) ? 2 : 1
}

/** How many columns a printable text takes. */
function widthOf(text: string): number {
  let width = 0
  for (const character of text) width += columnsOf(character)
  return width
}

/**
 * Breaks text into lines between words, the first after what `lead` takes, the others after `indent` blanks. A word
 * that is longer than a line is kept whole, so that it can be copied.
 */
export function wrap(text: string, width: number, lead = '', indent = widthOf(lead)): string[] {
  const lines: string[] = []
  let line = lead
  let used = widthOf(lead)
  let isFresh = true
  for (const word of printable(text).trim().split(' ')) {
    const columns = widthOf(word)
    if (!isFresh && used + 1 + columns > width) {
      lines.push(line)
      line = ' '.repeat(indent) + word
      used = indent + columns
    } else {
      line += isFresh ? word : ` ${word}`
      used += columns + (isFresh ? 0 : 1)
    }
    isFresh = false
  }
  return [...lines, line]
}
