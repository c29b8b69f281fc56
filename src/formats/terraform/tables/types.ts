/** How Terraform writes the resource types that stand for one CloudFormation type, as far as rules read them. */
import { accessPoints } from './access-points.ts'
import { channels } from './channels.ts'
import { distributions } from './distributions.ts'
import { identities } from './identities.ts'
import { keys } from './keys.ts'
import { machines } from './machines.ts'
import { outputs } from './outputs.ts'
import { storage } from './storage.ts'
import type { Twin } from './twin.ts'
import { vaults } from './vaults.ts'
import { watchers } from './watchers.ts'
import { writers } from './writers.ts'

/** Types whose instances are resources of the model; buckets are put together elsewhere. */
export const twins: Readonly<Record<string, Twin>> = {
  ...storage,
  ...accessPoints,
  ...keys,
  ...identities,
  ...channels,
  ...machines,
  ...distributions,
  ...writers,
  ...outputs,
  ...watchers,
  ...vaults,
}
