/** Whether a bucket is there for logs. */
import { serviceAccounts } from '../data/aws-accounts.ts'
import { logServices } from '../data/log-delivery.ts'
import type { Bucket } from '../model/bucket.ts'
import { access } from './bucket.ts'

/**
 * Whether a bucket is there for logs: something in the estate sends some, or a statement lets in a service that delivers
 * logs, of resources that are deployed elsewhere.
 */
export function takesLogs(bucket: Bucket): boolean {
  if (bucket.isLogTarget) return true
  return access(bucket).statements.some(
    ({ effect, proof: { principals } }) =>
      effect === 'Allow' &&
      !principals.negated &&
      principals.texts.some(text => logServices.has(text) || isOfLoadBalancers(text)),
  )
}

/** In older regions load balancers deliver as an account of AWS. */
function isOfLoadBalancers(principal: string): boolean {
  const account = /(?<!\d)\d{12}(?!\d)/.exec(principal)?.[0]
  return account !== undefined && serviceAccounts.has(account)
}
