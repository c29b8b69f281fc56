/** Lines of a source around a place, with the place marked. */
import type { Location } from '../../finding.ts'
import type { Source } from '../../text/source.ts'
import { masked } from '../../text/secrets.ts'
import { excerpt } from '../excerpt.ts'
import type { Rewrite } from '../fix-lines.ts'
import { columnsOf, unprintable } from '../terminal.ts'
import { html, verbatim, type Markup } from './markup.ts'

/** Lines that are shown before and after. */
const AROUND = 2
/** Columns that are shown; pages scroll sideways. */
const WIDTH = 160

/** The lines of a place, if its source is at hand. */
export function codeOf(location: Location, source: Source | undefined): Markup | undefined {
  if (!source) return undefined
  const first = Math.max(1, location.line - AROUND)
  const lines = Array.from({ length: location.line - first + 1 + AROUND }, (_, index) => first + index)
  return html`<pre class="code" tabindex="0">
${lines
      .filter(line => line <= location.line || source.lineStart(line) < source.text.length)
      .map(line =>
        line === location.line ? marked(location, source) : plainLine(line, location.file, source),
      )}</pre>`
}

/** Lines that go, and those that come in their place. */
export function rewriteMarkup({ file, line, before, after }: Rewrite): Markup {
  const lines = (texts: readonly string[], sign: string, kind: string) =>
    texts.map(
      text =>
        html`<span class="line ${kind}"
          ><span class="number">${sign}</span>${verbatim(shortened(text))}</span
        >`,
    )
  return html`<p class="place"><code>${file}:${line}</code></p>
    <pre class="code" tabindex="0">${lines(before, '−', 'goes')}${lines(after, '+', 'comes')}</pre>`
}

function shortened(text: string): string {
  const shown = masked(text).replace(unprintable, sign => (sign === '\t' ? sign : '\uFFFD'))
  return shown.length > WIDTH ? `${shown.slice(0, WIDTH)}…` : shown
}

function plainLine(line: number, file: string, source: Source): Markup {
  const { text } = excerpt(source, { file, line, column: 1, endLine: line, endColumn: 1 }, WIDTH)
  return html`<span class="line"><span class="number">${line}</span>${verbatim(text)}</span>`
}

function marked(location: Location, source: Source): Markup {
  const { text, before, length } = excerpt(source, location, WIDTH)
  const [start, end] = [indexOf(text, before), indexOf(text, before + length)]
  return html`<span class="line here"
    ><span class="number">${location.line}</span>${verbatim(text.slice(0, start))}<mark>${verbatim(
      text.slice(start, end),
    )}</mark>${verbatim(text.slice(end))}</span
  >`
}

/** The index of the character that stands after so many columns. */
function indexOf(text: string, columns: number): number {
  let [index, column] = [0, 0]
  for (const character of text) {
    if (column >= columns) break
    column += columnsOf(character)
    index += character.length
  }
  return index
}
