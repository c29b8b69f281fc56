/**
 * The days that storage classes charge for however soon an object leaves; those that are not listed have no minimum.
 * Source: "Understanding and managing Amazon S3 storage classes" in the Amazon S3 User Guide (storage-class-intro.html),
 * as of 2026-04-09. Generated: do not edit, run `npm run refresh:data`.
 */
export const storageDurations: Readonly<Record<string, number>> = {
  DEEP_ARCHIVE: 180,
  GLACIER: 90,
  GLACIER_IR: 90,
  ONEZONE_IA: 30,
  STANDARD_IA: 30,
}
