/**
 * Whether a text as a whole matches a glob, in which `*` stands for any characters and `?` for one. Globs come from
 * strangers: no regular expression is made of them, and the time is at most the glob's length times the text's, because
 * on a mismatch only the last `*` takes one more character, which is all that can help.
 */
export function matchesGlob(glob: string, text: string): boolean {
  let [at, place] = [0, 0]
  let star = -1
  let taken = 0
  while (place < text.length) {
    if (glob[at] === '*') {
      star = at++
      taken = place
    } else if (at < glob.length && (glob[at] === '?' || glob[at] === text[place])) {
      at++
      place++
    } else if (star >= 0) {
      at = star + 1
      place = ++taken
    } else return false
  }
  while (glob[at] === '*') at++
  return at === glob.length
}
