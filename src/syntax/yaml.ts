/** YAML to nodes, with places. */
import type { Source } from '../text/source.ts'
import { guarded } from './failure.ts'
import type { Parsed, SyntaxProblem } from './node.ts'
import { TreeBuilder } from './yaml-tree.ts'
import { readYamlEvents } from './yaml-events.ts'

/**
 * Parses one YAML document as CloudFormation reads it: YAML 1.1 without resolving scalars. Never throws. Aliases
 * share the anchored node; merge keys are followed, with a notice. A file without a value has neither root nor error.
 */
export function parseYaml(source: Source): Parsed {
  const problems: SyntaxProblem[] = []
  return guarded(problems, () => {
    const builder = new TreeBuilder(source, readYamlEvents(source.text), problems)
    return { root: builder.build(), problems }
  })
}
