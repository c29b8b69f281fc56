/** One question about one bucket: may this principal do this, and what decides? */
import type { Witness } from '../finding.ts'
import type { Bucket } from '../model/bucket.ts'
import { actionNamed, actorOf, explainAccess, type AccessAnswer, type Actor } from '../proof/index.ts'
import type { Speller } from './document.ts'
import { basis, told, type Basis } from './inquiry.ts'
import { BucketSubject } from './subject.ts'

/** Who wants to do what. */
export interface AccessQuestion {
  /** `anyone`, an ARN, an account id or the name of a service. */
  readonly principal: string
  /** Such as `s3:GetObject`. */
  readonly action: string
  /** An ARN or the key of an object, which may have wildcards; all that the action acts on unless told. */
  readonly resource?: string | undefined
}

/** The answer in one world. */
export interface AccessExplanation {
  readonly access: AccessAnswer['access']
  /** Requests with what becomes of them. */
  readonly examples: readonly { readonly access: AccessAnswer['access']; readonly witness: Witness }[]
  /** The statements that decide. */
  readonly basis: readonly Basis[]
  /** Whether the principal may be of the bucket's own account, whose own policies may allow it as well. */
  readonly mayBeOwn: boolean
}

/** The principal of a question; `undefined` where the text is none. */
export function principalOf(text: string): Actor | undefined {
  return actorOf(text === 'anyone' ? 'anonymous' : text)
}

/** Answers in the bucket's world, as far as the bucket's side decides. */
export function explain(bucket: Bucket, actor: Actor, question: AccessQuestion): AccessExplanation {
  const subject = new BucketSubject(bucket)
  const ask = (speller: Speller) => {
    const { arn } = subject.in(speller)
    return explainAccess(subject.in(speller), {
      actor,
      action: question.action,
      resource: resourceOf(question, arn),
    })
  }
  const asWritten = ask(subject.inquiry.asWritten)
  const { access, by, examples } =
    asWritten.access === 'unknown' ? ask(subject.inquiry.asResolved) : asWritten
  const owner = bucket.account.value
  return {
    access,
    examples: examples.map(({ access: outcome, request }) => ({ access: outcome, witness: told(request) })),
    basis: basis(by),
    mayBeOwn: actor.account !== undefined && (owner === undefined || owner === actor.account),
  }
}

function resourceOf({ action, resource }: AccessQuestion, arn: string): string {
  if (resource?.startsWith('arn:')) return resource
  if (resource !== undefined) return `${arn}/${resource}`
  return actionNamed(action)?.resourceTypes.includes('object') ? `${arn}/*` : arn
}
