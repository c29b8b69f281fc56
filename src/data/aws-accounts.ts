/**
 * Accounts of AWS itself that bucket policies have to name because the service has no service principal in the region.
 * Source: load-balancer-accounts.ts, and "Setting up an Amazon S3 bucket for Cost and Usage Reports" in the AWS Data
 * Exports user guide, as of 2026-11.
 */
import { loadBalancerAccounts } from './load-balancer-accounts.ts'

/** By which cost and usage reports were delivered before they had a service principal. */
const BILLING_REPORTS = '386209384616'

export const serviceAccounts: ReadonlySet<string> = new Set([
  ...Object.values(loadBalancerAccounts),
  BILLING_REPORTS,
])
