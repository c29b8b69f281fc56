/** Fixes: changes that rules ask for, kept where the files as they would be read clean. */
import type { Finding } from '../finding.ts'
import type { Change, Safety } from '../model/change.ts'
import { masked } from '../text/secrets.ts'
import { fixOf, inGroups, proposalsFor, type Proposal } from './proposal.ts'
import { rewritten, Trial, type Ground, type Rewritten } from './trial.ts'

export type { Proposal } from './proposal.ts'
export { partOf, type Ground, type Look, type Rewritten } from './trial.ts'

/** Finds what is deployed together with files. */
export type GroundOf = (files: readonly string[]) => Ground

/** The findings with their fixes; looked for are those of the findings that are wanted. */
export function withFixes(
  findings: readonly Finding[],
  changes: ReadonlyMap<string, Change>,
  groundOf: GroundOf,
  isWanted: (finding: Finding) => boolean,
): readonly Finding[] {
  const good = onGrounds(proposalsFor(findings.filter(isWanted), changes), groundOf)
    .flatMap(({ ground, proposals }) => {
      const trial = new Trial(ground)
      return inGroups(proposals).flatMap(group => eachGood(group, trial))
    })
    .filter(isShowable)
  const fixes = new Map(
    good.flatMap(each => each.findings.map(({ fingerprint }) => [fingerprint, fixOf(each)] as const)),
  )
  return findings.map(finding => {
    const fix = fixes.get(finding.fingerprint)
    return fix ? { ...finding, fix } : finding
  })
}

/** Proposals by what they are tried on: what is deployed apart is tried apart. */
function onGrounds(
  proposals: readonly Proposal[],
  groundOf: GroundOf,
): readonly { readonly ground: Ground; readonly proposals: readonly Proposal[] }[] {
  const grounds = new Map<string, { readonly ground: Ground; readonly proposals: Proposal[] }>()
  for (const proposal of proposals) {
    const ground = groundOf(proposal.edits.map(({ source }) => source.path))
    const key = [...ground.files].join('\0')
    const known = grounds.get(key) ?? { ground, proposals: [] }
    known.proposals.push(proposal)
    grounds.set(key, known)
  }
  return [...grounds.values()]
}

/** Whether it may be shown: a text that is moved could hold a secret. */
function isShowable({ edits }: Proposal): boolean {
  return edits.every(({ text }) => masked(text) === text)
}

/** Those of a group that are good, be it without the others. */
function eachGood(group: readonly Proposal[], trial: Trial): readonly Proposal[] {
  const together = trial.goodOnes(group)
  const others = group.filter(each => !together.includes(each))
  // What is good with nothing else may be bad beside what is.
  if (others.length === 0 || others.length === group.length) return together
  return [...together, ...eachGood(others, trial)]
}

/** One step of mending: files by the paths of reports, and what they mend as they would be. */
export interface Step {
  readonly files: ReadonlyMap<string, Rewritten>
  readonly fixes: readonly Proposal[]
}

/** Mends as many findings as can be mended at once, by changes as safe as asked for. */
export function step(
  findings: readonly Finding[],
  changes: ReadonlyMap<string, Change>,
  allowed: readonly Safety[],
  groundOf: GroundOf,
): Step {
  const wanted = proposalsFor(findings, changes).filter(({ safety }) => allowed.includes(safety))
  const good: Proposal[] = []
  const touched = new Set<string>()
  for (const { ground, proposals } of onGrounds(wanted, groundOf)) {
    // What two roots share is changed for one of them at a time.
    if ([...ground.files].some(file => touched.has(file))) continue
    const first = firstGood(inGroups(proposals), ground)
    good.push(...first)
    if (first.length > 0) for (const file of ground.files) touched.add(file)
  }
  return { files: rewritten(good.flatMap(({ edits }) => edits)), fixes: good }
}

function firstGood(groups: readonly (readonly Proposal[])[], ground: Ground): readonly Proposal[] {
  const trial = new Trial(ground)
  for (const group of groups) {
    const good = trial.goodOnes(group)
    if (good.length > 0) return good
  }
  return []
}
