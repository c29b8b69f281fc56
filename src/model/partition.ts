/**
 * Partitions: the parts of AWS that share no names, accounts or permissions; every ARN begins with that of its resource.
 */
import { otherPartitions } from '../data/partitions.ts'
import { Text } from './text.ts'

export interface Partition {
  /** As in `arn:aws-cn:…`, and what `AWS::Partition` gives. */
  readonly name: string
  /** Where its services are reached, and what `AWS::URLSuffix` gives. */
  readonly domain: string
}

const aws: Partition = { name: 'aws', domain: 'amazonaws.com' }

/** The partition of a region; the standard one where the region is not known. */
export function partitionOf(region: Text): Partition {
  const { literal } = region
  return otherPartitions.find(({ regions }) => literal?.startsWith(regions)) ?? aws
}

/** What follows the beginning of an ARN, such as `s3:::`, in whichever partition. */
export function afterArn<T extends { after(prefix: string): T | undefined }>(
  text: T,
  beginning: string,
): T | undefined {
  for (const { name } of [aws, ...otherPartitions]) {
    const rest = text.after(`arn:${name}:${beginning}`)
    if (rest) return rest
  }
  return undefined
}

/** An ARN of the partition that a region is in. */
export function arnOf(region: Text, ...rest: readonly (string | Text)[]): Text {
  return Text.of('arn:', partitionOf(region).name, ':', ...rest)
}
