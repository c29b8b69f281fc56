/** Rules as SARIF describes them; GitHub shows the help beside an alert. */
import type { ReportingDescriptor, Result } from 'sarif'
import type { Severity } from '../finding.ts'
import type { Consequence } from '../rule.ts'
import type { RuleTable } from '../settings.ts'
import { explain, explainMarkdown, urlsOf } from './explain.ts'
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
const scores: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '3.0',
  info: '0.1',
}

const securityConcerns: readonly Consequence[] = ['exposure', 'data-loss', 'audit']

/** Describes a rule; one that is not in the table has nothing but its id. */
export function descriptorOf(id: string, table: RuleTable): ReportingDescriptor {
  const entry = Object.hasOwn(table, id) ? table[id] : undefined
  if (!entry) return { id }
  const { rule, subject } = entry
  const [helpUri] = urlsOf(rule)
  return {
    id,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.why },
    help: { text: explain(id, rule, { paint: plain, width: 80 }), markdown: explainMarkdown(id, rule) },
    ...(helpUri !== undefined && { helpUri }),
    defaultConfiguration: { level: levels[rule.severity] },
    properties: {
      tags: [
        ...(securityConcerns.includes(rule.consequence) ? ['security'] : []),
        's3',
        subject,
        rule.consequence,
      ],
      'security-severity': scores[rule.severity],
    },
  }
}
