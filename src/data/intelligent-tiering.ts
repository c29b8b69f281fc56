/**
 * The archive tiers of S3 Intelligent-Tiering, and after how many days without access objects can go there.
 * Source: API_Tiering.html in the Amazon S3 API Reference and "How S3 Intelligent-Tiering works" in the Amazon S3 User
 * Guide (intelligent-tiering-overview.html), as of 2026-04-09.
 */
const tiers: Readonly<Record<string, { readonly least: number; readonly most: number }>> = {
  ARCHIVE_ACCESS: { least: 90, most: 730 },
  DEEP_ARCHIVE_ACCESS: { least: 180, most: 730 },
}

/** The days of a tier; `undefined` for one that is not known here. */
export function archiveTier(name: string) {
  return Object.hasOwn(tiers, name) ? tiers[name] : undefined
}
