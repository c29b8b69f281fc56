/** Questions to the proof engine from one world; what it cannot decide becomes a guess of that world. */
import type { Witness } from '../finding.ts'
import { partitionOf } from '../model/partition.ts'
import { Recent } from '../model/remembered.ts'
import type { Resource } from '../model/resource.ts'
import type { ResourceView } from '../model/resource-view.ts'
import type { Text } from '../model/text.ts'
import type { Origin } from '../model/value.ts'
import type { World } from '../model/world.ts'
import type { StatementRef, Verdict, Witness as ProofWitness } from '../proof/index.ts'
import { Speller } from './document.ts'

/** A place that an answer rests on. */
export interface Basis {
  readonly at: Origin
  readonly message: string
}

/** A request that gets through, and what lets it. */
export interface Through {
  readonly witness: Witness
  readonly notes: readonly Basis[]
}

const spellers = new Recent<Resource, Map<string, Speller>>()

/** One speller for all rules and worlds of a resource, so that what is worked out for one question serves the others. */
function spellerFor(
  resource: Resource,
  resolves: boolean,
  account: string | undefined,
  name: Text | undefined,
): Speller {
  const known = spellers.get(resource, () => new Map<string, Speller>())
  const key = `${resolves} ${account ?? ''} ${name?.key ?? ''}`
  const speller = known.get(key) ?? new Speller(resolves, partitionOf(resource.region).name, account, name)
  known.set(key, speller)
  return speller
}

/** Asks about the policies around one resource. */
export class Inquiry {
  readonly #subject: ResourceView<unknown>
  readonly #symbolic: Speller
  readonly #resolved: Speller

  /** `account` is the deployment's among those written down, or `apart`, where that is settled. */
  constructor(subject: ResourceView<unknown>, account?: string) {
    this.#subject = subject
    const name = subject.resource.type === 'AWS::S3::Bucket' ? subject.name.text : undefined
    this.#symbolic = spellerFor(subject.resource, false, account, name)
    this.#resolved = spellerFor(subject.resource, true, account, name)
  }

  get world(): World {
    return this.#subject.world
  }

  /** The wording in which variables are holes, for looking at policies as they are written. */
  get asWritten(): Speller {
    return this.#symbolic
  }

  /** The wording in which variables are the values that this world gives them. */
  get asResolved(): Speller {
    return this.#resolved
  }

  /** Asks about the policies as written; only where that leaves it open, about the values that parameters can have. */
  ask<V extends Pick<Verdict, 'answer'>>(question: (speller: Speller) => V): V {
    const verdict = question(this.#symbolic)
    return verdict.answer === 'unknown' ? question(this.#resolved) : verdict
  }

  /** Whether the answer is yes; where it is open, a guess decides. `statement` is what yes means, as a clause. */
  holds(statement: string, { answer, hinge }: Pick<Verdict, 'answer' | 'hinge'>): boolean {
    if (answer !== 'unknown') return answer === 'yes'
    const reason = { label: [...new Set(hinge.map(label => this.#resolved.causeOf(label)))].join(', ') }
    const id = `${this.#subject.at.source.path} ${this.#subject.id} ${statement} ${reason.label}`
    return this.world.guess(id, reason, `such that ${statement}`, `not such that ${statement}`)
  }
}

/** The request of an answer that shows one, with the statements that it rests on. */
export function through({ witness, by }: Pick<Verdict, 'witness' | 'by'>): Through {
  if (!witness) return { witness: unknownRequest, notes: basis(by) }
  const request = told(witness)
  return {
    witness: { ...request, sentence: `${request.sentence} · ${grantOf(witness, by)}` },
    notes: basis(by),
  }
}

/** What lets a request through: a statement with its line, or what the principal brings along. */
function grantOf({ actor }: ProofWitness, by: readonly StatementRef[]): string {
  const allow = by.find(({ effect }) => effect === 'Allow')
  if (!allow)
    return actor.account === undefined
      ? 'denied by nothing'
      : 'denied by nothing, and its own policies may allow it'
  const at = originOf(allow.origin)
  return `allowed by ${nameOf(allow)}${at ? ` (line ${at.source.position(at.span.start).line})` : ''}`
}

const unknownRequest: Witness = {
  principal: 'unknown',
  action: 'unknown',
  resource: 'unknown',
  sentence: 'which request gets through depends on what is not known here',
}

/** A request of the proof engine as findings show it. */
export function told({ actor, action, resource, context, sentence }: ProofWitness): Witness {
  const transport = context['aws:securetransport']?.[0]
  const others = Object.entries(context).filter(([key]) => key !== 'aws:securetransport')
  return {
    principal: actor.kind === 'anonymous' ? 'anyone' : actor.id,
    action,
    resource,
    ...(transport === undefined ? {} : { secureTransport: transport === 'true' }),
    ...(others.length > 0 ? { context: Object.fromEntries(others) } : {}),
    sentence,
  }
}

/** The statements and grants that an answer rests on, as places. */
export function basis(by: readonly StatementRef[]): Basis[] {
  return by.flatMap(ref => {
    const at = originOf(ref.origin)
    return at ? [{ at, message: `${ref.effect === 'Allow' ? 'allowed' : 'denied'} by ${nameOf(ref)}` }] : []
  })
}

function nameOf({ policy, sid, index }: StatementRef): string {
  return policy === 'ACL' ? 'the ACL' : `statement ${sid ?? index + 1}`
}

/** The place that a statement or grant was given when it was read. */
export function originOf(origin: unknown): Origin | undefined {
  return isOrigin(origin) ? origin : undefined
}

function isOrigin(origin: unknown): origin is Origin {
  return typeof origin === 'object' && origin !== null && 'address' in origin && 'span' in origin
}
