/**
 * Splits the texts of a domain into classes that no pattern can tell apart, and gives one sample of each: a
 * breadth-first determinisation of all patterns at once. Finding all classes is what makes a proof a proof.
 */
import { spend } from '../model/work.ts'
import { advance, placesAfter, start, wordingOf, type CharClass, type Glob, type Mode } from './glob.ts'
import { mayHaveHoles } from './holes.ts'

/** A pattern that has already read the beginning of the text. */
export interface Member {
  readonly glob: Glob
  readonly from: readonly number[]
  readonly mode: Mode
}

/** Patterns of which it only matters whether any matches, such as the values of one condition. */
export type Group = readonly Member[]

export interface Partition {
  readonly words: readonly string[]
  /** False if a bound was hit: some class may have no sample. */
  readonly complete: boolean
  /** Steps that it took, which count again where it serves again: what came before must not matter. */
  readonly work?: number
}

/** Bounds on the states visited and on the places looked at, for one partition. */
const MAX_STATES = 5_000
const MAX_WORK = 1_000_000

interface State {
  readonly word: string
  readonly domain: readonly number[]
  readonly live: readonly Live[]
  /** Groups that match however the text goes on, in ascending order. */
  readonly settled: readonly number[]
}

interface Live {
  readonly group: number
  readonly member: Member
  readonly id: number
  readonly places: readonly number[]
}

const letters = 'xyzuvwabcdefghijklmnopqrst-_'
const digits = '1234567890'

function freshest(candidates: string, taken: ReadonlySet<string>): string {
  for (const char of candidates) if (!taken.has(char)) return char
  return '\u4e00'
}

/** One sample of every class. `hints` are nicer samples, used where they fall into a class. */
export function partition(domain: Glob, groups: readonly Group[], hints: readonly string[] = []): Partition {
  const distinct = dropRepeated(groups)
  return plainPartition(domain, distinct, hints) ?? knownPartition(domain, distinct, hints)
}

/** How many partitions are kept, and how long the patterns of one may be. */
const MOST_KNOWN = 500
const MOST_WORDING = 20_000

const known = new Map<string, Partition>()

/** Most policies name the same kinds of principals: what the same patterns were split into before serves again. */
function knownPartition(domain: Glob, groups: readonly Group[], hints: readonly string[]): Partition {
  const wording = [
    wordingOf(domain),
    ...groups.map(group =>
      group.map(({ glob, mode, from }) => `${mode} ${from.join(' ')} ${wordingOf(glob)}`).join('\n|'),
    ),
    ...hints,
  ].join('\n\n')
  if (wording.length > MOST_WORDING) return searchPartition(domain, groups, hints)
  let found = known.get(wording)
  if (found) spend((found.work ?? 0) >> 2)
  else {
    if (known.size >= MOST_KNOWN) known.clear()
    known.set(wording, (found = searchPartition(domain, groups, hints)))
  }
  return found
}

function dropRepeated(groups: readonly Group[]): Group[] {
  const known = new Map<string, Group>()
  const ids = new Map<Glob, number>()
  const idOf = (glob: Glob): number => ids.get(glob) ?? (ids.set(glob, ids.size), ids.size - 1)
  for (const group of groups) {
    const live = group.filter(member => member.from.length > 0)
    if (live.length === 0) continue
    const key = live.map(member => `${idOf(member.glob)}${member.mode}${member.from.join(' ')}`).join('|')
    if (!known.has(key)) known.set(key, live)
  }
  return [...known.values()]
}

/**
 * The common case, all patterns plain text or plain text and `*` over a free domain: the texts themselves, each
 * prefix with a fresh ending, and something fresh are all classes.
 */
function plainPartition(
  domain: Glob,
  groups: readonly Group[],
  hints: readonly string[],
): Partition | undefined {
  const first = domain.tokens[0]
  const atLeastOne = first?.kind === 'one' && first.of === 'any' && domain.tokens.length === 2
  if (!domain.open || (domain.literal !== '' && !atLeastOne)) return undefined
  const texts = new Set<string>()
  const prefixes = new Set<string>([''])
  for (const group of groups) {
    for (const { glob, from } of group) {
      if (glob.fold) return undefined
      for (const place of from) {
        if (glob.open && place >= glob.tokens.length - 1) continue
        const text = plainTextAfter(glob, place)
        if (text === undefined) return undefined
        ;(glob.open ? prefixes : texts).add(text)
      }
    }
  }
  if (atLeastOne) texts.delete('')
  const taken = new Set([...texts, ...prefixes].join(''))
  const fresh = freshest(letters, taken)
  const words = new Set([...[...prefixes].map(prefix => prefix + fresh), ...texts])
  const hint = hints.find(
    text => !texts.has(text) && ![...prefixes].some(prefix => prefix && text.startsWith(prefix)),
  )
  if (hint !== undefined) {
    words.delete(fresh)
    words.add(hint)
  }
  if (!atLeastOne) words.add('')
  return { words: [...words], complete: true }
}

/** What a pattern has still to read, if that is plain text, but for a star at its end. */
function plainTextAfter(glob: Glob, place: number): string | undefined {
  if (glob.literal !== undefined) return glob.literal.slice(place)
  const rest = glob.tokens.slice(place, glob.open ? -1 : undefined)
  return rest.every(token => token.kind === 'char') ? rest.map(({ char }) => char).join('') : undefined
}

function searchPartition(domain: Glob, groups: readonly Group[], hints: readonly string[]): Partition {
  const samples = new Map<string, string>()
  const first = beginning(domain, groups)
  const seen = new Set<string>([keyOf(first)])
  const finish = makeFinish(domain)
  let queue: State[] = [first]
  let work = 0
  while (queue.length > 0) {
    const next: State[] = []
    for (const state of queue) {
      if (state.live.length === 0) {
        const ending = finish(state.domain)
        const vector = state.settled.join(' ')
        if (ending !== undefined && !samples.has(vector)) samples.set(vector, state.word + ending)
        continue
      }
      if (state.domain.includes(domain.tokens.length)) {
        const vector = vectorOf(state)
        if (!samples.has(vector)) samples.set(vector, state.word)
      }
      const effort = state.live.reduce((sum, one) => sum + one.places.length, 1)
      for (const char of alphabet(domain, state)) {
        work += effort
        spend(effort >> 2)
        const following = follow(domain, state, char)
        if (following === undefined) continue
        const key = keyOf(following)
        if (seen.has(key)) continue
        if (seen.size >= MAX_STATES || work > MAX_WORK)
          return { words: [...samples.values()], complete: false, work }
        seen.add(key)
        next.push(following)
      }
    }
    queue = next
  }
  preferHints(domain, first, hints, samples)
  return { words: [...samples.values()], complete: true, work }
}

function preferHints(
  domain: Glob,
  first: State,
  hints: readonly string[],
  samples: Map<string, string>,
): void {
  for (const hint of hints) {
    let state: State | undefined = first
    for (const char of hint.split('')) state = state && follow(domain, state, char)
    if (!state?.domain.includes(domain.tokens.length)) continue
    const vector = vectorOf(state)
    if (samples.has(vector)) samples.set(vector, hint)
  }
}

function beginning(domain: Glob, groups: readonly Group[]): State {
  let id = 0
  const live = groups.flatMap((group, index) =>
    group.map(member => ({ group: index, member, id: id++, places: member.from })),
  )
  return settle('', start(domain, 'must'), live, [])
}

/** Takes out groups that match whatever follows: this keeps n patterns of one list from making 2^n states. */
function settle(
  word: string,
  domain: readonly number[],
  live: readonly Live[],
  before: readonly number[],
): State {
  const settled = new Set(before)
  for (const { group, member, places } of live) {
    if (member.glob.open && places.includes(member.glob.tokens.length - 1)) settled.add(group)
  }
  if (settled.size === before.length) return { word, domain, live, settled: before }
  return {
    word,
    domain,
    live: live.filter(({ group }) => !settled.has(group)),
    settled: [...settled].sort((a, b) => a - b),
  }
}

function follow(domain: Glob, state: State, char: string): State | undefined {
  const inDomain = advance(domain, state.domain, char, 'must')
  if (inDomain.length === 0) return undefined
  const live: Live[] = []
  for (const one of state.live) {
    const places = advance(one.member.glob, one.places, char, one.member.mode)
    if (places.length > 0) live.push({ group: one.group, member: one.member, id: one.id, places })
  }
  return settle(state.word + char, inDomain, live, state.settled)
}

const keyOf = (state: State): string =>
  `${state.domain.join(' ')};${state.settled.join(' ')};${state.live.map(one => `${one.id}:${sorted(one.places)}`).join(' ')}`

const sorted = (places: readonly number[]): string =>
  places.length === 1 ? String(places[0]) : [...places].sort((a, b) => a - b).join(',')

function vectorOf(state: State): string {
  const matching = new Set(state.settled)
  for (const { group, member, places } of state.live)
    if (places.includes(member.glob.tokens.length)) matching.add(group)
  return [...matching].sort((a, b) => a - b).join(' ')
}

/** The characters that can make a difference in a state: those written down, and fresh ones. */
function alphabet(domain: Glob, state: State): Iterable<string> {
  const written = new Set<string>()
  const ofDomain = look(domain, state.domain, written)
  const classes = new Set(ofDomain)
  for (const { member, places } of state.live)
    for (const one of look(member.glob, places, written)) classes.add(one)
  if (ofDomain.size === 0) return written
  const fresh = ofDomain.size > 1 || !ofDomain.has('digit') ? [freshest(letters, written)] : []
  if (classes.size > 1 || !classes.has('any')) fresh.push(freshest(digits, written), ':', '/')
  return new Set([...fresh, ...written])
}

/** Adds the characters that are written at some places; returns the classes of the wildcards there. */
function look(glob: Glob, places: readonly number[], written: Set<string>): ReadonlySet<CharClass> {
  const classes = new Set<CharClass>()
  for (const place of places) {
    const token = glob.tokens[place]
    if (token === undefined) continue
    if (token.kind === 'char') {
      written.add(token.char)
      if (glob.fold) written.add(token.char.toUpperCase())
    } else if (token.kind === 'hole') {
      written.add(token.hole.char)
      classes.add('name')
    } else {
      classes.add(token.of)
    }
  }
  return classes
}

/** Finds the shortest ending that the domain allows. */
function makeFinish(domain: Glob): (places: readonly number[]) => string | undefined {
  const known = new Map<string, string | undefined>()
  const state = (word: string, places: readonly number[]): State => ({
    word,
    domain: places,
    live: [],
    settled: [],
  })
  const search = (places: readonly number[]): string | undefined => {
    const seen = new Set<string>()
    let queue = [state('', places)]
    while (queue.length > 0) {
      const next: State[] = []
      for (const one of queue) {
        if (one.domain.includes(domain.tokens.length)) return one.word
        for (const char of alphabet(domain, one)) {
          const after = advance(domain, one.domain, char, 'must')
          const key = sorted(after)
          if (after.length === 0 || seen.has(key)) continue
          seen.add(key)
          next.push(state(one.word + char, after))
        }
      }
      queue = next
    }
    return undefined
  }
  return places => {
    const key = sorted(places)
    if (!known.has(key)) known.set(key, search(places))
    return known.get(key)
  }
}

/**
 * The groups of a list of patterns after they have read `prefix`: where holes make a difference, what must match
 * and what may match are told apart by two groups.
 */
export function groupsOf(globs: readonly Glob[], prefix: string): Group[] {
  const read = (mode: Mode): Group =>
    globs.map(glob => ({ glob, mode, from: placesAfter(glob, prefix, mode) }))
  const holes = mayHaveHoles(prefix) || globs.some(glob => glob.hasHoles)
  return holes ? [read('must'), read('may')] : [read('must')]
}
