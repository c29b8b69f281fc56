/** Does a principal have all the permissions that it needs, and which are missing? For any service. */
import { actionNamed, type Action } from './actions.ts'
import { decide, type Query } from './decide.ts'
import { compile, globOf, type Token } from './glob.ts'
import type { Holes } from './holes.ts'
import { lowerKeys } from './limits.ts'
import { search, type Goal } from './search.ts'
import { Space, type Operation, type ResourceDomain } from './space.ts'
import type { Policy, Statement } from './statement.ts'
import { NO, YES } from './truth.ts'
import type { Actor, KeyLimit, StatementRef, Verdict, Witness } from './types.ts'
import { someText } from './values.ts'
import { fillVariables } from './witness.ts'

/** What a principal needs. */
export interface Need {
  readonly holes: Holes
  readonly actor: Actor
  /** Full action names. */
  readonly actions: readonly string[]
  /** ARNs, which may end in wildcards: all that they cover is needed. */
  readonly resources: readonly string[]
  /**
   * Each layer has to allow by one of its policies; a Deny in any policy denies. The same account: one layer with the
   * identity's and the resource's policies. Across accounts: a layer each. VPC endpoint policies: one more layer.
   */
  readonly layers: readonly (readonly Policy[])[]
  /** What the requests are known to carry; unless told, HTTPS with TLS 1.2 or later. */
  readonly context?: Readonly<Record<string, KeyLimit>>
  /** Account of the resource. */
  readonly owner?: string
  readonly partition?: string
}

/** One action that is not, or perhaps not, allowed. */
export interface MissingPermission {
  readonly action: string
  readonly answer: 'no' | 'unknown'
  /** Requests that are refused, by these Deny statements if any. */
  readonly witness?: Witness
  readonly by: readonly StatementRef[]
  readonly hinge: readonly string[]
}

/** The verdict over all actions, and what is missing. */
export interface GrantVerdict extends Verdict {
  readonly missing: readonly MissingPermission[]
}

const answers = new WeakMap<Holes, Map<string, GrantVerdict>>()
const numbers = new WeakMap<Statement, number>()
let nextNumber = 1

/** A number that tells statements apart in keys. */
function numberOf(statement: Statement): number {
  let number = numbers.get(statement)
  if (number === undefined) numbers.set(statement, (number = nextNumber++))
  return number
}

/** What is needed, and the statements that decide: where these are equal, so is the answer. */
function keyOf({ actor, actions, resources, layers, context, owner, partition }: Need): string {
  const statements = layers.map(policies => policies.map(policy => policy.statements.map(numberOf)))
  return JSON.stringify([actor, actions, resources, statements, context, owner, partition])
}

/** Is every needed request allowed? `no` names a needed request that is refused. Equal questions are answered once. */
export function grants(need: Need): GrantVerdict {
  const known = answers.get(need.holes) ?? new Map<string, GrantVerdict>()
  answers.set(need.holes, known)
  const key = keyOf(need)
  const verdict = known.get(key) ?? judge(need)
  known.set(key, verdict)
  return verdict
}

function judge(need: Need): GrantVerdict {
  const operations = operationsOn(need.actions, need.resources, need.holes)
  const space = spaceOf(need, operations)
  const missing: MissingPermission[] = []
  for (const action of need.actions) {
    const found = operations.some(({ name }) => name === action)
      ? checkAction(need, space, action)
      : ({ action, answer: 'unknown', by: [], hinge: [`no resource given that ${action} acts on`] } as const)
    if (found !== undefined) missing.push(found)
  }
  const first = missing.find(({ answer }) => answer === 'no') ?? missing[0]
  if (first === undefined) return { answer: 'yes', by: allowing(need, space), hinge: [], missing }
  return { ...first, missing }
}

function allowing(need: Need, space: Space): StatementRef[] {
  const { hit } = search(space, allowedGoal(need, space), true)
  if (hit === undefined) return []
  const mask = hit.samples.reduce((all, one) => all & one.must, hit.alike.must)
  return space.statementsOf(mask & space.bits(one => one.effect === 'Allow')).map(({ ref }) => ref)
}

const layerBits = (need: Need, space: Space): bigint[] =>
  need.layers.map(policies => {
    const members = new Set(policies.flatMap(policy => policy.statements))
    return space.bits(one => one.effect === 'Allow' && members.has(one))
  })

function allowedGoal(need: Need, space: Space): Goal {
  return {
    avoid: space.bits(one => one.effect === 'Deny'),
    need: layerBits(need, space),
    keys: limitsOf(need),
    limitsWhereCarried: true,
  }
}

function checkAction(need: Need, space: Space, action: string): MissingPermission | undefined {
  const base = {
    keys: limitsOf(need),
    limitsWhereCarried: true,
    operations: (name: string): boolean => name === action,
  }
  if (search(space, { ...base, avoid: 0n, need: [] }, false).hit === undefined)
    return { action, answer: 'unknown', by: [], hinge: [`no request for ${action} is as described`] }
  const denies = space.bits(one => one.effect === 'Deny')
  const refused: Query[] = [
    { space, goal: { ...base, avoid: 0n, need: [denies] } },
    ...layerBits(need, space).map(bits => ({ space, goal: { ...base, avoid: bits, need: [] } })),
  ]
  const verdict = decide(denies === 0n ? refused.slice(1) : refused, 'no')
  if (verdict.answer === 'yes') return undefined
  const { witness, by, hinge } = verdict
  if (verdict.answer === 'unknown' || witness === undefined) return { action, answer: 'unknown', by, hinge }
  const sameResource = { ...allowedGoal(need, space), ...base, sample: onlyResource(witness, space) }
  const other = search(space, sameResource, false).hit
  if (other === undefined) return { action, answer: 'no', witness, by, hinge }
  const keys = new Set([...Object.keys(other.request.context), ...Object.keys(witness.context)])
  const differing = [...keys].filter(
    key => other.request.context[key]?.join() !== witness.context[key]?.join(),
  )
  return { action, answer: 'unknown', witness, by, hinge: differing.length > 0 ? differing.sort() : hinge }
}

const onlyResource =
  (witness: Witness, { scope: { holes } }: Space): NonNullable<Goal['sample']> =>
  ({ resource }) =>
    resource === undefined || holes.show(fillVariables(resource, witness.context, holes)) === witness.resource
      ? YES
      : NO

const defaults: Readonly<Record<string, KeyLimit>> = {
  'aws:securetransport': { anyOf: ['true'] },
  's3:tlsversion': { atLeast: 1.2 },
}

const limitsOf = ({ context }: Need): Record<string, KeyLimit> => ({ ...defaults, ...lowerKeys(context) })

function spaceOf(need: Need, operations: readonly Operation[]): Space {
  const refine = Object.fromEntries(Object.entries(limitsOf(need)).map(([key, limit]) => [key, [limit]]))
  return new Space(
    need.layers.flat().flatMap(policy => policy.statements),
    {
      holes: need.holes,
      partition: need.partition ?? 'aws',
      owner: need.owner ?? need.holes.hole('unknown', 'owner account', 'account'),
      operations,
      kinds: [need.actor.kind],
      actor: need.actor,
      refine,
    },
  )
}

/** Every action with every resource that it acts on. */
export function operationsOn(
  actions: readonly string[],
  resources: readonly string[],
  holes: Holes,
): Operation[] {
  const domains = resources.map(resource => ({ resource, domain: domainOf(resource, holes) }))
  return actions.flatMap(name => {
    const action = actionNamed(name)
    return domains
      .filter(({ resource }) => action === undefined || fits(action, resource))
      .map(({ domain }) => ({ name, action, resource: domain }))
  })
}

/** Whether an action acts on a resource of this form. */
function fits(action: Action, resource: string): boolean {
  if (!action.name.startsWith('s3:') || !/^arn:[^:]*:s3:/.test(resource)) return true
  const isObject =
    resource.includes('/object/') || (!resource.includes(':accesspoint/') && resource.includes('/'))
  return action.resourceTypes.some(type => isObject === (type === 'object' || type === 'accesspointobject'))
}

/** The texts that a resource pattern covers. */
export function domainOf(resource: string, holes: Holes): ResourceDomain {
  const wild = resource.search(/[*?]/)
  const prefix = wild < 0 ? resource : resource.slice(0, wild)
  const rest = wild < 0 ? '' : resource.slice(wild)
  const tokens: readonly Token[] = compile(rest, holes, 'any').tokens
  const objects = rest === '*' && prefix.endsWith('/') && prefix.split('/').length === 2
  return {
    type: resource,
    prefix,
    rest: objects ? someText(holes) : globOf(tokens, holes),
    hints: ['object'],
  }
}
