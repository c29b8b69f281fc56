/** Takes parts out of maps and lists and puts new ones in. */
import type { Collection, Part } from './collection.ts'
import { insertions } from './insert.ts'
import type { Page, Piece } from './page.ts'
import { removals } from './remove.ts'
import { memberText, type Member } from './render.ts'

/** What becomes of the parts of a collection; at least one of them stays. */
export interface Arrangement {
  /** Parts that are taken out. */
  readonly out: ReadonlySet<Part>
  readonly added: readonly Member[]
  /** The part before which new ones stand; without it they stand at the end. */
  readonly before?: Part | undefined
}

/** The pieces of text that change. */
export function arrange(page: Page, collection: Collection, { out, added, before }: Arrangement): Piece[] {
  const kept = collection.parts.filter(part => !out.has(part))
  const last = kept.at(-1)
  const anchor = (before && kept[kept.indexOf(before) - 1]) ?? last
  if (!anchor || !last) return []
  const taken = removals(page, collection, out)
  if (added.length === 0) return taken
  const texts = added.map(member => memberText(page, collection.layout, member))
  // A comma behind the last part goes with the parts behind it.
  const mayEndInComma = anchor !== last || last === collection.parts.at(-1)
  return merged(taken, insertions(page, collection, anchor, texts, mayEndInComma))
}

/** What is put in where something is taken out takes its place. */
function merged(taken: readonly Piece[], inserted: readonly Piece[]): Piece[] {
  const free = inserted.filter(({ span }) => taken.every(piece => piece.span.start !== span.start))
  const filled = taken.map(piece => {
    const here = inserted.filter(({ span }) => span.start === piece.span.start)
    return { ...piece, text: here.map(({ text }) => text).join('') + piece.text }
  })
  return [...filled, ...free]
}
