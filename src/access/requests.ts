/** Whether a bucket policy keeps a kind of request out: presigned URLs of any age, old signatures, other encryption. */
import { LONGEST_PRESIGNED } from '../data/policies.ts'
import type { Bucket } from '../model/bucket.ts'
import { Bucket as Subject, everyRequestDenied, signatureV2, type RequestClass } from '../proof/index.ts'
import { basis, through, type Basis, type Through } from './inquiry.ts'
import { BucketSubject } from './subject.ts'

const HEADER = 's3:x-amz-server-side-encryption'

/** Those who sign requests by a key of an AWS account. */
const principals = ['user', 'role', 'root'] as const

/** A presigned URL in its last moment. */
const presigned: RequestClass = {
  actors: principals,
  actions: ['s3:GetObject', 's3:PutObject'],
  context: {
    's3:authType': { anyOf: ['REST-QUERY-STRING'] },
    's3:signatureversion': { anyOf: ['AWS4-HMAC-SHA256'] },
    's3:signatureAge': { atLeast: LONGEST_PRESIGNED },
  },
}

/** A request by a presigned URL as old as can be that may get through. */
export function oldPresignedUrl(bucket: Bucket): Through | undefined {
  return notDenied(bucket, presigned, 'old presigned URLs are denied')
}

/** A request with a signature of version 2 that may get through. */
export function oldSignature(bucket: Bucket): Through | undefined {
  return notDenied(bucket, { ...signatureV2, actors: principals }, 'signature version 2 is denied')
}

/** An upload that may get through though it asks for one of these algorithms. */
export function uploadWith(bucket: Bucket, algorithms: readonly string[]): Through | undefined {
  const requests = {
    actors: principals,
    actions: ['s3:PutObject'],
    context: { [HEADER]: { anyOf: algorithms } },
  }
  return notDenied(bucket, requests, `uploads with ${algorithms.join(' or ')} are denied`)
}

/** An upload with a key that the client brings along (SSE-C) that may get through. */
export function uploadWithOwnKey(bucket: Bucket): Through | undefined {
  const requests = {
    actors: principals,
    actions: ['s3:PutObject'],
    context: { [`${HEADER}-customer-algorithm`]: { anyOf: ['AES256'] } },
  }
  return notDenied(bucket, requests, 'uploads with keys of clients are denied')
}

/**
 * The statements that together deny every upload that ends up with the bucket's default encryption, with its header
 * or with none, because of that header; `undefined` where some such upload gets through.
 */
export function refusalsOfDefault(bucket: Bucket, algorithm: string): readonly Basis[] | undefined {
  const subject = new BucketSubject(bucket)
  const requests = {
    actors: principals,
    actions: ['s3:PutObject'],
    context: { [HEADER]: { anyOf: [null, algorithm] } },
  } satisfies RequestClass
  const verdict = subject.inquiry.ask(speller =>
    everyRequestDenied(subject.in(speller), requests, 'explicit'),
  )
  if (!subject.inquiry.holds(`uploads with ${algorithm} or no header are denied`, verdict)) return undefined
  // A bucket that takes no uploads at all has no conflict about their encryption.
  const otherwise = subject.inquiry.ask(speller =>
    everyRequestDenied(withoutHeaderConditions(subject.in(speller)), requests, 'explicit'),
  )
  if (subject.inquiry.holds('uploads are denied anyway', otherwise)) return undefined
  return basis(verdict.by)
}

function withoutHeaderConditions(bucket: Subject): Subject {
  const { policy, ...rest } = bucket.input
  if (!policy) return bucket
  const statements = policy.statements.filter(
    ({ conditions }) => !conditions.some(({ key }) => key === HEADER),
  )
  return new Subject({ ...rest, policy: { ...policy, statements } })
}

function notDenied(bucket: Bucket, requests: RequestClass, clause: string): Through | undefined {
  const subject = new BucketSubject(bucket)
  const verdict = subject.inquiry.ask(speller =>
    everyRequestDenied(subject.in(speller), requests, 'effective'),
  )
  return subject.inquiry.holds(clause, verdict) ? undefined : through(verdict)
}
