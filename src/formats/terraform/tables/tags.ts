/** Tags, with those that the provider adds to all resources. */
import { both, pairs, type Shape } from './shape.ts'
import { writingPairs } from './writing.ts'

/** The tags of a resource, in all; what is written are its own. */
export const allTags: Shape = both(cell => {
  const own = pairs('tags')(cell)
  const all = cell.get('tags_all')
  return all.open || all.keys.length <= cell.get('tags').keys.length ? own : pairs('tags_all')(cell)
}, writingPairs('tags'))
