/** The report as one page that stands for itself: no request leaves it, and nothing that a template says is markup. */
import { severities, type Finding, type Report, type Suppressed } from '../../finding.ts'
import { heading, lastLine } from '../last-line.ts'
import { pictureStyle } from '../graph/svg-style.ts'
import { grouped, isBroken, listed, summaryOf, tellUnchecked, type ReportOptions } from '../summary.ts'
import { plain } from '../terminal.ts'
import { findingMarkup, type Sheet } from './finding.ts'
import { html, Markup } from './markup.ts'
import { rulesMarkup } from './rules.ts'
import { script, themeScript } from './script.ts'
import { inline, policyOf } from './self-contained.ts'
import { style } from './style.ts'
import { toolsMarkup } from './tools.ts'

/** Up to so many findings are open from the start. */
const MOST_OPEN = 20

interface Entry {
  readonly finding: Finding
  readonly suppressed?: Suppressed
}

/** Makes the page. */
export function htmlPage(report: Report, options: ReportOptions): string {
  const entries: Entry[] = [
    ...listed(report, options).map(finding => ({ finding })),
    ...(options.includeSuppressed ? report.suppressed : []).map(it => ({
      finding: it.finding,
      suppressed: it,
    })),
  ]
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>bucketlint: ${heading(report)}</title>
        <link rel="icon" href="data:," />
        ${inline('style', style)} ${inline('script', themeScript)}
      </head>
      <body>
        ${headerOf(report, entries)}
        <main>
          ${pictureOf(options)} ${findingsOf(entries, report, options)} ${remarksOf(report)}
          ${rulesMarkup(
            entries.map(({ finding }) => finding),
            options.rules,
          )}
        </main>
        <footer>
          <p class="keys" id="keys" hidden>
            <kbd>/</kbd> search, <kbd>j</kbd> <kbd>k</kbd> next and previous finding, <kbd>Enter</kbd> open
            it, <kbd>e</kbd> open or close all, <kbd>Esc</kbd> clear filters
          </p>
          <p>Made by bucketlint ${options.version}.</p>
        </footer>
        ${inline('script', script)}
      </body>
    </html> `
  return page.text
}

/** Nothing runs and nothing styles but what stands here; nothing is fetched from anywhere. */
const policy = policyOf([themeScript, script], [style, pictureStyle])

function headerOf(report: Report, entries: readonly Entry[]): Markup {
  const title = heading(report)
  return html`<header>
    <div class="brand">
      <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" aria-hidden="true">
        <ellipse cx="12" cy="5.5" rx="8.5" ry="2.8" />
        <path d="M3.5 5.5 5.6 19c.2 1.3 3 2.3 6.4 2.3s6.2-1 6.4-2.3l2.1-13.5" stroke-linejoin="round" />
        <path d="m8.6 13.4 2.6 2.6 4.4-4.8" stroke-linecap="round" stroke-linejoin="round" />
      </svg>
      bucketlint
      <button type="button" id="theme" hidden>Light or dark</button>
    </div>
    <h1>${title.charAt(0).toUpperCase() + title.slice(1)}</h1>
    <p class="sum">${lastLine(report, { paint: plain })}</p>
    ${barOf(entries)} ${errorsOf(report)}
  </header>`
}

/** How the findings are divided among the severities. */
function barOf(entries: readonly Entry[]): Markup | undefined {
  if (entries.length === 0) return undefined
  let from = 0
  const parts = severities.map(severity => {
    const width = entries.filter(({ finding }) => finding.severity === severity).length
    from += width
    return html`<rect class="${severity}" x="${from - width}" width="${width}" height="1" />`
  })
  return html`<svg
    class="bar"
    viewBox="0 0 ${entries.length} 1"
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    ${parts}
  </svg>`
}

function errorsOf({ errors }: Report): Markup | undefined {
  if (errors.length === 0) return undefined
  return html`<div class="alert" role="alert">
    <h2>Not everything could be read: findings may be missing</h2>
    <ul>
      ${errors.map(({ message }) => html`<li>${message}</li>`)}
    </ul>
  </div>`
}

function pictureOf({ picture }: ReportOptions): Markup | undefined {
  if (picture === undefined) return undefined
  return html`<section id="estate">
    <h2>Estate</h2>
    <div class="picture">${new Markup(picture)}</div>
  </section>`
}

function findingsOf(entries: readonly Entry[], report: Report, { rules }: ReportOptions): Markup {
  if (entries.length === 0) return cleanMarkup(report)
  const sheet: Sheet = { rules, sources: report.sources, isOpen: entries.length <= MOST_OPEN }
  const files = grouped(entries, ({ finding }) => finding.location.file)
  const found = entries.map(({ finding: { severity, rule, location, certainty }, suppressed }) => {
    return { severity, rule, file: location.file, certainty: suppressed ? 'suppressed' : certainty }
  })
  return html`${toolsMarkup(found)}
    ${[...files].map(
      ([file, members]) =>
        html`<section class="file">
          <h2>${file} <span class="count">${members.length}</span></h2>
          ${members.map(({ finding, suppressed }) => findingMarkup(finding, sheet, suppressed))}
        </section>`,
    )}
    <p class="none" id="none" hidden>No finding is like that.</p>`
}

function cleanMarkup(report: Report): Markup {
  if (isBroken(report)) return html`<p class="clean">What could be read has no findings.</p>`
  const { possible } = summaryOf(report)
  if (possible === 0) return html`<p class="clean good">No findings.</p>`
  return html`<p class="clean">Nothing is certain; what is possible is listed with --possible.</p>`
}

function remarksOf({ notices, notFullyChecked }: Report): Markup | undefined {
  const remarks = [...notFullyChecked.map(tellUnchecked), ...notices.map(({ message }) => message)]
  if (remarks.length === 0) return undefined
  return html`<section>
    <h2>Remarks</h2>
    <ul class="remarks">
      ${remarks.map(remark => html`<li>${remark}</li>`)}
    </ul>
  </section>`
}
