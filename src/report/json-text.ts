/** JSON that is safe to show: what a terminal or the log of a workflow may obey stands as an escape. */
import { unprintable } from './terminal.ts'

/** A value as a JSON document, ending in a line break. */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value, undefined, 2)
  // The line breaks are those of the layout: inside of strings they stand as escapes already.
  const shown = text.replace(unprintable, character => (character === '\n' ? character : escaped(character)))
  return `${shown.replaceAll('##[', '##\\u005b')}\n`
}

function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
  return units.map(unit => `\\u${unit.toString(16).padStart(4, '0')}`).join('')
}
