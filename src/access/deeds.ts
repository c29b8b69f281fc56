/** What people can do with a bucket, as messages say it. */
import type { Capability } from '../proof/index.ts'

/** What is done to objects shares its object. */
const verbs = ['read', 'list', 'write', 'delete'] as const

/** `read and list its objects and change who has access`, always in the same order. */
export function deedsOf(capabilities: Iterable<Capability>): string {
  const asked = new Set(capabilities)
  const toObjects = verbs.filter(verb => asked.has(verb))
  return conjoined([
    ...(toObjects.length > 0 ? [`${conjoined(toObjects)} its objects`] : []),
    ...(asked.has('policy') ? ['change who has access'] : []),
    ...(asked.has('configure') ? ['change its settings'] : []),
  ])
}

/** `a`, `a and b`, `a, b and c`. */
export function conjoined(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`
}
