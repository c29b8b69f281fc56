/** The policies attached to resources, as the proof engine reads them. */
import type { Bucket } from '../model/bucket.ts'
import { identityOf } from '../model/text.ts'
import type { Origin } from '../model/value.ts'
import type { AnyView } from '../model/view.ts'
import { parsePolicy, type GrantVerdict, type Policy, type Verdict } from '../proof/index.ts'
import { readPolicy, type Speller } from './document.ts'
import { basis, type Basis, type Inquiry } from './inquiry.ts'

/** The policies written for a bucket. */
export function policiesOfBucket(bucket: Bucket, speller: Speller): readonly Policy[] {
  const policies = bucket.policies.flatMap(({ id, properties }) =>
    policyAt(properties.PolicyDocument, speller, id),
  )
  if (policies.length === 0) bucket.assumeNothingAdded()
  return policies
}

/** The policy that a property holds, none where nothing is written; a trust policy names no resource. */
export function policyAt(
  document: AnyView | undefined,
  speller: Speller,
  name: string,
  kind: 'resource' | 'identity' | 'trust' = 'resource',
): Policy[] {
  if (!document) return []
  const read =
    kind === 'trust'
      ? readPolicy(document, speller, { name }, withResource)
      : readPolicy(document, speller, { name, kind })
  return [read.policy]
}

/** Each statement of a document given the resource that it does not name. */
function withResource(json: unknown): unknown {
  return eachStatement(json, statement => ({ Resource: '*', ...statement }))
}

/** The document with something else for each of its statements. */
export function eachStatement(
  json: unknown,
  change: (statement: Readonly<Record<string, unknown>>) => unknown,
): unknown {
  if (!isRecord(json)) return json
  const changed = (statement: unknown) => (isRecord(statement) ? change(statement) : statement)
  const { Statement: written } = json
  return { ...json, Statement: Array.isArray(written) ? written.map(changed) : changed(written) }
}

function isRecord(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
}

/** A policy that nobody wrote down as a document; `document` is plain data with the holes of `speller`. */
export function policyOf(
  document: unknown,
  speller: Speller,
  name: string,
  kind: 'resource' | 'identity',
  origin?: Origin,
): Policy {
  const key = JSON.stringify([document, name, kind, origin ? identityOf(origin) : undefined])
  const known = speller.made.get(key)
  const policy = known ?? parsePolicy(document, { ...speller.terms, name, kind, origin: () => origin })
  speller.made.set(key, policy)
  return policy
}

/** Why a request does not get through. */
export interface Refusal {
  /** Whether a policy denies what would be allowed; else nothing allows it. */
  readonly denied: boolean
  /** The statements that deny, as far as they can be told. */
  readonly denials: readonly Basis[]
  /** What is refused. */
  readonly actions: readonly string[]
}

/**
 * How policies refuse what is asked for; `undefined` where they do not. `clause` is what the yes of the question means,
 * which is asked with the policies that it is given a way to read.
 */
export function refusal(
  inquiry: Inquiry,
  clause: string,
  question: (speller: Speller, read: (policies: readonly Policy[]) => readonly Policy[]) => GrantVerdict,
): Refusal | undefined {
  const verdict = inquiry.ask(speller => question(speller, policies => policies))
  if (surelyOrGuessed(inquiry, clause, verdict)) return undefined
  const denials = basis((verdict.missing[0]?.by ?? []).filter(({ effect }) => effect === 'Deny'))
  const allowed = inquiry.ask(speller => question(speller, policies => policies.map(onlyAllowing)))
  const { missing, answer } = verdict
  const actions = missing.filter(each => each.answer === answer).map(({ action }) => action)
  return { denied: denials.length > 0 || allowed.answer === 'yes', denials, actions }
}

/** The policy without its denials. */
export function onlyAllowing(policy: Policy): Policy {
  return { ...policy, statements: policy.statements.filter(({ effect }) => effect === 'Allow') }
}

/**
 * Whether the answer is yes. Where it hinges on what the files do not say, a guess decides; where it hinges on what a
 * service sends with its requests, which nobody can know, yes is assumed.
 */
export function surelyOrGuessed(
  inquiry: Inquiry,
  clause: string,
  verdict: Pick<Verdict, 'answer' | 'hinge'>,
): boolean {
  if (verdict.answer === 'unknown' && hingesOnRequest(verdict)) return true
  return inquiry.holds(clause, verdict)
}

/** Whether an open answer hinges on nothing but what requests carry. */
export function hingesOnRequest({ hinge }: Pick<Verdict, 'hinge'>): boolean {
  return hinge.every(label => /^[a-z0-9-]+:[^:]/.test(label))
}
