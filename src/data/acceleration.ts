/**
 * The regions whose buckets Transfer Acceleration is for.
 * Source: "Configuring fast, secure file transfers using Amazon S3 Transfer Acceleration", Amazon S3 User Guide, as of
 * 2026-04-09.
 */
export const acceleratedRegions: ReadonlySet<string> = new Set([
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
])
