/**
 * Regular expressions as Go writes them (RE2), translated for the engine at hand.
 * Source: https://github.com/google/re2/wiki/Syntax
 */
import { Failure, Unclear } from './failure.ts'

/** A translated piece, and how many ways there are to match it at one place, for a text of the length. */
interface Piece {
  readonly pattern: string
  readonly ways: (length: number) => number
}

const ONE_WAY = () => 1

const SPACE = '\\t\\n\\f\\r '
const CLASSES: ReadonlyMap<string, string> = new Map([
  ['alnum', '0-9A-Za-z'],
  ['alpha', 'A-Za-z'],
  ['blank', '\\t '],
  ['digit', '0-9'],
  ['lower', 'a-z'],
  ['punct', '!-\\/:-@\\[-`\\{-~'],
  ['space', '\\t\\n\\v\\f\\r '],
  ['upper', 'A-Z'],
  ['word', '\\w'],
  ['xdigit', '0-9A-Fa-f'],
])

/** Reads one regular expression; throws `Failure` where Go refuses it. */
export class RegexReader {
  readonly groups: (string | undefined)[] = []
  flags = ''
  hasAlternatives = false
  readonly #source: string
  #at = 0
  #depth = 0

  constructor(source: string) {
    this.#source = source
  }

  read(): Piece {
    const flags = this.#take(/\(\?([ims]+)\)/y)
    if (flags?.[1] !== undefined) this.flags = [...new Set(flags[1])].join('')
    const whole = this.#alternatives()
    if (this.#at < this.#source.length) throw new Failure('a regular expression with a ) too many')
    return whole
  }

  #alternatives(): Piece {
    if (++this.#depth > 50) throw new Unclear({ label: 'a regular expression nested deeper than 50 levels' })
    const branches = [this.#sequence()]
    while (this.#take(/\|/y)) branches.push(this.#sequence())
    this.#depth--
    const [only] = branches
    if (only && branches.length === 1) return only
    if (this.#depth === 0) this.hasAlternatives = true
    return {
      pattern: branches.map(({ pattern }) => pattern).join('|'),
      ways: length => branches.reduce((sum, { ways }) => sum + ways(length), 0),
    }
  }

  #sequence(): Piece {
    const pieces: Piece[] = []
    while (this.#at < this.#source.length && !/[|)]/.test(this.#source.charAt(this.#at)))
      pieces.push(this.#repeated(this.#atom()))
    return {
      pattern: pieces.map(({ pattern }) => pattern).join(''),
      ways: length => pieces.reduce((product, { ways }) => product * ways(length), 1),
    }
  }

  #repeated(atom: Piece): Piece {
    const found = this.#take(/([*+?]|\{(\d{1,4})(,(\d{1,4})?)?\})\??/y)
    if (!found) return atom
    if (/[*+?]|\{\d+(?:,\d*)?\}/y.test(this.#source.slice(this.#at, this.#at + 12)))
      throw new Failure('a regular expression with a repetition of a repetition')
    const [text, sign = '', least, range, most] = found
    const low = sign === '+' ? 1 : Number(least ?? 0)
    const high =
      sign === '?' ? 1 : least === undefined ? Infinity : range === undefined ? low : Number(most ?? Infinity)
    if (low > 1000 || (high > 1000 && high !== Infinity))
      throw new Failure('a regular expression that repeats more than 1000 times')
    return {
      pattern: atom.pattern + text,
      ways(length) {
        const inner = atom.ways(length)
        const times = Math.min(high, length + 1)
        return inner === 1
          ? times - Math.min(low, times) + 1
          : inner ** times * (times - Math.min(low, times) + 1)
      },
    }
  }

  #atom(): Piece {
    const group = this.#take(/\((\?:|\?P?<([A-Za-z_]\w*)>|(?!\?))/y)
    if (group) return this.#group(group)
    const rest = this.#source.slice(this.#at, this.#at + 4)
    if (/^\(\?[ims-]+[:)]/.test(rest)) throw new Unclear({ label: 'a regular expression with flags inside' })
    if (rest.startsWith('(')) throw new Failure('a regular expression with a group that Go does not know')
    if (/^[*+?]/.test(rest)) throw new Failure('a regular expression with nothing to repeat')
    const set = this.#take(/\[\^?/y)
    return { pattern: set ? this.#set(set[0]) : this.#single(), ways: ONE_WAY }
  }

  #group([, mark, name]: RegExpExecArray): Piece {
    if (mark !== '?:') this.groups.push(name)
    const inner = this.#alternatives()
    if (!this.#take(/\)/y)) throw new Failure('a regular expression with a ( too many')
    const start = mark === '?:' ? '(?:' : name === undefined ? '(' : `(?<${name}>`
    return { pattern: `${start}${inner.pattern})`, ways: inner.ways }
  }

  #set(start: string): string {
    let set = start
    for (let isFirst = true; this.#at < this.#source.length; isFirst = false) {
      if (!isFirst && this.#take(/\]/y)) return `${set}]`
      const named = this.#take(/\[:(\w+):\]/y)
      const member = named ? namedSet(named[1]) : this.#member()
      set += member
      if (named || member === SPACE || /^\\[dDwWpP]/.test(member)) continue
      if (this.#take(/-(?!\])/y)) set += `-${this.#member()}`
    }
    throw new Failure('a regular expression with a [ too many')
  }

  #member(): string {
    if (this.#source.charAt(this.#at) === '\\') return this.#escape(true)
    const [sign] = this.#take(/[^]/uy) ?? ['']
    return /[-\]]/.test(sign) ? `\\${sign}` : sign
  }

  #single(): string {
    if (this.#source.charAt(this.#at) === '\\') return this.#escape(false)
    const [sign] = this.#take(/[^]/uy) ?? ['']
    if (sign === '.') return this.flags.includes('s') ? '.' : String.raw`[^\n]`
    return /[{}\]]/.test(sign) ? `\\${sign}` : sign
  }

  #escape(isInSet: boolean): string {
    const found = this.#take(/\\(x\{([0-9A-Fa-f]{1,6})\}|x[0-9A-Fa-f]{2}|[pP](?:\{\^?\w+\}|[A-Z])|[^])/uy)
    const [, text = '', digits] = found ?? []
    if (digits !== undefined) return `\\u{${digits}}`
    if (text.length > 1 && text.startsWith('x')) return `\\${text}`
    if (text.length > 1) return property(text)
    if (/[dDwWnrtfv]/.test(text)) return `\\${text}`
    if (text === 's') return isInSet ? SPACE : `[${SPACE}]`
    if (text === 'S' && !isInSet) return `[^${SPACE}]`
    if (text === 'a') return String.raw`\x07`
    if (!isInSet && /[bB]/.test(text)) return `\\${text}`
    if (!isInSet && text === 'A') return '(?<![^])'
    if (!isInSet && text === 'z') return '(?![^])'
    if (text === 'Q' || text === 'S') throw new Unclear({ label: `a regular expression with \\${text}` })
    if (!/^[!-/:-@[-`{-~ ]$/.test(text))
      throw new Failure('a regular expression with an escape that Go does not know')
    return /[\^$\\.*+?()[\]{}|/]/.test(text) || (isInSet && text === '-') ? `\\${text}` : text
  }

  #take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#source)
    if (found) this.#at = pattern.lastIndex
    return found ?? undefined
  }
}

function namedSet(name = ''): string {
  const signs = CLASSES.get(name)
  if (signs === undefined) throw new Failure('a regular expression with a class that Go does not know')
  return signs
}

/** `pL`, `p{Greek}`, `P{^L}`: a general category, or a script. */
function property(text: string): string {
  const negated = (text.startsWith('P') ? 1 : 0) + (text.includes('^') ? 1 : 0)
  const name = text.slice(1).replace(/[{}^]/g, '')
  return `\\${negated === 1 ? 'P' : 'p'}{${name.length <= 2 ? name : `Script=${name}`}}`
}
