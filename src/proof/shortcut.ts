/** The common case of a proof: one Deny statement that plainly covers a whole class of requests. */
import type { Bucket } from './bucket.ts'
import { holds } from './condition.ts'
import { advanceText, start, type Glob } from './glob.ts'
import { bucketActions } from './actions.ts'
import { patternsMatch, type Statement } from './statement.ts'
import { every, YES } from './truth.ts'
import type { KeyLimit } from './types.ts'

/** Whether a Deny statement certainly applies to every request that keeps to the limits. */
export function deniesAll(
  bucket: Bucket,
  statement: Statement,
  limits: Readonly<Record<string, KeyLimit>>,
): boolean {
  const { effect, exists, principals, actions, resources, conditions } = statement
  return (
    effect === 'Deny' &&
    exists === YES &&
    !principals.negated &&
    principals.entries.some(({ kind }) => kind === 'everyone') &&
    !resources.negated &&
    patternsMatch(resources, bucket.arn) === YES &&
    resources.globs.some(glob => coversAllAfter(glob, `${bucket.arn}/`)) &&
    conditions.every(condition => {
      const sent = limits[condition.key]?.anyOf
      return (
        sent !== undefined &&
        every(sent, value => holds(condition, value === null ? undefined : [value])) === YES
      )
    }) &&
    bucketActions().every(({ name }) => patternsMatch(actions, name) === YES)
  )
}

const coversAllAfter = (glob: Glob, prefix: string): boolean =>
  glob.open && advanceText(glob, start(glob, 'must'), prefix, 'must').includes(glob.tokens.length - 1)
