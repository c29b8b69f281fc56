/** What takes away what an ACL gives to everyone. */
import type { Bucket } from '../model/bucket.ts'
import { gone, type Wish } from '../model/change.ts'
import { grantsOf } from '../model/grants.ts'
import { rewrite, set } from '../model/wishes.ts'

/** The groups of everyone, and of everyone with an AWS account. */
const EVERYONE = 'http://acs.amazonaws.com/groups/global/'

/** The bucket without its grants to everyone; where its ACL is a canned one, with the private one. */
export function withoutPublicAcl(bucket: Bucket): readonly Wish[] {
  const places = grantsOf(bucket).flatMap(({ at, grantee }) =>
    grantee.value?.startsWith(EVERYONE) ? at : [],
  )
  // A grant of several permissions is one block.
  const blocks = places.filter(
    ({ source, span }, index) =>
      places.findIndex(other => other.source === source && other.span.start === span.start) === index,
  )
  if (blocks.length > 0) return blocks.map(at => rewrite(bucket, at, gone))
  return [set(bucket, { AccessControl: 'Private' })]
}
