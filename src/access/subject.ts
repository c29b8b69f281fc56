/** Buckets of the model as subjects of the proof engine: policies, ACL, ownership and public access block together. */
import type { Bucket } from '../model/bucket.ts'
import { identityOf } from '../model/text.ts'
import {
  cannedAcl,
  Bucket as Subject,
  type AclGrant,
  type BucketInput,
  type Policy,
  type PublicAccessBlock,
} from '../proof/index.ts'
import { readPolicy, type ReadPolicy, type Speller } from './document.ts'
import { Inquiry } from './inquiry.ts'

/** A bucket in one world, made into subjects; what is made for one question serves the next. */
export class BucketSubject {
  readonly bucket: Bucket
  readonly inquiry: Inquiry
  readonly #policies = new Map<Speller, readonly ReadPolicy[]>()
  readonly #subjects = new Map<Speller, Subject>()

  /** `account` is the bucket's own among those written down, or `apart`, where that is settled. */
  constructor(bucket: Bucket, account?: string) {
    this.bucket = bucket
    this.inquiry = new Inquiry(bucket, account)
  }

  /** The bucket policies with the places of their statements. */
  policies(speller: Speller): readonly ReadPolicy[] {
    let policies = this.#policies.get(speller)
    if (!policies) this.#policies.set(speller, (policies = this.#readPolicies(speller)))
    return policies
  }

  /** Several policies of one bucket count together: which of them AWS keeps is another rule's concern. */
  policy(speller: Speller): Policy | undefined {
    const [first, ...others] = this.policies(speller).map(({ policy }) => policy)
    if (!first || others.length === 0) return first
    return {
      ...first,
      statements: [first, ...others].flatMap(({ statements }) => statements),
      issues: [first, ...others].flatMap(({ issues }) => issues),
    }
  }

  /** The bucket with all that decides about access. */
  in(speller: Speller): Subject {
    let subject = this.#subjects.get(speller)
    if (!subject) this.#subjects.set(speller, (subject = this.#make(speller)))
    return subject
  }

  /** The bucket with nothing but this policy and these grants in force. */
  with(speller: Speller, policy: Policy | undefined, acl: readonly AclGrant[] = []): Subject {
    const { world, name, account } = this.bucket
    const settings = { name: speller.spell(world, name.text), owner: speller.spell(world, account.text) }
    const statements = policy?.statements.map(identityOf)
    const key = JSON.stringify([
      settings,
      acl.map(({ grantee, permission }) => [grantee, permission]),
      statements,
    ])
    return subjectIn(speller, key, () => ({ ...settings, acl, ...(policy ? { policy } : {}) }))
  }

  /** What the ACL grants to others than the owner. */
  get grants(): readonly AclGrant[] {
    const { acl } = this.bucket
    const grants = cannedAcl(acl) ?? []
    return grants.map(grant => ({ ...grant, origin: this.bucket.place('AccessControl') }))
  }

  #readPolicies(speller: Speller): ReadPolicy[] {
    const written = this.bucket.policies.flatMap(policy => {
      const document = policy.properties.PolicyDocument
      return document ? [readPolicy(document, speller, { name: policyName(policy) })] : []
    })
    if (written.length === 0) this.bucket.assumeNothingAdded()
    return written
  }

  #make(speller: Speller): Subject {
    const { bucket } = this
    const settings = {
      name: speller.spell(bucket.world, bucket.name.text),
      owner: speller.spell(bucket.world, bucket.account.text),
      publicAccessBlock: publicAccessBlock(bucket),
      aclsDisabled: bucket.ownership === 'BucketOwnerEnforced',
    }
    const policies = this.policies(speller).map(({ key }) => key)
    const key = JSON.stringify([settings, bucket.acl, policies])
    return subjectIn(speller, key, () => {
      const policy = this.policy(speller)
      return { ...settings, acl: this.grants, ...(policy ? { policy } : {}) }
    })
  }
}

/** The subject that was made of the same before, by another rule or in another world, else a new one. */
function subjectIn(speller: Speller, key: string, input: () => Omit<BucketInput, 'holes'>): Subject {
  let subject = speller.subjects.get(key)
  if (!subject) speller.subjects.set(key, (subject = new Subject({ ...speller.terms, ...input() })))
  return subject
}

/** How proofs call a bucket policy. */
export function policyName({ id }: { readonly id: string }): string {
  return `bucket policy ${id}`
}

function publicAccessBlock(bucket: Bucket): PublicAccessBlock {
  const { BlockPublicAcls, BlockPublicPolicy, IgnorePublicAcls, RestrictPublicBuckets } =
    bucket.publicAccessBlock
  return {
    blockPublicAcls: BlockPublicAcls,
    blockPublicPolicy: BlockPublicPolicy,
    ignorePublicAcls: IgnorePublicAcls,
    restrictPublicBuckets: RestrictPublicBuckets,
  }
}
