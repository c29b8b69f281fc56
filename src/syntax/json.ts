/** JSON to nodes. Plans reach 100 MB: nothing but `JSON.parse` and one fast scan runs over the whole text. */
import type { Source } from '../text/source.ts'
import { duplicateKey, guarded, SyntaxFailure } from './failure.ts'
import { jsonFailure } from './json-errors.ts'
import { jsonNode } from './json-nodes.ts'
import { eachDuplicateKey, skipBlanks, tooDeep, valueSpan } from './json-scan.ts'
import { BOUNDS, type Parsed, type SyntaxProblem } from './node.ts'

/** Above this nobody has written the file by hand, and keys written twice are not looked for. */
const HAND_WRITTEN_LENGTH = 5_000_000

/** Parses a JSON text. Never throws. Nodes are made on access, places found on demand. */
export function parseJson(source: Source): Parsed {
  const { text } = source
  const problems: SyntaxProblem[] = []
  return guarded(problems, () => {
    const value = parseValue(source)
    const deep = tooDeep(text, BOUNDS.depth)
    if (deep !== undefined)
      throw new SyntaxFailure(`the nesting is deeper than the bound of ${BOUNDS.depth} levels`, {
        start: deep,
        end: deep + 1,
      })
    if (text.length <= HAND_WRITTEN_LENGTH)
      eachDuplicateKey(text, (key, first, again) => problems.push(duplicateKey(source, key, first, again)))
    return { root: jsonNode(source, value, () => valueSpan(text, skipBlanks(text, 0))), problems }
  })
}

function parseValue(source: Source): unknown {
  try {
    return JSON.parse(source.text.replace(/^\uFEFF/, '')) as unknown
  } catch {
    throw jsonFailure(source)
  }
}
