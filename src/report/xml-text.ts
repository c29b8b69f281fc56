/** Text for XML and HTML. */

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text that stays text, in elements as in quoted attributes. What cannot be printed is to be replaced before. */
export function xmlText(text: string): string {
  // XML has no way to say these two, which Unicode calls no characters.
  return text.replace(/[&<>"']/g, character => entities[character] ?? '').replace(/[\uFFFE\uFFFF]/g, '\uFFFD')
}
