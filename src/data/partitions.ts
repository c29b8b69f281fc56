/**
 * The parts of AWS beside the standard one, by how the names of their regions begin.
 * Source: "Amazon Resource Names (ARNs)" in the AWS General Reference, and the endpoint rules of the AWS SDKs
 * (partitions.json), as of 2026-11. A region that is not listed is of the standard partition.
 */
export const otherPartitions = [
  { regions: 'cn-', name: 'aws-cn', domain: 'amazonaws.com.cn' },
  { regions: 'us-gov-', name: 'aws-us-gov', domain: 'amazonaws.com' },
  { regions: 'eusc-', name: 'aws-eusc', domain: 'amazonaws.eu' },
  { regions: 'us-iso-', name: 'aws-iso', domain: 'c2s.ic.gov' },
  { regions: 'us-isob-', name: 'aws-iso-b', domain: 'sc2s.sgov.gov' },
  { regions: 'eu-isoe-', name: 'aws-iso-e', domain: 'cloud.adc-e.uk' },
  { regions: 'us-isof-', name: 'aws-iso-f', domain: 'csp.hci.ic.gov' },
] as const
