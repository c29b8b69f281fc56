/**
 * Holes stand for text that is not known statically. A hole is one private-use character inside an ordinary
 * string (`arn:aws:s3:::<hole>/*`); a table, one for each analysis, says what it stands for.
 */

/**
 * - `opaque`: an identity, such as a generated name. Equals itself and never equals text written down; a wildcard
 *   may or may not match it.
 * - `unknown`: a value that anybody could have chosen, such as a parameter. Equals itself and may equal anything.
 * - `variable`: an IAM policy variable. Used by the parser, not by callers.
 */
export type HoleKind = 'opaque' | 'unknown' | 'variable'

/**
 * What is known about the text: `account` is a 12-digit account id, `atom` is any text without `:` and `/`,
 * `text` is any text.
 */
export type HoleShape = 'account' | 'atom' | 'text'

/** What one hole stands for. */
export interface Hole {
  readonly char: string
  readonly kind: HoleKind
  readonly label: string
  readonly shape: HoleShape
  /** Stands for several values, or for one that may have none, so it does not even equal itself for sure. */
  readonly fickle: boolean
}

const FIRST = 0xe000
const LAST = 0xf8ff
const PRIVATE_USE = /[\uE000-\uF8FF]/g

/** Whether a character code can be a hole. */
export const isHoleCode = (code: number): boolean => code >= FIRST && code <= LAST

/** The holes of one analysis. The same kind, shape and label always give the same hole. */
export class Holes {
  readonly #byKey = new Map<string, Hole>()
  readonly #byChar = new Map<string, Hole>()
  #next = FIRST

  /** The character that stands for a value. `label` names it in witnesses and hinges; leave `fickle` alone. */
  hole(kind: HoleKind, label: string, shape: HoleShape = 'text', fickle = false): string {
    const key = `${kind} ${shape} ${fickle} ${label}`
    const known = this.#byKey.get(key)
    if (known !== undefined) return known.char
    const full = this.#next >= LAST
    const char = String.fromCharCode(full ? LAST : this.#next++)
    const hole: Hole = full
      ? { char, kind: 'unknown', label: 'too many unknown values', shape: 'text', fickle: true }
      : { char, kind, label, shape, fickle }
    this.#byKey.set(key, hole)
    this.#byChar.set(char, hole)
    return char
  }

  /** Makes text from outside safe to mix with holes: private-use characters of its own become U+FFFD. */
  literal(text: string): string {
    return text.replace(PRIVATE_USE, '\uFFFD')
  }

  /** What a character stands for, if it is a hole. */
  get(char: string): Hole | undefined {
    return isHoleCode(char.charCodeAt(0)) ? this.#byChar.get(char) : undefined
  }

  /** All holes in a text. */
  in(text: string): Hole[] {
    return (text.match(PRIVATE_USE) ?? []).flatMap(char => this.#byChar.get(char) ?? [])
  }

  /** The text for people: each hole as `${label}`; a policy variable's label already has that form. */
  show(text: string): string {
    return text.replace(PRIVATE_USE, char => {
      const hole = this.#byChar.get(char)
      if (hole === undefined) return char
      return hole.kind === 'variable' ? hole.label : `\${${hole.label}}`
    })
  }
}

/** Whether a text contains characters that may be holes. */
export const mayHaveHoles = (text: string): boolean => text.search(PRIVATE_USE) >= 0
