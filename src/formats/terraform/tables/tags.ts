/** Tags, with those that the provider adds to all resources. */
import type { Property } from '../../../model/value.ts'
import type { Cell } from './cell.ts'
import { pairs } from './shape.ts'

/** The tags of a resource, in all. */
export function allTags(cell: Cell): Property | undefined {
  const own = pairs('tags')(cell)
  const all = cell.get('tags_all')
  return all.open || all.keys.length <= cell.get('tags').keys.length ? own : pairs('tags_all')(cell)
}
