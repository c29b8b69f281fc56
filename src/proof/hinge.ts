/** What an answer hinges on. */
import { holds, type Condition } from './condition.ts'
import type { Space, Unmasked } from './space.ts'
import { patternsMatch, principalMatches, type Statement } from './statement.ts'
import { MAYBE } from './truth.ts'

/** Why it is not certain whether a statement applies to a request: labels of holes, and of what is undocumented. */
export function hingeOf(
  space: Space,
  statement: Statement,
  samples: readonly Unmasked[],
  action: string,
): string[] {
  const { holes } = space.scope
  const labels = (texts: readonly string[]): string[] => {
    const found = texts.flatMap(text => holes.in(text))
    const open = found.filter(hole => hole.kind !== 'opaque')
    return (open.length > 0 ? open : found).map(hole => hole.label)
  }
  const named = (texts: readonly string[], otherwise: string): string[] => {
    const found = labels(texts)
    return found.length > 0 ? found : [otherwise]
  }
  const reasons = statement.exists === MAYBE ? [...statement.doubts] : []
  if (patternsMatch(statement.actions, action) === MAYBE) reasons.push(...labels(statement.actions.texts))
  for (const { actor, resource, accessPointResource, context } of samples) {
    if (actor !== undefined && principalMatches(statement, actor, space.isOutsider(actor)) === MAYBE)
      reasons.push(...named([...statement.principals.texts, actor.account ?? ''], principalDoubt(statement)))
    const seen = statement.view === 'bucket' ? resource : accessPointResource
    if (seen !== undefined && patternsMatch(statement.resources, seen) === MAYBE)
      reasons.push(...labels([...statement.resources.texts, seen]))
    for (const condition of statement.conditions) {
      const values = context[condition.key]
      if (values !== undefined && holds(condition, values) === MAYBE)
        reasons.push(...named([...condition.values, ...values], doubtOf(condition)))
    }
  }
  for (const condition of statement.conditions) {
    const carried = samples.some(({ context }) => condition.key in context)
    if (!carried && holds(condition, undefined) === MAYBE) reasons.push(doubtOf(condition))
  }
  return reasons
}

const doubtOf = ({ operator, key }: Condition): string => `${operator} on ${key}`

function principalDoubt(statement: Statement): string {
  if (statement.forOutsiders === MAYBE) return 'RestrictPublicBuckets'
  return statement.principals.negated ? 'NotPrincipal' : 'Principal'
}
