/** The suppressions for other tools in a Terraform configuration: comments in and on its blocks. */
import { commentsOnBlocks } from '../formats/terraform/configuration/index.ts'
import type { Block, Expression } from '../syntax/hcl/ast.ts'
import { parseHcl } from '../syntax/hcl/index.ts'
import type { Source } from '../text/source.ts'
import { peerSuppressionsIn, type PeerSuppression } from './peer.ts'

/** A suppression, where it stands, and what it is about. */
export interface OfBlock extends PeerSuppression {
  readonly source: Source
  readonly address: string
  /** The bucket that a resource configures, or the resource or module itself; undefined for what nothing is found on. */
  readonly about?: { readonly address: string; readonly source?: Source | undefined } | undefined
}

/** Reads them from the files of one folder, which know each other's resources. */
export function peersInConfiguration(sources: readonly Source[]): OfBlock[] {
  const files = sources.map(source => ({ source, ...parseHcl(source) }))
  const homes = new Map(
    files.flatMap(({ source, body }) => body.blocks.map(block => [addressOf(block), source] as const)),
  )
  return files.flatMap(({ source, body, comments }) =>
    commentsOnBlocks({ body, comments }).flatMap(({ text, block }) => {
      const bucket = bucketOf(block) ?? addressOf(block)
      // What is in a module stands in files of its own.
      const home = block.type === 'module' ? undefined : (homes.get(bucket) ?? source)
      const about = block.type === 'data' ? undefined : { address: bucket, source: home }
      return peerSuppressionsIn(text).map(peer => ({ ...peer, source, address: addressOf(block), about }))
    }),
  )
}

function addressOf({ type, labels }: Block): string {
  return (type === 'resource' ? labels : [type, ...labels]).join('.')
}

/** The bucket that the attribute `bucket` refers to: findings about its settings are findings about it. */
function bucketOf({ type, body }: Block): string | undefined {
  const bucket = type === 'resource' ? body.attributes.get('bucket') : undefined
  return bucket && bucketIn(bucket.value)
}

function bucketIn(expression: Expression): string | undefined {
  if (expression.kind === 'index') return bucketIn(expression.of)
  if (expression.kind !== 'attribute') return undefined
  const { of, name } = expression
  return of.kind === 'name' ? (of.name === 'aws_s3_bucket' ? `${of.name}.${name}` : undefined) : bucketIn(of)
}
