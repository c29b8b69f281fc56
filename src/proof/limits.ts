/** Limits that questions put on the keys of requests. */
import { compile, match } from './glob.ts'
import type { Holes } from './holes.ts'
import { and, every, NO, not, some, YES, type Truth } from './truth.ts'
import type { KeyLimit } from './types.ts'

/** Key names in lower case, as contexts have them. */
export const lowerKeys = <T>(record: Readonly<Record<string, T>> = {}): Record<string, T> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key.toLowerCase(), value]))

/** Whether a limit admits the values of a key. */
export function admits(limit: KeyLimit, values: readonly string[] | undefined, holes: Holes): Truth {
  const present = values !== undefined && values.length > 0 ? values : undefined
  const equals = (wanted: string | null): Truth =>
    wanted === null
      ? present === undefined
        ? YES
        : NO
      : present === undefined
        ? NO
        : some(present, value => match(compile(wanted, holes), value))
  const isAmong = (list: readonly string[]) => (value: string) =>
    some(list, wanted => match(compile(wanted, holes), value))
  const are = (wanted: readonly string[]): Truth => {
    const carried = values ?? []
    if (wanted.length !== carried.length) return NO
    return and(every(carried, isAmong(wanted)), every(wanted, isAmong(carried)))
  }
  const number = present === undefined ? NaN : Number(present[0])
  return [
    limit.exactly === undefined ? YES : are(limit.exactly),
    limit.anyOf === undefined ? YES : some(limit.anyOf, equals),
    limit.noneOf === undefined ? YES : not(some(limit.noneOf, equals)),
    limit.below === undefined || number < limit.below ? YES : NO,
    limit.atLeast === undefined || number >= limit.atLeast ? YES : NO,
  ].reduce(and)
}
