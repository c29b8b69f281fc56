/** Tries proposals: what is found in the files as they would be is compared with what was found before. */
import type { Finding } from '../finding.ts'
import { Budget, within } from '../model/work.ts'
import { edited, type Edit } from '../text/edit.ts'
import type { Proposal } from './proposal.ts'

/** What one look at files gives, with nothing suppressed. */
export interface Look {
  readonly findings: readonly Finding[]
  /** What could not be read or checked; of a file where it is about one alone. */
  readonly troubles: readonly {
    readonly what: string
    readonly file?: string
    /** Whether checking took more work than is allowed: a further look is not worth it. */
    readonly isSpent?: boolean
  }[]
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

/** Looks at one ground, all fixes of it together: beyond them nothing more is found good. */
const LOOK_BOUND = 60

/** Steps of work that these looks may take together, and how many more for each bucket. */
const LOOK_STEPS = 10_000_000
const BUCKET_STEPS = 500_000

/** Tries proposals on a ground. */
export class Trial {
  readonly #ground: Ground
  readonly #budget: Budget
  #looks = 0

  constructor(ground: Ground) {
    this.#ground = ground
    const { buckets, troubles } = ground.before
    this.#budget = new Budget(LOOK_STEPS + BUCKET_STEPS * buckets.length)
    if (troubles.some(({ isSpent }) => isSpent)) this.#looks = LOOK_BOUND
  }

  /**
   * The proposals of a group that are good together: what they are for is gone, nothing else has come, no bucket went.
   */
  goodOnes(group: readonly Proposal[]): readonly Proposal[] {
    if (group.length === 0 || this.#looks >= LOOK_BOUND) return []
    this.#looks++
    const tried = within(this.#budget, () => this.#tried(group), undefined)
    if (!tried) return []
    const { worse, mending } = tried
    if (worse.size === 0) return mending.length === group.length ? group : this.goodOnes(mending)
    if (group.length === 1) return []
    const parts = grouped(group, ({ findings }) => findings[0]?.rule)
    if (parts.length > 1) return this.#goodParts(group, parts)
    const isSuspect = ({ findings }: Proposal) => findings.some(finding => worse.has(placeOf(finding)))
    const others = group.filter(each => !isSuspect(each))
    // Where it became worse just there, it is plain by what.
    if (others.length < group.length) return this.goodOnes(others)
    const middle = group.length >> 1
    return this.#goodParts(group, [group.slice(0, middle), group.slice(middle)])
  }

  /** What is good of each part alone, if that is good together too. */
  #goodParts(group: readonly Proposal[], parts: readonly (readonly Proposal[])[]): readonly Proposal[] {
    const good = parts.map(part => this.goodOnes(part)).filter(part => part.length > 0)
    const all = good.flat()
    const [first = []] = good
    return good.length > 1 && all.length < group.length ? this.goodOnes(all) : first
  }

  #tried(group: readonly Proposal[]) {
    const { before } = this.#ground
    const files = rewritten(group.flatMap(({ edits }) => edits))
    const after = this.#ground.after(new Map(Array.from(files, ([path, file]) => [path, file.after])))
    const isMended = mendedIn(before, after)
    const mending = group.filter(({ findings }) => findings.every(isMended))
    const worse = worseIn(before, after)
    return { mending, worse: worse.size > 0 ? worseIn(this.#ground.beforeAlone(), after) : worse }
  }
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => unknown): readonly (readonly T[])[] {
  const keys = [...new Set(items.map(keyOf))]
  return keys.map(key => items.filter(item => keyOf(item) === key))
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

/** The places where there is more of something, or a bucket less. */
function worseIn(before: Look, after: Look): ReadonlySet<string> {
  const there = new Set(after.buckets.map(nameOf))
  const lost = before.buckets.map(nameOf).filter(name => !there.has(name))
  const known = counted(before)
  const more = [...counted(after)].filter(([key, count]) => count > (known.get(key) ?? 0))
  return new Set([...lost, ...more.map(([key]) => key.slice(key.indexOf('\0') + 1))])
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
      return [path, { before: text, after: edited(text, own.sort(byDepth)) }]
    }),
  )
}

/** Of lines that several proposals put in at one place, those further in belong to what stands before it, and come first. */
function byDepth(a: Edit, b: Edit): number {
  const [one, other] = [depthOf(a), depthOf(b)]
  return one === other ? 0 : other - one
}

/** How far in the lines of an edit begin; a line that follows without a blank one is a little further in. */
function depthOf({ text }: Edit): number {
  const [, breaks = '', indent = ''] = /^,?((?:\r?\n)+)([ \t]*)/.exec(text) ?? []
  if (breaks === '') return Infinity
  return indent.length + (breaks.indexOf('\n') === breaks.length - 1 ? 0.5 : 0)
}

/** How often there is what: findings by rule and resource, since places may move. */
function counted({ findings, troubles }: Look): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const key of [...findings.map(keyOf), ...troubles.map(({ what }) => what)])
    counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

function keyOf(finding: Finding): string {
  return `${finding.rule}\0${placeOf(finding)}`
}

function placeOf(finding: Finding): string {
  return nameOf({ file: fileOf(finding), id: finding.resource.address })
}

function nameOf({ id, file }: Look['buckets'][number]): string {
  return `${file}\0${id}`
}

/** The file that the resource of a finding stands in. */
function fileOf({ resource, location }: Finding): string {
  return resource.file ?? location.file
}
