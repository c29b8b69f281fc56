/** Is one policy at most as permissive as another? */
import type { Bucket } from './bucket.ts'
import { decide } from './decide.ts'
import type { Policy, Statement } from './statement.ts'
import type { Verdict } from './types.ts'

/** What a statement says, so that the same statement in both policies counts once. */
const wording = ({ effect, exists, principals, actions, resources, conditions, view }: Statement): string =>
  JSON.stringify([
    effect,
    exists,
    principals.negated,
    principals.texts,
    principals.entries.map(({ kind }) => kind),
    [actions.negated, actions.texts],
    [resources.negated, resources.texts],
    conditions.map(({ key, operator, values }) => [key, operator, values]),
    view,
  ])

/** Is every request that the first policy allows allowed by the second? `no` shows a newly allowed request. */
export function atMost(bucket: Bucket, first: Policy, second: Policy): Verdict {
  const byWording = new Map<string, Statement>()
  for (const one of [...first.statements, ...second.statements])
    if (!byWording.has(wording(one))) byWording.set(wording(one), one)
  const statements = [...byWording.values()]
  const space = bucket.space(statements)
  const members = (policy: Policy, effect: 'Allow' | 'Deny'): bigint => {
    const own = new Set(policy.statements.map(one => byWording.get(wording(one))))
    return space.bits(one => one.effect === effect && own.has(one))
  }
  const need = [members(first, 'Allow')]
  const denied = members(first, 'Deny')
  const newlyGranted = { avoid: denied | members(second, 'Allow'), need }
  const noLongerDenied = { avoid: denied, need: [...need, members(second, 'Deny')] }
  return decide(
    [newlyGranted, noLongerDenied].map(goal => ({ space, goal })),
    'no',
  )
}
