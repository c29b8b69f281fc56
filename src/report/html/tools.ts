/** What findings are searched and filtered with. The script shows it, since nothing of it works without. */
import { severities } from '../../finding.ts'
import { html, type Markup } from './markup.ts'

/** What a finding can be found by. */
export interface Listed {
  readonly severity: string
  readonly rule: string
  readonly file: string
  readonly certainty: string
}

/** The tools for these findings. */
export function toolsMarkup(findings: readonly Listed[]): Markup {
  return html`<div class="tools" id="tools" hidden>
    <div class="row">
      <input
        type="search"
        id="search"
        placeholder="Search in all of it"
        aria-label="Search"
        autocomplete="off"
      />
      ${choice(findings, 'rule', 'every rule')} ${choice(findings, 'file', 'every file')}
      ${choice(findings, 'certainty', 'certain or not')}
    </div>
    <div class="row" role="group" aria-label="Severity">
      ${severities.map(severity => chip(severity, findings))}
      <button type="button" id="reset" hidden>Clear filters</button>
      <span class="count" id="count" role="status"></span>
      <button type="button" id="expand">Open or close all</button>
    </div>
  </div>`
}

function choice(
  findings: readonly Listed[],
  by: 'rule' | 'file' | 'certainty',
  every: string,
): Markup | undefined {
  const values = [...new Set(findings.map(finding => finding[by]))].sort()
  if (values.length < 2) return undefined
  return html`<select id="${by}" aria-label="${by}">
    <option value="">${every}</option>
    ${values.map(value => html`<option value="${value}">${value}</option>`)}
  </select>`
}

function chip(severity: string, findings: readonly Listed[]): Markup | undefined {
  const count = findings.filter(finding => finding.severity === severity).length
  if (count === 0) return undefined
  return html`<button type="button" class="chip ${severity}" value="${severity}" aria-pressed="false">
    ${severity}<b>${count}</b>
  </button>`
}
