/** The table of all rules: for people, for scripts and for documentation. */
import type { RuleTable } from '../settings.ts'
import { urlsOf } from './explain.ts'
import { jsonText } from './json-text.ts'
import { grouped, plural } from './summary.ts'
import { wrap, type Paint } from './terminal.ts'

type Row = { readonly id: string } & RuleTable[string]

/** The rules in a terminal, by subject. */
export function ruleList(table: RuleTable, { paint, width }: { paint: Paint; width: number }): string {
  const subjects = bySubject(table).map(([subject, rows]) => {
    const lines = rows.flatMap(({ id, rule }) => {
      const strict = rule.preset === 'strict' ? ', strict' : ''
      return [`  ${paint('bold', id)}  ${rule.severity}${strict}`, ...wrap(rule.title, width, '      ')]
    })
    return `${paint('underline', subject)}\n${lines.join('\n')}\n`
  })
  const count = Object.keys(table).length
  return [...subjects, `${plural(count, 'rule')}; bucketlint explain RULE tells all about one\n`].join('\n')
}

/** The rules as Markdown tables, one a subject; `nameOf` says how a rule is called, by default its id alone. */
export function ruleMarkdown(table: RuleTable, nameOf = (id: string): string => `\`${id}\``): string {
  const subjects = bySubject(table).map(([subject, rows]) => {
    const lines = rows.map(({ id, rule }) => {
      const cells = [nameOf(id), rule.title, rule.severity, rule.preset, rule.consequence]
      return `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`
    })
    const head = '| rule | finding when | severity | preset | consequence |\n| --- | --- | --- | --- | --- |'
    return `## ${subject}\n\n${[head, ...lines].join('\n')}\n`
  })
  return subjects.join('\n')
}

/** The rules as data, without their examples. */
export function ruleJson(table: RuleTable): string {
  const rows = bySubject(table).flatMap(([, each]) => each)
  return jsonText(
    rows.map(({ id, subject, rule }) => ({
      id,
      subject,
      title: rule.title,
      severity: rule.severity,
      preset: rule.preset,
      consequence: rule.consequence,
      why: rule.why,
      remedy: rule.remedy,
      remedyInCdk: rule.remedyInCdk,
      remedyInTerraform: rule.remedyInTerraform,
      refs: urlsOf(rule),
      controls: rule.controls,
    })),
  )
}

function bySubject(table: RuleTable): [subject: string, rows: Row[]][] {
  const rows = Object.entries(table).map(([id, entry]) => ({ id, ...entry }))
  return [...grouped(rows, ({ subject }) => subject)]
}
