/** What the page tells of the rules that were broken. */
import type { Finding } from '../../finding.ts'
import type { RuleTable } from '../../settings.ts'
import { urlsOf } from '../explain.ts'
import { plural, ruleOf } from '../summary.ts'
import { html, type Markup } from './markup.ts'

/** The rules of the findings, with the pages that hold their facts. */
export function rulesMarkup(findings: readonly Finding[], table: RuleTable): Markup | undefined {
  const ids = [...new Set(findings.map(({ rule }) => rule))].sort()
  const known = ids.filter(id => ruleOf(id, table))
  if (known.length === 0) return undefined
  const counts = new Map(known.map(id => [id, findings.filter(({ rule }) => rule === id).length]))
  return html`<section id="rules">
    <h2>Rules</h2>
    ${known.map(id => aboutRule(id, counts.get(id) ?? 0, table))}
  </section>`
}

function aboutRule(id: string, count: number, table: RuleTable): Markup | undefined {
  const rule = ruleOf(id, table)
  if (!rule) return undefined
  const { title, why, remedy, controls } = rule
  return html`<details class="about" id="rule-${id}">
    <summary><code>${id}</code> &middot; ${title} <small>(${plural(count, 'finding')})</small></summary>
    <div>
      <p>${why}</p>
      <p>${remedy}</p>
      ${controls.length > 0 ? html`<p>Controls: ${controls.join(', ')}</p>` : undefined}
      <ul>
        ${urlsOf(rule).map(url => html`<li><a href="${url}" rel="noreferrer">${url}</a></li>`)}
        <li>All about it, with examples: <code>bucketlint explain ${id}</code></li>
      </ul>
    </div>
  </details>`
}
