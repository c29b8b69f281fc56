/**
 * What the storage classes of S3 ask of objects that lifecycle rules move.
 * Source: "Transitioning objects using Amazon S3 Lifecycle" and "Understanding and managing Amazon S3 storage classes"
 * in the Amazon S3 User Guide (lifecycle-transition-general-considerations.html, storage-class-intro.html), as of
 * 2026-04-09.
 */
import { storageDurations } from './storage-durations.ts'

/** A storage class as lifecycle rules see it. */
export interface StorageClass {
  /** Days that an object must be old, or a version noncurrent, before it can come here. */
  readonly entryDays: number
  /** Days that are charged however soon an object leaves. */
  readonly minimumDays: number
  /** The classes that objects can go on to. */
  readonly next: readonly string[]
}

const classes: Readonly<Record<string, Omit<StorageClass, 'minimumDays'>>> = {
  STANDARD_IA: {
    entryDays: 30,
    next: ['INTELLIGENT_TIERING', 'ONEZONE_IA', 'GLACIER_IR', 'GLACIER', 'DEEP_ARCHIVE'],
  },
  INTELLIGENT_TIERING: {
    entryDays: 0,
    next: ['ONEZONE_IA', 'GLACIER_IR', 'GLACIER', 'DEEP_ARCHIVE'],
  },
  ONEZONE_IA: { entryDays: 30, next: ['GLACIER', 'DEEP_ARCHIVE'] },
  GLACIER_IR: { entryDays: 0, next: ['GLACIER', 'DEEP_ARCHIVE'] },
  GLACIER: { entryDays: 0, next: ['DEEP_ARCHIVE'] },
  DEEP_ARCHIVE: { entryDays: 0, next: [] },
}

/** The class of a name; `undefined` for one that lifecycle rules cannot move objects to. */
export function storageClass(name: string): StorageClass | undefined {
  const known = Object.hasOwn(classes, name) ? classes[name] : undefined
  return known && { ...known, minimumDays: storageDurations[name] ?? 0 }
}
