/** Asks iam-simulate, another implementation of the same rules, about one request to bucket `b`. */
import {
  anonymousPrincipal,
  runSimulation,
  type Simulation,
  type SimulationRequestPrincipal,
} from '@cloud-copilot/iam-simulate'
import type { Actor, Request } from '../../src/proof/index.ts'
import { OWNER } from '../proof/arbitrary.ts'
import type { Json } from '../proof/naive.ts'

/** What it says about a request. */
export interface Simulated {
  readonly overall: 'Allowed' | 'ExplicitlyDenied' | 'ImplicitlyDenied'
  /** The bucket policy on its own. */
  readonly policy: 'Allow' | 'Deny' | 'neither'
  /** Which statements of the bucket policy apply. */
  readonly applies: readonly boolean[]
  /** RestrictPublicBuckets stopped the request, for the policy is public. */
  readonly restricted: boolean
}

function principalOf(actor: Actor): SimulationRequestPrincipal {
  if (actor.kind === 'anonymous') return anonymousPrincipal
  if (actor.kind !== 'role') return actor.id
  const role = actor.id.split('/').at(-1) ?? ''
  return `arn:aws:sts::${actor.account ?? ''}:assumed-role/${role}/${actor.session ?? ''}`
}

export function simulationOf(policy: Json, asked: Request, identity: readonly Json[] = []): Simulation {
  return {
    request: {
      principal: principalOf(asked.actor),
      action: asked.action,
      resource: { resource: asked.resource, accountId: OWNER },
      contextVariables: Object.fromEntries(
        Object.entries(asked.context).map(([key, values]) => [
          key,
          values.length === 1 ? (values[0] ?? '') : [...values],
        ]),
      ),
    },
    identityPolicies: identity.map((one, index) => ({ name: `identity ${index}`, policy: one })),
    serviceControlPolicies: [],
    resourceControlPolicies: [],
    resourcePolicy: policy,
  }
}

const bySide = {
  Allowed: 'Allow',
  AllowedForAccount: 'Allow',
  ExplicitlyDenied: 'Deny',
  DeniedForAccount: 'Deny',
  ImplicitlyDenied: 'neither',
  NotApplicable: 'neither',
} as const

/** The simulator refuses a request by an error: here that is a failure, since all requests are valid. */
export async function simulate(
  policy: Json,
  asked: Request,
  { identity = [], restrict = false }: { identity?: readonly Json[]; restrict?: boolean } = {},
): Promise<Simulated> {
  const simulation = simulationOf(policy, asked, identity)
  simulation.additionalSettings = { s3: { blockPublicAccess: restrict } }
  const answer = await runSimulation(simulation, {})
  if (answer.resultType !== 'single')
    throw new Error(`${answer.resultType}: ${JSON.stringify({ answer, policy, asked })}`)
  const { resourceAnalysis, blockedBy } = answer.result.analysis
  if (resourceAnalysis === undefined) throw new Error('the bucket policy was not looked at')
  const applies = (policy.Statement as Json[]).map(() => false)
  for (const { statement, explain } of [
    ...resourceAnalysis.allowStatements,
    ...resourceAnalysis.denyStatements,
    ...resourceAnalysis.unmatchedStatements,
  ])
    applies[statement.index() - 1] = explain.matches
  return {
    overall: answer.overallResult,
    policy: bySide[resourceAnalysis.result],
    applies,
    restricted: blockedBy?.includes('s3-bpa') === true,
  }
}
