/** Samples of the values of one condition key. */
import type { Condition } from './condition.ts'
import { compile, globOf, type Glob } from './glob.ts'
import type { Holes } from './holes.ts'
import { hintsOf, isMany, valuesOf } from './keys.ts'
import { formatAddress, parseAddressRange, parseDate, parseNumber, type AddressRange } from './numbers.ts'
import { groupsOf, partition, type Group } from './partition.ts'
import type { Refinement, Space } from './space.ts'

const MAX_SETS = 400

/** Any text, any text of at least one character. */
export const anyText = (holes: Holes): Glob => compile('*', holes, 'any')
export const someText = (holes: Holes): Glob =>
  globOf(
    [
      { kind: 'one', of: 'any', orHole: true },
      { kind: 'star', of: 'any' },
    ],
    holes,
  )

/** Value lists of a key, one of every class; the key is present in all. */
export function keySamples(space: Space, key: string): string[][] {
  const single = singleValues(space, key)
  const whole = (space.scope.refine[key] ?? []).flatMap(({ exactly = [] }) =>
    exactly.length > 1 ? [[...exactly]] : [],
  )
  const conditions = space.conditionsOn(key)
  const quantified = conditions.filter(condition => condition.quantifier !== 'one').length
  const many = isMany(key) ?? quantified > 0
  if (!many || quantified === 0) return [...whole, ...single.map(value => [value])]
  return [...whole, ...setsOf(space, key, single, quantified)]
}

/** Each quantified condition needs at most one member of the set to decide it. */
function setsOf(space: Space, key: string, values: readonly string[], size: number): string[][] {
  const sets: string[][] = values.map(value => [value])
  let from = 0
  for (let length = 2; length <= size; length++) {
    const until = sets.length
    for (; from < until; from++) {
      const set = sets[from] ?? []
      for (const value of values.slice(values.indexOf(set.at(-1) ?? '') + 1)) {
        if (sets.length >= MAX_SETS) {
          space.bounds.add(`too many combinations of values of ${key}`)
          return sets
        }
        sets.push([...set, value])
      }
    }
  }
  return sets
}

/** One value of every class, for a key that is on its own or belongs to a coupled group. */
export function singleValues(space: Space, key: string, domain?: Glob): string[] {
  const conditions = space.conditionsOn(key)
  const limits = space.scope.refine[key] ?? []
  const listed = valuesOf(key)
  if (listed !== undefined) return [...new Set([...listed, ...limits.flatMap(listedIn)])]
  const ordered = orderedValues(conditions, limits)
  // A limit to values that are ordered, too, says which of them are looked at.
  const others = ordered.length > 0 ? limits.filter(limit => !isOrdered(limit, conditions)) : limits
  const groups = textGroups(conditions, others, space.scope.holes, '')
  if (ordered.length > 0 && groups.length > 0) space.bounds.add(`operators of different kinds on ${key}`)
  if (ordered.length > 0 && groups.length === 0)
    return [...new Set([...limits.flatMap(listedIn), ...ordered])]
  const { words, complete } = partition(domain ?? anyText(space.scope.holes), groups, hintsOf(key))
  if (!complete) space.bounds.add(`patterns for ${key} too entangled`)
  return [...words, ...ordered]
}

const listedIn = ({ anyOf = [], exactly = [] }: Refinement): string[] => [
  ...anyOf.filter(value => value !== null),
  ...exactly,
]

/** How the values are read that ordering operators compare. */
const readers = { number: parseNumber, date: parseDate, address: parseAddressRange }

/** Whether a limit only lists values, and all conditions that compare them can read each. */
function isOrdered({ noneOf, patterns, ...limit }: Refinement, conditions: readonly Condition[]): boolean {
  return (
    noneOf === undefined &&
    patterns === undefined &&
    conditions.every(({ comparand: { family } }) =>
      family === 'number' || family === 'date' || family === 'address'
        ? listedIn(limit).every(value => readers[family](value) !== undefined)
        : family === 'null' || family === 'given',
    )
  )
}

/** The classes that text conditions and limits on a key make, for texts that begin with `prefix`. */
export function textGroups(
  conditions: readonly Condition[],
  limits: readonly Refinement[],
  holes: Holes,
  prefix: string,
  reshape: (glob: Glob) => Glob[] = glob => [glob],
): Group[] {
  const lists: Glob[][] = []
  for (const { comparand } of conditions) {
    if (comparand.family === 'text' || comparand.family === 'arn') lists.push([...comparand.globs])
    if (comparand.family === 'bool')
      lists.push(comparand.values.map(value => compile(value, holes, undefined, true)))
  }
  for (const limit of limits) {
    for (const list of [limit.anyOf, limit.noneOf, limit.exactly])
      for (const value of list ?? []) if (value !== null) lists.push([compile(value, holes)])
    for (const pattern of limit.patterns ?? []) lists.push([pattern])
  }
  return lists.flatMap(list => groupsOf(list.flatMap(reshape), prefix))
}

/** Every bound, one between each two, one below and one above. */
export function around(bounds: readonly number[]): number[] {
  const sorted = [...new Set(bounds)].sort((a, b) => a - b)
  const points = new Set<number>()
  for (const [index, bound] of sorted.entries()) {
    const next = sorted[index + 1] ?? bound + 2
    if (index === 0) points.add(bound - 1)
    points.add(bound)
    const middle =
      Number.isInteger(bound) && Number.isInteger(next) ? Math.floor((bound + next) / 2) : (bound + next) / 2
    if (middle > bound) points.add(middle)
  }
  return [...points]
}

function orderedValues(conditions: readonly Condition[], limits: readonly Refinement[]): string[] {
  const numbers: number[] = limits
    .flatMap(({ below, atLeast }) => [below, atLeast])
    .filter(bound => bound !== undefined)
  const dates: number[] = []
  const ranges: AddressRange[] = []
  for (const { comparand } of conditions) {
    if (comparand.family === 'number') numbers.push(...comparand.bounds)
    if (comparand.family === 'date') dates.push(...comparand.bounds)
    if (comparand.family === 'address') ranges.push(...comparand.ranges)
  }
  return [
    ...around(numbers).map(String),
    ...around(dates).map(time => new Date(clampTime(time)).toISOString()),
    ...addresses(ranges),
  ]
}

const clampTime = (time: number): number => Math.max(-8.64e15, Math.min(8.64e15, time))

/** One address of every class that ranges make: their ends, and the neighbours of the ends. */
function addresses(ranges: readonly AddressRange[]): string[] {
  if (ranges.length === 0) return []
  const found = new Set<string>()
  for (const { version, hint } of [
    { version: 4, hint: '198.51.100.7' },
    { version: 6, hint: '2001:db8:ffff::7' },
  ] as const) {
    const top = (1n << (version === 4 ? 32n : 128n)) - 1n
    const starts = new Set<bigint>([0n])
    for (const range of ranges) {
      if (range.version !== version) continue
      starts.add(range.first)
      if (range.last < top) starts.add(range.last + 1n)
    }
    found.add(hint)
    for (const start of starts) found.add(formatAddress(version, start))
  }
  return [...found]
}
