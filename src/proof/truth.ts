/** Three-valued truth as a number, so that `and` is the minimum and `or` the maximum. */
export type Truth = 0 | 1 | 2

export const NO: Truth = 0
/** True for some values of what is not known, or undocumented. */
export const MAYBE: Truth = 1
export const YES: Truth = 2

export const not = (a: Truth): Truth => (2 - a) as Truth
export const and = (a: Truth, b: Truth): Truth => (a < b ? a : b)
export const or = (a: Truth, b: Truth): Truth => (a > b ? a : b)

/** Whether some member satisfies the test. */
export function some<T>(members: readonly T[], test: (member: T) => Truth): Truth {
  let result: Truth = NO
  for (const member of members) {
    result = or(result, test(member))
    if (result === YES) break
  }
  return result
}

/** Whether every member satisfies the test. */
export function every<T>(members: readonly T[], test: (member: T) => Truth): Truth {
  let result: Truth = YES
  for (const member of members) {
    result = and(result, test(member))
    if (result === NO) break
  }
  return result
}
