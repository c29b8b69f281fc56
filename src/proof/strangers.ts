/** Whether the policy of a resource of any service is open to accounts that nobody wrote down. */
import { ALL_KINDS } from './bucket.ts'
import { operationsOn } from './grants.ts'
import type { Holes } from './holes.ts'
import { openVerdict } from './public.ts'
import { Space } from './space.ts'
import type { Policy } from './statement.ts'
import { publicRefinements } from './trust.ts'
import type { Verdict } from './types.ts'

/** A resource and what somebody could do with it. */
export interface Openness {
  readonly holes: Holes
  readonly policy: Policy
  /** Full action names. */
  readonly actions: readonly string[]
  /** ARNs, which may end in wildcards. */
  readonly resources: readonly string[]
  readonly owner?: string
  readonly partition?: string
}

/** May anybody without credentials, or any account that is not written down, do one of these? */
export function openToStrangers({ holes, policy, actions, resources, owner, partition }: Openness): Verdict {
  const space = new Space(policy.statements, {
    holes,
    partition: partition ?? 'aws',
    owner: owner ?? holes.hole('unknown', 'owner account', 'account'),
    operations: operationsOn(actions, resources, holes),
    kinds: ALL_KINDS,
    refine: { 's3:tlsversion': [], ...publicRefinements(policy.statements) },
  })
  return openVerdict(space, 'bucket')
}
