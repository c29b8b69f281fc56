/**
 * Who of the whole world may do something with a bucket. Only what AWS calls public counts: a grant limited to fixed
 * addresses or endpoints is not. What the public access block rejects or restricts is not in force.
 */
import type { Origin } from '../model/value.ts'
import {
  anonymousMay,
  policyIsPublic,
  strangersMay,
  type Bucket as Subject,
  type Capability,
  type Statement,
  type Verdict,
} from '../proof/index.ts'
import type { Speller } from './document.ts'
import { originOf, through, type Through } from './inquiry.ts'
import type { BucketSubject } from './subject.ts'

/** Something that strangers may do. */
export interface Opening extends Through {
  readonly who: 'anyone' | 'anyone with an AWS account'
  readonly capability: Capability
  /** What lets them: a statement, the ACL, or the policy where that is not known. */
  readonly at: Origin
}

/** Statements that let strangers in, as far as each can be judged. */
interface PublicStatements {
  readonly surely: readonly Statement[]
  /** Those that may be public on top. */
  readonly perhaps: readonly Statement[]
  /** What the latter depend on. */
  readonly hinge: readonly string[]
}

type Question = (subject: Subject, capability: Capability) => Verdict

/** The public side of a bucket in one world. */
export class Exposure {
  readonly #subject: BucketSubject
  readonly #parts = new Map<Speller, PublicStatements>()
  readonly #openings = new Map<Capability, Opening | undefined>()

  constructor(subject: BucketSubject) {
    this.#subject = subject
  }

  /** What strangers may do, of these. */
  openings(capabilities: readonly Capability[]): readonly Opening[] {
    return capabilities.flatMap(capability => {
      if (!this.#openings.has(capability)) this.#openings.set(capability, this.#opening(capability))
      return this.#openings.get(capability) ?? []
    })
  }

  /**
   * The statements that make the policy public by AWS's definition, in force or not. A principal or address that is
   * not known here is taken to be a fixed one.
   */
  publicStatements(): readonly Statement[] {
    const { surely } = this.#subject.inquiry.ask(speller => {
      const { surely, perhaps } = this.#publicIn(speller)
      return { answer: surely.length === 0 && perhaps.length > 0 ? 'unknown' : 'yes', surely } as const
    })
    return surely
  }

  #opening(capability: Capability): Opening | undefined {
    const { inquiry, bucket } = this.#subject
    const acl = this.#aclInForce()
    const policy = bucket.policies.length > 0 && this.#policyInForce()
    if (!acl && !policy) return undefined
    const grants = acl ? this.#subject.grants : []
    const ways: readonly [who: Opening['who'], question: Question, grants: typeof grants][] = [
      ['anyone', anonymousMay, grants],
      // An ACL for every AWS account is the concern of a rule of its own.
      ['anyone with an AWS account', strangersMay, []],
    ]
    for (const [who, question, grants] of ways) {
      const verdict = inquiry.ask(speller => {
        const parts = policy ? this.#publicIn(speller) : nothingPublic
        return this.#verdict(speller, parts, subject => question(subject, capability), grants)
      })
      // One guess for all that is not known: who could say that it is this capability and not that one?
      if (verdict.answer === 'no') continue
      if (!inquiry.holds('strangers are let in', verdict)) return undefined
      const [first] = verdict.by.flatMap(({ origin }) => originOf(origin) ?? [])
      const [written] = bucket.policies
      const at = first ?? written?.properties.at('PolicyDocument') ?? bucket.place('AccessControl')
      return { who, capability, at, ...through(verdict) }
    }
    return undefined
  }

  #verdict(
    speller: Speller,
    { surely, perhaps, hinge }: PublicStatements,
    question: (subject: Subject) => Verdict,
    grants: BucketSubject['grants'],
  ): Verdict {
    const sure = question(this.#only(speller, surely, grants))
    if (sure.answer === 'yes' || perhaps.length === 0) return sure
    const maybe = question(this.#only(speller, [...surely, ...perhaps], grants))
    return maybe.answer === 'no' ? maybe : { answer: 'unknown', by: [], hinge: [...hinge, ...maybe.hinge] }
  }

  /** The bucket with these Allow statements and every Deny. */
  #only(speller: Speller, allows: readonly Statement[], grants: BucketSubject['grants'] = []): Subject {
    const policy = this.#subject.policy(speller)
    const statements = policy?.statements.filter(one => one.effect === 'Deny' || allows.includes(one))
    return this.#subject.with(speller, policy && { ...policy, statements: statements ?? [] }, grants)
  }

  #publicIn(speller: Speller): PublicStatements {
    let parts = this.#parts.get(speller)
    if (!parts) this.#parts.set(speller, (parts = this.#judge(speller)))
    return parts
  }

  #judge(speller: Speller): PublicStatements {
    const judged = (this.#subject.policy(speller)?.statements ?? [])
      .filter(statement => statement.effect === 'Allow' && mayNameStrangers(statement))
      .map(statement => ({ statement, verdict: policyIsPublic(this.#only(speller, [statement])) }))
    const judgedAs = (answer: Verdict['answer']) => judged.filter(({ verdict }) => verdict.answer === answer)
    return {
      surely: judgedAs('yes').map(({ statement }) => statement),
      perhaps: judgedAs('unknown').map(({ statement }) => statement),
      hinge: judgedAs('unknown').flatMap(({ verdict }) => verdict.hinge),
    }
  }

  #aclInForce(): boolean {
    const { bucket } = this.#subject
    if (!['PublicRead', 'PublicReadWrite'].includes(bucket.acl)) return false
    if (bucket.ownership === 'BucketOwnerEnforced') return false
    const { BlockPublicAcls, IgnorePublicAcls } = bucket.publicAccessBlock
    return !BlockPublicAcls && !IgnorePublicAcls
  }

  #policyInForce(): boolean {
    const { BlockPublicPolicy, RestrictPublicBuckets } = this.#subject.bucket.publicAccessBlock
    return !BlockPublicPolicy && !RestrictPublicBuckets
  }
}

const nothingPublic: PublicStatements = { surely: [], perhaps: [], hinge: [] }

/** Whether the principals of a statement may be more than fixed ones. */
function mayNameStrangers({ principals }: Statement): boolean {
  const wide = ['everyone', 'authenticated', 'federated', 'unknown']
  return principals.negated || principals.entries.some(({ kind }) => wide.includes(kind))
}
