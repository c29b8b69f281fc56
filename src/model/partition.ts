/**
 * Partitions: the parts of AWS that share no names, accounts or permissions; every ARN begins with that of its resource.
 * Source: AWS General Reference, "Amazon Resource Names", and the SDK's endpoint rules (partitions.json).
 */
import { Text } from './text.ts'

export interface Partition {
  /** As in `arn:aws-cn:…`, and what `AWS::Partition` gives. */
  readonly name: string
  /** Where its services are reached, and what `AWS::URLSuffix` gives. */
  readonly domain: string
}

const aws: Partition = { name: 'aws', domain: 'amazonaws.com' }
const others: readonly (readonly [regions: string, Partition])[] = [
  ['cn-', { name: 'aws-cn', domain: 'amazonaws.com.cn' }],
  ['us-gov-', { name: 'aws-us-gov', domain: 'amazonaws.com' }],
  ['eusc-', { name: 'aws-eusc', domain: 'amazonaws.eu' }],
  ['us-iso-', { name: 'aws-iso', domain: 'c2s.ic.gov' }],
  ['us-isob-', { name: 'aws-iso-b', domain: 'sc2s.sgov.gov' }],
  ['eu-isoe-', { name: 'aws-iso-e', domain: 'cloud.adc-e.uk' }],
  ['us-isof-', { name: 'aws-iso-f', domain: 'csp.hci.ic.gov' }],
]

/** The partition of a region; the standard one where the region is not known. */
export function partitionOf(region: Text): Partition {
  const { literal } = region
  return others.find(([prefix]) => literal?.startsWith(prefix))?.[1] ?? aws
}

/** What follows the beginning of an ARN, such as `s3:::`, in whichever partition. */
export function afterArn<T extends { after(prefix: string): T | undefined }>(
  text: T,
  beginning: string,
): T | undefined {
  for (const { name } of [aws, ...others.map(([, partition]) => partition)]) {
    const rest = text.after(`arn:${name}:${beginning}`)
    if (rest) return rest
  }
  return undefined
}

/** An ARN of the partition that a region is in. */
export function arnOf(region: Text, ...rest: readonly (string | Text)[]): Text {
  return Text.of('arn:', partitionOf(region).name, ':', ...rest)
}
