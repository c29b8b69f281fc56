/** The whole of bucketlint on one page: read the estate, check it, report. */
import { check, type ActiveRule } from './check.ts'
import { compareFindings, fingerprintOf, type Finding, type Report } from './finding.ts'
import { readEstate, type Broken } from './read.ts'
import { activeRules, type RuleTable, type Settings } from './settings.ts'

/** Runs the rules over what the settings name. Throws `UsageError` where they name a rule that does not exist. */
export function run(settings: Settings, table: RuleTable): Report {
  const rules = activeRules(settings, table)
  const { estate, broken, notices, errors, files, sources } = readEstate(settings)
  const checked = check(estate, rules)
  const syntaxError = rules.find(({ rule }) => rule.on === 'file')
  return {
    findings: [
      ...(syntaxError ? broken.map(each => syntaxFinding(syntaxError, each)) : []),
      ...checked.findings,
    ].sort(compareFindings),
    notices,
    errors: [...errors, ...(syntaxError ? [] : broken), ...checked.errors],
    files,
    buckets: estate.ofType('AWS::S3::Bucket').length,
    notFullyChecked: checked.notFullyChecked,
    sources,
  }
}

/** What cannot be read is a finding about the file itself. */
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
