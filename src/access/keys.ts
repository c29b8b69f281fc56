/** Who may use a KMS key by its own policy. */
import type { ResourceView } from '../model/resource-view.ts'
import type { PropertiesOf } from '../model/schema/index.ts'
import {
  Bucket as Subject,
  grants,
  parsePolicy,
  policyIsPublic,
  type Holes,
  type Policy,
  type Statement,
  type Verdict,
} from '../proof/index.ts'
import { readPolicy } from './document.ts'
import { Inquiry, through, type Through } from './inquiry.ts'

/** What strangers must not do with a key: use it, take it over, or destroy it. */
const useOfKey = [
  'kms:Decrypt',
  'kms:GenerateDataKey',
  'kms:Encrypt',
  'kms:ReEncryptFrom',
  'kms:CreateGrant',
  'kms:PutKeyPolicy',
  'kms:DisableKey',
  'kms:ScheduleKeyDeletion',
] as const

type Key = ResourceView<PropertiesOf<'AWS::KMS::Key'>>

/** Something that anyone with an AWS account may do with a key. */
export interface PublicUse extends Through {
  readonly action: string
}

/** What a key policy lets anyone do, the worst first; one that no other policy can take back. */
export function publicUse(key: Key): PublicUse | undefined {
  const document = key.properties.KeyPolicy
  if (!document) return undefined
  const inquiry = new Inquiry(key)
  for (const action of useOfKey) {
    const verdict = inquiry.ask(speller => {
      const { policy } = readPolicy(document, speller, { name: 'key policy' })
      const owner = speller.spell(key.world, key.account.text)
      // A principal that even defaults do not tell is somebody, not everybody.
      const named = speller === inquiry.asWritten ? policy : withoutUnknownPrincipals(policy)
      return policyIsPublic(
        new Subject({ ...speller.terms, name: 'key', owner, policy: onlyAbout(action, named) }),
      )
    })
    if (!inquiry.holds('anyone may use the key', verdict)) continue
    return { action, ...told(action, verdict) }
  }
  return undefined
}

/** The request as one to the key: it was asked about as if it were one to a bucket. */
function told(action: string, verdict: Verdict): Through {
  const { witness, notes } = through(verdict)
  if (!verdict.witness) return { witness: { ...witness, action, resource: 'the key' }, notes }
  const principal = witness.principal === 'anyone' ? 'anyone with an AWS account' : witness.principal
  const sentence = `${principal} sends ${action} from any account`
  return {
    witness: { ...witness, principal, action, resource: 'the key', sentence },
    notes,
  }
}

/**
 * The statements that speak of an action, as if they spoke of all actions and resources there are: a key is the only
 * resource of its policy. Whom they are for, and when, stays.
 */
function onlyAbout(action: string, policy: Policy): Policy {
  const statements = policy.statements
    .filter(statement => mayConcern(statement, action, policy) && !isForServicesOfUsers(statement))
    .map(statement => ({
      ...anything(policy.holes, statement),
      conditions: statement.conditions.map(asPrincipal),
    }))
  return { ...policy, statements }
}

function anything(holes: Holes, statement: Statement): Statement {
  const document = { Statement: [{ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }] }
  const [all] = parsePolicy(document, { holes }).statements
  return all ? { ...statement, actions: all.actions, resources: all.resources } : statement
}

function mayConcern(statement: Statement, action: string, policy: Policy): boolean {
  const everyones: Statement = { ...statement, effect: 'Allow', conditions: [], principals: everyone }
  const verdict = grants({
    holes: policy.holes,
    actor: { kind: 'user', id: 'arn:aws:iam::999999999999:user/someone', account: '999999999999' },
    actions: [action],
    resources: ['arn:aws:kms:us-east-1:999999999999:key/example'],
    layers: [[{ ...policy, statements: [everyones] }]],
  })
  // A Deny that may or may not concern the action takes nothing back for sure.
  return statement.effect === 'Deny' ? verdict.answer === 'yes' : verdict.answer !== 'no'
}

/** The policy with those principals only of which something is known. */
export function withoutUnknownPrincipals(policy: Policy): Policy {
  const statements = policy.statements.map(statement => {
    const { principals } = statement
    const entries = principals.entries.filter(({ kind }) => kind !== 'unknown')
    return statement.effect === 'Allow' && !principals.negated
      ? { ...statement, principals: { ...principals, entries } }
      : statement
  })
  return { ...policy, statements }
}

const everyone: Statement['principals'] = { negated: false, entries: [{ kind: 'everyone' }], texts: ['*'] }

/** Requests that a service makes for a user have to pass that service's own permissions. */
function isForServicesOfUsers({ effect, conditions }: Statement): boolean {
  return effect === 'Allow' && conditions.some(({ key, negated }) => key === 'kms:viaservice' && !negated)
}

function asPrincipal(condition: Statement['conditions'][number]): Statement['conditions'][number] {
  return condition.key === 'kms:calleraccount' ? { ...condition, key: 'aws:principalaccount' } : condition
}
