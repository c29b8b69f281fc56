/**
 * Names that S3 takes.
 * Source: "General purpose bucket naming rules", "Namespaces for general purpose buckets" (bucketnamingrules.html,
 * gpbucketnamespaces.html) and "Access points restrictions, limitations, and naming rules" in the Amazon S3 User Guide,
 * as of 2026-04-09.
 */
export const bucketNames = {
  shortest: 3,
  longest: 63,
  reservedPrefixes: ['xn--', 'sthree-', 'amzn-s3-demo-'],
  /** Of aliases of access points, Object Lambda and Multi-Region Access Points, directory and table buckets. */
  reservedSuffixes: ['-s3alias', '--ol-s3', '.mrap', '--x-s3', '--table-s3'],
  /** Of the account-regional namespace. */
  regionalSuffix: '-an',
  /** Characters that CloudFormation appends to a BucketNamePrefix at least: `-111122223333-us-east-1-an`. */
  shortestRegionalEnd: 26,
} as const

/** Access points, Multi-Region Access Points and Object Lambda Access Points, the longest names by type. */
export const accessPointNames = {
  shortest: 3,
  longest: {
    'AWS::S3::AccessPoint': 50,
    'AWS::S3::MultiRegionAccessPoint': 50,
    'AWS::S3ObjectLambda::AccessPoint': 45,
  },
  reservedSuffixes: ['-s3alias', '-ext-s3alias', '--ol-s3'],
} as const
