/**
 * What the people who run this say of the load on their buckets: no template tells it, and what depends on it, quotas of
 * KMS and prefixes, cannot be judged without.
 */
import { matchesGlob } from '../text/glob.ts'

/** The requests that a bucket gets at its peak. */
export interface Workload {
  /** Writes (PUT, COPY, POST, DELETE) per second. */
  readonly puts?: number | undefined
  /** Reads (GET, HEAD) per second. */
  readonly gets?: number | undefined
  /** How many prefixes they are spread over; one where nothing is said. */
  readonly prefixes?: number | undefined
}

/** Workloads by name, logical id or Terraform address of the bucket, or by a pattern of these: `*` is any text, `?` one character. */
export type Workloads = Readonly<Record<string, Workload>>

/** What is said of a bucket that has these names: by the name itself, else by the first pattern that fits. */
export function workloadOf(workloads: Workloads, names: readonly string[]): Workload | undefined {
  const named = names.find(name => Object.hasOwn(workloads, name))
  if (named !== undefined) return workloads[named]
  const pattern = Object.keys(workloads).find(each => names.some(name => matchesGlob(each, name)))
  return pattern === undefined ? undefined : workloads[pattern]
}
