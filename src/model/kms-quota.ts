/** The request quota of KMS in a region, as rules compare it and people read it. */
import { KMS_QUOTA_ELSEWHERE, kmsQuotas } from '../data/kms-quotas.ts'
import { knownRegions } from '../data/regions.ts'

/** Requests per second. */
interface Bounds {
  readonly least: number
  readonly most: number
}

/** The quota of a region; the least and the most of all regions where it is not known. */
export function kmsQuotaBounds(region: string | undefined): Bounds {
  if (region !== undefined && Object.hasOwn(kmsQuotas, region)) return exactly(kmsQuotas[region])
  if (region !== undefined && knownRegions.has(region)) return exactly()
  return { least: KMS_QUOTA_ELSEWHERE, most: Math.max(...Object.values(kmsQuotas)) }
}

function exactly(quota = KMS_QUOTA_ELSEWHERE): Bounds {
  return { least: quota, most: quota }
}

/** The quota as people read it; the range over all regions where that of the region is not known. */
export function kmsQuota(region: string | undefined): string {
  const { least, most } = kmsQuotaBounds(region)
  return region === undefined || least !== most
    ? `${grouped(least)} to ${grouped(most)} requests per second depending on the region`
    : `${grouped(least)} requests per second in ${region}`
}

function grouped(count: number): string {
  return count.toLocaleString('en-US')
}
