/** Tries proposals: what is found in the files as they would be is compared with what was found before. */
import type { Finding } from '../finding.ts'
import { edited, type Edit } from '../text/edit.ts'
import type { Proposal } from './proposal.ts'

/** What one look at files gives, with nothing suppressed. */
export interface Look {
  readonly findings: readonly Finding[]
  /** What could not be read or checked; of a file where it is about one alone. */
  readonly troubles: readonly { readonly what: string; readonly file?: string }[]
  /** The buckets that there are, each with the file that it stands in. */
  readonly buckets: readonly { readonly id: string; readonly file: string }[]
}

/** What a look gives of some files. */
export function partOf({ findings, troubles, buckets }: Look, files: ReadonlySet<string>): Look {
  return {
    findings: findings.filter(finding => files.has(fileOf(finding))),
    troubles: troubles.filter(({ file }) => file === undefined || files.has(file)),
    buckets: buckets.filter(({ file }) => files.has(file)),
  }
}

/** What is deployed together, to try changes on; files by the paths of reports. */
export interface Ground {
  readonly files: ReadonlySet<string>
  /** As it was seen with all else that was read. */
  readonly before: Look
  /** As it is with nothing else around it, which says less of relations. */
  beforeAlone(): Look
  /** As it would be, with nothing else around it, if files had other texts. */
  after(texts: ReadonlyMap<string, string>): Look
}

/** The proposals of a group that are good together: what they are for is gone, nothing else has come, no bucket went. */
export function goodOnes(group: readonly Proposal[], ground: Ground): readonly Proposal[] {
  if (group.length === 0) return []
  const files = rewritten(group.flatMap(({ edits }) => edits))
  const after = ground.after(new Map(Array.from(files, ([path, file]) => [path, file.after])))
  const isWorse = isWorseThan(ground.before, after) && isWorseThan(ground.beforeAlone(), after)
  const isMended = mendedIn(ground.before, after)
  const mending = group.filter(({ findings: all }) => all.every(isMended))
  if (!isWorse && mending.length === group.length) return group
  if (group.length === 1) return []
  if (!isWorse) return goodOnes(mending, ground)
  const middle = group.length >> 1
  const first = goodOnes(group.slice(0, middle), ground)
  const second = goodOnes(group.slice(middle), ground)
  if (first.length === 0 || second.length === 0) return [...first, ...second]
  return first.length + second.length < group.length ? goodOnes([...first, ...second], ground) : first
}

/** Tells whether a finding is gone. What is told by its number among its like may have another one now. */
function mendedIn(before: Look, after: Look): (finding: Finding) => boolean {
  const [known, now] = [counted(before), counted(after)]
  const there = new Set(after.findings.map(({ fingerprint }) => fingerprint))
  return finding => {
    const key = keyOf(finding)
    return !there.has(finding.fingerprint) || (now.get(key) ?? 0) < (known.get(key) ?? 0)
  }
}

/** Whether there is more of something, or a bucket less. */
function isWorseThan(before: Look, after: Look): boolean {
  const there = new Set(after.buckets.map(nameOf))
  const known = counted(before)
  return (
    !before.buckets.every(bucket => there.has(nameOf(bucket))) ||
    [...counted(after)].some(([key, count]) => count > (known.get(key) ?? 0))
  )
}

/** A file as it is, and as it would be. */
export interface Rewritten {
  readonly before: string
  readonly after: string
}

/** The files with all edits made, by path. */
export function rewritten(edits: readonly Edit[]): ReadonlyMap<string, Rewritten> {
  const sources = new Map(edits.map(({ source }) => [source.path, source]))
  return new Map(
    Array.from(sources, ([path, { text }]) => {
      const own = edits.filter(({ source }) => source.path === path)
      return [path, { before: text, after: edited(text, own) }]
    }),
  )
}

/** How often there is what: findings by rule and resource, since places may move. */
function counted({ findings, troubles }: Look): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const key of [...findings.map(keyOf), ...troubles.map(({ what }) => what)])
    counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

function keyOf(finding: Finding): string {
  return `${finding.rule}\0${fileOf(finding)}\0${finding.resource.address}`
}

function nameOf({ id, file }: Look['buckets'][number]): string {
  return `${file}\0${id}`
}

/** The file that the resource of a finding stands in. */
function fileOf({ resource, location }: Finding): string {
  return resource.file ?? location.file
}
