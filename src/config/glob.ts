/**
 * Globs of configs. They come with pull requests from strangers, so that none may take long: no regular expression is
 * made of them, and the time is at most the pattern's length times the path's.
 */
import { matchesGlob } from '../text/glob.ts'

/** More alternatives than this are not made of braces. */
const MOST_ALTERNATIVES = 100

/**
 * Whether a path, relative with `/`, matches one of the globs or lies in a folder that does. `*` and `?` stand for
 * characters of a name, `**` for any folders, `{a,b}` for either. A glob without `/` matches at any depth.
 */
export function pathMatcher(globs: readonly string[]): (path: string) => boolean {
  const patterns = globs.flatMap(glob => alternatives(glob).map(segmentsOf))
  return path => {
    const names = path.split('/')
    return patterns.some(pattern => matchesPath(pattern, names))
  }
}

/** Whether a text as a whole matches one of the globs, in which `*` stands for any characters and `?` for one. */
export function textMatcher(globs: readonly string[]): (text: string) => boolean {
  return text => globs.some(glob => matchesGlob(glob, text))
}

function segmentsOf(glob: string): string[] {
  const segments = glob.replace(/^\.?\/|\/$/g, '').split('/')
  return segments.length > 1 || glob.startsWith('/') ? segments : ['**', ...segments]
}

/** The patterns that braces stand for; braces that cannot be paired are characters. */
function alternatives(glob: string): string[] {
  const done: string[] = []
  const open = [glob]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const braces = /\{([^{}]*,[^{}]*)\}/.exec(next)
    const options = braces?.[1]?.split(',')
    if (!braces || !options || done.length + open.length + options.length > MOST_ALTERNATIVES) {
      done.push(next)
      continue
    }
    const [before, after] = [next.slice(0, braces.index), next.slice(braces.index + braces[0].length)]
    for (const option of options) open.push(before + option + after)
  }
  return done
}

/** Runs the pattern over the names; `reached[i]` tells whether its first `i` segments match the names so far. */
function matchesPath(pattern: readonly string[], names: readonly string[]): boolean {
  let reached = closed(
    pattern,
    Array.from({ length: pattern.length + 1 }, (_, index) => index === 0),
  )
  for (const name of names) {
    const next = reached.map((_, index) => {
      const segment = pattern[index - 1]
      if (segment === '**') return reached[index] ?? false
      return segment !== undefined && (reached[index - 1] ?? false) && matchesGlob(segment, name)
    })
    reached = closed(pattern, next)
    // All of the pattern matches this folder, or the path itself.
    if (reached[pattern.length]) return true
  }
  return false
}

/** `**` may stand for no folder at all. */
function closed(pattern: readonly string[], reached: boolean[]): boolean[] {
  for (const [index, segment] of pattern.entries())
    if (segment === '**' && reached[index]) reached[index + 1] = true
  return reached
}
