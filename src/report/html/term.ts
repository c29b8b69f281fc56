/** One line of what is known: what it is about, and what is so. */
import { html, type Markup } from './markup.ts'

/** The line, for a list of terms (`<dl>`); nothing where nothing is known. */
export function term(label: string, text: string | undefined): Markup | undefined {
  return text === undefined
    ? undefined
    : html`<div>
        <dt>${label}</dt>
        <dd>${text}</dd>
      </div>`
}
