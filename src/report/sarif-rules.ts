/** Rules as SARIF describes them; GitHub shows the help beside an alert. */
import type { ReportingDescriptor, Result } from 'sarif'
import type { Severity } from '../finding.ts'
import type { Consequence } from '../rule.ts'
import type { RuleTable } from '../settings.ts'
import { explain, explainMarkdown } from './explain.ts'
import { pageUrlOf } from './rule-page.ts'
import { plain } from './terminal.ts'

/** SARIF's levels. */
export const levels: Readonly<Record<Severity, Result.level>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
}

/** GitHub: above 9.0 is critical, from 7.0 high, from 4.0 medium, from 0.1 low. A string, else it is ignored. */
const scores: Readonly<Record<Severity, string | undefined>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '3.0',
  info: undefined,
}

const securityConcerns: readonly Consequence[] = ['exposure', 'data-loss', 'audit']

/** GitHub takes no longer description, and shows no more tags. */
const LONGEST = 1024
const MOST_TAGS = 10

/** Describes a rule, at its own severity if no other is given; one that is not in the table has nothing but its id. */
export function descriptorOf(id: string, table: RuleTable, severity?: Severity): ReportingDescriptor {
  const entry = Object.hasOwn(table, id) ? table[id] : undefined
  if (!entry) return { id }
  const { rule, subject } = entry
  const helpUri = pageUrlOf(id, entry)
  const score = scores[severity ?? rule.severity]
  const concern = securityConcerns.includes(rule.consequence) ? ['security'] : []
  return {
    id,
    shortDescription: { text: rule.title.slice(0, LONGEST) },
    fullDescription: { text: rule.why.slice(0, LONGEST) },
    help: { text: explain(id, rule, { paint: plain, width: 80 }), markdown: explainMarkdown(id, rule) },
    ...(helpUri !== undefined && { helpUri }),
    defaultConfiguration: { level: levels[severity ?? rule.severity] },
    properties: {
      tags: [...concern, 's3', subject, rule.consequence, ...rule.controls].slice(0, MOST_TAGS),
      ...(score !== undefined && { 'security-severity': score }),
    },
  }
}
