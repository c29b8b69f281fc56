/** Vaults of Amazon Glacier, which CloudFormation does not have. */
import { known, naming, policy, text, written } from './shape.ts'
import type { Twin } from './twin.ts'

/** Types by their Terraform names. */
export const vaults: Readonly<Record<string, Twin>> = {
  aws_glacier_vault: {
    type: 'AWS::Glacier::Vault',
    attributes: { arn: 'Arn', id: 'name', name: 'name' },
    shapes: { AccessPolicy: written('access_policy', policy('access_policy')), VaultName: known('name') },
  },
  aws_glacier_vault_lock: {
    type: 'AWS::Glacier::VaultLock',
    shapes: {
      CompleteLock: text('complete_lock'),
      Policy: policy('policy'),
      VaultName: naming('vault_name', 'name'),
    },
  },
}
