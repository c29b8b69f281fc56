/** What someone who wrote an unknown name may have meant. */

/**
 * The one of `names` nearest to `wanted`: the same but for case and punctuation, else few letters away, else the only
 * one that contains it or is contained in it (`Lifecycle` for `LifecycleConfiguration`).
 */
export function nearestName(wanted: string, names: Iterable<string>): string | undefined {
  const target = fold(wanted)
  let nearest: string | undefined
  let least = Math.floor((target.length + 2) / 4) + 1
  const related: string[] = []
  for (const name of names) {
    const folded = fold(name)
    const apart = distance(target, folded)
    if (apart < least) [nearest, least] = [name, apart]
    const [short, long] = folded.length < target.length ? [folded, target] : [target, folded]
    if (short.length > 3 && long.includes(short)) related.push(name)
  }
  return nearest ?? (related.length === 1 ? related[0] : undefined)
}

/** Whether a name is one of these but for one letter, or for case and punctuation. */
export function isSlip(written: string, names: Iterable<string>): boolean {
  const target = fold(written)
  return [...names].some(name => distance(target, fold(name)) <= 1)
}

function fold(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

/** Damerau-Levenshtein distance: letters to insert, delete or replace, neighbours to swap. */
function distance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1]
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]
      current[column] = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
        swapped ? at(beforeLast, column - 2) + 1 : Infinity,
      )
    }
    ;[beforeLast, last] = [last, current]
  }
  return at(last, b.length)
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity
}
