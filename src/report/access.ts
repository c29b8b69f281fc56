/** The answer of `explain-access` for a terminal. */
import type { AccessExplanation } from '../access/explain.ts'
import type { Location, Notice } from '../finding.ts'
import type { When } from '../model/merge.ts'
import type { Source } from '../text/source.ts'
import { noticeBlock, placeBlock, type Marked } from './block.ts'
import { tellWhen } from './summary.ts'
import { printable, wrap } from './terminal.ts'

/** What becomes of the request in some worlds. */
export interface AccessOutcome extends Omit<AccessExplanation, 'basis'> {
  readonly when: readonly When[]
  readonly certainty: 'certain' | 'possible'
  readonly notes: readonly { readonly message: string; readonly location: Location }[]
}

/** The answers, one for each kind of world that tells it apart, and what could not be read on the way. */
export interface AccessReport {
  readonly outcomes: readonly AccessOutcome[]
  readonly problems: readonly Notice[]
  readonly sources: ReadonlyMap<string, Source>
}

const verdicts: Readonly<Record<AccessOutcome['access'], string>> = {
  allowed: 'allowed',
  denied: 'denied',
  'not-allowed': 'not allowed: no statement allows it',
  depends: 'it depends on what the request carries',
  unknown: 'not known: it depends on values that nobody wrote down',
}

/** One block for each answer: the requests with what becomes of them, and the statements that decide. */
export function accessText(
  { outcomes, problems, sources }: AccessReport,
  options: Omit<Marked, 'sources'>,
): string {
  const sheet = { ...options, sources }
  const blocks = [
    ...problems.map(problem => noticeBlock('error', problem, sheet)),
    ...outcomes.map(outcome => outcomeBlock(outcome, sheet)),
  ]
  return blocks.map(lines => `${lines.join('\n')}\n`).join('\n')
}

function outcomeBlock(outcome: AccessOutcome, sheet: Marked): string[] {
  const { paint, width } = sheet
  const possibly = outcome.certainty === 'possible' ? 'possibly ' : ''
  const style = outcome.access === 'allowed' ? 'yellow' : 'green'
  const lines = [paint(['bold', style], possibly + verdicts[outcome.access])]
  const add = (text: string) => lines.push(...wrap(printable(text), width - 2).map(line => `  ${line}`))
  if (outcome.when.length > 0) add(`when ${tellWhen(outcome.when)}`)
  const [only] = outcome.examples
  for (const { access, witness } of outcome.examples)
    add(
      outcome.examples.length === 1 && only?.access === outcome.access
        ? witness.sentence
        : `${verdicts[access]}: ${witness.sentence}`,
    )
  for (const { message, location } of outcome.notes) lines.push(...placeBlock(message, location, sheet))
  if (outcome.mayBeOwn && outcome.access === 'not-allowed')
    add("if the principal is of the bucket's own account, policies of its own may still allow it")
  return lines
}
