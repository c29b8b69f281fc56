/** Text to a tree with places: what the rest of bucketlint uses of this folder. */
import type { Source } from '../text/source.ts'
import { parseJson } from './json.ts'
import type { Parsed } from './node.ts'
import { parseYaml } from './yaml.ts'

export { comments, type Comment } from './comments.ts'
export { decodeText, encodeText } from './decode.ts'
export * from './node.ts'
export { parseJson, parseYaml }

/** Parses a file as what its name says, or where the name leaves it open (`.template`, none) as what it looks like. */
export function parseDocument(source: Source): Parsed {
  const { path, text } = source
  if (/\.ya?ml$/i.test(path)) return parseYaml(source)
  if (/^[\uFEFF\s]*$/.test(text)) return { problems: [] }
  if (/\.json$/i.test(path)) return parseJson(source)
  if (!/^[\uFEFF\s]*[[{]/.test(text)) return parseYaml(source)
  const json = parseJson(source)
  if (json.root) return json
  const yaml = parseYaml(source)
  if (yaml.root) return yaml
  // Both refuse it: what starts like JSON was meant as JSON.
  return /^[\uFEFF\s]*(?:\{\s*["/}]|\[\s*["/{[\]])/.test(text) ? json : yaml
}
