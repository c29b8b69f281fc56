/** Which words of the tables something is written in, by where it stands. */
import type { Block } from '../../../syntax/hcl/ast.ts'
import { additions } from '../tables/additions.ts'
import { bucketAttributes } from '../tables/bucket-attributes.ts'
import { bucketProperties } from '../tables/bucket.ts'
import { twinOf } from '../tables/properties.ts'
import type { Writing } from '../tables/writing.ts'
import { documentWritings } from './statement.ts'

/** How something is written, and how many blocks lead to the body that its words are for. */
export interface Form {
  readonly writing: Writing
  readonly base: number
}

/** The form of what a path of names leads to, from the body of a top-level block on. */
export function formAt(
  { type: mode, labels: [type = ''] }: Block,
  path: readonly string[],
): Form | undefined {
  if (mode === 'data')
    return type === 'aws_iam_policy_document' ? formIn(Object.values(documentWritings), path, 0) : undefined
  return mode === 'resource' ? formIn(writingsOf(type), path, 0) : undefined
}

function writingsOf(type: string): readonly Writing[] {
  const ofBuckets = [...bucketProperties, ...bucketAttributes]
  const inline = type === 'aws_s3_bucket' ? ofBuckets.flatMap(({ inline }) => inline ?? []) : []
  const companions = ofBuckets.flatMap(({ companion }) => (companion?.type === type ? companion.shape : []))
  const added = additions.flatMap(({ from, shape }) => (from === type ? shape : []))
  return [...Object.values(twinOf(type)?.shapes ?? {}), ...inline, ...companions, ...added]
}

function formIn(writings: readonly Writing[], path: readonly string[], base: number): Form | undefined {
  const wanted = path.slice(base).join('.')
  for (const writing of writings) {
    const { path: own, inside, parts = [] } = writing
    if (own === wanted) return { writing, base }
    const isAround = own !== undefined && inside !== undefined && wanted.startsWith(`${own}.`)
    const found = isAround
      ? formIn(Object.values(inside), path, base + own.split('.').length)
      : formIn(parts, path, base)
    if (found) return found
  }
  return undefined
}
