/** What lets roles do what they are there for. */
import type { Bucket, EstateView } from '../model/bucket.ts'
import type { Wanted, WantedRecord, Wish } from '../model/change.ts'
import type { Text } from '../model/text.ts'
import { add, also, nameOf, set, spelled } from '../model/wishes.ts'
import { restated } from './amend.ts'
import { access } from './bucket.ts'
import { attachedTo, type Role } from './identity.ts'
import type { Basis } from './inquiry.ts'

/** Actions on one resource. */
export interface Permit {
  readonly actions: readonly string[]
  /** The ARN; `*` stands for any text. */
  readonly resource: Text
}

/**
 * A role that may do more: by the policy that stands beside it for it alone, or a new one under a name. What stands in
 * the role itself stays as it is, since a policy there that names a bucket which names the role goes in a circle. There
 * is nothing to wish for where a resource cannot be named.
 */
export function permitted(
  role: Role,
  estate: EstateView,
  name: string,
  permits: readonly Permit[],
): Wish | undefined {
  const statements = permits.flatMap(({ actions, resource }): WantedRecord[] => {
    const named = spelled(resource)
    return named === undefined ? [] : [{ Effect: 'Allow', Action: oneOrAll(actions), Resource: named }]
  })
  if (statements.length < permits.length) return undefined
  const policy = policyFor(role, estate)
  if (policy) return set(policy, { PolicyDocument: { Statement: also(...statements) } })
  return add(role, 'AWS::IAM::RolePolicy', 'Policy', {
    RoleName: nameOf(role),
    PolicyName: name,
    PolicyDocument: { Version: '2012-10-17', Statement: statements },
  })
}

/** A policy that stands beside a role, and is for no other. */
function policyFor(role: Role, estate: EstateView) {
  const own = attachedTo(role, estate).find(
    ({ properties }) => !('Roles' in properties) || properties.Roles?.length === 1,
  )
  if (own) return own
  // What the role itself names is there before the role.
  const others = role.properties.ManagedPolicyArns?.filter(({ at }) => !at.address.startsWith(`${role.id}.`))
  return others
    ?.map(arn => estate.resource('AWS::IAM::ManagedPolicy', arn, role))
    .find(policy => policy && estate.referring('AWS::IAM::Role', 'ManagedPolicyArns[]', policy).length === 1)
}

/** A role that a service may assume too. */
export function assumable(role: Role, service: string): Wish {
  const statement = { Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }
  return set(role, { AssumeRolePolicyDocument: { Statement: also(statement) } })
}

/**
 * Statements of the policies of a bucket that deny something are no longer for a role; there is nothing to wish for
 * where one of them is in no such policy.
 */
export function excepted(
  bucket: Bucket,
  denials: readonly Basis[],
  role: Text,
): readonly (Wish | undefined)[] {
  const questions = access(bucket)
  const arn = spelled(role)
  return denials.map(({ at }) => {
    const statement = questions.statements.find(({ at: { address } }) => address === at.address)
    if (!statement || arn === undefined) return undefined
    const key = statement.keyIn('ArnNotEquals', 'aws:PrincipalArn', 'aws:principalArn', 'aws:principalarn')
    const condition = { ArnNotEquals: { [key ?? 'aws:PrincipalArn']: key === undefined ? arn : also(arn) } }
    return restated(questions.policyOf(statement), statement, { Condition: condition })
  })
}

function oneOrAll(actions: readonly string[]): Wanted {
  const [only] = actions
  return only !== undefined && actions.length === 1 ? only : actions
}
