/** Who may use a vault of Amazon Glacier, and what its lock keeps from being deleted. */
import type { ResourceView } from '../model/resource-view.ts'
import type { PropertiesOf } from '../model/schema/index.ts'
import { Text } from '../model/text.ts'
import { grants } from '../proof/index.ts'
import { readPolicy } from './document.ts'
import { Inquiry } from './inquiry.ts'
import { eachStatement, hingesOnRequest, policyOf } from './policies.ts'
import { publicStatements, type PublicStatement } from './strangers.ts'

export type VaultLock = ResourceView<PropertiesOf<'AWS::Glacier::VaultLock'>>

/** What the access policy of a vault and the policy of its lock have in common. */
export interface VaultPolicyProperties {
  readonly VaultName?: string
  readonly AccessPolicy?: unknown
  readonly Policy?: unknown
}

const ANY_VAULT = Text.of('arn:aws:glacier:eu-west-1:999999999999:vaults/vault')

/** What is done with a vault, the worst first. */
const uses = [
  'glacier:SetVaultAccessPolicy',
  'glacier:InitiateVaultLock',
  'glacier:DeleteVault',
  'glacier:DeleteArchive',
  'glacier:InitiateJob',
  'glacier:GetJobOutput',
  'glacier:UploadArchive',
]

/** The statements by which anyone may use a vault. */
export function publicUseOfVault(policy: ResourceView<VaultPolicyProperties>): readonly PublicStatement[] {
  const { AccessPolicy, Policy } = policy.properties
  return [AccessPolicy, Policy].flatMap(document =>
    document ? publicStatements(policy, document, ANY_VAULT, uses, aboutVault) : [],
  )
}

/** Whether the lock lets archives of every age be deleted by whoever else may: then it keeps nothing. */
export function keepsNothing(lock: VaultLock): boolean {
  const { Policy: document } = lock.properties
  if (!document) return false
  const inquiry = new Inquiry(lock)
  const verdict = inquiry.ask(speller => {
    const account = speller.spell(lock.world, lock.account.text)
    const allowed = { Statement: { Effect: 'Allow', Action: 'glacier:DeleteArchive', Resource: '*' } }
    return grants({
      ...speller.terms,
      actor: { kind: 'user', id: `arn:${speller.terms.partition}:iam::${account}:user/someone`, account },
      actions: ['glacier:DeleteArchive'],
      resources: [ANY_VAULT.toString()],
      layers: [
        [
          policyOf(allowed, speller, 'policy of a user', 'identity'),
          readPolicy(document, speller, { name: 'lock policy' }, aboutVault).policy,
        ],
      ],
      owner: account,
    })
  })
  // A condition on the age of archives keeps those that it is met by.
  if (verdict.answer === 'unknown' && hingesOnRequest(verdict)) return false
  return inquiry.holds('archives may be deleted', verdict)
}

/** A vault is the only resource that its policies are about, whatever they call it. */
function aboutVault(json: unknown): unknown {
  return eachStatement(json, statement => ({ ...statement, Resource: '*' }))
}
