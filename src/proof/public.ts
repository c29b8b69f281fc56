/** AWS's definition of "public": a grant that survives when every trusted value is replaced by one nobody chose. */
import { decide } from './decide.ts'
import { isOfServices } from './keys.ts'
import { Space, type Unmasked } from './space.ts'
import { trustedValues, withFixedUnknowns, type Reading } from './trust.ts'
import { MAYBE, NO, YES, type Truth } from './truth.ts'
import type { Actor, Verdict } from './types.ts'

/** Whether AWS calls the statements of a space public together, with a witness. */
export function publicVerdict(given: Space, reading: Reading): Verdict {
  const hasServiceKeys = given.statements.some(one => one.conditions.some(({ key }) => isOfServices(key)))
  if (!hasServiceKeys) return openVerdict(given, reading)
  return openVerdict(new Space(given.statements, { ...given.scope, serviceKeysForAll: true }), reading)
}

/** Whether the statements of a space let in somebody whom they do not name, with a witness. */
export function openVerdict(given: Space, reading: Reading): Verdict {
  if (!given.statements.some(one => one.effect === 'Allow' && one.exists !== NO))
    return { answer: 'no', by: [], hinge: [] }
  const space = given.statements.some(one => hasHoles(one))
    ? given.with(given.statements.map(withFixedUnknowns))
    : given
  const written = new Set([space.scope.owner, ...space.namedAccounts])
  const stranger = (actor: Actor): Truth => {
    if (actor.kind === 'federated') return actor.id.startsWith('arn:') ? NO : YES
    return actor.account !== undefined && written.has(actor.account) ? NO : YES
  }
  const goal = {
    avoid: space.bits(one => one.effect === 'Deny'),
    need: [space.bits(one => one.effect === 'Allow')],
    kinds: ['anonymous', 'user', 'role', 'root', 'federated'] as const,
    actor: stranger,
    sample: untrusted(space, reading),
  }
  return decide([{ space, goal }], 'yes')
}

/** Admits samples that carry no value which the statements trust by name. */
function untrusted(space: Space, reading: Reading): (sample: Unmasked) => Truth {
  const trusted = trustedValues(space.statements, reading)
  return ({ context }) =>
    Object.entries(context).some(([key, values]) => values.some(value => trusted(key, value))) ? NO : YES
}

/** May a service make a request on behalf of an account, resource or organisation that nobody wrote down? */
export function serviceVerdict(given: Space, service: string): Verdict {
  const space = given.with(given.statements.map(withFixedUnknowns))
  const goal = {
    avoid: space.bits(one => one.effect === 'Deny'),
    need: [space.bits(one => one.effect === 'Allow')],
    kinds: ['service'] as const,
    actor: ({ id }: Actor): Truth => (id === service ? YES : NO),
    sample: untrusted(space, 'service'),
  }
  return decide([{ space, goal }], 'yes')
}

const hasHoles = (statement: Space['statements'][number]): boolean =>
  statement.conditions.some(one => one.values.join('').search(/[\uE000-\uF8FF]/) >= 0) ||
  statement.principals.texts.join('').search(/[\uE000-\uF8FF]/) >= 0

/** The same in three values. */
export function isPublic(space: Space, reading: Reading): Truth {
  return truthOf(publicVerdict(space, reading))
}

/** An answer in three values. */
export function truthOf({ answer }: Pick<Verdict, 'answer'>): Truth {
  return answer === 'yes' ? YES : answer === 'no' ? NO : MAYBE
}
