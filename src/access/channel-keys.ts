/** Whether the keys of topics and queues let S3 encrypt the notifications that it sends there. */
import type { Bucket, EstateView } from '../model/bucket.ts'
import { keyNamed, type Key } from '../model/bucket-key.ts'
import { reference } from '../model/identity.ts'
import type { ResourceView } from '../model/resource-view.ts'
import type { KeyUse } from './admission.ts'
import { channelOf, notifiersOf } from './channels.ts'
import type { Basis } from './inquiry.ts'
import { refusalByKey } from './key-users.ts'

/** What topics and queues have in common. */
export interface ChannelProperties {
  readonly KmsMasterKeyId?: string
}

/** How a bucket is kept from sending to an encrypted topic or queue. */
export interface KeyRefusal {
  /** The first bucket that is refused. */
  readonly bucket: Bucket
  /** The key that refuses; none where it is one that AWS manages. */
  readonly key: Key | undefined
  readonly denials: readonly Basis[]
  /** What the key policy would have to allow, if that is all there is to it. */
  readonly lacks?: KeyUse | undefined
}

/** What S3 does with the key of what it sends to. */
const use = { service: 's3.amazonaws.com', actions: ['kms:GenerateDataKey', 'kms:Decrypt'] }

/** How the key of a topic or queue refuses the notifications of a bucket; a key that is not known refuses nothing. */
export function keyRefusalOf(
  channel: ResourceView<ChannelProperties>,
  estate: EstateView,
): KeyRefusal | undefined {
  const id = channel.properties.KmsMasterKeyId
  if (!id) return undefined
  const buckets = notifiersOf(channelOf(channel), estate)
  const [first] = buckets
  const end = id.pieces.find(({ last }) => last)?.text ?? ''
  if (/(?:^|:)alias\/aws\/(?:sns|sqs)$/.test(end))
    return first && { bucket: first, key: undefined, denials: [] }
  const key = keyNamed(id, channel, estate)
  if (!key) return undefined
  for (const bucket of buckets) {
    const context = {
      'aws:SourceArn': reference(bucket.resource, 'Arn'),
      'aws:SourceAccount': bucket.account.text,
    }
    const refused = refusalByKey(key, use, context)
    if (refused) return { bucket, key, denials: refused.denials, lacks: refused.denied ? undefined : use }
  }
  return undefined
}
