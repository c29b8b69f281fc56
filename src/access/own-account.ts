/** Whether the account that a template writes down is the one that it is deployed to. */
import { serviceAccounts } from '../data/aws-accounts.ts'
import type { Unit } from '../model/resource.ts'
import type { Variable } from '../model/text.ts'
import { textsOf } from '../model/texts.ts'

/** The one account that a unit writes outside of policies, where it writes no other. */
const written = new WeakMap<Unit, string | undefined>()

/** What people write who do not write the id itself. */
const BY_NAME = /AWS::AccountId|aws_caller_identity/

/**
 * Whether the id seems to be that of the deployment's own account, for want of another way of saying it: it is the only
 * one in the unit, and stands where no policy speaks of others.
 */
export function seemsOwn(id: string, unit: Unit): boolean {
  if (!written.has(unit)) written.set(unit, onlyAccount(unit))
  return written.get(unit) === id
}

function onlyAccount({ resources }: Unit): string | undefined {
  const sources = new Set(resources.map(({ at }) => at.source))
  if ([...sources].some(({ text }) => BY_NAME.test(text))) return undefined
  const ids = new Set<string>()
  const outside = new Set<string>()
  const told = new Set<Variable>()
  for (const { text, name, above } of resources.flatMap(each => [...textsOf(each, told)])) {
    const isInPolicy = [name, ...above].some(key => /policy|policies|statement/i.test(key))
    for (const part of text.parts) {
      for (const id of typeof part === 'string' ? (part.match(/(?<!\d)\d{12}(?!\d)/g) ?? []) : []) {
        if (serviceAccounts.has(id)) continue
        ids.add(id)
        if (!isInPolicy) outside.add(id)
      }
    }
  }
  const [only, ...others] = ids
  return only !== undefined && others.length === 0 && outside.has(only) ? only : undefined
}
