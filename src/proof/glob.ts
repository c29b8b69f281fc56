/**
 * Wildcard patterns over text with holes. One primitive serves resources, actions, ARNs and string conditions:
 * a list of tokens, run as a non-deterministic automaton whose states are places between tokens.
 */
import type { Hole, HoleShape, Holes } from './holes.ts'
import { isHoleCode, mayHaveHoles } from './holes.ts'
import { MAYBE, NO, YES, type Truth } from './truth.ts'

/** What a wildcard stands for; `name` is a character that is neither `:` nor `/`. */
export type CharClass = 'any' | 'noColon' | 'name' | 'digit'

export type Token =
  | { readonly kind: 'char'; readonly char: string }
  | { readonly kind: 'star'; readonly of: CharClass }
  /** `orHole`: a hole counts as one character, which makes sense in domains only. */
  | { readonly kind: 'one'; readonly of: CharClass; readonly orHole?: boolean }
  | { readonly kind: 'hole'; readonly hole: Hole }

/** A compiled pattern. */
export interface Glob {
  readonly tokens: readonly Token[]
  /** Ignores case; the tokens are in lower case then. */
  readonly fold: boolean
  readonly holes: Holes
  readonly hasHoles: boolean
  /** The text, if the pattern is plain text, or plain text followed by one `*`. */
  readonly literal: string | undefined
  readonly open: boolean
}

/**
 * How holes are read. `must`: matches for every value of the holes, so a hole is just a character of its own.
 * `may`: matches for some value, so a hole is any text of its shape.
 */
export type Mode = 'must' | 'may'

/** Characters by which the parser marks `${*}` and `${?}`, which are no wildcards. */
export const LITERAL_STAR = '\u0001'
export const LITERAL_QUESTION = '\u0002'

const shapeClass: Record<HoleShape, CharClass> = { account: 'digit', atom: 'name', text: 'any' }

const inClass = (char: string, of: CharClass): boolean => {
  switch (of) {
    case 'any':
      return true
    case 'noColon':
      return char !== ':'
    case 'name':
      return char !== ':' && char !== '/'
    case 'digit':
      return char >= '0' && char <= '9'
  }
}

/** Whether every text of the hole's shape consists of characters of the class. */
const holeInClass = (hole: Hole, of: CharClass): boolean =>
  of === 'any' || hole.shape === 'account' || (of !== 'digit' && hole.shape === 'atom')

function toToken(char: string, holes: Holes, wild: CharClass | undefined, fold: boolean): Token {
  if (wild !== undefined && char === '*') return { kind: 'star', of: wild }
  if (wild !== undefined && char === '?') return { kind: 'one', of: wild }
  if (char === LITERAL_STAR) return { kind: 'char', char: '*' }
  if (char === LITERAL_QUESTION) return { kind: 'char', char: '?' }
  const hole = holes.get(char)
  if (hole !== undefined) return { kind: 'hole', hole }
  return { kind: 'char', char: fold ? char.toLowerCase() : char }
}

/** Makes a pattern of tokens. */
export function globOf(tokens: readonly Token[], holes: Holes, fold = false): Glob {
  const last = tokens.at(-1)
  const open = last?.kind === 'star' && last.of === 'any'
  const plain = open ? tokens.slice(0, -1) : tokens
  const literal = plain.every(token => token.kind === 'char')
    ? plain.map(token => token.char).join('')
    : undefined
  const hasHoles = tokens.some(token => token.kind === 'hole')
  return { tokens, fold, holes, hasHoles, literal, open }
}

/** All that decides what a pattern matches: equal wordings, equal patterns, whatever the table of their holes. */
export function wordingOf({ tokens, fold, holes }: Glob): string {
  let wording = fold ? 'i' : ''
  for (const token of tokens) {
    if (token.kind === 'char') wording += `'${token.char}`
    else if (token.kind === 'hole')
      wording += `(${token.hole.char}${sortOf(token.hole)}${sortOf(holes.get(token.hole.char))})`
    else wording += `<${token.kind}${token.of}${token.kind === 'one' && token.orHole ? '+' : ''}>`
  }
  return wording
}

const sortOf = (hole: Hole | undefined): string => (hole ? `${hole.kind}${hole.shape}${hole.fickle}` : '')

/** Compiles text; `wild` says what `*` and `?` stand for, none makes them ordinary characters. */
export function compile(text: string, holes: Holes, wild?: CharClass, fold = false): Glob {
  const tokens: Token[] = []
  for (const char of text.split('')) {
    const token = toToken(char, holes, wild, fold)
    const before = tokens.at(-1)
    if (token.kind === 'star' && before?.kind === 'star' && before.of === token.of) continue
    tokens.push(token)
  }
  return globOf(tokens, holes, fold)
}

/**
 * Compiles an ARN pattern: wildcards in the first five segments do not cross a colon. An ARN cut short by a
 * wildcard (`arn:aws:s3:*`) is completed when `complete`; any other text with fewer segments is no ARN.
 */
export function compileArn(text: string, holes: Holes, complete: boolean): Glob | undefined {
  if (text === '*' && complete) return compile(text, holes, 'any')
  const segments = text.split(':')
  const beginning = segments.slice(0, 5).join(':')
  if (holes.in(beginning).some(hole => hole.shape === 'text')) return compile(text, holes, 'any')
  if (segments.length < 6) {
    if (!complete || !/[*?]/.test(text)) return mayHaveHoles(text) ? compile(text, holes, 'any') : undefined
    while (segments.length < 6) segments.push('*')
  }
  const tokens = [
    ...compile(segments.slice(0, 5).join(':') + ':', holes, 'noColon').tokens,
    ...compile(segments.slice(5).join(':'), holes, 'any').tokens,
  ]
  return globOf(tokens, holes)
}

/** Scratch memory: the step in which a place was last reached. */
let reached = new Int32Array(256)
let step = 0

/** Collects places of one step, each once, with all that follow without reading. */
class Places {
  readonly list: number[] = []
  readonly #glob: Glob
  readonly #mode: Mode
  readonly #step: number

  constructor(glob: Glob, mode: Mode) {
    this.#glob = glob
    this.#mode = mode
    if (reached.length <= glob.tokens.length) reached = new Int32Array(glob.tokens.length * 2)
    this.#step = step = (step + 1) & 0x3fffffff
  }

  add(place: number): void {
    const { tokens } = this.#glob
    for (let at = place; reached[at] !== this.#step; at++) {
      reached[at] = this.#step
      this.list.push(at)
      const token = tokens[at]
      if (token === undefined) return
      const empty =
        token.kind === 'star' ||
        (this.#mode === 'may' && token.kind === 'hole' && token.hole.kind !== 'opaque')
      if (!empty) return
    }
  }
}

/** The places before anything is read. */
export function start(glob: Glob, mode: Mode): number[] {
  const places = new Places(glob, mode)
  places.add(0)
  return places.list
}

/** The places after one more character, which may be a hole. */
export function advance(glob: Glob, from: readonly number[], char: string, mode: Mode): number[] {
  const hole = isHoleCode(char.charCodeAt(0)) ? glob.holes.get(char) : undefined
  const places = new Places(glob, mode)
  if (hole !== undefined && mode === 'may') for (const place of from) swallow(glob, place, hole, places)
  else if (hole !== undefined) for (const place of from) readHole(glob.tokens[place], place, hole, places)
  else for (const place of from) readChar(glob, place, char, mode, places)
  return places.list
}

function readChar(glob: Glob, place: number, char: string, mode: Mode, places: Places): void {
  const token = glob.tokens[place]
  if (token === undefined) return
  if (token.kind === 'char') {
    if (token.char === (glob.fold ? char.toLowerCase() : char)) places.add(place + 1)
  } else if (token.kind === 'hole') {
    const fits = mode === 'may' && token.hole.kind !== 'opaque' && inClass(char, shapeClass[token.hole.shape])
    if (fits) places.add(place)
  } else if (inClass(char, token.of)) {
    places.add(token.kind === 'star' ? place : place + 1)
  }
}

function readHole(token: Token | undefined, place: number, hole: Hole, places: Places): void {
  if (token?.kind === 'hole' && token.hole.char === hole.char && !hole.fickle) places.add(place + 1)
  else if (token?.kind === 'star' && holeInClass(hole, token.of)) places.add(place)
  else if (token?.kind === 'one' && token.orHole === true && holeInClass(hole, token.of))
    places.add(place + 1)
}

/**
 * Reads all of an unknown text at once. An opaque identity never equals text written down, so some wildcard has to
 * take part.
 */
function swallow(glob: Glob, from: number, hole: Hole, places: Places): void {
  const of = shapeClass[hole.shape]
  const seen = new Set<number>()
  const visit = (first: number, firstFree: boolean): void => {
    let place = first
    let free = firstFree
    for (;;) {
      const state = place * 2 + (free ? 1 : 0)
      if (seen.has(state)) return
      seen.add(state)
      if (free) places.add(place)
      const token = glob.tokens[place]
      if (token === undefined) return
      if (token.kind === 'char') {
        if (!inClass(token.char, of)) return
      } else if (token.kind === 'hole') {
        if (token.hole.kind === 'opaque' && hole.kind === 'opaque' && token.hole.char !== hole.char) return
        free = true
        // An unknown text of the pattern may go on after it.
        if (token.hole.kind !== 'opaque') places.add(place)
      } else if (token.kind === 'star') {
        if (!free) visit(place, true)
      } else {
        free = true
      }
      place++
    }
  }
  visit(from, hole.kind !== 'opaque')
}

/** The places after a pattern has read the beginning of a text. */
export function placesAfter(glob: Glob, text: string, mode: Mode): readonly number[] {
  const { literal, open, fold } = glob
  if (literal === undefined || fold || mayHaveHoles(text))
    return advanceText(glob, start(glob, mode), text, mode)
  // Plain text has a place for each character, which only reading on to the next can leave.
  const { length } = literal
  if (text.length < length) return literal.startsWith(text) ? [text.length] : []
  if (open) return text.startsWith(literal) ? [length, length + 1] : []
  return text === literal ? [length] : []
}

/** The places after a text. */
export function advanceText(glob: Glob, from: readonly number[], text: string, mode: Mode): number[] {
  let places: number[] = [...from]
  for (let at = 0; at < text.length && places.length > 0; at++)
    places = advance(glob, places, text.charAt(at), mode)
  return places
}

const accepts = (glob: Glob, text: string, mode: Mode): boolean =>
  advanceText(glob, start(glob, mode), text, mode).includes(glob.tokens.length)

/** Whether a text matches: for every value of the holes on both sides, for some, or for none. */
export function match(glob: Glob, text: string): Truth {
  const holesInText = mayHaveHoles(text)
  if (glob.literal !== undefined && !holesInText) {
    const plain = glob.fold ? text.toLowerCase() : text
    return (glob.open ? plain.startsWith(glob.literal) : plain === glob.literal) ? YES : NO
  }
  if (accepts(glob, text, 'must')) return YES
  if (!holesInText && !glob.hasHoles) return NO
  return accepts(glob, text, 'may') && !differs(glob, text) ? MAYBE : NO
}

/**
 * Whether no values of the holes make the text match, because what is left between equal ends is literal on one side
 * and cannot be the other: `<app>-logs-<region>` is never `<app>-<region>`.
 */
function differs(glob: Glob, text: string): boolean {
  const { tokens } = glob
  const isSame = (token: Token | undefined, char: string): boolean =>
    token?.kind === 'char'
      ? token.char === (glob.fold ? char.toLowerCase() : char)
      : token?.kind === 'hole' && token.hole.char === char && !token.hole.fickle
  let from = 0
  while (from < Math.min(tokens.length, text.length) && isSame(tokens[from], text.charAt(from))) from++
  let end = 0
  const most = Math.min(tokens.length, text.length) - from
  while (end < most && isSame(tokens.at(-1 - end), text.charAt(text.length - 1 - end))) end++
  const pattern = tokens.slice(from, tokens.length - end)
  const rest = text.slice(from, text.length - end)
  if (rest === '') return pattern.some(token => token.kind === 'char' || token.kind === 'one')
  if (pattern.some(token => token.kind !== 'char')) return false
  // Literal against text with holes: only an empty pattern surely differs from what holds a literal character.
  return mayHaveHoles(rest) ? pattern.length === 0 && /[^\uE000-\uF8FF]/.test(rest) : true
}
