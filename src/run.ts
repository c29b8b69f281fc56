/** The whole of bucketlint on one page: read the estate, check it, take away what is suppressed, report. */
import { check, type ActiveRule } from './check.ts'
import { fingerprintOf, type Finding, type Report } from './finding.ts'
import { readEstate, type Broken } from './read.ts'
import { rulesByFile, type RuleTable, type Settings } from './settings.ts'
import { lookingForSuppressed, withoutSuppressed } from './suppress/index.ts'

/** Runs the rules over what the settings name. Throws `UsageError` where they name a rule that does not exist. */
export function run(settings: Settings, table: RuleTable): Report {
  const { estate, broken, notices, errors, files, sources, ...read } = readEstate(settings)
  const directives = [...read.directives, ...(settings.configs?.directives() ?? [])]
  const rulesIn = rulesByFile(lookingForSuppressed(settings, directives, table), table)
  const checked = check(estate, rulesIn, settings.progress)
  const { told, untold } = syntaxFindings(broken, rulesIn)
  const failures = [...errors, ...untold, ...checked.errors]
  const { notFullyChecked } = checked
  const isComplete = broken.length === 0 && failures.length === 0
  return {
    ...withoutSuppressed([...told, ...checked.findings], directives, {
      settings,
      table,
      rulesIn,
      isComplete,
      notFullyChecked,
    }),
    notices: [...notices, ...(settings.configs?.notices() ?? [])],
    errors: failures,
    files,
    buckets: estate.ofType('AWS::S3::Bucket').length,
    notFullyChecked,
    sources: new Map([...directives.map(({ at }) => [at.source.path, at.source] as const), ...sources]),
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
