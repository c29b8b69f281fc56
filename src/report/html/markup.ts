/** HTML in which everything that is not markup already is text. */
import { printable } from '../terminal.ts'
import { xmlText } from '../xml-text.ts'

/** A piece of HTML. */
export class Markup {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

type Content = Markup | string | number | undefined | readonly Content[]

/** Makes HTML of a template. Strings in it become text, in elements and in quoted attributes alike. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return new Markup(parts.map((part, index) => part + textOf(contents[index])).join(''))
}

/** Text whose white space counts; what cannot be printed is replaced already. */
export function verbatim(text: string): Markup {
  return new Markup(xmlText(text))
}

function textOf(content: Content): string {
  if (content === undefined) return ''
  if (content instanceof Markup) return content.text
  if (typeof content === 'object') return content.map(textOf).join('')
  return xmlText(printable(String(content)))
}
