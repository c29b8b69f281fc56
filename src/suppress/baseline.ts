/**
 * The baseline: findings that were there when a project began to be linted, and are left for later. A finding is known
 * by rule, file, address and fingerprint, none of which moves with lines, and as often as it was there.
 */
import type { Baseline, BaselineEntry, Finding, Suppressed } from '../finding.ts'
import type { ListNode, MapNode, Node } from '../syntax/index.ts'
import { parseJson } from '../syntax/index.ts'
import type { Source, Span } from '../text/source.ts'
import { UsageError } from '../usage-error.ts'

/** What is left of findings, and of the baseline. */
export interface Compared {
  readonly findings: readonly Finding[]
  readonly suppressed: readonly Suppressed[]
  /** The baseline without what was looked for and is gone. */
  readonly kept: Baseline
  /** How many findings are gone. */
  readonly stale: number
}

/**
 * Takes known findings away. `isLocked` ones are never known; what was not looked for, as `wasChecked` says, is not
 * gone.
 */
export function compareWithBaseline(
  findings: readonly Finding[],
  baseline: Baseline,
  isLocked: (finding: Finding) => boolean,
  wasChecked: (rule: string, file: string) => boolean,
): Compared {
  const left = new Map<string, number>()
  for (const entry of baseline) left.set(keyOf(entry), (left.get(keyOf(entry)) ?? 0) + entry.count)
  const fresh: Finding[] = []
  const suppressed: Suppressed[] = []
  for (const finding of findings) {
    const key = keyOf(entryOf(finding))
    const count = left.get(key) ?? 0
    if (count === 0 || isLocked(finding)) fresh.push(finding)
    else {
      left.set(key, count - 1)
      suppressed.push({ finding, by: 'baseline', reason: 'in the baseline' })
    }
  }
  const gone = (entry: BaselineEntry) =>
    wasChecked(entry.rule, entry.file) ? Math.min(left.get(keyOf(entry)) ?? 0, entry.count) : 0
  return {
    findings: fresh,
    suppressed,
    kept: baseline.flatMap(entry =>
      entry.count > gone(entry) ? [{ ...entry, count: entry.count - gone(entry) }] : [],
    ),
    stale: baseline.reduce((sum, entry) => sum + gone(entry), 0),
  }
}

/** A baseline of findings, beside entries that are kept. */
export function baselineOf(findings: readonly Finding[], kept: Baseline = []): Baseline {
  const entries = new Map<string, BaselineEntry>()
  for (const entry of [...kept, ...findings.map(entryOf)]) {
    const known = entries.get(keyOf(entry))
    entries.set(keyOf(entry), known ? { ...known, count: known.count + entry.count } : entry)
  }
  return [...entries.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

/** The text of a baseline: JSON, sorted, a finding in each line, so that changes can be reviewed. */
export function baselineText(baseline: Baseline): string {
  const lines = baseline.map(({ file, rule, address, fingerprint, count }) =>
    JSON.stringify({ file, rule, address, fingerprint, ...(count > 1 ? { count } : {}) }),
  )
  const findings = lines.length > 0 ? `[\n    ${lines.join(',\n    ')}\n  ]` : '[]'
  return `{\n  "schemaVersion": 1,\n  "findings": ${findings}\n}\n`
}

/** Reads a baseline. Throws `UsageError` with file, line and column where it is none. */
export function readBaseline(source: Source): Baseline {
  const { root, problems } = parseJson(source)
  const [error] = problems.filter(({ kind }) => kind === 'error')
  if (error) throw wrong(source, error.span, error.message)
  const list = root?.kind === 'map' ? root.get('findings')?.value : undefined
  const version = root?.kind === 'map' ? textOf(root.get('schemaVersion')?.value) : undefined
  if (list?.kind !== 'list' || version !== '1')
    throw wrong(
      source,
      root?.span ?? { start: 0, end: 0 },
      'this is no baseline: expected schemaVersion 1 and findings',
    )
  return entriesIn(list)
}

function entriesIn(list: ListNode): Baseline {
  return list.items.map(item => {
    if (item.kind !== 'map') throw wrong(item.source, item.span, `expected a finding, not a ${item.kind}`)
    const count = textOf(item.get('count')?.value) ?? '1'
    if (!/^[1-9]\d{0,8}$/.test(count)) throw wrong(item.source, item.span, 'count is no number from 1')
    return {
      file: requiredText(item, 'file'),
      rule: requiredText(item, 'rule'),
      address: requiredText(item, 'address'),
      fingerprint: requiredText(item, 'fingerprint'),
      count: Number(count),
    }
  })
}

function requiredText(item: MapNode, key: string): string {
  const text = textOf(item.get(key)?.value)
  if (text === undefined) throw wrong(item.source, item.span, `the finding has no ${key}`)
  return text
}

function textOf(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' ? node.text : undefined
}

function entryOf({ rule, location, resource, fingerprint }: Finding): BaselineEntry {
  return { file: location.file, rule, address: resource.address, fingerprint, count: 1 }
}

function keyOf({ file, rule, address, fingerprint }: BaselineEntry): string {
  return [file, rule, address, fingerprint].join('\0')
}

function wrong(source: Source, { start }: Span, message: string): UsageError {
  const { line, column } = source.position(start)
  return new UsageError(`${source.path}:${line}:${column}: ${message}`)
}
