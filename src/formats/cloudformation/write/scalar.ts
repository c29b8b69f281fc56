/** Texts as YAML scalars that CloudFormation reads as just these texts. */
import { dump, YAML11_SCHEMA } from 'js-yaml'

/** The scalar of a text, in quotes where it could be taken for something else; `inBrackets` more characters matter. */
export function scalarOf(text: string, quote: string, inBrackets: boolean): string {
  return isPlain(text, inBrackets) ? text : quoted(text, quote)
}

/** A text in quotes of one kind; in double ones if it cannot do without escapes. */
export function quoted(text: string, quote: string): string {
  // What JSON writes is YAML too.
  return quote === '"' || /[^\x20-\x7E\xA0-\uFFFD]/.test(text)
    ? JSON.stringify(text)
    : `'${text.replaceAll("'", "''")}'`
}

function isPlain(text: string, inBrackets: boolean): boolean {
  // Dates and numbers, and the patterns that people are used to see in quotes.
  if (/^[-+.]?\d|[*\n]/.test(text) || (inBrackets && /[,[\]{}]/.test(text))) return false
  return dump(text, { schema: YAML11_SCHEMA, lineWidth: -1 }).trimEnd() === text
}
