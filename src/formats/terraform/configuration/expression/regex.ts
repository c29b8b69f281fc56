/**
 * Regular expressions as Go reads them (RE2), run by the engine at hand. That one tries alternatives one by one,
 * so what could take long is not run at all.
 * Source: https://github.com/google/re2/wiki/Syntax
 */
import { Beyond, Failure } from './failure.ts'
import { RegexReader } from './regex-reader.ts'

/** Steps that a match may take at worst. */
const STEPS = 10_000_000

const TOO_LONG = `a regular expression that may take more than the bound of ${STEPS} steps`

/** A regular expression that is ready to be run over any text. */
export interface Regex {
  readonly groups: readonly (string | undefined)[]
  /** The matches in a text, one after the other; throws `Unclear` where finding them may take long. */
  matches(text: string): RegExpExecArray[]
}

/** Reads a regular expression; throws `Failure` where Go refuses it. */
export function readRegex(source: string): Regex {
  const reader = new RegexReader(source)
  const { pattern, ways } = reader.read()
  const isAnchored = pattern.startsWith('^') && !reader.hasAlternatives && !reader.flags.includes('m')
  return {
    groups: reader.groups,
    matches(text) {
      const starts = isAnchored ? 1 : text.length + 1
      if (ways(text.length) * starts > STEPS) throw new Beyond(TOO_LONG)
      return [...text.matchAll(compiled(pattern, reader.flags))]
    },
  }
}

function compiled(pattern: string, flags: string): RegExp {
  try {
    return new RegExp(pattern, `gu${flags}`)
  } catch {
    throw new Failure('a regular expression that is not valid')
  }
}
