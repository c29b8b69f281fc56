/** Whether CloudTrail writes to a bucket for accounts that have no business there. */
import type { Bucket } from '../model/bucket.ts'
import type { Text } from '../model/text.ts'
import { explainAccess } from '../proof/index.ts'
import { basis, through, told, type Through } from './inquiry.ts'
import { BucketSubject } from './subject.ts'

/** An account that nobody wrote down. */
const STRANGER = '999999999999'

/**
 * A delivery for the trail of a stranger that the policy surely lets in, whichever prefix that trail is given. Each
 * trail writes below `AWSLogs/` and its own account, so a policy that names the account there keeps others out too.
 */
export function deliveryForStrangers(bucket: Bucket, prefixes: readonly Text[]): Through | undefined {
  const subject = new BucketSubject(bucket)
  const speller = subject.inquiry.asWritten
  const asked = subject.in(speller)
  const before = ['', ...prefixes.map(prefix => `${speller.spell(bucket.world, prefix)}/`)]
  for (const prefix of before) {
    const { examples, by } = explainAccess(asked, {
      actor: { kind: 'service', id: 'cloudtrail.amazonaws.com' },
      action: 's3:PutObject',
      resource: `${asked.arn}/${prefix}AWSLogs/${STRANGER}/*`,
      context: {
        'aws:SourceArn': { anyOf: [`arn:${speller.partition}:cloudtrail:us-east-1:${STRANGER}:trail/other`] },
        'aws:SourceAccount': { anyOf: [STRANGER] },
        'aws:SourceOrgID': { anyOf: ['o-stranger'] },
        's3:x-amz-acl': { anyOf: ['bucket-owner-full-control'] },
      },
    })
    const allowed = examples.find(({ access }) => access === 'allowed')
    if (allowed)
      return { witness: told(allowed.request), notes: basis(by.filter(({ effect }) => effect === 'Allow')) }
  }
  return openedByUnknown(subject)
}

/** Of a policy that is not known at all nobody can say whom it limits the service to. */
function openedByUnknown({ bucket, inquiry }: BucketSubject): Through | undefined {
  const document = bucket.policies.at(-1)?.properties.PolicyDocument
  const plain = document?.value.read(bucket.world)
  if (plain?.kind !== 'unknown') return undefined
  const verdict = { answer: 'unknown', by: [], hinge: [plain.reason.label] } as const
  return inquiry.holds('CloudTrail may write for trails of any account', verdict)
    ? through(verdict)
    : undefined
}
