/**
 * How many cryptographic requests with symmetric keys KMS takes per second, for one account in one region.
 * Source: "Request quotas" in the AWS KMS Developer Guide (kms/latest/developerguide/requests-per-second.html), the
 * table as of 2026-11-20; the prose of that page still gives older, lower numbers. Accounts can have it raised.
 */
const raised: Readonly<Record<string, number>> = {
  'us-east-1': 100_000,
  'us-west-2': 100_000,
  'eu-west-1': 100_000,
  'us-east-2': 20_000,
  'ap-southeast-1': 20_000,
  'ap-southeast-2': 20_000,
  'ap-northeast-1': 20_000,
  'eu-central-1': 20_000,
  'eu-west-2': 20_000,
}

const ELSEWHERE = 10_000

/** The quota of a region; the least and the most of all regions where it is not known. */
export function kmsQuotaBounds(region: string | undefined): {
  readonly least: number
  readonly most: number
} {
  if (region === undefined) return { least: ELSEWHERE, most: Math.max(...Object.values(raised)) }
  const quota = (Object.hasOwn(raised, region) ? raised[region] : undefined) ?? ELSEWHERE
  return { least: quota, most: quota }
}

/** The quota as people read it; the range over all regions where the region is not known. */
export function kmsQuota(region: string | undefined): string {
  const { least, most } = kmsQuotaBounds(region)
  return region === undefined
    ? `${grouped(least)} to ${grouped(most)} requests per second depending on the region`
    : `${grouped(least)} requests per second in ${region}`
}

function grouped(count: number): string {
  return count.toLocaleString('en-US')
}
