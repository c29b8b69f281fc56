/** Whether anybody may read the pages of a website bucket. */
import type { Bucket } from '../model/bucket.ts'
import { anonymousMay, Bucket as Subject } from '../proof/index.ts'
import { BucketSubject } from './subject.ts'

/** Whether a request without credentials, as the website endpoint serves them, may read an object. */
export function servesPages(bucket: Bucket): boolean {
  const subject = new BucketSubject(bucket)
  const verdict = subject.inquiry.ask(speller => anonymousMay(subject.in(speller), 'read'))
  return subject.inquiry.holds('anyone may read', verdict)
}

/** Whether its policy would let anyone read if no public access block were in the way. */
export function wouldServePages(bucket: Bucket): boolean {
  const subject = new BucketSubject(bucket)
  const verdict = subject.inquiry.ask(speller => {
    return anonymousMay(new Subject({ ...subject.in(speller).input, publicAccessBlock: {} }), 'read')
  })
  return subject.inquiry.holds('anyone may read by policy', verdict)
}

/** Whether its policy lets a service such as CloudFront read: then that serves the pages. */
export function servedByOthers(bucket: Bucket): boolean {
  const subject = new BucketSubject(bucket)
  return subject
    .policies(subject.inquiry.asWritten)
    .some(({ statements }) =>
      statements.some(
        ({ effect, proof }) =>
          effect === 'Allow' &&
          proof.principals.entries.some(({ kind }) => kind === 'service' || kind === 'canonical'),
      ),
    )
}
