/** Places in a plan, found when they are shown: most never are. */
import type { Origin } from '../../../model/value.ts'
import type { Entry, Node } from '../../../syntax/node.ts'

/** The place of a value, under an address. */
export function placeOf(node: Node, address: string): Origin {
  return {
    source: node.source,
    get span() {
      return node.span
    },
    address,
  }
}

/** The place of a key, under an address. */
export function keyPlace(entry: Entry, address: string): Origin {
  return {
    source: entry.value.source,
    get span() {
      return entry.keySpan
    },
    address,
  }
}
