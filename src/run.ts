/** The whole of bucketlint on one page: read the estate, check it, take away what is suppressed, try fixes, report. */
import { check, type ActiveRule } from './check.ts'
import { fingerprintOf, type Finding, type Report } from './finding.ts'
import { partOf, withFixes, type GroundOf, type Look } from './fix/index.ts'
import type { Change } from './model/change.ts'
import type { Unit } from './model/resource.ts'
import { readEstate, type Broken } from './read.ts'
import { rulesByFile, settingsOn, withTexts, type RuleTable, type Settings } from './settings.ts'
import { lookingForSuppressed, withoutSuppressed } from './suppress/index.ts'

/** What one run over files gives: a report, and what fixes are made of and tried with. */
export interface Seen {
  readonly report: Report
  /** What would mend findings, by fingerprint. */
  readonly changes: ReadonlyMap<string, Change>
  readonly look: Look
  readonly units: readonly Unit[]
}

/** Runs the rules over what the settings name. Throws `UsageError` where they name a rule that does not exist. */
export function run(settings: Settings, table: RuleTable): Report {
  const seen = see(settings, table)
  const { report, changes } = seen
  const { fixes } = settings
  if (!fixes) return report
  const grounds = groundsOf(seen, settings, table)
  return { ...report, findings: withFixes(report.findings, changes, grounds, fixes) }
}

/** A run without fixes. */
export function see(settings: Settings, table: RuleTable): Seen {
  const { estate, broken, notices, errors, files, sources, ...read } = readEstate(settings)
  const directives = [...read.directives, ...(settings.configs?.directives() ?? [])]
  const rulesIn = rulesByFile(lookingForSuppressed(settings, directives, table), table)
  const checked = check(estate, rulesIn, settings.progress)
  const { told, untold } = syntaxFindings(broken, rulesIn)
  const failures = [...errors, ...untold, ...checked.errors]
  const { notFullyChecked, changes } = checked
  const isComplete = broken.length === 0 && failures.length === 0
  const kept = withoutSuppressed([...told, ...checked.findings], directives, {
    settings,
    table,
    rulesIn,
    isComplete,
    notFullyChecked,
  })
  const all = estate.ofType('AWS::S3::Bucket')
  const report = {
    ...kept,
    notices: [...notices, ...(settings.configs?.notices() ?? [])],
    errors: failures,
    files,
    buckets: all.length,
    notFullyChecked,
    sources: new Map([...directives.map(({ at }) => [at.source.path, at.source] as const), ...sources]),
    offers: new Map(Array.from(changes, ([fingerprint, { safety }]) => [fingerprint, safety] as const)),
  }
  const unread = [...broken, ...failures, ...notices].map(({ message }) => ({ what: message }))
  const unchecked = notFullyChecked.map(({ rule, address, file, isSpent = false }) => ({
    what: `${rule} ${address}`,
    file,
    isSpent,
  }))
  const buckets = all.map(({ id, at }) => ({ id, file: at.source.path }))
  const look = { findings: checked.findings, troubles: [...unread, ...unchecked], buckets }
  return { report, changes, look, units: estate.units }
}

/** Finds what is deployed together with files, to try changes on. */
export function groundsOf({ units, look }: Seen, settings: Settings, table: RuleTable): GroundOf {
  const unitsOf = new Map<string, Set<Unit>>()
  const filesOf = new Map(
    units.map(unit => [unit, new Set(unit.resources.map(({ at }) => at.source.path))] as const),
  )
  for (const [unit, files] of filesOf)
    for (const file of files) unitsOf.set(file, (unitsOf.get(file) ?? new Set()).add(unit))
  return edited => {
    const own = [...new Set(edited.flatMap(file => [...(unitsOf.get(file) ?? [])]))]
    const files = new Set(own.flatMap(unit => [...(filesOf.get(unit) ?? [])]))
    const narrow = settingsOn(
      own.map(({ name }) => name),
      files,
      settings,
    )
    let alone: Look | undefined
    return {
      files,
      before: partOf(look, files),
      beforeAlone: () => (alone ??= see(narrow, table).look),
      after: texts => see(withTexts(narrow, texts), table).look,
    }
  }
}

/** What cannot be read is a finding about the file itself, and where that rule is off an error. */
function syntaxFindings(broken: readonly Broken[], rulesIn: (file: string) => readonly ActiveRule[]) {
  const told: Finding[] = []
  const untold: Broken[] = []
  for (const each of broken) {
    const rule = rulesIn(each.location.file).find(active => active.rule.on === 'file')
    if (rule) told.push(syntaxFinding(rule, each))
    else untold.push(each)
  }
  return { told, untold }
}

function syntaxFinding({ id, rule, severity }: ActiveRule, { message, location }: Broken): Finding {
  return {
    rule: id,
    severity,
    certainty: 'certain',
    message,
    resource: { address: location.file, type: 'File' },
    location,
    when: [],
    notes: [],
    fingerprint: fingerprintOf(id, location.file, message),
    controls: rule.controls,
    causes: [],
  }
}
