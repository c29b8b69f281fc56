/** Judges suppressions: which findings they take away, and which of them do not do what they say. */
import type { ActiveRule } from '../check.ts'
import { fingerprintOf, locate, type Finding, type Suppressed } from '../finding.ts'
import type { Directive } from '../model/directive.ts'
import { nearestName } from '../model/schema/nearest.ts'
import { ruleIdOf, type Lock, type RuleTable } from '../settings.ts'
import { covers } from './scope.ts'

/** Longer names are cut, and no more of them get a hint: comparing names with all there are takes its time. */
const LONGEST_NAME = 100
const MOST_HINTS = 100

/** What judging suppressions takes. */
export interface Circumstances {
  readonly table: RuleTable
  /** `2027-01-31`. */
  readonly today: string
  readonly rulesIn: (file: string) => readonly ActiveRule[]
  readonly locksIn: (file: string) => ReadonlyMap<string, Lock> | undefined
  /** Whether all there is to be found of a rule in a file was looked for: else nobody can call a suppression unused. */
  readonly wasChecked: (rule: string, file: string) => boolean
}

/** What is left. */
export interface Judged {
  readonly findings: readonly Finding[]
  readonly suppressed: readonly Suppressed[]
}

/** A suppression with what its rules are called, and what of it was of use. */
interface Order {
  readonly directive: Directive
  readonly ids: readonly string[]
  readonly used: Set<string>
}

/** Applies suppressions to findings. What is wrong with the suppressions themselves is added as findings. */
export function judge(
  findings: readonly Finding[],
  directives: readonly Directive[],
  circumstances: Circumstances,
): Judged {
  const orders = directives.map(directive => orderOf(directive, circumstances.table))
  const byRule = new Map<string, Order[]>()
  for (const order of orders.filter(({ directive }) => isInForce(directive, circumstances.today)))
    for (const id of order.ids) {
      const same = byRule.get(id)
      if (same) same.push(order)
      else byRule.set(id, [order])
    }
  const left: Finding[] = []
  const suppressed: Suppressed[] = []
  for (const finding of findings) {
    const about = (byRule.get(finding.rule) ?? []).filter(({ directive }) =>
      directive.holds.some(scope => covers(scope, finding)),
    )
    for (const { used } of about) used.add(finding.rule)
    const lock = circumstances.locksIn(finding.location.file)?.get(finding.rule)
    const order = about.find(({ directive }) => !lock || isAbove(directive, lock))
    if (order) suppressed.push(suppressedBy(order.directive, finding))
    else left.push(lock ? withLocked(finding, lock, about) : finding)
  }
  return { findings: [...left, ...problems(orders, circumstances)], suppressed }
}

function orderOf(directive: Directive, table: RuleTable): Order {
  const ids = directive.rules.flatMap(written => ruleIdOf(written, table) ?? [])
  return { directive, ids: ids.filter(id => isSuppressible(id, table)), used: new Set() }
}

/** What cannot be read is never passed over, and suppressions do not suppress each other. */
function isSuppressible(id: string, table: RuleTable): boolean {
  const on = table[id]?.rule.on
  return on !== 'file' && on !== 'suppression'
}

function isInForce({ reason, until }: Directive, today: string): boolean {
  return reason !== '' && (until === undefined || (isDate(until) && until >= today))
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

function isAbove({ by, at }: Directive, lock: Lock): boolean {
  return by === 'config' && lock.except.has(at.source.path)
}

function suppressedBy({ by, reason, at }: Directive, finding: Finding): Suppressed {
  return { finding, by, reason, location: locate(at.source, at.span) }
}

function withLocked(finding: Finding, { by }: Lock, orders: readonly Order[]): Finding {
  const notes = orders.map(({ directive: { at } }) => ({
    message: `${finding.rule} is locked by ${by}: it cannot be suppressed here`,
    location: locate(at.source, at.span),
  }))
  return notes.length > 0 ? { ...finding, notes: [...finding.notes, ...notes] } : finding
}

/** One finding each for what is wrong with a suppression; what holds for no reason or no longer is not unused as well. */
function problems(orders: readonly Order[], circumstances: Circumstances): Finding[] {
  const { table, today, rulesIn, wasChecked } = circumstances
  const counts = new Map<string, number>()
  let hints = 0
  return orders.flatMap(order => {
    const { directive } = order
    const { at, rules, until } = directive
    const file = at.source.path
    const tell = (rule: string, message: string): Finding[] => {
      const active = rulesIn(file).find(({ id }) => id === rule)
      if (!active) return []
      const key = `${rule}\0${file}\0${message}`
      const count = (counts.get(key) ?? 0) + 1
      counts.set(key, count)
      return [problemFinding(active, directive, message, count)]
    }
    if (directive.unreadable !== undefined) return tell('suppression-unknown-rule', directive.unreadable)
    const unknown = rules.flatMap(written => {
      const why = whyUnknown(written, directive, table, hints++ < MOST_HINTS)
      return why === undefined ? [] : tell('suppression-unknown-rule', why)
    })
    if (order.ids.length === 0) return unknown
    const named = order.ids.join(', ')
    if (directive.reason === '')
      return [
        ...unknown,
        ...tell('suppression-without-reason', `no reason is given for suppressing ${named}`),
      ]
    if (!isInForce(directive, today))
      return [
        ...unknown,
        ...tell(
          'suppression-expired',
          isDate(until ?? '')
            ? `the suppression of ${named} ended on ${until ?? ''}`
            : `the suppression of ${named} ends on '${until ?? ''}', which is no date: expected until YYYY-MM-DD`,
        ),
      ]
    const unused = order.ids.filter(id => !order.used.has(id) && wasChecked(id, file))
    return [
      ...unknown,
      ...unused.flatMap(id => tell('suppression-unused', `there is no finding of ${id} here to suppress`)),
    ]
  })
}

function whyUnknown(
  written: string,
  { isShared }: Directive,
  table: RuleTable,
  isHinted: boolean,
): string | undefined {
  const id = ruleIdOf(written, table)
  if (id === undefined) {
    const name = written.slice(0, LONGEST_NAME)
    const near = isHinted ? nearestName(name, Object.keys(table)) : undefined
    return isShared
      ? undefined
      : `there is no rule '${name}'${near === undefined ? '' : `: did you mean '${near}'?`}`
  }
  return isSuppressible(id, table)
    ? undefined
    : `${id} cannot be suppressed: it can be turned off by a config`
}

function problemFinding(
  { id, severity, rule }: ActiveRule,
  { at }: Directive,
  message: string,
  count: number,
): Finding {
  const location = locate(at.source, at.span)
  return {
    rule: id,
    severity,
    certainty: 'certain',
    message,
    resource: { address: location.file, type: 'File' },
    location,
    when: [],
    notes: [],
    fingerprint: fingerprintOf(id, location.file, message, ...(count > 1 ? [String(count)] : [])),
    controls: rule.controls,
    causes: [],
  }
}
