/**
 * What the rules of a lifecycle do together. Where several are about one object, S3 expires it when the first of them
 * says so.
 * Source: "Lifecycle configuration conflicts" in the Amazon S3 User Guide (lifecycle-conflicts.html).
 */
import { Coverage } from './coverage.ts'
import type { Course, LifecycleRule, Moment } from './rules.ts'

/** Something a rule says that never happens, since another rule expires the objects before. */
export interface Overruled {
  readonly whom: Course['of']
  readonly act: string
  readonly moment: Moment
  /** The expiration that comes first. */
  readonly by: Moment
}

/** What enabled rules say of objects that other enabled rules expire before. */
export function overruledIn(rules: readonly LifecycleRule[]): Overruled[] {
  return Array.from(new Coverage(rules).pairs(), ({ rule, others }) =>
    (['current', 'noncurrent'] as const).map(course =>
      overruled(
        rule[course],
        others.map(other => other[course]),
      ),
    ),
  )
    .flat()
    .filter(found => found !== undefined)
}

/** The first thing of a course that never happens: an expiration goes before the moves that lead up to it. */
function overruled(
  { of: whom, transitions, expiration, keeps }: Course,
  others: readonly Course[],
): Overruled | undefined {
  const acts = [
    // Versions that are kept by their number are beside those that go by their age.
    ...(keeps === undefined ? [{ act: 'expire', moment: expiration }] : []),
    ...transitions.map(({ to, moment }) => ({ act: `move to '${to}'`, moment })),
  ]
  for (const { act, moment } of acts) {
    const by = moment && firstOf(others, moment.kind)
    if (by && by.day < moment.day) return { whom, act, moment, by }
  }
  return undefined
}

/** The earliest expiration that spares no version. */
function firstOf(courses: readonly Course[], kind: Moment['kind']): Moment | undefined {
  return courses
    .flatMap(({ expiration, keeps }) =>
      expiration?.kind === kind && keeps === undefined ? [expiration] : [],
    )
    .filter(({ day }) => !Number.isNaN(day))
    .sort((a, b) => a.day - b.day)[0]
}
