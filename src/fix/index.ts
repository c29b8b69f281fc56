/** Fixes: changes that rules ask for, kept where the files as they would be read clean. */
import type { Finding } from '../finding.ts'
import type { Change, Safety } from '../model/change.ts'
import { masked } from '../text/secrets.ts'
import { fixOf, inGroups, proposalsFor, type Proposal } from './proposal.ts'
import { goodOnes, rewritten, type LookAgain, type Rewritten } from './trial.ts'

export type { Proposal } from './proposal.ts'
export { partOf, type Look, type LookAgain, type Rewritten } from './trial.ts'

/** The findings, those with a fix that can be mended. */
export function withFixes(
  findings: readonly Finding[],
  changes: ReadonlyMap<string, Change>,
  look: LookAgain,
): readonly Finding[] {
  const groups = inGroups(proposalsFor(findings, changes))
  const good = groups.flatMap(group => eachGood(group, look)).filter(isShowable)
  const fixes = new Map(good.map(each => [each.finding.fingerprint, fixOf(each)]))
  return findings.map(finding => {
    const fix = fixes.get(finding.fingerprint)
    return fix ? { ...finding, fix } : finding
  })
}

/** Whether it may be shown: a text that is moved could hold a secret. */
function isShowable({ edits }: Proposal): boolean {
  return edits.every(({ text }) => masked(text) === text)
}

/** Those of a group that are good, be it without the others. */
function eachGood(group: readonly Proposal[], look: LookAgain): readonly Proposal[] {
  const together = goodOnes(group, look)
  const others = group.filter(each => !together.includes(each))
  // What is good with nothing else may be bad beside what is.
  if (others.length === 0 || others.length === group.length) return together
  return [...together, ...eachGood(others, look)]
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
  look: LookAgain,
): Step {
  const proposals = proposalsFor(findings, changes).filter(({ safety }) => allowed.includes(safety))
  for (const group of inGroups(proposals)) {
    const good = goodOnes(group, look)
    if (good.length > 0) return { files: rewritten(good.flatMap(({ edits }) => edits)), fixes: good }
  }
  return { files: new Map(), fixes: [] }
}
