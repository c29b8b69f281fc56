/** Who may do what with a bucket of the model. Each question has an answer in one world. */
import type { Bucket } from '../model/bucket.ts'
import { hingeOf, Text } from '../model/text.ts'
import type { TextView } from '../model/text-view.ts'
import {
  CAPABILITIES,
  everyRequestDenied,
  olderTlsThan,
  patternsMatch,
  plainHttp,
  YES,
  type Capability,
  type RequestClass,
} from '../proof/index.ts'
import type { ReadPolicy } from './document.ts'
import { Exposure, type Opening } from './exposure.ts'
import { granteesOf, reachesOutside, type Grantee } from './grantees.ts'
import { through, type Basis, type Inquiry, type Through } from './inquiry.ts'
import {
  mayReceiveLogs,
  serviceMay,
  unscopedServices,
  type Permission,
  type ServiceRequest,
  type UnscopedServices,
} from './services.ts'
import { lockoutOf } from './lockout.ts'
import { seemsOwn } from './own-account.ts'
import { accountsIn, type StatementView } from './statement.ts'
import { BucketSubject, policyName } from './subject.ts'

/** The access side of a bucket in one world. */
export class BucketAccess {
  readonly #bucket: Bucket
  readonly #subject: BucketSubject
  #settled: BucketSubject | undefined
  #exposure: Exposure | undefined

  constructor(bucket: Bucket) {
    this.#bucket = bucket
    this.#subject = new BucketSubject(bucket)
  }

  /** The bucket policies as they are written, with the places of their statements. */
  get policies(): readonly ReadPolicy[] {
    return this.#subject.policies(this.#inquiry.asWritten)
  }

  /** The statements of all policies, as far as they can be read. */
  get statements(): readonly StatementView[] {
    return this.policies.flatMap(({ statements }) => statements)
  }

  /**
   * A plain-HTTP request that may get through: it is not denied, and somebody may be allowed it. Principals of the
   * own account always may be, by policies of their own.
   */
  plainHttp(): Through | undefined {
    return this.#getsThrough(plainHttp, 'plain HTTP is denied')
  }

  /**
   * A plain-HTTP request that no statement denies, whether or not anybody is allowed it. Services use HTTPS, and
   * AWS's own form of the statement leaves those without credentials aside.
   */
  undeniedHttp(): Through | undefined {
    const actors = ['user', 'role', 'root', 'federated', 'canonical'] as const
    const { inquiry } = this.#apart
    const verdict = inquiry.ask(speller =>
      everyRequestDenied(this.#apart.in(speller), { ...plainHttp, actors }, 'explicit'),
    )
    // Where it is open, what may get through is worth a word, and what nobody is allowed is not.
    return verdict.answer === 'no' ? through(verdict) : undefined
  }

  /** An HTTPS request below TLS 1.2 that may get through, as `plainHttp`. */
  oldTls(): Through | undefined {
    return this.#getsThrough(olderTlsThan(1.2), 'TLS below 1.2 is denied')
  }

  /** What strangers may do, of these: anybody, or anybody with an AWS account. */
  openings(...capabilities: readonly Capability[]): readonly Opening[] {
    this.#exposure ??= new Exposure(this.#apart)
    return this.#exposure.openings(capabilities)
  }

  /** Whether it is this statement that lets strangers in; that is the worst to be said of it. */
  isOpening(statement: StatementView): boolean {
    return this.openings(...CAPABILITIES).some(({ at }) => at.address === statement.at.address)
  }

  /** The places of the statements that make the policy public by AWS's definition, in force or not. */
  publicStatements(): readonly StatementView[] {
    this.#exposure ??= new Exposure(this.#apart)
    const refs = this.#exposure.publicStatements().map(({ ref }) => ref)
    return this.statements.filter(statement => refs.some(ref => statement.is(ref)))
  }

  /** Accounts and organizations that get access and are not trusted. */
  grantees(): readonly Grantee[] {
    return granteesOf(this.#apart, this.#bucket.estate.trust)
  }

  /** Accounts and organizations that may read objects, trusted or not. */
  readers(): readonly Grantee[] {
    return granteesOf(this.#apart).filter(({ can }) => can.includes('read'))
  }

  /** The policy that a statement stands in. */
  policyOf({ proof: { ref } }: StatementView) {
    return this.#bucket.policies.find(policy => policyName(policy) === ref.policy)
  }

  /** What a statement leaves out, by what follows the bucket's ARN: nothing for the bucket, `/*` for all its objects. */
  missedBy({ proof: { resources } }: StatementView): readonly ('' | '/*')[] {
    const { arn } = this.#subject.with(this.#inquiry.asWritten, undefined)
    // A pattern that takes a star as it is takes what a star stands for.
    return (['', '/*'] as const).filter(after => patternsMatch(resources, arn + after) !== YES)
  }

  /** Whether a statement lets somebody outside the own account in, through no access point of one's own. */
  reachesOutside(statement: StatementView): boolean {
    return reachesOutside(this.#apart, statement)
  }

  /** The statements that deny every change of the policy to everybody in the own account. */
  lockout(): readonly Basis[] {
    return lockoutOf(this.#bucket, this.statements)
  }

  /** The statements that let services in on behalf of whoever asks them. */
  unscopedServices(): readonly UnscopedServices[] {
    const { holes } = this.#inquiry.asWritten
    const maybeOwned = (resource: string) => {
      const hole = holes.get(resource)
      if (hole?.kind !== 'unknown' || resource.length > 1) return false
      return this.#inquiry.holds('it is for the logs of one account', {
        answer: 'unknown',
        hinge: [hole.label],
      })
    }
    return unscopedServices(this.statements, maybeOwned).map(({ statement, services }) => ({
      statement,
      services: services.map(service => holes.show(service)),
    }))
  }

  /** Whether a service may do something with the bucket's objects: allowed by a policy of the bucket, denied by none. */
  serviceMay(service: string, request: ServiceRequest): Permission {
    return serviceMay(this.#subject, service, request)
  }

  /**
   * Whether S3 may deliver the access logs of `source` here: by a policy for the logging service, or by the ACL of the
   * log delivery group where ACLs count.
   */
  mayReceiveLogsOf(source: Bucket, prefix: TextView | undefined): Permission {
    return mayReceiveLogs(this.#subject, source, prefix)
  }

  get #inquiry(): Inquiry {
    return this.#subject.inquiry
  }

  /** The bucket in a world that knows which of the accounts that its policies write down is its own, if any is. */
  get #apart(): BucketSubject {
    if (!this.#settled) {
      const own = accountsIn(this.statements).find(id => this.#isOwn(id))
      this.#settled = new BucketSubject(this.#bucket, own ?? 'apart')
    }
    return this.#settled
  }

  /** Where nobody says, an account that is written down may be the own one; where it seems to be, that is a guess. */
  #isOwn(id: string): boolean {
    const { account, world, resource } = this.#bucket
    if (account.text.literal !== undefined || !seemsOwn(id, resource.unit))
      return world.equal(account.text, Text.of(id), true)
    const reason = hingeOf(account.text) ?? { label: 'the account' }
    return world.guess(`${resource.unit.name} is in ${id}`, reason, id, `not ${id}`)
  }

  #getsThrough(requests: RequestClass, denied: string): Through | undefined {
    const { inquiry } = this.#apart
    const verdict = inquiry.ask(speller => everyRequestDenied(this.#apart.in(speller), requests, 'effective'))
    return inquiry.holds(denied, verdict) ? undefined : through(verdict)
  }
}

const accesses = new WeakMap<Bucket, BucketAccess>()

/** The access side of a bucket; what is worked out for one question serves the next. */
export function access(bucket: Bucket): BucketAccess {
  let known = accesses.get(bucket)
  if (!known) accesses.set(bucket, (known = new BucketAccess(bucket)))
  return known
}
