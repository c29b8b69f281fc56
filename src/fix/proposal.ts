/** What the changes that rules ask for would make of the text; whether that is good is still to be seen. */
import type { Finding, Fix } from '../finding.ts'
import { locate } from '../finding.ts'
import type { Change, Safety } from '../model/change.ts'
import { collide, type Edit } from '../text/edit.ts'

/** A change as edits of files. */
export interface Proposal {
  /** What it is for: a module that is called often has one finding a call, and one text. */
  readonly findings: readonly Finding[]
  readonly title: string
  readonly safety: Safety
  readonly edits: readonly Edit[]
}

/** The proposals for findings: none where the text was made by a program, or has no room for a change. */
export function proposalsFor(
  findings: readonly Finding[],
  changes: ReadonlyMap<string, Change>,
): readonly Proposal[] {
  const proposals = new Map<string, Proposal>()
  for (const finding of findings) {
    const change = finding.certainty === 'certain' ? changes.get(finding.fingerprint) : undefined
    const edits = change && editsOf(change)
    if (!edits) continue
    const key = JSON.stringify(
      edits.map(({ source, span, text }) => [source.path, span.start, span.end, text]),
    )
    const same = proposals.get(key)
    const { title, safety } = same?.safety === 'review' ? same : change
    proposals.set(key, { findings: [...(same?.findings ?? []), finding], title, safety, edits })
  }
  return [...proposals.values()]
}

/** All that a change takes; nothing where one of its wishes cannot be written. */
function editsOf({ wishes }: Change): readonly Edit[] | undefined {
  const edits: Edit[] = []
  for (const wish of wishes) {
    const written = wish.resource.write?.(wish)
    if (!written || written.some(edit => edits.some(other => collide(edit, other)))) return undefined
    edits.push(...written)
  }
  return edits.length > 0 ? edits : undefined
}

/** Proposals in groups that can be made together, each in the first group that has room for it. */
export function inGroups(proposals: readonly Proposal[]): readonly (readonly Proposal[])[] {
  const groups: Proposal[][] = []
  for (const proposal of proposals) {
    const group = groups.find(others => !others.some(other => areApart(proposal, other)))
    if (group) group.push(proposal)
    else groups.push([proposal])
  }
  return groups
}

/** Whether two proposals cannot be made together: in one place, or both would write the same key or block there. */
function areApart(a: Proposal, b: Proposal): boolean {
  return a.edits.some(edit => b.edits.some(other => collide(edit, other) || areAlike(edit, other)))
}

function areAlike(a: Edit, b: Edit): boolean {
  return (
    a.source.path === b.source.path &&
    a.span.start === b.span.start &&
    keysIn(a.text).some(key => keysIn(b.text).includes(key))
  )
}

/** The lines that are as far in as the first one, each up to what is written under its key. */
function keysIn(text: string): readonly string[] {
  const [first = '', ...others] = text.split('\n').filter(line => /[^\s,]/.test(line))
  const beside = others.filter(line => indentOf(line) === indentOf(first) && /^\s*["'\w-]/.test(line))
  return [first, ...beside].map(line => /^[\s,]*([^:{]*)/.exec(line)?.[1]?.trim() ?? '')
}

function indentOf(line: string): string {
  return /^[ \t]*/.exec(line)?.[0] ?? ''
}

/** A proposal that has proved good, as reports show it. */
export function fixOf({ title, safety, edits }: Proposal): Fix {
  return {
    title,
    safety,
    edits: edits.map(({ source, span, text }) => ({ location: locate(source, span), text })),
  }
}
