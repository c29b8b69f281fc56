/**
 * How many cryptographic requests with symmetric keys KMS takes per second, for one account in one region.
 * Source: "AWS Key Management Service endpoints and quotas" in the AWS General Reference (general/latest/gr/kms.html),
 * as of 2026-11-20; the prose of the AWS KMS Developer Guide still gives older, lower numbers. Accounts can have it raised.
 * Generated: do not edit, run `npm run refresh:data`.
 */
export const kmsQuotas: Readonly<Record<string, number>> = {
  'ap-northeast-1': 20_000,
  'ap-southeast-1': 20_000,
  'ap-southeast-2': 20_000,
  'eu-central-1': 20_000,
  'eu-west-1': 100_000,
  'eu-west-2': 20_000,
  'us-east-1': 100_000,
  'us-east-2': 20_000,
  'us-west-2': 100_000,
}

/** In regions that are not listed. */
export const KMS_QUOTA_ELSEWHERE = 10_000
