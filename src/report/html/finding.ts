/** One finding on the page: what is wrong in a line, and all the rest folded below it. */
import type { Finding, Fix, Note, Suppressed, Witness } from '../../finding.ts'
import { isApart } from '../block.ts'
import { authored, isCertain, remedyOf, ruleOf, tellWhen, type ReportOptions } from '../summary.ts'
import type { Source } from '../../text/source.ts'
import { rewritesOf } from '../fix-lines.ts'
import { codeOf, rewriteMarkup } from './code.ts'
import { html, type Markup } from './markup.ts'
import { term } from './term.ts'

/** What findings are shown with. */
export interface Sheet extends Pick<ReportOptions, 'rules'> {
  readonly sources: ReadonlyMap<string, Source>
  /** Show their details from the start. */
  readonly isOpen: boolean
}

/** Shows a finding; one that is suppressed with the reason. */
export function findingMarkup(finding: Finding, sheet: Sheet, suppressed?: Suppressed): Markup {
  const { severity, message, resource, location, when } = finding
  const certainty = suppressed ? 'suppressed' : finding.certainty
  const note = suppressed ? 'suppressed' : isCertain(finding) ? undefined : 'possible'
  return html`<details
    class="finding"
    data-severity="${severity}"
    data-certainty="${certainty}"
    data-rule="${finding.rule}"
    data-file="${location.file}"
    ${sheet.isOpen ? html`open` : undefined}
  >
    <summary>
      <span class="badge ${severity}">${severity}</span>
      <span class="message">${message}</span>
      ${when.length > 0 ? html`<span class="when">when ${tellWhen(when)}</span>` : undefined}
      ${note === undefined ? undefined : html`<span class="tag">${note}</span>`}
      <span class="what">
        <a class="rule" href="#rule-${finding.rule}">${finding.rule}</a>
        <span class="address">${resource.construct ?? resource.address}</span>
        <span class="line-number">line ${location.line}</span>
      </span>
    </summary>
    <div class="details">${bodyOf(finding, sheet, suppressed)}</div>
  </details> `
}

function bodyOf(
  finding: Finding,
  { sources, rules }: Sheet,
  suppressed?: Suppressed,
): (Markup | undefined)[] {
  const { location, resource, source, witness, notes, causes, controls } = finding
  const rule = ruleOf(finding.rule, rules)
  const author = source && authored(finding)
  const beside = notes.filter(note => !isApart(note.location, location))
  const apart = notes.filter(note => isApart(note.location, location))
  return [
    author && html`<p class="place">${placeOf(author)} in the program</p>`,
    author && codeOf(author, sources.get(author.file)),
    author && html`<p class="place">${placeOf(location)} in the template</p>`,
    codeOf(location, sources.get(location.file)),
    html`<dl>
      ${term('Suppressed', suppressed?.reason)} ${term('Resource', `${resource.address} (${resource.type})`)}
      ${term('Depends on', causes.length > 0 ? causes.join(' and ') : undefined)}
      ${beside.map(note => term('Note', note.message))} ${witness && proof(witness)} ${term('Why', rule?.why)}
      ${term('Fix', remedyOf(finding, rules))}
      ${term('Controls', controls.length > 0 ? controls.join(', ') : undefined)}
      ${term('Patch', finding.fix && optionOf(finding.fix))}
    </dl>`,
    ...(finding.fix ? rewritesOf(finding.fix, sources).map(rewriteMarkup) : []),
    ...apart.map(note => noteOf(note, sources)),
  ]
}

/** What makes the fix. */
function optionOf({ title, safety }: Fix): string {
  return `${title}: bucketlint ${safety === 'safe' ? '--fix' : '--fix=all'}`
}

/** The request that gets through, as a sentence and as what it is made of. */
function proof({ sentence, principal, action, resource, secureTransport, context = {} }: Witness): Markup {
  const transport = secureTransport === undefined ? undefined : secureTransport ? 'HTTPS' : 'HTTP'
  const keys = Object.entries(context).map(([key, value]) => [key, [value].flat().join(', ')] as const)
  const rows = [
    ['principal', principal],
    ['action', action],
    ['resource', resource],
    ['transport', transport],
    ...keys,
  ] as const
  return html`<div>
    <dt>Proof</dt>
    <dd>
      ${sentence}
      <table class="request">
        ${rows.map(([name, value]) =>
          value === undefined
            ? undefined
            : html`<tr>
                <th scope="row">${name}</th>
                <td>${value}</td>
              </tr>`,
        )}
      </table>
    </dd>
  </div>`
}

function noteOf({ message, location }: Note, sources: Sheet['sources']): Markup {
  return html`<div class="note">
    <p>${message} <span class="place">${placeOf(location)}</span></p>
    ${codeOf(location, sources.get(location.file))}
  </div>`
}

function placeOf({ file, line }: { readonly file: string; readonly line: number }): Markup {
  return html`<code>${file}:${line}</code>`
}
